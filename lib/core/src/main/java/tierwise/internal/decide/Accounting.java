package tierwise.internal.decide;

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
import org.jspecify.annotations.Nullable;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.decide.DecisionPlan.SubjectPlan;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.source.Code;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;

/**
 * Keeps the law that accounting is complete: of each measurement, every line of the ledger that its
 * measure counts is either counted or left out with a reason, and none is both.
 */
final class Accounting {
  /** A line that is left out is told with its reasons, which takes as long as some steps. */
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
    for (Taken taken : measured.partsFirst()) {
      taken.setReported(isGiven(taken.plan()) && areReported(taken.parts()));
    }
    Taken last = lastWithin(steps);
    if (last != null) {
      problems
          .error(
              Code.BUDGET_SPENT,
              last.first().rule().nameSpan(),
              "the measurements have too many lines and reasons to tell in "
                  + steps
                  + " steps, the last of them in the rule \""
                  + last.first().rule().name()
                  + "\"")
          .wayOut(
              "Look for a measure that is taken of each of many facts. If a case needs so many,"
                  + " allow more with RuleSettings.withBudget( … ).");
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
        problems
            .error(
                Code.UNKNOWN_VALUE,
                taken.first().words().span(),
                "the manifest has no measure \"" + name + "\"")
            .allowed("It has", plan.manifest().measures().keySet(), name);
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

  /** Whether both are the same; says so if not. */
  private boolean checkSame(Taken taken, Statement<Measurement> other) {
    Statement<Measurement> first = taken.first();
    boolean same =
        sameFigure(first.fact().value(), other.fact().value())
            && identical(first.fact().evidence()).equals(identical(other.fact().evidence()));
    if (!same) {
      problems
          .error(
              Code.DIFFERENT_VALUES,
              other.words().span(),
              "the measure \""
                  + first.fact().measure()
                  + "\""
                  + of(first.fact().of())
                  + " is measured twice: "
                  + figure(first)
                  + " and "
                  + figure(other))
          .related("first measured here", first.words().span())
          .wayOut("Keep one of the two, or take them of different things.");
    }
    return same;
  }

  private static boolean sameFigure(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return Figures.equal(one, other);
  }

  private static Set<Object> identical(List<Object> facts) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(facts);
    return set;
  }

  private static String figure(Statement<Measurement> stated) {
    BigDecimal value = stated.fact().value();
    if (value == null) {
      return "nothing";
    }
    String fraction = Figures.fraction(value);
    return fraction == null ? value.toPlainString() : fraction;
  }

  static String of(@Nullable Object of) {
    if (of == null) {
      return "";
    }
    return of instanceof Offer offer ? " of " + OfferCase.described(offer) : " of " + of;
  }

  /** What the manifest says that a measure is taken of. */
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
      problems
          .error(
              Code.WRONG_SUBJECT,
              stated.words().span(),
              "the measure \""
                  + spec.name()
                  + "\" is taken"
                  + (of == null ? " of everything alike" : of(of))
                  + ", but the manifest wants it "
                  + (per == null ? "of everything alike" : "per " + per.value()))
          .related("the measure", spec.span());
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
      problems.error(
          Code.UNKNOWN_EVIDENCE,
          taken.first().words().span(),
          "the evidence of \"" + spec.name() + "\" is no fact of the case: " + unknown);
      return;
    }
    if (measure.ledger() == null) {
      return;
    }
    if (!once) {
      problems.error(
          Code.COUNTED_AND_LEFT_OUT,
          taken.first().words().span(),
          "the measure \"" + spec.name() + "\" counts a line twice");
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
        problems
            .error(
                Code.COUNTED_AND_LEFT_OUT,
                taken.first().words().span(),
                "the measure \""
                    + spec.name()
                    + "\""
                    + of(measurement.of())
                    + " counts "
                    + line.id()
                    + ", which is left out")
            .related("it is left out here", first(why).words().span())
            .wayOut(
                "Count what has no Exclusion: … and not Exclusion( measure == \""
                    + spec.name()
                    + "\", evidence == $line )");
        return;
      }
    }
    if (!forgotten.isEmpty()) {
      problems
          .error(
              Code.NOT_ACCOUNTED_FOR,
              taken.first().words().span(),
              "the measure \""
                  + spec.name()
                  + "\""
                  + of(measurement.of())
                  + " neither counts nor leaves out "
                  + some(inOrder(forgotten)))
          .related("the measure", spec.span())
          .wayOut(
              "Give each reason a rule of its own with leftOut( … ), and let the counting rule have"
                  + " no condition but \"not Exclusion\".");
    } else if (counted < measurement.evidence().size()) {
      problems
          .error(
              Code.UNKNOWN_EVIDENCE,
              taken.first().words().span(),
              "the measure \""
                  + spec.name()
                  + "\""
                  + of(measurement.of())
                  + " counts lines that are not of its ledger: "
                  + some(besides(measurement, lines)))
          .related("the measure", spec.span());
    }
  }

  private static Statement<Exclusion> first(LedgerLine.Why why) {
    LedgerLine.Why first = why;
    while (first.before() != null) {
      first = first.before();
    }
    return first.stated();
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
    int shown = Math.min(3, ids.size());
    String first = String.join(", ", ids.subList(0, shown));
    return ids.size() > shown ? first + " and " + (ids.size() - shown) + " more" : first;
  }

  // ---- measures that split their lines -----------------------------------------------------

  /** Each value of the field that splits the lines must have its measurement. */
  private void checkSplit(MeasurePlan measure, Located<String> split) {
    String name = measure.spec().name();
    if (measure.spec().splitsItsSubject()) {
      checkSplit(
          split,
          measure,
          value -> value != null && statements.measurement(name, value) != null,
          "");
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
          of(of));
    }
  }

  private void checkSplit(
      Located<String> split,
      MeasurePlan measure,
      Predicate<@Nullable Object> isMeasured,
      String takenOf) {
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
    without.forEach(
        (value, ids) ->
            problems
                .error(
                    Code.VALUE_WITHOUT_MEASUREMENT,
                    measure.spec().span(),
                    "no rule measures \""
                        + measure.spec().name()
                        + "\""
                        + takenOf
                        + (takenOf.isEmpty() ? " of " : " at ")
                        + value
                        + ", which is the "
                        + split.value()
                        + " of "
                        + some(ids))
                .wayOut("Correct these lines, or add a rule that measures it."));
  }
}
