package tierwise.internal.direct;

import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Criterion;

/**
 * How the facts that match a pattern are found. Immutable.
 *
 * @param place where the fact that is looked at stands
 * @param list the list of the facts that it can be
 * @param criteria what must hold of each
 * @param lookup finds the few that can match; {@code null} if all must be looked at
 * @param rest what must hold of those that were looked up
 * @param cost the steps that it takes to look at one
 */
record PatternPlan(
    int place,
    int list,
    Criterion[] criteria,
    @Nullable Lookup lookup,
    Criterion[] rest,
    int cost) {
  /** In so short a list looking at all takes no longer than looking up. */
  private static final int FEW = 8;

  /** Goes on with each fact that matches. */
  void each(Run run, Step next) {
    // It cannot grow meanwhile: no rule states what it reads.
    FactList facts = run.list(list);
    int size = facts.size();
    if (lookup == null || size <= FEW) {
      run.take((long) cost * size);
      for (int i = 0; i < size; i++) {
        if (matches(run, facts.get(i), i, criteria)) {
          next.go(run);
        }
      }
    } else {
      Positions found = lookup.find(run, facts);
      // One more, so that a look-up that finds nothing is not free in a rule of many.
      run.take((long) cost * found.size() + 1);
      for (int k = 0; k < found.size(); k++) {
        int i = found.get(k);
        if (matches(run, facts.get(i), i, rest)) {
          next.go(run);
        }
      }
    }
  }

  /** Whether there is a fact that matches; stops at the first. */
  boolean any(Run run) {
    FactList facts = run.list(list);
    int size = facts.size();
    if (lookup == null || size <= FEW) {
      for (int i = 0; i < size; i++) {
        run.take(cost);
        if (matches(run, facts.get(i), i, criteria)) {
          return true;
        }
      }
    } else {
      Positions found = lookup.find(run, facts);
      run.take(1);
      for (int k = 0; k < found.size(); k++) {
        run.take(cost);
        int i = found.get(k);
        if (matches(run, facts.get(i), i, rest)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean matches(Run run, Object fact, int position, Criterion[] criteria) {
    @Nullable Object[] bound = run.bound();
    for (Criterion criterion : criteria) {
      if (!criterion.holds(fact, bound)) {
        return false;
      }
    }
    run.bind(place, fact, position);
    return true;
  }
}
