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
    List<Requirement.Asks> measures = measures(one);
    List<Requirement.Asks> others = measures(other);
    if (!measures.isEmpty() && !others.isEmpty()) {
      return compareAll(measures, others, this::compareMeasures);
    }
    if (one instanceof Requirement.Needs needs && other instanceof Requirement.Needs needed) {
      return compareAll(needs.offers(), needed.offers(), Comparator.naturalOrder());
    }
    if (one instanceof Requirement.Expects expects && other instanceof Requirement.Expects asked) {
      return expects.question().compareTo(asked.question());
    }
    return Integer.compare(rank(one), rank(other));
  }

  private int compareMeasures(Requirement.Asks one, Requirement.Asks other) {
    int order = Integer.compare(place(one), place(other));
    order = order != 0 ? order : compareTexts(one.of(), other.of());
    order = order != 0 ? order : one.bound().relation().compareTo(other.bound().relation());
    return order != 0 ? order : one.bound().value().compareTo(other.bound().value());
  }

  /** What the way asks of measures; empty if it asks something else. */
  private static List<Requirement.Asks> measures(Requirement.Way way) {
    return way instanceof Requirement.Asks asks
        ? List.of(asks)
        : way instanceof Requirement.Together together ? together.asks() : List.of();
  }

  private static int rank(Requirement.Way way) {
    return way instanceof Requirement.Needs ? 1 : way instanceof Requirement.Expects ? 2 : 0;
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
