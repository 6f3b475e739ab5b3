/**
 * Decisions that are kept: {@link tierwise.record.DecisionRecord} is one of them with all that it
 * takes to decide it again, {@link tierwise.record.DecisionLog} keeps them in files of which
 * nothing can be changed unseen, and {@link tierwise.record.Replay} decides them again.
 */
@NullMarked
package tierwise.record;

import org.jspecify.annotations.NullMarked;
