package tierwise.internal.drools;

import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of the run that this thread is in. Public because the classes of rule sets call
 * it, to which {@link CountedClass} adds a call; it has nothing else that they could use.
 */
public final class Steps {
  private static final ThreadLocal<@Nullable Budget> BUDGET = new ThreadLocal<>();

  private Steps() {}

  /**
   * Takes one step off the budget of the run.
   *
   * @param name the class whose constraint, value or statements are worked out
   * @throws Budget.Spent if none is left
   */
  public static void count(String name) {
    count((Object) name);
  }

  /**
   * Takes one step off the budget of the run.
   *
   * @param place the class or node where it is taken
   * @throws Budget.Spent if none is left
   */
  static void count(Object place) {
    Budget budget = BUDGET.get();
    if (budget == null) {
      throw new IllegalStateException("rules are at work outside a run");
    }
    budget.take(1, place);
  }

  /**
   * Lets what this thread does from now on count against the budget.
   *
   * @return the budget against which it counted until now
   */
  static @Nullable Budget begin(Budget budget) {
    Budget outer = BUDGET.get();
    BUDGET.set(budget);
    return outer;
  }

  /** Ends what was begun last. */
  static void end(@Nullable Budget outer) {
    if (outer == null) {
      BUDGET.remove();
    } else {
      BUDGET.set(outer);
    }
  }
}
