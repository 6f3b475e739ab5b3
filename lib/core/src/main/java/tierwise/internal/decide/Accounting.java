package tierwise.internal.decide;

import static tierwise.internal.decide.DecisionProblem.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.decide.DecisionPlan.SubjectPlan;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Keeps the law that accounting is complete: of each measurement, every line of the ledger that its
 * measure counts is either counted or left out with a reason, and none is both.
 */
final class Accounting {
  /** Steps for each reason that leaves a line out: to tell it takes about as long. */
  private static final int STEPS_OF_A_REASON = 3;

  private final DecisionPlan plan;
  private final BoundCase bound;
  private final StatementIndex statements;
  private final Problems problems;
  private final MeasuredLines measured;
  private final Map<String, Set<String>> idsOfLedgers = new HashMap<>();

  Accounting(
      DecisionPlan plan, StatementIndex statements, MeasuredLines measured, Problems problems) {
    this.plan = plan;
    this.bound = statements.bound();
    this.statements = statements;
    this.measured = measured;
    this.problems = problems;
  }

  /**
   * Says so where the law is broken.
   *
   * @param steps how many the accounting may take: one for each line and each part of each
   *     measurement, and some for each reason that leaves a line out, since all that is told
   */
  void check(long steps) {
    // What is made from others is reported only if all of them are: a sum without a part that
    // nobody reported would be a figure that is too low, and refuse where the case only says too
    // little.
    for (Taken taken : measured.partsFirst()) {
      taken.setReported(isGiven(taken.plan()) && areReported(taken.parts()));
    }
    // Before anything is compared: what follows may then take as much as it needs.
    Taken last = lastWithin(steps);
    if (last != null) {
      error(TOO_MUCH_TO_TELL, last.first().rule().nameSpan(), steps, last.first().rule().name());
      return;
    }
    for (Taken taken : statements.measurements().values()) {
      boolean same = true;
      for (Statement<Measurement> other : taken.stated().subList(1, taken.stated().size())) {
        same &= checkSame(taken, other);
      }
      MeasurePlan measure = taken.plan();
      if (measure == null) {
        String name = taken.measurement().measure();
        error(NO_MEASURE_IN_THE_MANIFEST, taken.first().words().span(), name)
            .allowed(plan.manifest().measures().keySet(), name);
      } else {
        checkSubject(measure.spec(), taken.first());
        if (same) {
          // Of several, what is wrong with the lines is wrong with those of any one of them.
          checkLines(measure, taken);
        }
      }
    }
    for (MeasureSpec spec : plan.manifest().measures().values()) {
      if (spec.split() != null && spec.counts() != null) {
        checkSplit(Objects.requireNonNull(plan.measure(spec.name())), spec.split());
      }
    }
  }

  // ---- measurements made from others -------------------------------------------------------

  /**
   * Whether the case gave the ledger, be it empty. Rules cannot tell: to count what was not given
   * makes 0. A measure that counts no ledger rests on facts that its rules found.
   */
  private boolean isGiven(@Nullable MeasurePlan measure) {
    return measure == null
        || measure.ledger() == null
        || bound.ledgers().containsKey(measure.ledger());
  }

  private static boolean areReported(List<Taken> parts) {
    for (Taken part : parts) {
      if (!part.isReported()) {
        return false;
      }
    }
    return true;
  }

  // ---- the budget --------------------------------------------------------------------------

  /** The measurement at which the steps are spent; {@code null} if they are not. */
  private @Nullable Taken lastWithin(long steps) {
    long left = steps;
    for (Taken taken : statements.measurements().values()) {
      MeasurePlan measure = taken.plan();
      if (measure != null) {
        left -= measured.lines(measure, taken.measurement()).size();
        left -= taken.measurement().evidence().size();
        for (Taken each : MeasuredLines.withParts(taken)) {
          left -= 1;
          left -= STEPS_OF_A_REASON * (long) measured.reasons(each);
          if (left < 0) {
            return taken;
          }
        }
      }
    }
    return null;
  }

  // ---- each measurement --------------------------------------------------------------------

  /**
   * Whether both are the same; says so if not, since else the order of rules would choose one: also
   * where two parts come to the same, of which only one may be reported. The same by two rules is
   * no contradiction.
   */
  private boolean checkSame(Taken taken, Statement<Measurement> other) {
    Statement<Measurement> first = taken.first();
    // The evidence as well: one figure of other lines would be explained by the wrong ones.
    boolean same =
        sameFigure(first.fact().value(), other.fact().value())
            && identical(first.fact().evidence()).equals(identical(other.fact().evidence()))
            && Taken.partsOf(first.fact()).equals(Taken.partsOf(other.fact()));
    if (!same) {
      error(
              MEASURED_TWICE,
              other.words().span(),
              first.fact().measure(),
              described(first.fact().of()),
              figure(first),
              figure(other))
          .place(first.words().span());
    }
    return same;
  }

  private static boolean sameFigure(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return Figures.equal(one, other);
  }

  /** By identity, as the lines of a case are found. */
  private static Set<Object> identical(List<Object> facts) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(facts);
    return set;
  }

  /** The figure, and what it is made from. */
  private static String figure(Statement<Measurement> stated) {
    BigDecimal value = stated.fact().value();
    String fraction = Figures.fraction(value);
    String figure = value == null ? "nothing" : fraction == null ? value.toPlainString() : fraction;
    String parts =
        Taken.partsOf(stated.fact()).stream()
            .map(part -> part.measure() + (part.of() == null ? "" : " of " + described(part.of())))
            .collect(Collectors.joining(" and "));
    return parts.isEmpty() ? figure : figure + " from " + parts;
  }

  /** What a measurement is taken of; {@code null} if that is everything alike. */
  private static @Nullable String described(@Nullable Object of) {
    return of == null
        ? null
        : of instanceof Offer offer ? OfferCase.described(offer) : of.toString();
  }

  /**
   * Whether a measurement is taken of what the manifest says. One of anything else would never be
   * asked for: the requirement would be told as not reported, and nobody would see why.
   */
  private void checkSubject(MeasureSpec spec, Statement<Measurement> stated) {
    Object of = stated.fact().of();
    Located<String> per = spec.per();
    boolean fits;
    if (per == null) {
      fits = of == null;
    } else if (per.value().equals("offer")) {
      fits = of instanceof Offer;
    } else if (spec.splitsItsSubject()) {
      fits = of instanceof String;
    } else {
      fits = of instanceof String text && isSubject(per.value(), text);
    }
    if (!fits) {
      Span place = stated.words().span();
      String takenOf = described(of);
      (per == null
              ? error(NOT_TAKEN_OF_EVERYTHING, place, spec.name(), takenOf)
              : takenOf == null
                  ? error(TAKEN_OF_EVERYTHING, place, spec.name(), per.value())
                  : error(TAKEN_OF_ANOTHER_THING, place, spec.name(), takenOf, per.value()))
          .place(spec.span());
    }
  }

  private boolean isSubject(String per, String name) {
    SubjectPlan list = plan.subjects().get(per);
    if (list != null) {
      return list.has(name);
    }
    List<LedgerLine> ledger = bound.ledgers().get(per);
    return ledger == null
        || idsOfLedgers
            .computeIfAbsent(
                per,
                each -> {
                  Set<String> ids = new HashSet<>();
                  ledger.forEach(line -> ids.add(line.id()));
                  return ids;
                })
            .contains(name);
  }

  private void checkLines(MeasurePlan measure, Taken taken) {
    MeasureSpec spec = measure.spec();
    Measurement measurement = taken.measurement();
    int number = taken.number();
    // First what is counted is marked, then what is left out, so that each line of the ledger needs
    // one look: marked by neither it is forgotten, by both a contradiction.
    boolean once = true;
    String unknown = null;
    for (Object fact : measurement.evidence()) {
      LedgerLine line = bound.line(fact);
      if (line != null) {
        once &= line.count(number);
      } else if (unknown == null || shown(fact).compareTo(unknown) < 0) {
        // Evidence has no order, so of several that which comes first as a text is named.
        unknown = shown(fact);
      }
    }
    if (unknown != null) {
      error(EVIDENCE_THAT_IS_NO_FACT, taken.first().words().span(), spec.name(), unknown);
      return;
    }
    if (measure.ledger() == null) {
      return;
    }
    // With a line twice in the evidence the figure is wrong already, and how often is no matter.
    if (!once) {
      error(LINE_COUNTED_TWICE, taken.first().words().span(), spec.name());
      return;
    }
    measured.leaveOut(taken);
    List<String> forgotten = new ArrayList<>(0);
    int counted = 0;
    List<LedgerLine> lines = measured.lines(measure, measurement);
    for (LedgerLine line : lines) {
      LedgerLine.Why why = line.whyNot(number);
      if (!line.isCountedBy(number)) {
        if (why == null) {
          forgotten.add(line.id());
        }
        continue;
      }
      counted++;
      if (why != null) {
        error(
                LINE_COUNTED_AND_LEFT_OUT,
                taken.first().words().span(),
                spec.name(),
                described(measurement.of()),
                line.id())
            .place(first(why).words().span());
        return;
      }
    }
    if (!forgotten.isEmpty()) {
      error(
              LINE_NOT_ACCOUNTED_FOR,
              taken.first().words().span(),
              spec.name(),
              described(measurement.of()),
              some(inOrder(forgotten)))
          .place(spec.span());
    } else if (counted < measurement.evidence().size()) {
      error(
              EVIDENCE_OF_ANOTHER_LEDGER,
              taken.first().words().span(),
              spec.name(),
              described(measurement.of()),
              some(besides(measurement, lines)))
          .place(spec.span());
    }
  }

  private static Statement<Exclusion> first(LedgerLine.Why why) {
    // Reasons are chained, the last one in front; the problem names the one that was stated first.
    LedgerLine.Why first = why;
    while (first.before() != null) {
      first = first.before();
    }
    return first.stated();
  }

  /** Measurements were stated in any order, and one line can state many. */
  private Problems.Draft error(
      DecisionProblem problem, @Nullable Span place, @Nullable Object... values) {
    return problems.error(problem, place, values).byText();
  }

  private static String shown(Object fact) {
    String text = String.valueOf(fact);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** The ids of what is counted and not among the lines. */
  private List<String> besides(Measurement measurement, List<LedgerLine> lines) {
    Set<Object> counted = identical(measurement.evidence());
    lines.forEach(line -> counted.remove(line.fact()));
    return inOrder(
        counted.stream().map(fact -> Objects.requireNonNull(bound.line(fact)).id()).toList());
  }

  private static List<String> inOrder(List<String> ids) {
    return ids.stream().sorted(LedgerLine.NATURAL).toList();
  }

  private static String some(List<String> ids) {
    // Three are enough to find the rule that is wrong; a ledger can have thousands.
    int shown = Math.min(3, ids.size());
    String first = String.join(", ", ids.subList(0, shown));
    return ids.size() > shown ? first + " and " + (ids.size() - shown) + " more" : first;
  }

  // ---- measures that split their lines -----------------------------------------------------

  /**
   * Each value of the field that splits the lines must have its measurement: a line of a value that
   * nobody measures would be in no accounting at all, neither counted nor left out.
   */
  private void checkSplit(MeasurePlan measure, Located<String> split) {
    String name = measure.spec().name();
    if (measure.spec().splitsItsSubject()) {
      checkSplit(
          split,
          measure,
          value -> value != null && statements.measurement(name, value) != null,
          null);
      return;
    }
    // Taken of each offer, say, and split by location: each offer needs all locations.
    Set<@Nullable Object> takenOf = new LinkedHashSet<>();
    for (Taken.Key key : statements.measurements().keySet()) {
      if (key.measure().equals(name)) {
        takenOf.add(key.of());
      }
    }
    for (Object of : takenOf) {
      checkSplit(
          split,
          measure,
          value ->
              statements
                  .measurements()
                  .containsKey(new Taken.Key(name, of, value == null ? null : value.toString())),
          described(of));
    }
  }

  private void checkSplit(
      Located<String> split,
      MeasurePlan measure,
      Predicate<@Nullable Object> isMeasured,
      @Nullable String takenOf) {
    Map<String, List<String>> without = new TreeMap<>();
    measured
        .bySplit(measure)
        .forEach(
            (value, lines) -> {
              if (!isMeasured.test(value)) {
                without.put(
                    value == null ? "nothing" : value.toString(),
                    LedgerLine.inOrder(lines).stream().map(LedgerLine::id).toList());
              }
            });
    MeasureSpec spec = measure.spec();
    without.forEach(
        (value, ids) -> {
          if (takenOf == null) {
            error(VALUE_NOT_MEASURED, spec.span(), spec.name(), value, split.value(), some(ids));
          } else {
            error(
                VALUE_NOT_MEASURED_OF_EACH,
                spec.span(),
                spec.name(),
                takenOf,
                value,
                split.value(),
                some(ids));
          }
        });
  }
}
