package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.CafeGuild;
import tierwise.facts.Partner;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;

/** Rules that never end. The checker refuses them; here Drools is given them all the same. */
class RunawayRulesTest {
  private static final StepBudget BUDGET = new StepBudget(20_000, 0);
  private static final String ONE = "insert( note( \"year-end\", date(\"2024-12-31\") ) );\n";

  @Test
  void aRuleThatFeedsItselfSpendsTheBudget() throws IOException {
    DroolsEngine engine = engine(ONE);
    assertSpent(engine);
    assertSpent(engine);
  }

  @Test
  void aRuleThatFeedsItselfAndDoublesSpendsTheBudget() throws IOException {
    assertSpent(engine(ONE + ONE));
  }

  private static void assertSpent(DroolsEngine engine) {
    RuleFailure failure =
        catchThrowableOfType(RuleFailure.class, () -> engine.run(List.of(Partner.of("P")), BUDGET));
    assertThat(failure.code()).isEqualTo(ProblemCode.BUDGET_SPENT);
    assertThat(failure).hasMessageStartingWith("the decision took more than 20000 steps, ");
    assertThat(requireNonNull(failure.rule()).name()).isEqualTo("Feeds itself");
  }

  /** A rule states a notice, and another one these for each notice, its own among them. */
  private static DroolsEngine engine(String inserts) throws IOException {
    Problems problems = new Problems();
    RuleModel model =
        RuleChecker.read(
            RuleFolder.read(
                CafeGuild.with(
                    "runaway.drl",
                    """
                    package cafe.guild
                    import tierwise.facts.*
                    import static tierwise.facts.Statements.*
                    rule "Begins" when Partner() then
                    """
                        + ONE
                        + "end\nrule \"Feeds itself\" when Partner() then\n"
                        + inserts
                        + "end\n"),
                problems),
            problems);
    requireNonNull(model, () -> problems.inFileOrder().toString());
    return new DroolsEngine(
        model.withRules(model.rules().stream().map(rule -> readingNotices(rule, model)).toList()));
  }

  private static Rule readingNotices(Rule rule, RuleModel model) {
    return rule.name().equals("Feeds itself")
        ? new Rule(
            rule.id(),
            rule.name(),
            rule.nameSpan(),
            List.of(
                new FactPattern(
                    null, requireNonNull(model.types().get("Notice")), List.of(), rule.span())),
            rule.then(),
            rule.stratum(),
            rule.span())
        : rule;
  }
}
