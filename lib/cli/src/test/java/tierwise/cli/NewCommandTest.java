package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tierwise new} writes, and that it never touches what is there. */
class NewCommandTest {
  @TempDir Path temp;

  private static Answer run(Object... args) {
    return Answer.to(args);
  }

  private Answer programme(String name) {
    return run("new", "programme", name, "--year", "2026", "--rules", rules());
  }

  private Path rules() {
    return temp.resolve("rules");
  }

  private Path clubs(String year) {
    return rules().resolve("coffee-club").resolve(year);
  }

  private static void clean(Path folder) {
    Answer check = run("check", "--strict", folder);
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).isEqualTo("No problems.\n");
    Answer test = run("test", "--engine", "direct", folder);
    assertThat(test.code()).as(test.out() + test.err()).isZero();
  }

  private static void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static String text(Map<String, String> files, String name) {
    return Objects.requireNonNull(files.get(name));
  }

  // ---- a programme -----------------------------------------------------------------------------

  @Test
  void aNewProgrammeIsCleanPassesAndExplainsItself() {
    Answer made = programme("coffee-club");
    assertThat(made.err()).isEmpty();
    assertThat(made.code()).isZero();
    assertThat(made.out()).contains("targets.drl", "Next:", "tierwise check ", "tierwise test ");
    clean(clubs("2026"));
    assertThat(run("test", "--engine", "direct", clubs("2026")).out())
        .contains("4 passed, 0 failed.");
    Answer decided = run("decide", clubs("2026").resolve("tests/cases.yaml"), "--rules", rules());
    assertThat(decided.code()).isZero();
    assertThat(decided.out())
        .contains("Silver partner", "The course was cancelled.", "requirements.drl");
  }

  @Test
  void aNewProgrammeNeverTakesThePlaceOfAnother() throws IOException {
    Files.createDirectories(rules());
    Files.writeString(rules().resolve("coffee-club"), "a file");
    Answer refused = programme("coffee-club");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is there already; nothing was changed");
    assertThat(rules().resolve("coffee-club")).hasContent("a file");
  }

  @Test
  void aNameThatCannotBeOneIsRefusedBeforeAnythingIsWritten() {
    for (String name : List.of("Coffee Club", "coffee_club", "../club", "coffee-", "1-club")) {
      Answer refused = programme(name);
      assertThat(refused.code()).as(name).isEqualTo(2);
      assertThat(refused.err()).contains("cannot name a programme");
    }
    assertThat(run("new", "programme", "club", "--year", "21", "--rules", rules()).code())
        .isEqualTo(2);
    assertThat(rules()).doesNotExist();
  }

  @Test
  void newByItselfSaysWhatCanBeNew() {
    Answer answer = run("new");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("programme or year");
  }

  // ---- a year ----------------------------------------------------------------------------------

  private Answer year(Object... args) {
    return run(
        Stream.concat(
                Stream.of("new", "year", "--rules", rules(), "--on", "2026-11-28"), Stream.of(args))
            .toArray());
  }

  @Test
  void aNewYearHoldsAYearLaterAndMovesItsCases() throws IOException {
    programme("coffee-club");
    Map<String, String> before = contents(clubs("2026"));
    Answer made = year("coffee-club/2026", "2027");
    assertThat(made.err()).isEmpty();
    assertThat(made.code()).isZero();
    assertThat(made.out())
        .contains("It holds from 2027-01-01 on.")
        .contains("coffee-club/2026 ends on 2026-12-31 by that.")
        .contains("4 cases were moved by 12 months, 0 could not be.")
        .contains("title, guide and provenance");
    assertThat(contents(clubs("2026"))).as("the old year stays as it is").isEqualTo(before);
    assertThat(clubs("2027").resolve("ruleset.yaml"))
        .content()
        .isEqualTo(
            text(before, "ruleset.yaml")
                .replace("club 2026", "club 2027")
                .replace("2026-01-01", "2027-01-01"));
    assertThat(clubs("2027").resolve("tests/cases.yaml"))
        .content()
        .isEqualTo(text(before, "tests/cases.yaml").replace("2026-", "2027-"));
    clean(rules());
    assertThat(run("list", "--rules", rules()).out())
        .contains("2026-01-01 – 2026-12-31", "2027-01-01 – ");
  }

  @Test
  void theDayOnWhichItBeginsCanBeNamed() {
    programme("coffee-club");
    Answer made = year("coffee-club/2026", "2026-09", "--effective-from", "2026-09-15");
    assertThat(made.out())
        .contains("It holds from 2026-09-15 on.", "4 cases were moved by 9 months");
    clean(rules());
  }

  @Test
  void aNewYearNeverTakesThePlaceOfAnother() throws IOException {
    programme("coffee-club");
    year("coffee-club/2026", "2027");
    Map<String, String> before = contents(rules());
    Answer refused = year("coffee-club/2026", "2027");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("2027 is there already; nothing was changed");
    assertThat(contents(rules())).isEqualTo(before);
  }

  @Test
  void aYearThatWouldOverlapAnotherIsRefusedWithBothWaysOut() throws IOException {
    programme("coffee-club");
    change(
        clubs("2026").resolve("ruleset.yaml"),
        "{from: 2026-01-01}",
        "{from: 2026-01-01, until: 2027-03-01}");
    Answer refused = year("coffee-club/2026", "2027", "--effective-from", "2027-01-01");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "on 2027-01-01, when 2027 is to begin, coffee-club/2026 still holds",
            "--effective-from",
            "until");
    assertThat(clubs("2027")).doesNotExist();
    assertThat(year("coffee-club/2026", "2027").out()).contains("It holds from 2027-03-01 on.");
    clean(rules());
  }

  @Test
  void aYearIsPutBetweenTwoThatAreThere() {
    programme("coffee-club");
    year("coffee-club/2026", "2028");
    Answer made = year("coffee-club/2026", "2027");
    assertThat(made.out()).contains("It holds from 2027-01-01 to 2027-12-31");
    clean(rules());
  }

  @Test
  void aCaseThatRestsOnADayOfTheRulesStaysAndSaysByWhichYearItIsDecided() throws IOException {
    programme("coffee-club");
    change(
        clubs("2026").resolve("measures.drl"),
        "// One rule for each reason",
        """
        rule "A course before March is not one of this year"
        when
            $course : Course( day < date("2026-03-01") )
        then
            insert( leftOut( "participants", $course, "early" ) );
        end

        // One rule for each reason""");
    change(clubs("2026").resolve("messages.yaml"), "reasons:", "reasons:\n  early: Too early.");
    change(clubs("2026").resolve("tests/cases.yaml"), "2026-02-01", "2026-05-01");
    Path cases = clubs("2026").resolve("tests/cases.yaml");
    Files.writeString(
        cases,
        Files.readString(cases)
            + """

              # The edge of the year.
              - case: The last course of February is too early, the first of March is not
                given:
                  Course:
                    - {id: C-1, day: 2026-02-28, status: held, participants: 5}
                    - {id: C-2, day: 2026-03-01, status: held, participants: 10}
                expect:
                  offers:
                    - offer: silver
                      findings: [{measure: participants, actual: 10}]
            """);
    clean(clubs("2026"));
    Answer made = year("coffee-club/2026", "2027");
    assertThat(made.out())
        .contains("4 cases were moved by 12 months, 1 could not be.")
        .contains("measures.drl:18: $course : Course( day < date(\"2026-03-01\") )")
        .contains("cases.yaml: The last course of February is too early")
        .contains("actual: expected 10, got 15")
        .doesNotContain("other years that are named");
    assertThat(clubs("2027").resolve("tests/cases-of-2026.yaml"))
        .content()
        .startsWith("# The days of these cases are those of 2026.")
        .contains(
            """
              # The edge of the year.
              - case: The last course of February is too early, the first of March is not
                year: coffee-club/2027
                given:
            """
                .stripTrailing());
    assertThat(clubs("2027").resolve("tests/cases.yaml"))
        .content()
        .doesNotContain("The edge", "2026")
        .contains("2027-05-01");
    clean(rules());
  }

  @Test
  void endsOfMonthsAndLeapDaysStayWhatTheyAre() throws IOException {
    programme("coffee-club");
    Path cases = clubs("2026").resolve("tests/cases.yaml");
    change(cases, "2026-02-01", "2024-02-29");
    change(cases, "2026-03-01", "2026-02-28");
    change(cases, "id: C-3, day: 2026-04-01", "id: C-3-2026-04-01, day: 2026-04-30");
    change(cases, "evidence: C-3,", "evidence: C-3-2026-04-01,");
    year("coffee-club/2026", "2028");
    assertThat(clubs("2028").resolve("tests/cases.yaml"))
        .content()
        .contains("2026-02-28", "2028-02-29", "2028-04-30", "id: C-3-2026-04-01")
        .doesNotContain("day: 2026-02-29");
  }

  @Test
  void theChangelogOfTheRulesGetsALineAtTheTopOfItsTable() throws IOException {
    programme("coffee-club");
    Path log = rules().resolve("CHANGELOG.md");
    String head = "# Changes\n\n| day | kind | year | details |\n|---|---|---|---|\n";
    String rest = "| 2026-01-01 | new | coffee-club/2026 | first version |\n";
    Files.writeString(log, head + rest);
    assertThat(year("coffee-club/2026", "2027").out()).contains("There is a line in " + log);
    assertThat(log)
        .content()
        .isEqualTo(
            head
                + "| 2026-11-28 | new | coffee-club/2027, since 2027-01-01 | begun as a copy of"
                + " 2026 |\n"
                + rest);
  }

  @Test
  void aYearThatIsNotThereIsToldWithWhereItWasLookedFor() {
    Answer refused = year("coffee-club/2026", "2027");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("There is no folder coffee-club/2026. Nor is there ");
    programme("coffee-club");
    assertThat(year("coffee-club/2026", "next").err()).contains("cannot name a year");
    assertThat(clubs("next")).doesNotExist();
  }

  @Test
  void aYearNeedsItsProgrammeOnlyWhereSeveralHaveOneOfTheName() {
    programme("coffee-club");
    assertThat(year("2026", "2027").code()).isZero();
    assertThat(clubs("2027")).isDirectory();
    programme("tea-club");
    Answer refused = year("2026", "2028");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(
            "Several programmes have a year 2026: coffee-club/2026, tea-club/2026."
                + " Name the programme as well.");
    assertThat(year("coffee-club/2026", "2028").code()).isZero();
  }

  @Test
  void aYearWithMistakesIsNotCopied() throws IOException {
    programme("coffee-club");
    change(clubs("2026").resolve("requirements.drl"), "$offer.asks", "$offer.aks");
    Answer refused = year("coffee-club/2026", "2027");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Did you mean \"asks\"?");
    assertThat(clubs("2027")).doesNotExist();
    try (Stream<Path> left = Files.list(rules().resolve("coffee-club"))) {
      assertThat(left.map(Path::getFileName).map(Path::toString).collect(Collectors.toList()))
          .containsExactly("2026");
    }
  }

  // ---- from nothing to a changed year ----------------------------------------------------------

  /** The commands are those of the page; its folder ./rules is one of the test's own here. */
  @Test
  void theCommandsOfThePageForManagersDoWhatItSays() throws IOException {
    String page = Files.readString(Path.of("../../rules/README.md"));
    String block = page.substring(page.indexOf("```sh\n") + 6);
    List<String> commands = block.substring(0, block.indexOf("```")).lines().toList();
    assertThat(commands).hasSizeLessThanOrEqualTo(10).hasSizeGreaterThan(5);
    assertThat(commands.get(0)).startsWith("tierwise new programme ");
    for (String command : commands) {
      boolean fails = command.contains("# fails");
      String words = command.replaceAll("\\s+#.*", "").strip();
      if (words.startsWith("sed -i ")) {
        substitute(words);
      } else {
        Answer answer = run(here(words).toArray());
        assertThat(answer.code()).as(command + "\n" + answer).isEqualTo(fails ? 1 : 0);
      }
    }
    assertThat(clubs("2027").resolve("targets.drl")).content().contains("\"gold\", 60");
    assertThat(page).contains("examples/your-own-rules");
    whatChangesIsToldAsThePageSays(page.substring(page.indexOf("## From a changed number")));
  }

  private void whatChangesIsToldAsThePageSays(String section) throws IOException {
    String block = section.substring(section.indexOf("```sh\n") + 6);
    List<String> commands = block.substring(0, block.indexOf("```")).lines().toList();
    substitute(commands.get(0));
    Answer text = run(here(commands.get(1).replaceAll("\\s+#.*", "")).toArray());
    assertThat(text.out()).containsPattern("(?m)^  Gold.* harder ").contains("60 -> 70");
    Answer page = run(here(commands.get(2).replace(" > diff.html", "")).toArray());
    assertThat(page.out()).startsWith("<!DOCTYPE html>");
  }

  private List<String> here(String words) {
    List<String> args = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      args.add(word.startsWith("rules") ? temp.resolve(word).toString() : word);
    }
    assertThat(args.remove(0)).isEqualTo("tierwise");
    if (List.of("new", "decide", "diff").contains(args.get(0))) {
      args.addAll(List.of("--rules", rules().toString()));
    }
    return args;
  }

  /** What sed makes of s/one/another/, where both are plain words. */
  private void substitute(String words) throws IOException {
    String script = words.substring(words.indexOf('\'') + 1, words.lastIndexOf('\''));
    Path file = temp.resolve(words.substring(words.lastIndexOf(' ') + 1));
    for (String part : script.split("; ", -1)) {
      String[] sides = part.split("/", -1);
      change(file, sides[1], sides[2]);
    }
  }

  // ---- what is seen before a case --------------------------------------------------------------

  @Test
  void aFolderThatWasCopiedByHandIsToldByItsTitleAndTheDaysOfItsCases() throws IOException {
    programme("coffee-club");
    for (Map.Entry<String, String> file : contents(clubs("2026")).entrySet()) {
      Path copy = clubs("2027").resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, file.getValue().replace("from: 2026", "from: 2027"));
    }
    Answer check = run("check", "--format", "gnu", rules());
    assertThat(check.code()).isZero();
    assertThat(check.err().lines().filter(line -> !line.contains(": note:")))
        .hasSize(2)
        .anyMatch(line -> line.contains("the title names 2026, but this is coffee-club/2027"))
        .anyMatch(line -> line.contains("coffee-club/2027 does not cover the day 2026-06-10"));
    Path cases = clubs("2027").resolve("tests/cases.yaml");
    change(cases, "  - case: ", "  - year: coffee-club/2027\n    case: ");
    assertThat(run("check", rules()).err()).doesNotContain("does not cover");
    change(cases, "year: coffee-club/2027", "year: coffee-club/2026");
    assertThat(run("check", rules()).err())
        .contains(
            "the case names coffee-club/2026, but it stands in the tests of coffee-club/2027");
  }

  @Test
  void checkReadsTheCasesToo() throws IOException {
    programme("coffee-club");
    Path cases = clubs("2026").resolve("tests/cases.yaml");
    change(cases, "status: cancelled, participants: 20", "status: canceled, participants: 20");
    change(cases, "highest: {offer: gold}", "highest: {offer: golden}");
    change(cases, "short: 1}]\n\n", "shrt: 1}]\n\n");
    Answer check = run("check", clubs("2026"));
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.err())
        .contains("Did you mean \"cancelled\"?", "golden", "Did you mean \"short\"?");
    assertThat(check.out()).startsWith("3 problems");
  }

  @Test
  void anyFileOfCasesIsHeldAgainstGivenRules() throws IOException {
    programme("coffee-club");
    Path cases = temp.resolve("mine.yaml");
    Files.move(clubs("2026").resolve("tests/cases.yaml"), cases);
    assertThat(run("check", "--cases", cases, rules()).out()).isEqualTo("No problems.\n");
    assertThat(run("test", "--engine", "direct", "--cases", cases, "--rules", rules()).out())
        .endsWith("4 passed, 0 failed.\n");
    assertThat(run("test", "--engine", "direct", "--cases", temp, "--rules", clubs("2026")).out())
        .endsWith("4 passed, 0 failed.\n");
    change(cases, "highest: {offer: gold}", "highest: none");
    assertThat(run("test", "--engine", "direct", "--cases", cases, rules()).code()).isEqualTo(1);
    change(cases, "highest: none", "higest: none");
    assertThat(run("check", "--cases", cases, rules()).err()).contains("Did you mean \"highest\"?");
    assertThat(run("test", "--cases", temp.resolve("no.yaml"), rules()).code()).isEqualTo(2);
  }

  @Test
  void aCaseOfNoYearIsAProblemUnlessTheRulesAreThoseOfOneYear() throws IOException {
    programme("coffee-club");
    year("coffee-club/2026", "2027");
    Path cases = temp.resolve("mine.yaml");
    Files.copy(clubs("2026").resolve("tests/cases.yaml"), cases);
    change(cases, "asOf: 2026-06-10", "asOf: 2025-06-10");
    Answer refused = run("test", "--cases", cases, "--rules", rules());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "no programme year covers the day 2025-06-10", "coffee-club/2026 (2026-01-01 to ");
    assertThat(run("test", "--engine", "direct", "--cases", cases, clubs("2027")).code()).isZero();
  }

  @Test
  void aFileInThePlaceOfAFolderSaysWhatToDo() {
    programme("coffee-club");
    Path cases = clubs("2026").resolve("tests/cases.yaml");
    Answer refused = run("test", cases);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("is a file, not a folder", "tierwise test --cases " + cases + " <folder>");
    assertThat(run("check", cases).err()).contains("tierwise check --cases " + cases);
  }
}
