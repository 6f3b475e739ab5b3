package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;

/**
 * Applies each rule once, in the order in which they read what others state. Immutable but for the
 * rows that are worked out when they are first needed; safe for use by several threads.
 */
public final class DirectEngine implements RuleEngine {
  private final RuleSetPlan plan;
  private volatile @Nullable Constants constants;

  /** Plans the rules of a checked model. */
  public DirectEngine(RuleModel model) {
    this.plan = new RuleSetPlan(model);
  }

  /**
   * What is the same for all cases: the rows that rules state without looking at one.
   *
   * @param taken the steps that it took
   */
  private record Constants(
      List<Statement<?>> stated,
      FactList[] lists,
      @Nullable Map<Object, Positions>[] indexes,
      long taken) {}

  @Override
  public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
    StepCounter steps = new StepCounter(budget.stepsFor(facts.size()));
    Constants known = constants;
    // Shared or not, their steps count: the budget must not depend on which case came first.
    if (known == null || known.taken > steps.given()) {
      // Worked out again if it is too much, to see at which rule the budget ends.
      known = workedOut(steps);
      constants = known;
    } else {
      steps.take(known.taken);
    }
    Run run =
        new Run(
            steps,
            plan.places(),
            plan.lists().listsAfter(known.lists),
            known.indexes.clone(),
            plan.lists().words(),
            plan.lists().tables(),
            known.stated);
    give(run, facts);
    apply(run, steps, plan.ofCases());
    return run.stated();
  }

  private Constants workedOut(StepCounter steps) {
    Run run =
        new Run(
            steps,
            plan.places(),
            plan.lists().emptyLists(),
            plan.lists().noIndexes(),
            plan.lists().words(),
            plan.lists().tables(),
            new ArrayList<>());
    apply(run, steps, plan.ofNoCase());
    return new Constants(
        List.copyOf(run.stated()), run.lists(), plan.lists().indexesOf(run.lists()), steps.taken());
  }

  private void give(Run run, Collection<?> facts) {
    Object lastKind = null;
    int list = -1;
    for (Object fact : facts) {
      Object kind = Row.typeOf(fact);
      if (kind != lastKind) {
        lastKind = kind;
        list = plan.lists().listOfGiven(kind);
      }
      if (list >= 0) {
        run.add(list, fact);
      }
    }
  }

  static void apply(Run run, StepCounter steps, RulePlan[] rules) {
    try {
      for (RulePlan rule : rules) {
        run.apply(rule);
      }
    } catch (StepCounter.Spent e) {
      throw RuleFailure.spent(run.current(), steps.given(), e);
    } catch (RuntimeException | LinkageError e) {
      throw RuleFailure.failed(run.current(), e);
    }
  }
}
