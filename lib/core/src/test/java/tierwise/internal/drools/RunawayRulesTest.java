package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.facts.Partner;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.source.Code;

/** Rules that never end. The grammar refuses them; here the engine is given them all the same. */
class RunawayRulesTest {
  private static final StepBudget BUDGET = new StepBudget(20_000, 0);

  @Test
  void aRuleThatFeedsItselfSpendsTheBudget() {
    RuleBase base =
        loaded(
            """
            rule "r1" when Partner() then insert( note( "a" ) ); end
            rule "r2" when Notice() then insert( note( "a" ) ); end
            """);
    assertSpent(base, 2);
    assertSpent(base, 2);
  }

  @Test
  void rulesThatFeedEachOtherAndDoubleSpendTheBudget() {
    assertSpent(
        loaded(
            """
            rule "r1" when Partner() then insert( note( "a" ) ); end
            rule "r2" when Notice( code == "a" ) then insert( note( "b" ) ); insert( note( "b" ) ); end
            rule "r3" when Notice( code == "b" ) then insert( note( "a" ) ); insert( note( "a" ) ); end
            """),
        2,
        3);
  }

  @Test
  void whatIsStatedButIsNoFactEndsTheRun() {
    RuleFailure failure =
        catchThrowableOfType(
            RuleFailure.class,
            () ->
                loaded("rule \"r1\" when Partner() then insert( \"a text\" ); end")
                    .run(List.of(Partner.of("P")), BUDGET));
    assertThat(failure.code()).isEqualTo(Code.NOT_A_FACT);
  }

  private static void assertSpent(RuleBase base, Integer... rules) {
    RuleFailure failure =
        catchThrowableOfType(RuleFailure.class, () -> base.run(List.of(Partner.of("P")), BUDGET));
    assertThat(failure.code()).isEqualTo(Code.BUDGET_SPENT);
    assertThat("r" + List.of(rules)).contains(requireNonNull(failure.rule()).id().substring(1));
  }

  private static RuleBase loaded(String rules) {
    return GivenToTheEngine.rules(rules).loaded();
  }
}
