package tierwise.internal.decide;

import static tierwise.internal.decide.DecisionProblem.TOO_MANY_NEEDS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision;
import tierwise.facts.Offer;
import tierwise.facts.Requirement;
import tierwise.internal.engine.Statement;
import tierwise.internal.source.Problems;

/** The offers of one decision as other offers need them: by name, subject by subject. */
final class NeededOffers {
  private static final String NO_SUBJECT = "";

  private final List<OfferCase> offers;
  private final Problems problems;
  private long stepsLeft;

  /** The offers by their names and subjects; made when the first offer needs another. */
  private @Nullable Map<String, Map<String, List<OfferCase>>> byName;

  /**
   * The offers of a decision.
   *
   * @param steps how many may be looked at
   */
  NeededOffers(List<OfferCase> offers, Problems problems, long steps) {
    this.offers = offers;
    this.problems = problems;
    this.stepsLeft = steps;
  }

  /**
   * What an offer needs by a name, one list for each subject: those of its own subject and of none.
   * An offer without a subject takes any, so that "at least one area" can be asked.
   */
  Collection<List<OfferCase>> fitting(Offer asking, String name, Statement<Requirement> stated) {
    // A tree for each name and a list for each subject: asking costs what it finds, not all offers.
    Map<String, List<OfferCase>> named = byName().getOrDefault(name, Map.of());
    Collection<List<OfferCase>> fitting;
    if (asking.of() == null) {
      fitting = named.values();
    } else {
      fitting = new ArrayList<>(2);
      for (String subject : List.of(NO_SUBJECT, asking.of())) {
        List<OfferCase> same = named.get(subject);
        if (same != null) {
          fitting.add(same);
        }
      }
    }
    // A hundred offers that need each other by name are ten thousand pairs. Told once, when it goes
    // below zero; from then on nothing is found, and the decision ends in that problem.
    if (stepsLeft >= 0) {
      stepsLeft -= 1 + fitting.size();
      if (stepsLeft < 0) {
        problems.error(TOO_MANY_NEEDS, stated.rule().nameSpan(), stated.rule().name());
      }
    }
    return stepsLeft < 0 ? List.of() : fitting;
  }

  private Map<String, Map<String, List<OfferCase>>> byName() {
    Map<String, Map<String, List<OfferCase>>> known = byName;
    if (known == null) {
      known = new HashMap<>();
      for (OfferCase offer : offers) {
        known
            .computeIfAbsent(offer.offer().name(), name -> new LinkedHashMap<>())
            .computeIfAbsent(
                Objects.requireNonNullElse(offer.offer().of(), NO_SUBJECT),
                of -> new ArrayList<>(2))
            .add(offer);
      }
      byName = known;
    }
    return known;
  }

  /**
   * The better of enrolling anew and of renewing, so that a subject counts once and either will do.
   * One that is in a circle counts as refused until the circle is told.
   */
  static OfferDecision.Status best(List<OfferCase> ofOneSubject) {
    OfferDecision.Status best = OfferDecision.Status.REFUSED;
    for (OfferCase each : ofOneSubject) {
      OfferDecision decision = each.decision;
      if (decision != null && decision.status() == OfferDecision.Status.GRANTED) {
        return OfferDecision.Status.GRANTED;
      }
      if (decision != null && decision.status() == OfferDecision.Status.UNDETERMINED) {
        best = OfferDecision.Status.UNDETERMINED;
      }
    }
    return best;
  }
}
