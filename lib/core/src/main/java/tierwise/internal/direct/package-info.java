/**
 * Applies rules to the facts of a case directly: nested loops over formulas, each rule once, after
 * all that state what it reads. This is what answers; Drools is what it is compared with.
 *
 * <p>Once is enough since the checker refuses rules that read, by any detour, what they state: when
 * a rule's turn has come, all that it can match, count or deny is there. That is why neither the
 * order of facts nor that of rules or files changes an answer.
 */
@NullMarked
package tierwise.internal.direct;

import org.jspecify.annotations.NullMarked;
