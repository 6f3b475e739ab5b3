package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Closure;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Notice;
import tierwise.facts.Offer;
import tierwise.facts.Opening;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;
import tierwise.internal.language.Expression.Make;
import tierwise.internal.language.FactType;

/**
 * What the rules stated in one decision, to be looked up. The order in which the rules fired leaves
 * no trace: everything is kept in the order of the rules' lines.
 */
final class StatementIndex {
  /** What a measurement was taken of. */
  record MeasureKey(String measure, @Nullable Object of, @Nullable String at) {
    static MeasureKey of(Measurement measurement) {
      return new MeasureKey(measurement.measure(), measurement.of(), measurement.at());
    }
  }

  private record WaiverKey(Offer offer, String measure) {}

  private final Map<Offer, List<Statement<Requirement>>> requirements = new HashMap<>();
  private final Map<Offer, List<Statement<Opening>>> openings = new HashMap<>();
  private final Map<Offer, List<Statement<Closure>>> closures = new HashMap<>();
  private final Map<WaiverKey, List<Statement<Waiver>>> waivers = new HashMap<>();
  private final Map<MeasureKey, List<Statement<Measurement>>> measurements = new LinkedHashMap<>();
  private final Map<String, IdentityHashMap<Object, List<Statement<Exclusion>>>> exclusions =
      new HashMap<>();
  private final List<Statement<Notice>> notices = new ArrayList<>();

  /** The statement that stated a fact, for the rows that other statements rest on. */
  private final IdentityHashMap<Object, Statement<?>> rows = new IdentityHashMap<>();

  private final StatementPlaces places;

  StatementIndex(StatementPlaces places, List<Statement<?>> stated) {
    this.places = places;
    for (Statement<?> each : stated) {
      Object fact = each.fact();
      if (fact instanceof Requirement requirement) {
        list(requirements, requirement.offer()).add(as(each));
      } else if (fact instanceof Opening opening) {
        list(openings, opening.offer()).add(as(each));
      } else if (fact instanceof Closure closure) {
        list(closures, closure.offer()).add(as(each));
      } else if (fact instanceof Waiver waiver) {
        list(waivers, new WaiverKey(waiver.offer(), waiver.measure())).add(as(each));
      } else if (fact instanceof Measurement measurement) {
        list(measurements, MeasureKey.of(measurement)).add(as(each));
      } else if (fact instanceof Exclusion exclusion) {
        exclusions
            .computeIfAbsent(exclusion.measure(), measure -> new IdentityHashMap<>())
            .computeIfAbsent(exclusion.evidence(), line -> new ArrayList<>(1))
            .add(as(each));
      } else if (fact instanceof Notice) {
        notices.add(as(each));
      } else if (each.words().statement() instanceof Make) {
        rows.put(fact, each);
      }
    }
    requirements.values().forEach(this::inOrderOfLines);
    openings.values().forEach(this::inOrderOfLines);
    closures.values().forEach(this::inOrderOfLines);
    waivers.values().forEach(this::inOrderOfLines);
    measurements.values().forEach(this::inOrderOfLines);
    inOrderOfLines(notices);
  }

  private static <K, T> List<T> list(Map<K, List<T>> map, K key) {
    return map.computeIfAbsent(key, k -> new ArrayList<>(2));
  }

  @SuppressWarnings("unchecked") // The caller has looked at the fact.
  private static <T> Statement<T> as(Statement<?> stated) {
    return (Statement<T>) stated;
  }

  private <T> void inOrderOfLines(List<Statement<T>> stated) {
    if (stated.size() > 1) {
      stated.sort(places.byLine());
    }
  }

  StatementPlaces.Place place(Statement<?> stated) {
    return places.of(stated);
  }

  List<Statement<Requirement>> requirements(Offer offer) {
    return requirements.getOrDefault(offer, List.of());
  }

  List<Statement<Opening>> openings(Offer offer) {
    return openings.getOrDefault(offer, List.of());
  }

  List<Statement<Closure>> closures(Offer offer) {
    return closures.getOrDefault(offer, List.of());
  }

  @Nullable Statement<Waiver> waiver(Offer offer, String measure) {
    List<Statement<Waiver>> all = waivers.get(new WaiverKey(offer, measure));
    return all == null ? null : all.get(0);
  }

  Map<MeasureKey, List<Statement<Measurement>>> measurements() {
    return measurements;
  }

  @Nullable Statement<Measurement> measurement(String measure, @Nullable Object of) {
    return measurement(new MeasureKey(measure, of, null));
  }

  @Nullable Statement<Measurement> measurement(MeasureKey key) {
    List<Statement<Measurement>> all = measurements.get(key);
    return all == null ? null : all.get(0);
  }

  /** Why a line does not count for a measure, as taken of something. */
  List<Statement<Exclusion>> exclusions(String measure, @Nullable Object of, Object line) {
    IdentityHashMap<Object, List<Statement<Exclusion>>> ofMeasure = exclusions.get(measure);
    List<Statement<Exclusion>> all = ofMeasure == null ? null : ofMeasure.get(line);
    if (all == null) {
      return List.of();
    }
    if (all.size() == 1) {
      return isOf(all.get(0), of) ? all : List.of();
    }
    List<Statement<Exclusion>> fitting = new ArrayList<>(all.size());
    for (Statement<Exclusion> each : all) {
      if (isOf(each, of)) {
        fitting.add(each);
      }
    }
    return fitting;
  }

  private static boolean isOf(Statement<Exclusion> exclusion, @Nullable Object of) {
    Object excludedOf = exclusion.fact().of();
    return excludedOf == null || excludedOf.equals(of);
  }

  List<Statement<Notice>> notices() {
    return notices;
  }

  /** The rows of a type. */
  Stream<Statement<?>> rowsOf(FactType type) {
    return rows.values().stream()
        .filter(row -> row.words().statement() instanceof Make make && make.made().equals(type));
  }

  /**
   * The row that a statement takes a figure from: the first of its premises that a rule stated and
   * that the words of the statement read; {@code null} if there is none.
   */
  @Nullable Statement<?> row(Statement<?> stated) {
    if (rows.isEmpty()) {
      return null;
    }
    Set<FactType> read = places.of(stated).rowsRead();
    if (!read.isEmpty()) {
      for (Object premise : stated.premises()) {
        Statement<?> row = rows.get(premise);
        if (row != null
            && row.words().statement() instanceof Make make
            && read.contains(make.made())) {
          return row;
        }
      }
    }
    return null;
  }
}
