package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Closure;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Notice;
import tierwise.facts.Offer;
import tierwise.facts.Opening;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.engine.OrderedKey;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.Expression.Make;

/**
 * What the rules stated in one decision, to be looked up. The order in which the rules fired leaves
 * no trace: what several rules state of one thing is kept in the order of their lines.
 */
final class StatementIndex {
  /** Nothing first: of several measurements of one thing the problem names them in this order. */
  private static final Comparator<Statement<Measurement>> BY_FIGURE =
      Comparator.comparing(
              (Statement<Measurement> stated) -> stated.fact().value(),
              Comparator.nullsFirst(Figures::compare))
          .thenComparing(stated -> Taken.partsOf(stated.fact()).toString());

  /** What is left out of a measure: of all that it is taken of, and of single things. */
  private static final class Exclusions {
    private final List<Statement<Exclusion>> ofAll = new ArrayList<>();
    private final Map<OrderedKey, List<Statement<Exclusion>>> ofOne = new HashMap<>();
  }

  private final StatementPlaces places;
  private final BoundCase bound;
  private final Map<OrderedKey, OfferCase> offers;
  private final Map<Taken.Key, Taken> measurements = new LinkedHashMap<>();
  private final Map<String, Exclusions> exclusions = new HashMap<>();
  private final List<Statement<Notice>> notices = new ArrayList<>();
  private final List<Statement<?>> rows = new ArrayList<>();

  StatementIndex(
      DecisionPlan plan, StatementPlaces places, BoundCase bound, List<Statement<?>> stated) {
    this.places = places;
    this.bound = bound;
    this.offers = new HashMap<>(bound.offers().size() * 2);
    bound.offers().forEach(offer -> offers.put(new OrderedKey(offer.offer()), offer));
    for (Statement<?> each : stated) {
      add(each, plan);
    }
    for (OfferCase offer : bound.offers()) {
      places.inOrderOfLines(offer.requirements);
      places.inOrderOfLines(offer.openings);
      places.inOrderOfLines(offer.closures);
      places.inOrderOfLines(offer.waivers);
    }
    boolean made = false;
    for (Taken taken : measurements.values()) {
      if (taken.stated().size() > 1) {
        // One line can state several, in any order; a problem names the least first.
        taken.stated().sort(BY_FIGURE);
        places.inOrderOfLines(taken.stated());
      }
      made |= !taken.measurement().parts().isEmpty();
    }
    if (made) {
      measurements.values().forEach(this::findParts);
    }
  }

  private void add(Statement<?> stated, DecisionPlan plan) {
    Object fact = stated.fact();
    if (fact instanceof Exclusion exclusion) {
      Exclusions ofMeasure = exclusions.get(exclusion.measure());
      if (ofMeasure == null) {
        ofMeasure = new Exclusions();
        exclusions.put(exclusion.measure(), ofMeasure);
      }
      // By measure and by what it is left out of: each measurement then asks for two lists, and not
      // once for each line of its ledger.
      Object of = exclusion.of();
      (of == null
              ? ofMeasure.ofAll
              : ofMeasure.ofOne.computeIfAbsent(new OrderedKey(of), each -> new ArrayList<>()))
          .add(as(stated));
    } else if (fact instanceof Requirement requirement) {
      offer(requirement.offer()).requirements.add(as(stated));
    } else if (fact instanceof Measurement measurement) {
      // Several of one measure and one thing are one, and are held against each other later.
      Taken.Key key = Taken.Key.of(measurement);
      Taken taken = measurements.get(key);
      if (taken == null) {
        taken =
            new Taken(measurements.size(), plan.measure(measurement.measure()), new ArrayList<>(1));
        measurements.put(key, taken);
      }
      taken.stated().add(as(stated));
    } else if (fact instanceof Notice) {
      notices.add(as(stated));
    } else if (fact instanceof Opening opening) {
      offer(opening.offer()).openings.add(as(stated));
    } else if (fact instanceof Closure closure) {
      offer(closure.offer()).closures.add(as(stated));
    } else if (fact instanceof Waiver waiver) {
      offer(waiver.offer()).waivers.add(as(stated));
    } else if (stated.words().statement() instanceof Make) {
      rows.add(stated);
    }
  }

  @SuppressWarnings("unchecked") // The caller has looked at the fact.
  private static <T> Statement<T> as(Statement<?> stated) {
    return (Statement<T>) stated;
  }

  /** An offer of the decision; rules can speak of no other. */
  OfferCase offer(Offer offer) {
    OfferCase known = offers.get(new OrderedKey(offer));
    if (known == null) {
      throw new IllegalStateException("no offer of this decision: " + offer);
    }
    return known;
  }

  /**
   * Finds the measurements of which the rules made another. A rule had them in hand, so they are
   * there; by what they are, not which, since one that was stated twice is one.
   */
  private void findParts(Taken taken) {
    List<Measurement> parts = taken.measurement().parts();
    if (!parts.isEmpty()) {
      List<Taken> found = new ArrayList<>(parts.size());
      for (Measurement part : parts) {
        Taken known = measurements.get(Taken.Key.of(part));
        if (known == null) {
          throw new IllegalStateException("a part that no rule states: " + part.measure());
        }
        found.add(known);
      }
      taken.madeFrom(found);
    }
  }

  StatementPlaces.Place place(Statement<?> stated) {
    return places.of(stated);
  }

  <T> void inOrderOfLines(List<Statement<T>> stated) {
    places.inOrderOfLines(stated);
  }

  /** The row without which the measure was not taken; {@code null} if that is not why. */
  MissingRows.@Nullable Missing missingRow(String measure, Offer offer, @Nullable String of) {
    return places.missingRows().find(measure, offer, of, this);
  }

  BoundCase bound() {
    return bound;
  }

  /** Each measurement once, whatever it is taken of. */
  Map<Taken.Key, Taken> measurements() {
    return measurements;
  }

  @Nullable Taken measurement(String measure, @Nullable Object of) {
    return measurements.get(new Taken.Key(measure, of, null));
  }

  /** What is left out of the measure, whatever it is taken of. */
  List<Statement<Exclusion>> exclusionsOfAll(String measure) {
    Exclusions ofMeasure = exclusions.get(measure);
    return ofMeasure == null ? List.of() : ofMeasure.ofAll;
  }

  /** What is left out of the measure as it is taken of one thing, beside what always is. */
  List<Statement<Exclusion>> exclusionsOf(String measure, @Nullable Object of) {
    Exclusions ofMeasure = of == null ? null : exclusions.get(measure);
    return of == null || ofMeasure == null
        ? List.of()
        : ofMeasure.ofOne.getOrDefault(new OrderedKey(of), List.of());
  }

  /** In the order in which the rules fired. */
  List<Statement<Notice>> notices() {
    return notices;
  }

  /** The rows of figures, in the order in which the rules fired. */
  List<Statement<?>> rows() {
    return rows;
  }
}
