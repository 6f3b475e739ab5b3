package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is told where no rule folder is. */
class NoFolderTest {
  @Test
  void aDirectoryThatIsNotThereIsNamedAsItWasGiven() {
    assertThat(RuleSets.check(Path.of("no/such/rules")))
        .extracting(Problem::message)
        .containsExactly("there is no folder no/such/rules");
  }

  @Test
  void aDirectoryWithoutRuleFoldersSaysHowTheyAreNamed() {
    Problem problem = RuleSets.check(Path.of("src/test/resources/explained")).get(0);
    assertThat(problem.message())
        .isEqualTo("there is no rule folder in src/test/resources/explained");
    assertThat(problem.wayOut()).contains("programme/year");
  }
}
