package tierwise.testing.internal.mutate;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.direct.SingleRule;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * Rules of which one was changed, with those that tell by themselves whether the change matters to
 * a case: most changes matter to few cases, and one rule is asked faster than all.
 *
 * @param changed the changed rule; {@code null} if nothing is left of it
 * @param readers the rules that read the rows which it states
 */
public record ChangedRules(
    TestedRules rules, String name, @Nullable Alone changed, List<Alone> readers) {

  /** A rule that is asked by itself. */
  public record Alone(String name, SingleRule rule) {
    private static Alone of(Rule rule, RuleModel model) {
      return new Alone(rule.name(), new SingleRule(model, rule));
    }

    /**
     * What it states.
     *
     * @throws RuleFailure if it fails
     */
    List<Said> states(SingleRule.Given given) {
      return rule.run(given, StepBudget.USUAL).stream().map(Said::of).toList();
    }
  }

  /**
   * The rules with one that was changed.
   *
   * @param name the name of that rule
   */
  public static ChangedRules of(TestedRules before, TestedRules after, String name) {
    RuleModel model = after.model();
    Set<FactType> rows =
        List.of(before, after).stream()
            .flatMap(rules -> rules.model().rules().stream())
            .filter(rule -> rule.name().equals(name))
            .flatMap(rule -> rule.then().stream())
            .map(FactKinds::stated)
            .filter(kind -> kind != null && kind.type().isDeclared())
            .map(FactKinds.Kind::type)
            .collect(Collectors.toSet());
    @Nullable Alone changed =
        model.rules().stream()
            .filter(rule -> rule.name().equals(name))
            .findFirst()
            .map(rule -> Alone.of(rule, model))
            .orElse(null);
    return new ChangedRules(
        after,
        name,
        changed,
        model.rules().stream()
            .filter(rule -> reads(rule, rows))
            .map(rule -> Alone.of(rule, model))
            .toList());
  }

  private static boolean reads(Rule rule, Collection<FactType> types) {
    return FactKinds.readings(rule).stream()
        .anyMatch(reading -> types.contains(reading.kind().type()));
  }

  /**
   * What the changed rule states.
   *
   * @throws RuleFailure if it fails
   */
  List<Said> states(SingleRule.Given given) {
    return changed == null ? List.of() : changed.states(given);
  }
}
