package tierwise.internal.decide;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import tierwise.internal.casefile.FieldReader;
import tierwise.internal.decide.StatementIndex.MeasureKey;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.Condition;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.FactType;
import tierwise.internal.source.Code;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;

/**
 * Keeps the law that accounting is complete: of each measurement, every line of the ledger that its
 * measure counts is either counted or left out with a reason, and none is both.
 */
final class Accounting {
  /** To look at a line for another part takes that much less than a step. */
  private static final int LOOKS_IN_A_STEP = 20;

  private final Manifest manifest;
  private final RuleEngine engine;
  private final DecidedCase decided;
  private final StatementIndex statements;
  private final Problems problems;
  private final Map<String, List<Line>> selected = new HashMap<>();

  Accounting(
      Manifest manifest,
      RuleEngine engine,
      DecidedCase decided,
      StatementIndex statements,
      Problems problems) {
    this.manifest = manifest;
    this.engine = engine;
    this.decided = decided;
    this.statements = statements;
    this.problems = problems;
  }

  /**
   * Says so where the law is broken.
   *
   * @param steps how many the decision may take; each line of each measurement is one more, since
   *     it is looked at and shown with it
   */
  void check(long steps) {
    Statement<Measurement> last = lastWithin(steps);
    if (last != null) {
      problems
          .error(
              Code.BUDGET_SPENT,
              last.rule().nameSpan(),
              "the measurements have more than "
                  + steps
                  + " lines to account for, the last of them in the rule \""
                  + last.rule().name()
                  + "\"")
          .wayOut(
              "Look for a measure that is taken of each of many facts. If a case needs so many,"
                  + " allow more with RuleSettings.withBudget( … ).");
      return;
    }
    statements
        .measurements()
        .forEach(
            (key, all) -> {
              Statement<Measurement> first = all.get(0);
              all.stream().skip(1).forEach(other -> same(key, first, other));
              MeasureSpec spec = manifest.measures().get(key.measure());
              if (spec == null) {
                problems
                    .error(
                        Code.UNKNOWN_VALUE,
                        first.words().span(),
                        "the manifest has no measure \"" + key.measure() + "\"")
                    .allowed("It has", manifest.measures().keySet(), key.measure());
              } else {
                checkSubject(spec, first);
                checkLines(spec, first);
              }
            });
    manifest.measures().values().stream()
        .filter(spec -> spec.split() != null)
        .forEach(this::checkSplit);
  }

  /** The measurement at which the steps are spent; {@code null} if they are not. */
  private @Nullable Statement<Measurement> lastWithin(long steps) {
    long left = steps;
    for (List<Statement<Measurement>> same : statements.measurements().values()) {
      Measurement measurement = same.get(0).fact();
      MeasureSpec spec = manifest.measures().get(measurement.measure());
      if (spec != null && spec.counts() != null) {
        left -= lines(spec, measurement).size();
        left -= selected(spec).size() * (1L + measurement.numberOfParts()) / LOOKS_IN_A_STEP;
        if (left < 0) {
          return same.get(0);
        }
      }
    }
    return null;
  }

  private void same(MeasureKey key, Statement<Measurement> first, Statement<Measurement> other) {
    if (!sameFigure(first.fact().value(), other.fact().value())
        || !identical(first.fact().evidence()).equals(identical(other.fact().evidence()))) {
      problems
          .error(
              Code.DIFFERENT_VALUES,
              other.words().span(),
              "the measure \""
                  + key.measure()
                  + "\""
                  + of(key.of())
                  + " is measured twice: "
                  + figure(first)
                  + " and "
                  + figure(other))
          .related("first measured here", first.words().span())
          .wayOut("Keep one of the two, or take them of different things.");
    }
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
    return of instanceof Offer offer ? " of " + described(offer) : " of " + of;
  }

  static String described(Offer offer) {
    return offer.name()
        + (offer.of() == null ? "" : " " + offer.of())
        + (offer.renewal() ? " (renewal)" : "");
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
      Manifest.SubjectList list = manifest.lists().get(per.value());
      List<Line> ledger = decided.ledgers().get(per.value());
      fits =
          of instanceof String text
              && (list != null
                  ? list.has(text)
                  : ledger == null || ledger.stream().anyMatch(line -> line.id().equals(text)));
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

  private void checkLines(MeasureSpec spec, Statement<Measurement> stated) {
    Measurement measurement = stated.fact();
    for (Object fact : measurement.evidence()) {
      if (decided.line(fact) == null) {
        problems.error(
            Code.UNKNOWN_EVIDENCE,
            stated.words().span(),
            "the evidence of \"" + spec.name() + "\" is no fact of the case: " + shown(fact));
        return;
      }
    }
    LedgerSpec ledger = spec.counts();
    if (ledger == null) {
      return;
    }
    Set<Object> counted = identical(measurement.evidence());
    if (counted.size() < measurement.evidence().size()) {
      problems.error(
          Code.COUNTED_AND_LEFT_OUT,
          stated.words().span(),
          "the measure \"" + spec.name() + "\" counts a line twice");
      return;
    }
    List<String> forgotten = new ArrayList<>();
    for (Line line : lines(spec, measurement)) {
      List<Statement<Exclusion>> reasons = exclusions(measurement, line.fact());
      boolean isCounted = counted.remove(line.fact());
      if (isCounted && !reasons.isEmpty()) {
        problems
            .error(
                Code.COUNTED_AND_LEFT_OUT,
                stated.words().span(),
                "the measure \""
                    + spec.name()
                    + "\""
                    + of(measurement.of())
                    + " counts "
                    + line.id()
                    + ", which is left out")
            .related("it is left out here", reasons.get(0).words().span())
            .wayOut(
                "Count what has no Exclusion: … and not Exclusion( measure == \""
                    + spec.name()
                    + "\", evidence == $line )");
        return;
      }
      if (!isCounted && reasons.isEmpty()) {
        forgotten.add(line.id());
      }
    }
    if (!forgotten.isEmpty()) {
      problems
          .error(
              Code.NOT_ACCOUNTED_FOR,
              stated.words().span(),
              "the measure \""
                  + spec.name()
                  + "\""
                  + of(measurement.of())
                  + " neither counts nor leaves out "
                  + some(forgotten))
          .related("the measure", spec.span())
          .wayOut(
              "Give each reason a rule of its own with leftOut( … ), and let the counting rule have"
                  + " no condition but \"not Exclusion\".");
    } else if (!counted.isEmpty()) {
      problems
          .error(
              Code.UNKNOWN_EVIDENCE,
              stated.words().span(),
              "the measure \""
                  + spec.name()
                  + "\""
                  + of(measurement.of())
                  + " counts lines that are not of its ledger: "
                  + some(ids(counted)))
          .related("the measure", spec.span());
    }
  }

  private static String shown(Object fact) {
    String text = String.valueOf(fact);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private List<String> ids(Set<Object> facts) {
    return facts.stream().map(this::idOf).sorted(Line.NATURAL).toList();
  }

  String idOf(Object fact) {
    return Objects.requireNonNull(decided.line(fact)).id();
  }

  private static String some(List<String> ids) {
    int shown = Math.min(3, ids.size());
    String first = String.join(", ", ids.subList(0, shown));
    return ids.size() > shown ? first + " and " + (ids.size() - shown) + " more" : first;
  }

  /** Why a line does not count; what is made from others takes over what they leave out. */
  List<Statement<Exclusion>> exclusions(Measurement measurement, Object line) {
    List<Statement<Exclusion>> own =
        statements.exclusions(measurement.measure(), measurement.of(), line);
    if (measurement.parts().isEmpty()) {
      return own;
    }
    List<Statement<Exclusion>> all = new ArrayList<>(own);
    measurement.parts().forEach(part -> all.addAll(exclusions(part, line)));
    return all;
  }

  /** The lines that a measurement must account for. */
  List<Line> lines(MeasureSpec spec, Measurement measurement) {
    LedgerSpec counts = spec.counts();
    if (counts == null) {
      return List.of();
    }
    List<Line> all = selected(spec);
    Located<String> split = spec.split();
    if (split == null) {
      return all;
    }
    return all.stream()
        .filter(line -> Objects.equals(read(line, split.value()), splitValue(spec, measurement)))
        .toList();
  }

  private static @Nullable Object splitValue(MeasureSpec spec, Measurement measurement) {
    return spec.splitsItsSubject() ? measurement.of() : measurement.at();
  }

  /** The lines of the ledger that the measure counts. */
  private List<Line> selected(MeasureSpec spec) {
    LedgerSpec counts = spec.counts();
    return counts == null
        ? List.of()
        : selected.computeIfAbsent(spec.name(), name -> select(counts));
  }

  private List<Line> select(LedgerSpec counts) {
    List<Line> ledger = decided.ledgers().getOrDefault(counts.type().value(), List.of());
    if (counts.where().isEmpty()) {
      return ledger;
    }
    List<Line> fitting = new ArrayList<>(ledger);
    for (Condition condition : counts.where().values()) {
      String text = condition.text().value();
      String field = condition.field().value();
      fitting.removeIf(line -> !text.equals(read(line, field)));
    }
    return fitting;
  }

  private @Nullable Object read(Line line, String field) {
    FactType type = line.type();
    return type.isDeclared()
        ? engine.read(type, field, line.fact())
        : FieldReader.read(type, field, line.fact());
  }

  /** Each value of the field that splits the lines must have its measurement. */
  private void checkSplit(MeasureSpec spec) {
    Located<String> split = spec.split();
    if (spec.counts() == null || split == null) {
      return;
    }
    if (spec.splitsItsSubject()) {
      checkSplit(
          split,
          spec,
          value -> value != null && statements.measurement(spec.name(), value) != null,
          "");
      return;
    }
    // Taken of each offer, say, and split by location: each offer needs all locations.
    Set<@Nullable Object> takenOf = new LinkedHashSet<>();
    statements.measurements().keySet().stream()
        .filter(key -> key.measure().equals(spec.name()))
        .forEach(key -> takenOf.add(key.of()));
    for (Object of : takenOf) {
      checkSplit(
          split,
          spec,
          value ->
              statements.measurement(
                      new MeasureKey(spec.name(), of, value == null ? null : value.toString()))
                  != null,
          of(of));
    }
  }

  private void checkSplit(
      Located<String> split,
      MeasureSpec spec,
      Predicate<@Nullable Object> isMeasured,
      String takenOf) {
    Map<String, List<String>> without = new TreeMap<>();
    for (Line line : selected(spec)) {
      Object value = read(line, split.value());
      if (!isMeasured.test(value)) {
        without
            .computeIfAbsent(value == null ? "nothing" : value.toString(), v -> new ArrayList<>())
            .add(line.id());
      }
    }
    without.forEach(
        (value, ids) ->
            problems
                .error(
                    Code.VALUE_WITHOUT_MEASUREMENT,
                    spec.span(),
                    "no rule measures \""
                        + spec.name()
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

  /** Whether the case gave everything that the measurement counts. */
  boolean isReported(Measurement measurement) {
    MeasureSpec spec = manifest.measures().get(measurement.measure());
    LedgerSpec counts = spec == null ? null : spec.counts();
    return (counts == null || decided.ledgers().containsKey(counts.type().value()))
        && measurement.parts().stream().allMatch(this::isReported);
  }
}
