package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.facts.Notice;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.RuleModel;
import tierwise.testing.internal.expect.ReadCase;

/** The harness decides each case by both engines, and a difference fails the case. */
class BothEnginesTest {
  private static final RuleFolderCases YEAR =
      AllFolders.stream()
          .filter(folder -> folder.name().equals("learning-partner/2013"))
          .findFirst()
          .orElseThrow();

  private static TestCase with(TestCase test) {
    return new TestCase(
        new ReadCase(
            YEAR.tested().comparedWith(LosesNotices::new),
            test.file(),
            test.read().entry(),
            test.read().expectation()));
  }

  /** An engine that loses what it states last. */
  private static final class LosesNotices implements RuleEngine {
    private final RuleEngine engine;

    LosesNotices(RuleModel model) {
      this.engine = new DirectEngine(model);
    }

    @Override
    public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
      return engine.run(facts, budget).stream()
          .filter(stated -> !(stated.fact() instanceof Notice))
          .<Statement<?>>map(stated -> stated)
          .toList();
    }
  }

  @Test
  void aCaseFailsWhereTheEnginesDiffer() {
    TestCase test = with(YEAR.cases().get(0));
    assertThat(test.run(Engines.DIRECT).status()).isEqualTo(TestResult.Status.PASSED);
    TestResult both = test.run(Engines.BOTH);
    assertThat(both.status()).isEqualTo(TestResult.Status.FAILED);
    assertThat(both.text())
        .contains("the engines decide this case differently")
        .containsPattern("directly: .+\n +Drools: .+");
  }

  @Test
  void droolsAloneIsAskedWhenItIsChosen() {
    List<TestCase> expectingNotices =
        YEAR.cases().stream()
            .filter(test -> test.run(Engines.DROOLS).status() == TestResult.Status.PASSED)
            .filter(test -> with(test).run(Engines.DROOLS).status() == TestResult.Status.FAILED)
            .toList();
    assertThat(expectingNotices).as("cases that expect notices").isNotEmpty();
  }
}
