package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** When the years of a programme hold, and what is said of years that do not fit together. */
class ProgrammeCalendarTest {
  private static final String DAYS = "{from: 2024-01-01, until: 2025-01-01}";

  @TempDir Path rules;

  private Path year(String name, String days) throws IOException {
    Path folder = CafeGuild.copyAs(rules.resolve("cafe-guild").resolve(name));
    CafeGuild.replace(folder.resolve("ruleset.yaml"), DAYS, days);
    return folder;
  }

  private static EnrollmentCase on(String day) {
    return EnrollmentCase.of(Application.on(LocalDate.parse(day)), Partner.of("P")).build();
  }

  @Test
  void aYearWithoutAnEndEndsWhenTheNextOneBegins() throws IOException {
    year("2024", "{from: 2024-01-01}");
    year("2025", "{from: 2025-02-01}");
    RuleSets sets = RuleSets.in(rules);
    assertThat(sets.years())
        .extracting(ProgramYear::name, ProgramYear::from, ProgramYear::until)
        .containsExactly(
            tuple("cafe-guild/2024", LocalDate.of(2024, 1, 1), LocalDate.of(2025, 2, 1)),
            tuple("cafe-guild/2025", LocalDate.of(2025, 2, 1), null));
    assertThat(sets.decide(on("2025-01-31")).programYear()).endsWith("/2024");
    assertThat(sets.decide(on("2025-02-01")).programYear()).endsWith("/2025");
    assertThat(RuleSets.check(rules)).isEmpty();
  }

  @Test
  void onlyTheYearsThatCasesNeedAreReadAndTheyEndAllTheSame() throws IOException {
    year("2024", "{from: 2024-01-01}");
    year("2025", "{from: 2025-02-01}");
    RuleSets sets =
        RuleSets.with(RuleSettings.usual()).forCases(List.of(on("2025-01-31"))).in(rules);
    assertThat(sets.years())
        .extracting(ProgramYear::name, ProgramYear::until)
        .containsExactly(tuple("cafe-guild/2024", LocalDate.of(2025, 2, 1)));
  }

  @Test
  void aSuccessorChangesNothingOfAnOpenYear() throws IOException {
    year("2024", "{from: 2024-01-01}");
    String alone = RuleSets.in(rules).year("2024").fingerprint();
    year("2025", "{from: 2025-02-01}");
    assertThat(RuleSets.in(rules).year("2024").fingerprint()).isEqualTo(alone);
  }

  @Test
  void twoOpenYearsThatBeginOnTheSameDayOverlap() throws IOException {
    year("2024", "{from: 2024-01-01}");
    year("2024-06", "{from: 2024-01-01}");
    assertThat(RuleSets.check(rules)).extracting(Problem::code).containsExactly("TW-309");
  }

  @Test
  void daysOnWhichNoYearHoldsAreAWarning() throws IOException {
    year("2024", DAYS);
    year("2025", "{from: 2025-01-02}");
    List<Problem> problems = RuleSets.check(rules);
    assertThat(problems)
        .extracting(Problem::code, Problem::severity, Problem::message)
        .containsExactly(
            tuple(
                "TW-315",
                Problem.Severity.WARNING,
                "on 2025-01-01 no year of cafe-guild holds: cafe-guild/2024 is over,"
                    + " cafe-guild/2025 begins on 2025-01-02"));
    assertThat(RuleSets.in(rules).years()).hasSize(2);
  }

  @Test
  void aTitleThatNamesOnlyAnotherYearIsAWarning() throws IOException {
    Path folder = year("2025", "{from: 2025-01-01}");
    CafeGuild.replace(folder.resolve("ruleset.yaml"), "Guild 2025", "Guild 2024");
    assertThat(RuleSets.check(rules))
        .extracting(Problem::code, Problem::message)
        .containsExactly(tuple("TW-316", "the title names 2024, but this is cafe-guild/2025"));
    String manifest = Files.readString(folder.resolve("ruleset.yaml"));
    for (String title :
        List.of("Café Guild", "Guild 2025, as in 2024", "Guild A2024", "Guild 20240")) {
      Files.writeString(folder.resolve("ruleset.yaml"), manifest.replace("Café Guild 2024", title));
      assertThat(RuleSets.check(rules)).as(title).isEmpty();
    }
  }

  // ---- drift -----------------------------------------------------------------------------------

  private static final String RULE = "insert( $offer.needs( \"roaster\", \"master\" ) );";

  private void threeYears() throws IOException {
    year("2023", "{from: 2023-01-01}");
    year("2024", "{from: 2024-01-01}");
    year("2025", "{from: 2025-01-01}");
  }

  private Path rulesOf(String year) {
    return rules.resolve("cafe-guild").resolve(year).resolve("guild.drl");
  }

  @Test
  void aRuleThatDiffersFromBothNeighboursIsAWarning() throws IOException {
    threeYears();
    CafeGuild.replace(rulesOf("2024"), RULE, "insert( $offer.needs( \"master\" ) );");
    List<Problem> problems = RuleSets.check(rules);
    assertThat(problems)
        .extracting(Problem::code, Problem::severity)
        .containsExactly(tuple("TW-317", Problem.Severity.WARNING));
    assertThat(problems.get(0).toString())
        .contains("cafe-guild/2024/guild.drl", "A stall is for whoever has a tier")
        .contains("cafe-guild/2023/guild.drl", "cafe-guild/2025/guild.drl");
  }

  @Test
  void aCommentThatNamesTheYearSaysThatItIsMeant() throws IOException {
    threeYears();
    CafeGuild.replace(
        rulesOf("2024"), RULE, "// Only masters in 2024.\n insert( $offer.needs( \"master\" ) );");
    assertThat(RuleSets.check(rules)).isEmpty();
  }

  @Test
  void aRuleThatChangesForGoodIsNoDrift() throws IOException {
    threeYears();
    CafeGuild.replace(rulesOf("2024"), RULE, "insert( $offer.needs( \"master\" ) );");
    CafeGuild.replace(rulesOf("2025"), RULE, "insert( $offer.needs( \"master\" ) );");
    assertThat(RuleSets.check(rules)).isEmpty();
  }

  @Test
  void commentsAndLineBreaksAreNoDifference() throws IOException {
    threeYears();
    CafeGuild.replace(
        rulesOf("2024"),
        RULE,
        "// As ever.\n  insert(\n $offer.needs( \"roaster\",\"master\" ) ) ;");
    assertThat(RuleSets.check(rules)).isEmpty();
  }

  // ---- word for word ---------------------------------------------------------------------------

  @Test
  void whatIsSaidOfYearsIsAsTheFileHasIt() throws Exception {
    Told told = new Told(rules);
    threeYears();
    CafeGuild.replace(rulesOf("2024"), RULE, "insert( $offer.needs( \"master\" ) );");
    told.add("a rule that differs from both neighbours", RuleSets.check(rules));
    CafeGuild.replace(rulesOf("2024"), "insert( $offer.needs( \"master\" ) );", RULE);
    Path manifest = rules.resolve("cafe-guild/2025/ruleset.yaml");
    CafeGuild.replace(manifest, "Café Guild 2025", "Café Guild 2022");
    CafeGuild.replace(manifest, "Handbook of", "Handbook 2022 of");
    told.add("a title of another year, and its guide", RuleSets.check(rules));
    CafeGuild.replace(manifest, "Café Guild 2022", "Café Guild");
    CafeGuild.replace(
        rules.resolve("cafe-guild/2024/ruleset.yaml"),
        "{from: 2024-01-01}",
        "{from: 2024-01-01, until: 2024-12-31}");
    told.add("a day of no year", RuleSets.check(rules));
    CafeGuild.copyAs(rules.resolve("tea-guild/2024"));
    CafeGuild.replace(
        rules.resolve("tea-guild/2024/guild.drl"), "package cafe.guild", "package tea.guild");
    RuleSets sets = RuleSets.in(rules);
    told.add("a day of two programmes", () -> sets.decide(on("2024-05-05")));
    told.add("a year of two programmes", () -> sets.year("2024"));
    told.add("a day before all years", () -> sets.on("cafe-guild", LocalDate.EPOCH));
    told.isAsIn("years.txt");
  }
}
