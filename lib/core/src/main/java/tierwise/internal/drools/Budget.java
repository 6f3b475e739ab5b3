package tierwise.internal.drools;

import org.drools.core.common.BaseNode;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a run has left. A step is one constraint, value or list of statements worked out,
 * one pair of facts looked at in a join, one pattern that a fact is handed to, or one piece of
 * evidence; a rule that fires and a fact that it states take several. Used by one thread.
 */
final class Budget {
  private long left;
  private @Nullable Object place;
  private @Nullable BaseNode join;

  Budget(long steps) {
    this.left = steps;
  }

  /**
   * Takes steps.
   *
   * @param place where they are taken: the name of a class, a node of the network, or a rule
   * @throws Spent if there are not so many left
   */
  void take(long steps, @Nullable Object place) {
    left -= steps;
    if (left < 0) {
      // Kept only now: to note it at each step costs more than the step.
      this.place = place;
      throw new Spent();
    }
  }

  long left() {
    return left;
  }

  /** Where the steps were asked for that were not left. */
  @Nullable Object place() {
    return place;
  }

  /** Takes note that what happened in a join ended the run. */
  void failedAt(BaseNode failed) {
    join = join == null ? failed : join;
  }

  /** The join in which the run ended; {@code null} if it was not in one. */
  @Nullable BaseNode join() {
    return join;
  }

  /** Ends a run. An error, so that the engine passes it on as it is. */
  static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    private Spent() {
      super("the budget of steps is spent", null, false, false);
    }
  }
}
