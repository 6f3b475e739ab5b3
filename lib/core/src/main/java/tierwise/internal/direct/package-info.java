/**
 * Applies rules to the facts of a case directly: nested loops over formulas, each rule once, after
 * all that state what it reads. This is what answers; Drools is what it is compared with.
 */
@NullMarked
package tierwise.internal.direct;

import org.jspecify.annotations.NullMarked;
