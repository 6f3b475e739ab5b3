package tierwise.internal.decide;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Requirement;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;

/**
 * The order in which the requirements of an offer are told, which must not depend on that of the
 * rules: that of the manifest's measures, and of texts and figures where it says nothing.
 */
final class WayOrder implements Comparator<List<Requirement.Way>> {
  private final DecisionPlan plan;

  WayOrder(DecisionPlan plan) {
    this.plan = plan;
  }

  @Override
  public int compare(List<Requirement.Way> some, List<Requirement.Way> others) {
    return compareAll(some, others, this::compareWays);
  }

  /** Measures first, as the manifest lists them; then offers, then questions. */
  private int compareWays(Requirement.Way one, Requirement.Way other) {
    if (one instanceof Requirement.Asks asks && other instanceof Requirement.Asks others) {
      int order = Integer.compare(place(asks), place(others));
      order = order != 0 ? order : compareTexts(asks.of(), others.of());
      order = order != 0 ? order : asks.bound().relation().compareTo(others.bound().relation());
      return order != 0 ? order : asks.bound().value().compareTo(others.bound().value());
    }
    if (one instanceof Requirement.Needs needs && other instanceof Requirement.Needs others) {
      return compareAll(needs.offers(), others.offers(), Comparator.naturalOrder());
    }
    if (one instanceof Requirement.Expects expects && other instanceof Requirement.Expects others) {
      return expects.question().compareTo(others.question());
    }
    return Integer.compare(rank(one), rank(other));
  }

  private static int rank(Requirement.Way way) {
    return way instanceof Requirement.Asks ? 0 : way instanceof Requirement.Needs ? 1 : 2;
  }

  private int place(Requirement.Asks asks) {
    MeasurePlan measure = plan.measure(asks.measure());
    return measure == null ? -1 : measure.spec().place();
  }

  private static int compareTexts(@Nullable String one, @Nullable String other) {
    return one == null ? (other == null ? 0 : -1) : (other == null ? 1 : one.compareTo(other));
  }

  private static <T> int compareAll(List<T> some, List<T> others, Comparator<? super T> each) {
    int shorter = Math.min(some.size(), others.size());
    for (int i = 0; i < shorter; i++) {
      int order = each.compare(some.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(some.size(), others.size());
  }
}
