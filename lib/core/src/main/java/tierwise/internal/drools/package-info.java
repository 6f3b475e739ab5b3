/** From the rule model to a runnable Drools base. The only place that knows Drools. */
@NullMarked
package tierwise.internal.drools;

import org.jspecify.annotations.NullMarked;
