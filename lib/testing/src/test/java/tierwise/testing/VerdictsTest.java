package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tierwise.Decision;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.decide.Decider;
import tierwise.internal.decide.VerdictRules;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.RuleModel;

/** Verdicts, for which only some of the rules run, against the decision by all of them. */
class VerdictsTest {
  private static final int DRAWN = 100;

  @TestFactory
  Stream<DynamicTest> verdictsAreThatPartOfTheDecision() {
    return RuleFolderCases.in(Path.of("../../rules")).stream()
        .map(folder -> dynamicTest(folder.name(), () -> compare(folder)));
  }

  private static void compare(RuleFolderCases folder) {
    TestedRules rules = folder.tested();
    RuleModel needed = VerdictRules.of(rules.model());
    assertThat(needed.rules()).hasSizeLessThan(rules.model().rules().size());
    Decider decider = decider(rules, needed);
    CaseGenerator drawn = new CaseGenerator(rules.manifest(), rules.model());
    List<CaseFacts> cases =
        Stream.concat(
                folder.cases().stream().map(TestCase::facts).filter(Objects::nonNull),
                LongStream.range(0, DRAWN).mapToObj(seed -> drawn.draw(seed).facts()))
            .toList();
    long granted = 0;
    for (CaseFacts facts : cases) {
      Decision decision = decision(rules, facts);
      if (decision != null) {
        Verdicts verdicts = decider.verdicts(facts, StepBudget.USUAL);
        assertThat(verdicts).isEqualTo(decision.verdicts());
        granted += verdicts.highest() == null ? 0 : 1;
      }
    }
    assertThat(granted).isPositive();
  }

  private static Decider decider(TestedRules rules, RuleModel model) {
    return new Decider(
        new ProgramYear(
            rules.folder().programme(),
            rules.folder().year(),
            rules.manifest().title(),
            rules.manifest().from(),
            rules.manifest().until()),
        rules.folder().fingerprint(),
        rules.manifest(),
        rules.messages(),
        model,
        new Interpreter(model));
  }

  private static @Nullable Decision decision(TestedRules rules, CaseFacts facts) {
    try {
      return rules.interpret(facts).decision();
    } catch (RuleSetException e) {
      return null; // The case is there to be refused.
    }
  }
}
