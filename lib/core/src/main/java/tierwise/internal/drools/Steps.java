package tierwise.internal.drools;

import org.drools.core.common.BaseNode;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of the run that this thread is in. Public because the classes of rule sets call
 * it, to which {@link CountedClass} adds a call; it has nothing else that they could use.
 */
public final class Steps {
  private static final ThreadLocal<@Nullable Budget> BUDGET = new ThreadLocal<>();

  /**
   * What began last, in any thread; most hosts decide one case at a time, and this is quicker to
   * look at than what belongs to a thread. Not volatile: each thread sees what it wrote itself, and
   * makes nothing of what others did.
   */
  private static @Nullable Run latest;

  private record Run(Thread thread, Budget budget) {}

  private Steps() {}

  /**
   * Takes one step off the budget of the run.
   *
   * @param name the class whose constraint, value or statements are worked out; {@code null} if it
   *     is a pair of a join
   * @throws Budget.Spent if none is left
   */
  public static void count(@Nullable String name) {
    budget().take(1, name);
  }

  /** Takes note that what happened in a join ends the run. */
  static void failedAt(BaseNode join) {
    budget().failedAt(join);
  }

  private static Budget budget() {
    Run run = latest;
    if (run != null && run.thread() == Thread.currentThread()) {
      return run.budget();
    }
    Budget budget = BUDGET.get();
    if (budget == null) {
      throw new IllegalStateException("rules are at work outside a run");
    }
    return budget;
  }

  /**
   * Lets what this thread does from now on count against the budget.
   *
   * @return the budget against which it counted until now
   */
  static @Nullable Budget begin(Budget budget) {
    Budget outer = BUDGET.get();
    set(budget);
    return outer;
  }

  /** Ends what was begun last. */
  static void end(@Nullable Budget outer) {
    if (outer == null) {
      BUDGET.remove();
      latest = null;
    } else {
      set(outer);
    }
  }

  private static void set(Budget budget) {
    BUDGET.set(budget);
    latest = new Run(Thread.currentThread(), budget);
  }
}
