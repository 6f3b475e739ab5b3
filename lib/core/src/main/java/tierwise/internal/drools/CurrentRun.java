package tierwise.internal.drools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * The run that a thread is in. What the engine calls back is told of facts only, so that it finds
 * its run by the thread. Used by that thread.
 */
final class CurrentRun {
  private static final ThreadLocal<@Nullable CurrentRun> RUNS = new ThreadLocal<>();

  /**
   * What began last, in any thread; most hosts decide one case at a time, and this is quicker to
   * look at than what belongs to a thread. Not volatile: each thread sees what it wrote itself, and
   * makes nothing of what others did.
   */
  private static @Nullable CurrentRun latest;

  private final Thread thread = Thread.currentThread();
  private final StepCounter steps;
  private final List<Statement<?>> stated = new ArrayList<>();
  private @Nullable Rule rule;

  CurrentRun(StepCounter steps) {
    this.steps = steps;
  }

  /** The run that this thread is in. */
  static CurrentRun get() {
    CurrentRun run = latest;
    if (run != null && run.thread == Thread.currentThread()) {
      return run;
    }
    run = RUNS.get();
    if (run == null) {
      throw new IllegalStateException("rules are at work outside a run");
    }
    return run;
  }

  /**
   * Makes it the run that this thread is in.
   *
   * @return the one that it was in until now; {@code null} if it was in none
   */
  @Nullable CurrentRun begin() {
    CurrentRun outer = RUNS.get();
    set(this);
    return outer;
  }

  /** Ends what was begun last. */
  static void end(@Nullable CurrentRun outer) {
    if (outer == null) {
      RUNS.remove();
      latest = null;
    } else {
      set(outer);
    }
  }

  private static void set(CurrentRun run) {
    RUNS.set(run);
    latest = run;
  }

  /**
   * Takes steps for a rule, which is at work from now on.
   *
   * @throws StepCounter.Spent if there are not so many left
   */
  void take(Rule rule, long steps) {
    this.rule = rule;
    this.steps.take(steps);
  }

  /**
   * Takes steps for a fact that is given.
   *
   * @throws StepCounter.Spent if there are not so many left
   */
  void take(long steps) {
    this.steps.take(steps);
  }

  /** The rule that was at work last; {@code null} if none was. */
  @Nullable Rule rule() {
    return rule;
  }

  void state(Statement<?> statement) {
    stated.add(statement);
  }

  List<Statement<?>> stated() {
    return stated;
  }
}
