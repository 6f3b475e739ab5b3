package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision;
import tierwise.facts.Closure;
import tierwise.facts.Offer;
import tierwise.facts.Opening;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;

/** An offer in one decision: what the rules stated of it, and what was decided. */
final class OfferCase {
  private final Offer offer;
  private final DecisionPlan.OfferPlan plan;
  final List<Statement<Requirement>> requirements = new ArrayList<>(4);
  final List<Statement<Opening>> openings = new ArrayList<>(0);
  final List<Statement<Closure>> closures = new ArrayList<>(0);
  final List<Statement<Waiver>> waivers = new ArrayList<>(0);

  /** Set once, when the offers that it needs are decided. */
  @Nullable OfferDecision decision;

  /** Whether its turn has come, while offers that it needs are decided. */
  boolean isUnderWay;

  OfferCase(Offer offer, DecisionPlan.OfferPlan plan) {
    this.offer = offer;
    this.plan = plan;
  }

  Offer offer() {
    return offer;
  }

  DecisionPlan.OfferPlan plan() {
    return plan;
  }

  /** The first waiver of the measure, by its line; {@code null} if there is none. */
  @Nullable Statement<Waiver> waiver(String measure) {
    for (Statement<Waiver> each : waivers) {
      if (each.fact().measure().equals(measure)) {
        return each;
      }
    }
    return null;
  }

  boolean isGranted() {
    return decision != null && decision.status() == OfferDecision.Status.GRANTED;
  }

  /** The offer in short, for problems. */
  static String described(Offer offer) {
    return offer.name()
        + (offer.of() == null ? "" : " " + offer.of())
        + (offer.renewal() ? " (renewal)" : "");
  }
}
