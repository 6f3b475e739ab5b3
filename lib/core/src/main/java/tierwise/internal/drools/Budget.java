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
  private @Nullable BaseNode node;

  Budget(long steps) {
    this.left = steps;
  }

  /**
   * Takes steps.
   *
   * @param place where they are taken: the name of a class, or a rule
   * @throws Spent if there are not so many left
   */
  void take(long steps, @Nullable Object place) {
    left -= steps;
    this.place = place;
    if (left < 0) {
      throw new Spent();
    }
  }

  /**
   * Takes steps at a node of the network.
   *
   * @throws Spent if there are not so many left
   */
  void takeAt(long steps, BaseNode join) {
    node = join;
    take(steps, join);
  }

  long left() {
    return left;
  }

  /** Where the last steps were taken. */
  @Nullable Object place() {
    return place;
  }

  /** The last node of the network where some were taken. */
  @Nullable BaseNode node() {
    return node;
  }

  /** Ends a run. An error, so that the engine passes it on as it is. */
  static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    private Spent() {
      super("the budget of steps is spent", null, false, false);
    }
  }
}
