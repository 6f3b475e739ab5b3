package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.interpret.TestedRules;

/** Two ways of running rules that share nothing must decide alike, down to the last line. */
@Tag("thorough")
class InterpreterTest {
  private static final int CASES = AllFolders.number("tierwise.interpreted.cases", 200, 1_000);

  @Test
  void theInterpreterDecidesAsTheEngineDoes() {
    TestedRules rules = Objects.requireNonNull(TestedRules.read(Year2021.READ, new Problems()));
    for (long seed = 0; seed < CASES; seed++) {
      CaseFacts facts = Year2021.CASES.draw(seed).facts();
      assertThat(outcome(() -> rules.interpret(facts)))
          .as("case drawn with seed %d", seed)
          .isEqualTo(outcome(() -> rules.decide(facts)));
    }
  }

  private interface Deciding {
    TestedRules.Decided decide();
  }

  private static Object outcome(Deciding deciding) {
    try {
      return deciding.decide().decision();
    } catch (RuleSetException e) {
      return e.problems();
    }
  }
}
