package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are large, deep or long, to cost whoever reads them as much as possible. Each takes a
 * fraction of a second; what takes more than minutes, on however slow a machine, never ends.
 */
class UntrustedInputTest {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST_PROBLEMS = 100;

  private static final String CASE =
      """
      cases:
      - case: A case
        given:
          application: {asOf: 2024-05-05}
          partner: {id: P}
      """;

  @TempDir Path temp;

  // ---- cases -----------------------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> noCaseFileTakesLongOrThrowsSomethingElse() {
    String lines =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "    - {id: L" + i + ", document: invoice, date: 2024-01-01}\n")
            .collect(Collectors.joining("", CASE + "    purchases:\n", ""));
    String json =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "{\"id\": \"L\", \"document\": \"invoice\", \"date\": \"2024-01-01\"}")
            .collect(
                Collectors.joining(
                    ", ",
                    "{\"cases\": [{\"case\": \"A\", \"given\": {"
                        + "\"application\": {\"asOf\": \"2024-05-05\"},"
                        + "\"partner\": {\"id\": \"P\"}, \"purchases\": [",
                    "]}}]}"));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("an unknown key in each of many lines", lines.replace("id:", "idd:"));
    texts.put("one id for all lines of a file that is one line", json);
    texts.put("many characters of two places", json.replace("invoice", "\uD83D\uDE00"));
    texts.put("numbers of many digits", lines.replace("}", ", kpi: " + "9".repeat(300) + "}"));
    texts.put("numbers with huge exponents", lines.replace("}", ", kpi: 1e999999999}"));
    texts.put("a very long text", CASE.replace("id: P", "id: " + "x".repeat(200_000)));
    texts.put("a very long key", CASE.replace("id: P", "x".repeat(200_000) + ": P"));
    texts.put(
        "many kinds of facts",
        CASE
            + IntStream.range(0, 5_000)
                .mapToObj(i -> "    T" + i + ": [{a: 1, a: 2}]\n")
                .collect(Collectors.joining()));
    texts.put(
        "many unknown keys",
        CASE
            + IntStream.range(0, 5_000)
                .mapToObj(i -> "    k" + i + ": 1\n")
                .collect(Collectors.joining()));
    String cases =
        IntStream.range(1, 5_000)
            .mapToObj(i -> "- {case: c" + i + ", base: c" + (i - 1) + "}\n")
            .collect(Collectors.joining("", CASE.replace("A case", "c0"), ""));
    texts.put("bases of bases", cases);
    texts.put(
        "a large base of many cases", lines + cases.replaceAll("base: c\\d+", "base: A case"));
    texts.put(
        "a large case with many rows",
        lines.replace("- case", "- rows: [" + "{a: 1},".repeat(5_000) + "]\n  case"));
    texts.put(
        "a long value of a row that stands in many places",
        CASE.replace("id: P", "id: " + "$a".repeat(50_000))
            .replace("- case", "- rows: [{a: " + "x".repeat(50_000) + "}]\n  case"));
    texts.put("lists in lists", CASE + "    purchases: " + "[".repeat(1_000_000));
    texts.put("keys in keys", CASE + "    purchases: " + "{a: ".repeat(300_000));
    texts.put("dashes", "- ".repeat(500_000));
    texts.put("question marks", "? ".repeat(500_000));
    texts.put("quotes", "\"".repeat(1_000_001));
    texts.put("tags", "!<".repeat(500_000));
    texts.put("anchors", "a: &b c\n".repeat(10_000));
    texts.put("aliases", "a: &b [c]\n" + "d: *b\n".repeat(10_000));
    texts.put("empty cases", "cases: [" + "{},".repeat(20_000) + "]");
    texts.put("documents", "---\n".repeat(300_000));
    texts.put("line breaks", "\n".repeat(500_000));
    return texts.entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> refused(entry.getValue())));
  }

  private static void refused(String text) {
    List<Problem> problems =
        assertTimeoutPreemptively(
            LONGEST,
            () ->
                catchThrowableOfType(
                        RuleSetException.class, () -> EnrollmentCase.parse("case.yaml", text))
                    .problems());
    assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_PROBLEMS + 1);
    assertThat(problems.get(0).place()).isNotNull();
    assertThat(problems.stream().mapToInt(problem -> problem.toString().length()))
        .allMatch(length -> length < 10_000);
  }

  @Test
  void whatComesAfterAHundredProblemsIsCounted() {
    String text = "cases: [" + "{case: 1},".repeat(2_500) + "]";
    RuleSetException refused =
        catchThrowableOfType(RuleSetException.class, () -> EnrollmentCase.parse("case.yaml", text));
    assertThat(refused.problems()).hasSize(MOST_PROBLEMS + 1);
    assertThat(refused.problems().get(MOST_PROBLEMS).message())
        .isEqualTo("there are 2400 more problems, which are not listed");
  }

  /** The parser of YAML reads so much at a time, and must not find half a character at the end. */
  @Test
  void aCharacterOfTwoPlacesCanStandAnywhere() {
    for (int before = 1_000; before < 1_060; before++) {
      String text = "#" + "x".repeat(before) + "\uD83D\uDE00\uD83D\uDE00\n" + CASE;
      assertThat(EnrollmentCase.parse("case.yaml", text)).hasSize(1);
    }
  }

  @Test
  void noMoreIsReadOfACaseFileThanItMayHave() throws IOException {
    Path file = temp.resolve("case.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(4L * 1024 * 1024 * 1024);
    }
    RuleSetException refused =
        catchThrowableOfType(RuleSetException.class, () -> EnrollmentCase.read(file));
    assertThat(refused).hasMessageContaining("the file has more than 67108864 bytes");
  }

  // ---- rule folders ----------------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> noRuleFileTakesLongOrThrowsSomethingElse() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("brackets", when("Offer( " + "(".repeat(200_000) + "renewal )"));
    texts.put("negations", when("Offer( " + "!".repeat(200_000) + "renewal )"));
    texts.put("fields of fields", when("Offer( held" + "!.of".repeat(50_000) + " == null )"));
    texts.put("a sum", when("Purchase( (" + "units + ".repeat(25_000) + "units) > 1 )"));
    texts.put("a short sum", when("Purchase( (" + "units + ".repeat(900) + "units) > 1 )"));
    texts.put("alternatives", when("Offer( " + "renewal || ".repeat(20_000) + "renewal )"));
    texts.put("values", when("Purchase( document in ( " + "\"x\",".repeat(50_000) + "\"y\" ) )"));
    texts.put("variables", when("Purchase( $a : units" + ", $a : units".repeat(15_000) + " )"));
    texts.put("patterns", when("Offer() ".repeat(25_000)));
    texts.put("denials", when("not( ".repeat(40_000)));
    texts.put("helpers of helpers", then("$offer" + ".open( \"a\" )".repeat(10_000)));
    texts.put("helpers in helpers", then("half( ".repeat(30_000) + "1"));
    texts.put("arguments", then("$offer.asks( " + "\"points\", ".repeat(15_000) + "1 )"));
    texts.put("a long text", then("note( \"" + "x".repeat(200_000) + "\" )"));
    texts.put("texts", "\"\"".repeat(100_000));
    texts.put("quotes", "'".repeat(200_000));
    texts.put("rules that are not ended", "rule \"a\"\n".repeat(20_000));
    texts.put("fields", "declare T\n" + "  a : int\n".repeat(15_000) + "end");
    texts.put(
        "types",
        IntStream.range(0, 7_000)
            .mapToObj(i -> "declare T" + i + "\n  a : int\nend\n")
            .collect(Collectors.joining()));
    return texts.entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> refusedRules(entry.getValue())));
  }

  private static String when(String conditions) {
    return "rule \"X\"\nwhen\n  " + conditions + "\nthen\n  insert( note( \"year-end\" ) );\nend\n";
  }

  private static String then(String statement) {
    return "rule \"X\"\nwhen\n  $offer : Offer()\nthen\n  insert( " + statement + " );\nend\n";
  }

  private void refusedRules(String rules) throws IOException {
    String header =
        """
        package cafe.guild
        import tierwise.facts.*
        import static tierwise.facts.Statements.*
        """;
    refusedFolder(folder(Map.of("extra.drl", header + rules)));
  }

  @Test
  void aSentenceOfBracesTakesNoLongerThanAnother() throws IOException {
    refusedFolder(folder(Map.of("messages.yaml", "reasons: {a: '" + "{".repeat(200_000) + "'}")));
  }

  @Test
  void aFolderHasNoMoreThanAHundredFiles() throws IOException {
    Path folder = folder(Map.of());
    Files.createDirectory(folder.resolve("tests"));
    for (int i = 0; i < 97; i++) {
      Files.writeString(folder.resolve("f" + i + ".drl"), "package cafe.guild\n");
    }
    assertThat(RuleSets.check(folder)).noneMatch(UntrustedInputTest::isTooLarge);
    Files.writeString(folder.resolve("more.drl"), "package cafe.guild\n");
    assertThat(RuleSets.check(folder)).anyMatch(UntrustedInputTest::isTooLarge);
  }

  private static boolean isTooLarge(Problem problem) {
    return problem.message().equals("a rule folder has at most 100 files");
  }

  @Test
  void noMoreIsReadOfARuleFileThanItMayHave() throws IOException {
    Path folder = folder(Map.of());
    try (RandomAccessFile large =
        new RandomAccessFile(folder.resolve("large.drl").toFile(), "rw")) {
      large.setLength(4L * 1024 * 1024 * 1024);
    }
    assertThat(RuleSets.check(folder))
        .anyMatch(problem -> problem.message().equals("the file has more than 262144 bytes"));
  }

  private Path folder(Map<String, String> changes) throws IOException {
    Path folder = CafeGuild.copyTo(Files.createTempDirectory(temp, "rules"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      Files.writeString(folder.resolve(change.getKey()), change.getValue());
    }
    return folder;
  }

  private static void refusedFolder(Path folder) {
    List<Problem> problems = assertTimeoutPreemptively(LONGEST, () -> RuleSets.check(folder));
    assertThat(problems)
        .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)
        .hasSizeLessThanOrEqualTo(MOST_PROBLEMS + 1);
    assertThat(problems.stream().mapToInt(problem -> problem.toString().length()))
        .allMatch(length -> length < 10_000);
  }
}
