package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** What a case is told that names what a list no longer has. */
class RetiredNamesTest {
  @TempDir Path temp;

  @Test
  void aRetiredNameIsToldAsRetiredWithWhatToWriteInstead() throws IOException {
    retire("Fire Roasting");
    assertThat(told("Fire Roasting"))
        .contains("\"Fire Roasting\" is retired", "Ended in 2023; write old-craft for it.")
        .doesNotContain("The list has");
  }

  @Test
  void anyOtherNameIsToldWithTheList() throws IOException {
    retire("Fire Roasting");
    assertThat(told("Roastin")).contains("The list has: Brewing, Latte Art, Roasting.");
  }

  @Test
  void aNameCannotBeRetiredAndOnTheList() throws IOException {
    retire("Brewing");
    assertThat(RuleSets.check(temp))
        .extracting(Problem::message)
        .containsExactly("\"Brewing\" is retired and on the list");
  }

  private void retire(String craft) throws IOException {
    CafeGuild.replace(
        CafeGuild.copyTo(temp).resolve("ruleset.yaml"),
        "of: asked or held}",
        "of: asked or held, retired: {" + craft + ": Ended in 2023; write old-craft for it.}}");
  }

  private String told(String craft) {
    RuleSet rules = RuleSets.in(temp).year("cafe-guild/2024");
    EnrollmentCase asking =
        EnrollmentCase.of(Application.on(CafeGuild.DAY).askingFor("craft", craft), Partner.of("P"))
            .build();
    List<Problem> problems =
        catchThrowableOfType(RuleSetException.class, () -> rules.decide(asking)).problems();
    return problems.get(0).toString();
  }
}
