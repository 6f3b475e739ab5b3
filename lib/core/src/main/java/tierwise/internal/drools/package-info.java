/**
 * Has Drools apply the rules, as the reference that direct evaluation is compared with. The only
 * place that knows Drools.
 */
@NullMarked
package tierwise.internal.drools;

import org.jspecify.annotations.NullMarked;
