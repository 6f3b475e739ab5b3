package tierwise.internal.direct;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.RuleModel.Rule;

/** How a rule is applied. Immutable once it is planned. */
final class RulePlan {
  /**
   * One statement of the rule.
   *
   * @param cost the steps that it takes, but for its evidence
   */
  record Insert(Formula statement, Filing filing, int cost) {}

  private final Rule rule;
  private final Insert[] inserts;
  private final int[] premises;
  private final Step first;

  /**
   * Plans a rule.
   *
   * @param premises the places of the facts that its statements rest on
   * @param conditions its conditions, given what comes after them
   */
  RulePlan(Rule rule, List<Insert> inserts, int[] premises, UnaryOperator<Step> conditions) {
    this.rule = rule;
    this.inserts = inserts.toArray(Insert[]::new);
    this.premises = premises;
    this.first = conditions.apply(new Step.Conclude(this));
  }

  Rule rule() {
    return rule;
  }

  void apply(Run run) {
    first.go(run);
  }

  void conclude(Run run) {
    List<Object> found = premises(run.bound());
    for (int i = 0; i < inserts.length; i++) {
      Insert insert = inserts[i];
      run.take(insert.cost);
      Object fact = Objects.requireNonNull(insert.statement.value(null, run.bound()));
      run.take(StepCounter.ofStatement(fact));
      run.state(new Statement<>(fact, rule, i, found));
      insert.filing.file(run, fact);
    }
  }

  private List<Object> premises(@Nullable Object[] bound) {
    return switch (premises.length) {
      case 0 -> List.of();
      case 1 -> List.of(fact(bound, 0));
      case 2 -> List.of(fact(bound, 0), fact(bound, 1));
      default -> {
        Object[] facts = new Object[premises.length];
        Arrays.setAll(facts, i -> fact(bound, i));
        yield List.of(facts);
      }
    };
  }

  private Object fact(@Nullable Object[] bound, int number) {
    return Objects.requireNonNull(bound[premises[number]]);
  }
}
