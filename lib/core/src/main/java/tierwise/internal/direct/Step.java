package tierwise.internal.direct;

import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.AccumulateResults;

/** One condition of a rule, with all that comes after it. Immutable. */
sealed interface Step {
  /** Goes on from here with the facts that were found so far. */
  void go(Run run);

  /** For each fact that matches. */
  record ForEach(PatternPlan pattern, Step next) implements Step {
    @Override
    public void go(Run run) {
      pattern.each(run, next);
    }
  }

  /** If there is a fact that matches, or if there is none. */
  record If(PatternPlan pattern, boolean wanted, Step next) implements Step {
    @Override
    public void go(Run run) {
      if (pattern.any(run) == wanted) {
        next.go(run);
      }
    }
  }

  /**
   * Once, with what comes of all facts that match, be they none: then sums and counts are 0, and
   * whether the case gave the ledger at all is looked at later. Only the least or greatest of
   * nothing is no result, and the rule does not hold.
   *
   * @param place where the results stand
   * @param source ends by gathering
   */
  record Once(AccumulateResults.Plan functions, int place, Step source, Step next) implements Step {
    @Override
    public void go(Run run) {
      AccumulateResults gathering = run.gather(functions, source);
      @Nullable Object @Nullable [] results = gathering.results();
      if (results != null) {
        run.bind(place, results, -1);
        next.go(run);
      }
    }
  }

  /** The end of the source of an accumulate. */
  enum Gather implements Step {
    GATHER;

    @Override
    public void go(Run run) {
      run.gather();
    }
  }

  /** The end of a rule: it states what follows. */
  record Conclude(RulePlan rule) implements Step {
    @Override
    public void go(Run run) {
      rule.conclude(run);
    }
  }
}
