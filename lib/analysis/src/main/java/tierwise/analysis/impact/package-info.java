/** Whom a change of rules hits, and why: one population decided by two rule sets. */
@NullMarked
package tierwise.analysis.impact;

import org.jspecify.annotations.NullMarked;
