package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSets;

/** Many partners on the command line: decide --many, impact and outlook. */
class PartnersTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String CLUB = "../core/src/test/resources/years";
  private static final String LEARNING = "../../rules/learning-partner/2021";
  private static final String CONTOSO = "../../examples/cases/contoso-learning.yaml";

  @TempDir Path temp;

  private Answer run(String... args) {
    Answer answer = Answer.to((Object[]) args);
    return new Answer(answer.code(), text(answer.out()), text(answer.err()));
  }

  private String text(String printed) {
    return printed.replace(temp + "/", "");
  }

  /** Five readers of crime in two countries, and one whose genre nobody knows. */
  private Path readers() throws IOException {
    StringBuilder lines = new StringBuilder();
    int number = 0;
    for (String reader :
        List.of("Norway 4 1", "Norway 4 2", "Norway 3 2", "Chile 4 1", "Chile 0 0", "Peru 4 1")) {
      List<String> parts = List.of(reader.split(" ", -1));
      lines.append("{\"format\": 1, \"application\": {\"asOf\": \"2024-05-05\", \"asksFor\": {");
      lines.append("\"genre\": [\"").append(parts.get(0).equals("Peru") ? "Crimee" : "Crime");
      lines.append("\"]}}, \"partner\": {\"id\": \"R-").append(++number).append("\", ");
      lines.append("\"country\": \"").append(parts.get(0)).append("\"}, \"attestations\": [");
      for (int i = 0; i < Integer.parseInt(parts.get(1)); i++) {
        lines.append(i == 0 ? "" : ", ");
        lines.append("{\"id\": \"B-" + i + "\", \"kind\": \"book\", \"of\": \"Crime\"}");
      }
      lines.append("], \"Meeting\": [");
      for (int i = 0; i < Integer.parseInt(parts.get(2)); i++) {
        lines.append(i == 0 ? "" : ", ").append("{\"id\": \"E-" + i + "\", \"guests\": 4}");
      }
      lines.append("]}\n");
    }
    Path file = temp.resolve("readers.jsonl");
    Files.writeString(file, lines);
    return file;
  }

  // ---- decide --many -------------------------------------------------------------------------

  @Test
  void decideManyPrintsALineForEachInTheirOrder() throws IOException {
    Answer answer = run("decide", "--many", readers().toString(), "--rules", CLUB);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).isEqualTo("5 decided, 1 with problems.\n");
    List<String> lines = answer.out().lines().toList();
    assertThat(lines).hasSize(6);
    for (int i = 0; i < 5; i++) {
      String head =
          "{\"where\":\"readers.jsonl:" + (i + 1) + "\",\"partner\":\"R-" + (i + 1) + "\",";
      assertThat(lines.get(i)).startsWith(head + "\"decision\":{\"format\":2");
    }
    assertThat(lines.get(5))
        .startsWith("{\"where\":\"readers.jsonl:6\",\"partner\":\"R-6\",\"problems\":{\"errors\":[")
        .contains("\"line\":6,", "\"nearest\":\"Crime\"");
    String first = lines.get(0).replaceFirst("^.*?\"decision\":", "").replaceFirst("}$", "");
    EnrollmentCase reader =
        EnrollmentCase.fromJson(Files.readAllLines(temp.resolve("readers.jsonl")).get(0));
    assertThat(Decision.fromJson(first)).isEqualTo(RuleSets.in(Path.of(CLUB)).decide(reader));
  }

  @Test
  void decideManyTakesAYearAndPrintsVerdictsAlone() throws IOException {
    Answer answer =
        run(
            "decide",
            "--many",
            readers().toString(),
            "--verdicts",
            "--year",
            "book-club/2025",
            "--rules",
            CLUB);
    assertThat(answer.out().lines().findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("\"verdicts\":{\"format\":2,\"programYear\":\"book-club/2025\""));
  }

  @Test
  void decideManyTakesFoldersOfCaseFiles() {
    Answer answer = run("decide", "--many", CLUB, "--rules", CLUB, "--verdicts");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("\"case\":\"A reader of crime who was at one meeting\"");
  }

  @Test
  void whatDoesNotGoTogetherIsWrongUsage() {
    assertThat(run("decide", CONTOSO, "--verdicts").err()).startsWith("--verdicts is for many");
    assertThat(run("decide", "--many", CONTOSO, "--case", "x").err()).contains("leave out --case.");
    assertThat(run("decide", "--many", "no-such.jsonl").err())
        .startsWith("There is no file and no folder no-such.jsonl.");
  }

  // ---- impact --------------------------------------------------------------------------------

  private Answer impact(String... more) throws IOException {
    String[] args =
        new String[] {"impact", "book-club/2024", "book-club/2025", readers().toString()};
    String[] all = Arrays.copyOf(args, args.length + more.length + 2);
    System.arraycopy(more, 0, all, args.length, more.length);
    all[all.length - 2] = "--rules";
    all[all.length - 1] = CLUB;
    return run(all);
  }

  @Test
  void impactTellsWhomItHitsAndWhyIn100Columns() throws IOException {
    Answer answer = impact("--by", "country");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out().lines())
        .filteredOn(line -> !line.contains(" | "))
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(101));
    golden("impact-book-club.txt", answer.out());
  }

  @Test
  void impactPrintsMarkdownAndLinesOfCsv() throws IOException {
    golden("impact-book-club.md", impact("--format", "markdown", "--by", "country").out());
    golden("impact-book-club.csv", impact("--format", "csv").out());
  }

  @Test
  void impactPrintsJsonWithTheNamesOfItsValues() throws IOException {
    assertThat(impact("--format", "json").out())
        .startsWith("{\n  \"before\": {\n    \"year\": \"book-club/2024\",")
        .contains("\"population\": \"readers.jsonl\"", "\"causes\": {", "\"problems\": [");
  }

  @Test
  void impactDrawsPartnersAndTakesFoldersAsYears() {
    Answer answer =
        run(
            "impact",
            CLUB + "/book-club/2024",
            CLUB + "/book-club/2025",
            "--draw",
            "50",
            "--undo",
            "0");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("Population: 50 drawn partners of book-club/2024", "50 partners were decided");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "impact a b",
        "impact a b c.jsonl --draw 5",
        "impact a b --draw 5 --near 101",
        "impact a b no-such-file.jsonl",
        "outlook no-such-file.yaml",
        "outlook ../../examples/cases/contoso-learning.yaml --days 0",
      })
  void wrongUsageIsSaid(String line) {
    Answer answer = run(line.split(" "));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("Usage: tierwise");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void aFieldThatThereIsNotIsToldWithThoseThatThereAre() throws IOException {
    Answer answer = impact("--by", "continent");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("There is no field continent to group by. There are: id,");
  }

  @Test
  void aFolderOfSeveralYearsIsNoYear() {
    Answer answer = run("impact", CLUB, "book-club/2025", "--draw", "5", "--rules", CLUB);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("has several years: book-club/2023, book-club/2024");
  }

  // ---- outlook -------------------------------------------------------------------------------

  @Test
  void outlookTellsUntilWhenEverythingHoldsIn100Columns() throws IOException {
    Answer answer = run("outlook", CONTOSO, "--rules", LEARNING, "--days", "120");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out().lines())
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(101));
    golden("outlook-contoso-learning.txt", answer.out());
  }

  @Test
  void outlookPrintsJsonAndMarkdownAndBeginsWithAGivenDay() {
    assertThat(
            run("outlook", CONTOSO, "--rules", LEARNING, "--days", "2", "--format", "json").out())
        .startsWith("{\n  \"partner\": \"4711\",")
        .contains("\"offers\": [", "\"notices\": [");
    assertThat(
            run(
                    "outlook",
                    CONTOSO,
                    "--rules",
                    LEARNING,
                    "--days",
                    "2",
                    "--format",
                    "markdown",
                    "--on",
                    "2021-04-04")
                .out())
        .startsWith("# Outlook of 4711, Contoso")
        .contains("From 2021-04-04 to 2021-04-05");
  }

  @Test
  void outlookOfManyTellsWhoIsAtRisk() throws IOException {
    Answer answer = run("outlook", "--many", readers().toString(), "--rules", CLUB, "--days", "3");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .startsWith("Who loses something within 3 days\n")
        .contains("5 could be decided, 1 could not");
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

  /** Without what changes with every edit of the rules: the fingerprint. */
  private static String lasting(String text) {
    return text.replaceAll("sha256:[0-9a-f]+", "sha256:");
  }
}
