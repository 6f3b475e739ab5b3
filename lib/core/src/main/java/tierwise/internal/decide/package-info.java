/**
 * One decision: from a case to statements, judged into findings and explained.
 *
 * <p>The laws that are kept here: no answer depends on the order of facts, rules or files; what the
 * case did not give is not reported rather than missed; each line is counted or left out for a
 * reason; whatever is told names its rule and line; figures stay exact until they are printed.
 *
 * <p>So many files, since one decision is one train of thought: bind, account, judge, explain.
 */
@NullMarked
package tierwise.internal.decide;

import org.jspecify.annotations.NullMarked;
