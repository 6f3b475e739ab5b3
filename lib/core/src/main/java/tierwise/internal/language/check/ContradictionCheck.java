package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;

/**
 * Finds rules that contradict themselves or each other, whatever the case: only where that is
 * certain. Where it depends on the case, the decision tells.
 */
final class ContradictionCheck {
  private final RuleModel model;
  private final Problems problems;

  private ContradictionCheck(RuleModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  /**
   * Tells of contradictions.
   *
   * @param suspect the rules that may contradict themselves; of the others it is known that they do
   *     not
   */
  static void tell(RuleModel model, List<Rule> suspect, Problems problems) {
    ContradictionCheck conflicts = new ContradictionCheck(model, problems);
    suspect.forEach(rule -> rule.when().forEach(conflicts::contradictions));
    conflicts.twoFigures();
    conflicts.twoMeasurements();
  }

  // ---- patterns that nothing can match -----------------------------------------------------

  private void contradictions(Condition condition) {
    for (FactPattern pattern : condition.patterns()) {
      Satisfiability.Contradiction found = new Satisfiability(pattern).contradiction();
      if (found != null) {
        Problems.Draft problem =
            problems.error(PATTERN_WITHOUT_FACTS, found.one(), pattern.type().name());
        if (!found.other().equals(found.one())) {
          problem.place(found.other());
        }
      }
    }
  }

  // ---- one requirement with two figures ----------------------------------------------------

  /**
   * A figure that a rule asks.
   *
   * @param of what it is asked of, if that is written out
   * @param offers the pattern of the offers that it is asked for; {@code null} if more than that
   *     decides about it
   */
  private record Asked(
      String measure,
      @Nullable String of,
      boolean atMost,
      BigDecimal figure,
      Insert insert,
      @Nullable FactPattern offers) {}

  private void twoFigures() {
    List<Asked> all = new ArrayList<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        Asked asked = asked(rule, insert);
        if (asked != null) {
          for (Asked earlier : all) {
            if (differ(asked, earlier)) {
              problems
                  .error(TWO_FIGURES, insert.span(), asked.measure())
                  .place(earlier.insert().span());
            }
          }
          all.add(asked);
        }
      }
    }
  }

  private static @Nullable Asked asked(Rule rule, Insert insert) {
    if (!(insert.statement() instanceof Call call)
        || !call.helper().name().equals("asks")
        || !(call.target() instanceof Read offer)) {
      return null;
    }
    Expression of = call.argument("of");
    Expression last = call.arguments().get(call.arguments().size() - 1);
    boolean atMost = last instanceof Call bound && bound.helper().name().equals("atMost");
    BigDecimal figure = figure(last);
    String measure = FactKinds.text(call.arguments().get(0));
    if (figure == null || measure == null || (of != null && FactKinds.text(of) == null)) {
      return null;
    }
    return new Asked(
        measure,
        of == null ? null : FactKinds.text(of),
        atMost,
        figure,
        insert,
        driver(rule, offer.variable().name()));
  }

  /** The figure of a bound that is written out. */
  private static @Nullable BigDecimal figure(Expression bound) {
    if (bound instanceof Literal literal && literal.value() != null) {
      return new BigDecimal(literal.value().toString());
    }
    return bound instanceof Call call && call.target() == null && call.arguments().size() == 1
        ? figure(call.arguments().get(0))
        : null;
  }

  private static boolean differ(Asked one, Asked other) {
    return one.measure().equals(other.measure())
        && Objects.equals(one.of(), other.of())
        && one.atMost() == other.atMost()
        && one.figure().compareTo(other.figure()) != 0
        && one.offers() != null
        && other.offers() != null
        && (one.offers().equals(other.offers()) || canBeOne(one.offers(), other.offers()));
  }

  // ---- one measure with two rules ----------------------------------------------------------

  /**
   * A measurement that a rule makes.
   *
   * @param of the field of the driver that it is taken of, or the text that is written out; {@code
   *     null} if it is taken of nothing
   * @param driver the pattern of what it is taken of; {@code null} if it is made always, once
   */
  private record Measuring(
      String measure, @Nullable String of, Insert insert, @Nullable FactPattern driver) {}

  private void twoMeasurements() {
    List<Measuring> all = new ArrayList<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        Measuring measuring = measuring(rule, insert);
        if (measuring != null) {
          for (Measuring earlier : all) {
            if (same(measuring, earlier)) {
              problems
                  .error(TWO_MEASUREMENTS, insert.span(), measuring.measure())
                  .place(earlier.insert().span());
            }
          }
          all.add(measuring);
        }
      }
    }
  }

  private static @Nullable Measuring measuring(Rule rule, Insert insert) {
    FactKinds.Kind kind = FactKinds.stated(insert);
    if (kind == null
        || kind.name() == null
        || !kind.type().name().equals("Measurement")
        || !(insert.statement() instanceof Call call)) {
      return null;
    }
    Expression of = call.argument("of");
    if (of == null || FactKinds.text(of) != null) {
      return alwaysHolds(rule.when())
          ? new Measuring(kind.name(), of == null ? null : FactKinds.text(of), insert, null)
          : null;
    }
    if (!(of instanceof Read read)) {
      return null;
    }
    FactPattern driver = driver(rule, read.variable().name());
    return driver == null
        ? null
        : new Measuring(kind.name(), fieldOf(driver, read.variable().name()), insert, driver);
  }

  private static boolean same(Measuring one, Measuring other) {
    if (!one.measure().equals(other.measure()) || !Objects.equals(one.of(), other.of())) {
      return false;
    }
    if (one.driver() == null || other.driver() == null) {
      return Objects.equals(one.driver(), other.driver());
    }
    return one.driver().equals(other.driver()) || canBeOne(one.driver(), other.driver());
  }

  /** The field that the variable stands for; the empty text for the fact itself. */
  private static String fieldOf(FactPattern pattern, String variable) {
    return pattern.constraints().stream()
        .filter(Binding.class::isInstance)
        .map(Binding.class::cast)
        .filter(binding -> binding.variable().name().equals(variable))
        .map(binding -> binding.value().span().text())
        .findFirst()
        .orElse("");
  }

  // ---- what decides whether a rule holds ---------------------------------------------------

  /** Whether some fact certainly matches both patterns, for some case. */
  private static boolean canBeOne(FactPattern one, FactPattern other) {
    if (!one.type().equals(other.type())) {
      return false;
    }
    Satisfiability both = new Satisfiability(one);
    both.add(other);
    return both.areComplete() && both.contradiction() == null;
  }

  /**
   * The pattern that gives the variable, if the rule holds for each fact that matches it; else
   * {@code null}.
   */
  private static @Nullable FactPattern driver(Rule rule, String variable) {
    for (Condition condition : rule.when()) {
      if (condition instanceof FactPattern pattern && binds(pattern, variable)) {
        List<Condition> others = new ArrayList<>(rule.when());
        others.remove(condition);
        return alwaysHolds(others) && new Satisfiability(pattern).areComplete() ? pattern : null;
      }
    }
    return null;
  }

  private static boolean binds(FactPattern pattern, String variable) {
    return (pattern.variable() != null && pattern.variable().name().equals(variable))
        || pattern.constraints().stream()
            .anyMatch(
                constraint ->
                    constraint instanceof Binding binding
                        && binding.variable().name().equals(variable));
  }

  private static boolean alwaysHolds(List<Condition> conditions) {
    return conditions.stream()
        .allMatch(
            condition ->
                (condition instanceof Accumulate accumulate
                        && accumulate.functions().stream()
                            .allMatch(ContradictionCheck::alwaysGives))
                    || (condition instanceof FactPattern pattern
                        && pattern.type().kind() == FactType.Kind.SINGLE
                        && pattern.constraints().stream().allMatch(Binding.class::isInstance)));
  }

  /** The least and the greatest of nothing do not exist. */
  private static boolean alwaysGives(Aggregate function) {
    return function.kind() != Aggregate.Kind.MIN && function.kind() != Aggregate.Kind.MAX;
  }
}
