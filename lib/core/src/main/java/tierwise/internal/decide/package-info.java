/** One decision: from a case to statements, judged into findings and explained. */
@NullMarked
package tierwise.internal.decide;

import org.jspecify.annotations.NullMarked;
