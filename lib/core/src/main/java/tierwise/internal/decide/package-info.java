/**
 * One decision: from a case to statements, judged into findings and explained.
 *
 * <p>So many files, since one decision is one train of thought: bind, account, judge, explain.
 */
@NullMarked
package tierwise.internal.decide;

import org.jspecify.annotations.NullMarked;
