package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What each command prints and how it ends. */
class CommandLineTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path EXAMPLE = Path.of("../../examples/cases/contoso-learning.yaml");
  private static final String RULES = "../../rules";
  private static final String BOOK_CLUB = "../core/src/test/resources/years";
  private static final String YEAR = "../../rules/learning-partner/2021";

  @TempDir Path temp;

  private static Answer run(String... args) {
    return Answer.to((Object[]) args);
  }

  // ---- decide --------------------------------------------------------------------------------

  @Test
  void decidePrintsTheWholeDecisionIn100Columns() throws IOException {
    Answer answer = run("decide", EXAMPLE.toString(), "--rules", RULES);
    assertThat(answer.code()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out().lines())
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(101));
    assertThat(answer.out()).doesNotContain("\u001b");
    golden("contoso-learning.txt", answer.out());
  }

  @Test
  void decidePrintsJsonThatAProgramCanRead() throws IOException {
    Answer answer = run("decide", EXAMPLE.toString(), "--rules", RULES, "--format", "json");
    assertThat(answer.code()).isZero();
    assertThat(keysOf(answer.out()))
        .startsWith("format", "programYear", "title", "fingerprint", "asOf", "highest")
        .contains("offers", "notices");
  }

  @Test
  void eachOfSeveralDecisionsInJsonNamesItsCase() throws IOException {
    String one = Files.readString(Path.of(BOOK_CLUB, "cases.yaml"));
    Path file = temp.resolve("cases.yaml");
    Files.writeString(
        file,
        one + one.replace("cases:\n", "").replace("- case: A reader", "- case: Another reader"));
    Answer all = run("decide", file.toString(), "--rules", BOOK_CLUB, "--format", "json");
    assertThat(all.out().lines().filter(line -> line.startsWith("  \"case\": ")))
        .containsExactly(
            "  \"case\": \"A reader of crime who was at one meeting\",",
            "  \"case\": \"Another reader of crime who was at one meeting\",");
    Answer other =
        run(
            "decide",
            file.toString(),
            "--case",
            "Another",
            "--rules",
            BOOK_CLUB,
            "--year",
            "book-club/2023,book-club/2025",
            "--format",
            "json");
    assertThat(keysOf(other.out())).startsWith("format", "case", "years");
  }

  @Test
  void decideTakesItsRulesFromTheProgramWithoutAFolder() {
    Answer answer = run("decide", EXAMPLE.toString());
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("learning-partner/2021");
  }

  @Test
  void decidePrintsAllCasesOfAFileOrTheOneThatIsNamed() throws IOException {
    Path file = temp.resolve("two.yaml");
    Files.writeString(
        file,
        """
        cases:
          - case: The first
            given: {application: {asOf: 2021-02-05}, partner: {id: P}}
          - case: The second
            given: {application: {asOf: 2021-02-05}, partner: {id: P}}
        """);
    assertThat(run("decide", file.toString(), "--rules", RULES).out())
        .contains("The first")
        .contains("The second");
    assertThat(run("decide", file.toString(), "--rules", RULES, "--case", "second").out())
        .doesNotContain("The first")
        .contains("The second");
    Answer neither = run("decide", file.toString(), "--rules", RULES, "--case", "third");
    assertThat(neither.code()).isEqualTo(2);
    assertThat(neither.err()).contains("No case of").contains("The first");
  }

  @Test
  void decideTellsProblemsOfACaseAndGoesOnWithTheNext() throws IOException {
    Path file = temp.resolve("two.yaml");
    Files.writeString(
        file,
        """
        cases:
          - case: The first
            given:
              application: {asOf: 2021-02-05, asksFor: {competency: [Cloud Platfrom]}}
              partner: {id: P}
          - case: The second
            given: {application: {asOf: 2021-02-05}, partner: {id: P}}
        """);
    Answer answer = run("decide", file.toString(), "--rules", RULES);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("two.yaml:4:").contains("Did you mean \"Cloud Platform\"?");
    assertThat(answer.out()).contains("The second");
  }

  @Test
  void decidePrintsPartsAsATreeAndWhatIsAskedTogetherAsOne() throws IOException {
    Path guild = Path.of("../../examples/patterns/rules/craft-guild");
    Answer answer =
        run(
            "decide",
            guild.resolve("2026/tests/cases.yaml").toString(),
            "--rules",
            guild.toString(),
            "--case",
            "A cent less does not open it");
    assertThat(answer.err()).isEmpty();
    golden("craft-guild.txt", answer.out());
  }

  @Test
  void decideBySeveralYearsTellsWhatDiffers() throws IOException {
    Answer answer =
        run("decide", BOOK_CLUB + "/cases.yaml", "--rules", BOOK_CLUB, "--year", "2023,2024,2025");
    assertThat(answer.code()).isZero();
    assertThat(answer.err()).isEmpty();
    golden("book-club-2023-to-2025.txt", answer.out());
  }

  @Test
  void decideBySeveralYearsFitsInto100Columns() {
    Answer answer =
        run(
            "decide",
            EXAMPLE.toString(),
            "--rules",
            RULES + "/learning-partner",
            "--year",
            "2018,2020,2021,2022,2022-10,2023,2025-08");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out().lines())
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(101));
    assertThat(answer.out()).contains("What changes").doesNotContain("\u001b");
  }

  @Test
  void decideBySeveralYearsPrintsJsonThatAProgramCanRead() throws IOException {
    Answer answer =
        run(
            "decide",
            BOOK_CLUB + "/cases.yaml",
            "--rules",
            BOOK_CLUB,
            "--year",
            "book-club/2023,book-club/2025",
            "--format",
            "json");
    assertThat(answer.code()).isZero();
    assertThat(keysOf(answer.out()))
        .startsWith("format", "years", "programYear", "title", "fingerprint", "asOf", "highest")
        .contains("notRead", "offers", "changes", "requirement", "book-club/2025");
  }

  @Test
  void decideTellsWhichYearsThereAre() {
    Answer answer =
        run("decide", BOOK_CLUB + "/cases.yaml", "--rules", BOOK_CLUB, "--year", "2023,2026");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("there is no programme year \"2026\"")
        .contains("book-club/2025");
  }

  @Test
  void decideRefusesAFileThatIsNotThere() {
    Answer answer = run("decide", "no-such-file.yaml");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("There is no file no-such-file.yaml.");
  }

  // ---- check ---------------------------------------------------------------------------------

  @Test
  void checkSaysThatAFolderIsClean() {
    assertThat(run("check", YEAR)).isEqualTo(new Answer(0, "No problems.\n", ""));
  }

  @Test
  void checkTellsProblemsForPeopleProgramsAndEditors() throws IOException {
    Path folder = brokenFolder();
    Answer people = run("check", folder.toString());
    assertThat(people.code()).isEqualTo(1);
    assertThat(people.err())
        .contains("requirements.drl:11:21: ")
        .contains("^^^^")
        .contains("Did you mean \"name\"?");
    assertThat(people.out()).isEqualTo("1 problem, 0 warnings.\n");

    Answer editors = run("check", folder.toString(), "--format", "gnu");
    assertThat(editors.code()).isEqualTo(1);
    assertThat(editors.err().lines())
        .singleElement()
        .asString()
        .matches(".*requirements\\.drl:11:21: error: .* \\[TW-\\d{3}]");

    Answer programs = run("check", folder.toString(), "--format", "json");
    assertThat(programs.code()).isEqualTo(1);
    assertThat(programs.out()).contains("\"line\": 11,", "\"column\": 21,");
    assertThat(keysOf(programs.out()))
        .containsExactly(
            "errors",
            "code",
            "message",
            "file",
            "line",
            "column",
            "length",
            "text",
            "allowed",
            "what",
            "values",
            "nearest",
            "warnings");
  }

  @Test
  void whatCheckPrintsDoesNotGrowWithALongLineOfMistakes() throws IOException {
    Path folder = copied(text -> text);
    Path manifest = folder.resolve("ruleset.yaml");
    String keys =
        IntStream.range(0, 5_000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
    Files.writeString(manifest, "{" + keys + "}");
    for (String format : List.of("text", "json", "gnu")) {
      Answer answer = run("check", folder.toString(), "--format", format);
      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.out().length() + answer.err().length()).isBetween(20_000, 200_000);
      assertThat(answer.out() + answer.err()).contains("more problems, which are not listed");
    }
    assertThat(run("check", folder.toString(), "--format", "json").out())
        .contains("\"caret\": ")
        .containsPattern("\"text\": \"…[^\"]{160}…\"");
  }

  @Test
  void checkTakesWarningsForErrorsOnlyIfItIsStrict() throws IOException {
    Path folder = copied(text -> text.replaceFirst("Offer\\( name", "Offer( \\$unused : of, name"));
    Answer lenient = run("check", folder.toString());
    assertThat(lenient.code()).isZero();
    assertThat(lenient.out()).isEqualTo("0 problems, 1 warning.\n");
    assertThat(lenient.err()).contains("warning: $unused is never used");
    assertThat(run("check", folder.toString(), "--format", "gnu").err())
        .contains(":11:21: warning: ");
    assertThat(keysOf(run("check", folder.toString(), "--format", "json").out()))
        .startsWith("errors", "warnings", "code");

    Answer strict = run("check", folder.toString(), "--strict");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.out()).isEqualTo("1 problem, 0 warnings.\n");
    assertThat(keysOf(run("check", folder.toString(), "--strict", "--format", "json").out()))
        .startsWith("errors", "code");
  }

  @Test
  void checkShowsEditorsTheOtherPlacesToo() throws IOException {
    Path folder =
        copied(
            text ->
                text + "\n" + text.substring(text.indexOf("rule \""), text.indexOf("\nend") + 5));
    assertThat(run("check", folder.toString(), "--format", "gnu").err())
        .contains("error: two rules have this name")
        .contains(": note: the other one\n");
  }

  private Path brokenFolder() throws IOException {
    return copied(text -> text.replaceFirst("Offer\\( name", "Offer( nmae"));
  }

  /** The rules of a year, with a change to their requirements. */
  private Path copied(UnaryOperator<String> change) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("learning-partner/2021"));
    try (var files = Files.list(Path.of(YEAR))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        Files.writeString(
            folder.resolve(String.valueOf(file.getFileName())),
            String.valueOf(file.getFileName()).equals("requirements.drl")
                ? change.apply(text)
                : text);
      }
    }
    return folder;
  }

  @Test
  void checkRefusesAFolderThatIsNotThere() {
    Answer answer = run("check", "no-such-folder");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("There is no folder no-such-folder.");
  }

  // ---- explain -------------------------------------------------------------------------------

  @Test
  void explainSaysWhatACodeMeansWithAnExample() {
    Answer answer = run("explain", "tw-204");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .startsWith("TW-204: The fact has no such field\n\n")
        .contains("Wrong, in guild.drl:\n    ")
        .contains("Right, in guild.drl:\n    ");
    assertThat(run("explain").out()).contains("TW-204  The fact has no such field\n");
  }

  @Test
  void explainRefusesACodeThatThereIsNot() {
    Answer answer = run("explain", "TW-000");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("There is no code TW-000");
  }

  // ---- reference -----------------------------------------------------------------------------

  @Test
  void referenceSaysWhatAWordMeansWhereverItMayStand() {
    Answer answer = run("reference", "may-fall");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .startsWith("an entry of measures (ruleset.yaml)")
        .contains("may-fall  Whether lines that are added can make it worse");
    assertThat(run("reference", "unit").out()).contains("What one of it is called.");
    assertThat(run("reference", "asks").out())
        .contains("$offer.asks( measure: a measure of ruleset.yaml, atLeast: a number )");
    assertThat(run("reference").out()).contains("Helpers:\n  about\n");
  }

  @Test
  void referenceNamesTheWordsNearestToOneThatThereIsNot() {
    Answer answer = run("reference", "kpis-like-unknown-word");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("There is no word \"kpis-like-unknown-word\"; the nearest are: ")
        .contains("kpi");
    assertThat(run("reference", "renewabel").err()).contains("the nearest are: renewable");
    assertThat(run("reference", "§").err()).contains("\"tierwise reference\" lists them all.");
  }

  // ---- the rest ------------------------------------------------------------------------------

  @Test
  void listShowsTheYearsWithTheirDays() {
    Answer answer = run("list", "--rules", RULES);
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("learning-partner/2021         2021-01-01 – 2021-12-31   ");
  }

  @Test
  void schemaPrintsTheSchemaOfAYearThatAProgramCanRead() throws IOException {
    Answer answer = run("schema", "learning-partner/2021", "--rules", RULES);
    assertThat(answer.code()).isZero();
    assertThat(keysOf(answer.out())).startsWith("$schema", "title");
    assertThat(answer.out()).contains("Cases of learning-partner/2021", "\"DirectoryRequest\"");
  }

  @Test
  void schemaOfAYearThatIsNotThereNamesTheNearest() {
    Answer answer = run("schema", "learning-partner/2012x", "--rules", RULES);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .contains("there is no programme year \"learning-partner/2012x\"")
        .contains("Did you mean \"learning-partner/2012\"?");
  }

  // ---- describe and diff ---------------------------------------------------------------------

  @Test
  void diffTellsWhomItHitsBeforeWhatIsWrittenOtherwise() throws IOException {
    Answer answer = diff("text");
    assertThat(answer.code()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).doesNotContain("\u001b");
    golden("book-club-diff.txt", answer.out());
  }

  @Test
  void diffPrintsJsonThatAProgramCanRead() {
    assertThat(keysOf(diff("json").out()))
        .startsWith("before", "year")
        .contains("offers", "told", "changes", "sameRules", "sameRows", "search");
  }

  @Test
  void describeAndDiffPrintPagesForABrowser() {
    assertThat(diff("html").out()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    Answer described = run("describe", "book-club/2025", "--rules", BOOK_CLUB, "--format", "html");
    assertThat(described.out()).startsWith("<!DOCTYPE html>").contains("book-club/2025");
  }

  @Test
  void diffDrawsNoFewerThanNoPartners() {
    Answer answer =
        run("diff", "book-club/2024", "book-club/2025", "--rules", BOOK_CLUB, "--drawn", "-1");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--drawn is how many partners are drawn, 0 or more");
  }

  private static Answer diff(String format) {
    return run(
        "diff",
        "book-club/2024",
        "book-club/2025",
        "--rules",
        BOOK_CLUB,
        "--drawn",
        "60",
        "--format",
        format);
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Answer answer = run();
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("Say what to do").contains("decide").contains("check");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(run("decide", "--rulez", "x").code()).isEqualTo(2);
  }

  @Test
  void helpFitsInto100Columns() {
    for (String command :
        List.of(
            "decide",
            "describe",
            "diff",
            "check",
            "test",
            "publish",
            "keys",
            "list",
            "schema",
            "explain",
            "impact",
            "outlook",
            "log",
            "replay",
            "reference")) {
      Answer answer = run("help", command);
      assertThat(answer.code()).isZero();
      assertThat(answer.out()).contains("Usage: tierwise " + command);
      assertThat(answer.out().lines()).allMatch(line -> line.length() <= 100);
    }
  }

  /** Run with {@code -Dgolden=write} to write the texts anew, and read the difference. */
  private static void golden(String name, String got) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, got);
    }
    assertThat(lasting(got)).isEqualTo(lasting(Files.readString(file).replace("\r\n", "\n")));
  }

  /** Without what changes with every edit of the rules: the fingerprint, and lines below it. */
  private static String lasting(String text) {
    return text.replaceAll("sha256:[0-9a-f]+", "sha256:").replaceAll("\\.drl:\\d+", ".drl:");
  }

  /** The names of all properties, in their order; fails on what is no JSON. */
  private static List<String> keysOf(String json) {
    List<String> keys = new java.util.ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == tools.jackson.core.JsonToken.PROPERTY_NAME) {
          keys.add(parser.currentName());
        }
      }
    }
    return keys;
  }
}
