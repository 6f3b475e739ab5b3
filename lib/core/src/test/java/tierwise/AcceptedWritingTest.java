package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** What looks unusual in a rule file, and is right. */
class AcceptedWritingTest {
  private static final String RULES =
      """
      package cafe.guild

      import tierwise.facts.*
      import static tierwise.facts.Statements.*

      rule "At the end of the year, when a rule ends, then it is told"
      when
          Purchase( document not in ("the end", "rule", "then"), id == "end; // no comment" )
      then
          insert( note( "year-end", date("2024-12-30") ) );
      end
      """;

  @TempDir Path temp;

  @Test
  void endInsideATextAndNotInAreRead() throws IOException {
    assertTold(RULES);
  }

  @Test
  void tabsAreSpaces() throws IOException {
    assertTold(RULES.replace("    ", "\t").replace("( ", "(\t").replace(" )", "\t)"));
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    assertTold(RULES.replace("\n", "\r\n"));
    assertTold(RULES.replace("\n", "\r\n").replace("    ", "\t"));
  }

  @Test
  void aFileMayEndWithoutALineEnd() throws IOException {
    assertTold(RULES.stripTrailing());
  }

  /** No problem and no warning, and the rule does what it says. */
  private void assertTold(String rules) throws IOException {
    Path root = Files.createTempDirectory(temp, "rules");
    Path folder = CafeGuild.copyTo(root);
    Files.writeString(folder.resolve("more.drl"), rules);
    assertThat(RuleSets.check(root)).isEmpty();
    assertThat(told(root, "end; // no comment")).contains(LocalDate.of(2024, 12, 30));
    assertThat(told(root, "another")).doesNotContain(LocalDate.of(2024, 12, 30));
  }

  private static List<LocalDate> told(Path rules, String id) {
    LocalDate day = LocalDate.of(2024, 5, 5);
    return RuleSets.in(rules)
        .decide(
            EnrollmentCase.of(Application.on(day), Partner.of("P"))
                .purchases(List.of(Purchase.of(id, "invoice", day).withChannel("Market")))
                .build())
        .notices()
        .stream()
        .map(Decision.Notice::from)
        .toList();
  }
}
