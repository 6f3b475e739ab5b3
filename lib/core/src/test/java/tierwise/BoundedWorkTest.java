package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inputs that are twice as large take at most twice the memory and time, before anything is decided
 * and while problems are told; and what is told of them does not grow at all.
 *
 * <p>Memory is what the thread allocates, which is the same on every machine. Time is that of the
 * processor; what takes more for twice the size does so by far, so that the limit can be wide.
 */
@Isolated("it compares times")
class BoundedWorkTest {
  /** How much more memory twice the size may take: some lists grow by doubling. */
  private static final double MOST_GROWTH = 2.6;

  /** What tables and buffers of the library take once in a while. */
  private static final long SLACK_BYTES = 4_000_000;

  /** Several times what any of these takes; a second on a machine that is not busy. */
  private static final Duration LONGEST = Duration.ofSeconds(6);

  private static final int LARGEST_ANSWER = 200_000;

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

  @Test
  void aThousandMisspeltKeysInOneLineGiveAnAnswerThatCanBeRead() {
    String text =
        oneLine(
            "{\"id\": \"L1\", \"documnet\": \"invoice\", \"date\": \"2024-01-01\", \"kpi\": 1, \"channel\": \"Market\"}",
            1_000);
    assertThat(text.length()).isGreaterThan(80_000);
    RuleSetException refused = refused(text);
    assertThat(refused.toString().length()).isLessThan(LARGEST_ANSWER);
    assertThat(refused.problems()).hasSize(101);
    Problem.Place place = Objects.requireNonNull(refused.problems().get(50).place());
    assertThat(text.substring(place.at().column() - 1)).startsWith("\"documnet\"");
    assertThat(place.line().substring(place.caret() - 1)).startsWith("\"documnet\"");
    assertThat(place.line()).startsWith("…").endsWith("…").hasSizeLessThanOrEqualTo(162);
    assertThat(refused.problems().get(100).message())
        .isEqualTo("there are 900 more problems, which are not listed");
    assertThat(
            refused(oneLine("{\"id\": \"L1\", \"date\": \"2024-01-01\", \"kpi\": x}", 101))
                .problems())
        .extracting(Problem::message)
        .hasSize(101)
        .endsWith("there is 1 more problem, which is not listed");
  }

  /** An e with an accent of its own, a character of two places, a flag of two of those. */
  @ParameterizedTest
  @ValueSource(strings = {"e\u0301", "\uD83D\uDE00", "\uD83C\uDDEA\uD83C\uDDFA"})
  void aLineIsNotCutInsideACharacter(String character) {
    for (int shift = 0; shift < 8; shift++) {
      String value = "x".repeat(shift) + character.repeat(200);
      String text = CASE.replace("id: P", "id: P, a: '" + value + "', b: '" + value + "'");
      Problem problem = refused(text).problems().get(1);
      assertThat(problem.message()).isEqualTo("the partner has no key \"b\"");
      String line = Objects.requireNonNull(problem.place()).line();
      assertThat(line).startsWith("…" + character).endsWith(character + "…");
    }
  }

  @Test
  void aCharacterWithMarksWithoutEndIsCut() {
    String text = CASE.replace("id: P", "id: P, x: \"e" + "\u0301".repeat(10_000) + "\"");
    Problem.Place place = Objects.requireNonNull(refused(text).problems().get(0).place());
    assertThat(place.line()).hasSizeLessThanOrEqualTo(162);
  }

  @TestFactory
  Stream<DynamicTest> aCaseFileTwiceAsLargeTakesAtMostTwiceAsMuch() {
    Map<String, IntFunction<String>> texts = new LinkedHashMap<>();
    texts.put("blank lines before a mistake", n -> CASE + "\n".repeat(100 * n) + "   x: [");
    texts.put("blank lines after a mistake", n -> CASE + "    x: [" + "\n".repeat(100 * n));
    texts.put("spaces after a mistake", n -> CASE + "    x: [" + " ".repeat(100 * n));
    texts.put("spaces before a mistake", n -> CASE + "    x: " + " ".repeat(100 * n) + "y: z: [");
    texts.put(
        "blank lines after a line without a colon",
        n -> CASE + "    abc" + "\n".repeat(100 * n) + "    d: e: f\n");
    texts.put(
        "a line without a colon that is all commas",
        n -> CASE + "    " + ", ".repeat(50 * n) + "x\n    d: e: f\n");
    texts.put("tabs", n -> CASE + "\t".repeat(100 * n) + "x");
    texts.put(
        "a number with a sign between its thousands",
        n ->
            CASE.replace("id: P", "id: P, active: 1" + "'000".repeat(20 * n))
                + "    purchases: [{id: L, document: invoice, date: 2024-01-01, kpi: 1"
                + "'000".repeat(20 * n)
                + "}]\n");
    texts.put(
        "misspelt keys in one line", n -> oneLine("{\"id\": \"L\", \"documnet\": \"invoice\"}", n));
    texts.put(
        "one id for all",
        n -> oneLine("{\"id\": \"L\", \"document\": \"invoice\", \"date\": \"2024-01-01\"}", n));
    texts.put(
        "unknown keys beside as many types that rules may declare",
        n -> CASE + numbered(n, "    Typpe%05d: []\n") + numbered(n, "    typpe%05d: []\n"));
    texts.put(
        "cases with unknown bases",
        n -> CASE + numbered(n, "- {case: kase%05d, base: cose%05d}\n"));
    texts.put("one key written again and again", n -> CASE + "    x: 1\n".repeat(n));
    texts.put(
        "columns that a row does not have",
        n ->
            "cases:\n- case: A case\n  rows: [{"
                + numbered(n / 2, "a%05d: 1, ")
                + "}]\n  given: {partner: ["
                + numbered(n / 2, "$b%05d, ")
                + "]}\n");
    return texts.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        compare(
                            2_000,
                            n -> entry.getValue().apply(n),
                            text -> refused(text).problems())));
  }

  private static String oneLine(String purchase, int number) {
    return "{\"cases\": [{\"case\": \"A\", \"given\": {\"application\": {\"asOf\": \"2024-05-05\"}, \"partner\": {\"id\": \"P\"}, \"purchases\": ["
        + IntStream.range(0, number)
            .mapToObj(i -> purchase.replace("#", String.valueOf(i)))
            .collect(Collectors.joining(", "))
        + "]}}]}";
  }

  private static String numbered(int number, String format) {
    return IntStream.range(0, number)
        .mapToObj(i -> format.replace("%05d", String.format(Locale.ROOT, "%05d", i)))
        .collect(Collectors.joining());
  }

  private static RuleSetException refused(String text) {
    return catchThrowableOfType(
        RuleSetException.class, () -> EnrollmentCase.parse("case.yaml", text));
  }

  @TestFactory
  Stream<DynamicTest> aCaseThatDoesNotFitTheRulesTakesAtMostTwiceAsMuchForTwiceTheSize() {
    RuleSets rules = RuleSets.in(CafeGuild.FOLDER);
    Map<String, IntFunction<String>> texts = new LinkedHashMap<>();
    texts.put(
        "fields that a declared type does not have",
        n -> CASE + "    Tasting:\n    - id: T\n" + numbered(n, "      f%05d: 1\n"));
    texts.put(
        "facts without fields in one line",
        n -> CASE + "    Tasting: [" + numbered(n, "f%05d: 1, ") + "]\n");
    texts.put(
        "channels that are not on the list, in one line",
        n ->
            oneLine(
                "{\"id\": \"L#\", \"document\": \"invoice\", \"date\": \"2024-01-01\", \"channel\": \"Marked\"}",
                n));
    texts.put(
        "crafts that are not on the list",
        n ->
            CASE.replace(
                "asOf: 2024-05-05",
                "asOf: 2024-05-05, asksFor: {craft: [" + numbered(n, "c%05d, ") + "]}"));
    texts.put(
        "memberships of what there is not",
        n ->
            CASE
                + "    memberships:\n"
                + numbered(
                    n,
                    "    - {id: M%05d, offer: o%05d, since: 2023-01-01, anniversary: 2024-01-01}\n"));
    return texts.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        compare(
                            2_000,
                            n ->
                                EnrollmentCase.parse("case.yaml", entry.getValue().apply(n)).get(0),
                            input ->
                                catchThrowableOfType(
                                        RuleSetException.class, () -> rules.decide(input))
                                    .problems())));
  }

  // ---- rule folders ----------------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> aRuleFolderTwiceAsLargeTakesAtMostTwiceAsMuch() {
    Map<String, IntFunction<Map<String, String>>> folders = new LinkedHashMap<>();
    String manifest = ofCafeGuild("ruleset.yaml");
    String messages = ofCafeGuild("messages.yaml");
    folders.put(
        "blank lines before a mistake",
        n -> Map.of("ruleset.yaml", manifest + "\n".repeat(20 * n) + "   x: ["));
    folders.put(
        "names that are not in a long list",
        n ->
            Map.of(
                "ruleset.yaml",
                manifest
                    .replace("[Brewing,", "[" + numbered(n, "aaa%05d, ") + "Brewing,")
                    .replace("[Brewing, Roasting]", "[" + numbered(n, "bbb%05d, ") + "Brewing]")));
    folders.put(
        "measures that nobody takes",
        n ->
            Map.of(
                "ruleset.yaml",
                manifest.replace(
                    "measures:\n", "measures:\n" + numbered(n, "  m%05d: {unit: point}\n"))));
    folders.put(
        "exceptions of measures that there are not",
        n ->
            Map.of(
                "ruleset.yaml",
                manifest.replace(
                        "measures:\n", "measures:\n" + numbered(n, "  m%05d: {unit: point}\n"))
                    + "uneven:\n"
                    + numbered(n, "  n%05d: x\n")));
    folders.put(
        "offers without a message",
        n ->
            Map.of(
                "ruleset.yaml",
                manifest.replace("offers:\n", "offers:\n" + numbered(n, "  o%05d: {}\n"))));
    folders.put(
        "names that rules use and nobody gives",
        n ->
            Map.of(
                "extra.drl",
                rules(
                    n / 4,
                    "$offer : Offer( name == \"o%05d\" )",
                    "insert( $offer.asks( \"m%05d\", 1 ) );")));
    folders.put(
        "rows of subjects whose names share a hash",
        n -> withRows(manifest, BoundedWorkTest::sharingAHash, n));
    folders.put(
        "rows that the manifest does not list",
        n -> withRows(manifest.replace("roaster: all", "roaster: [Brewing]"), i -> "c" + i, n));
    folders.put(
        "a sentence that is filled in again and again",
        n ->
            Map.of(
                "messages.yaml",
                messages + "findings: {met: \"" + "{offer}".repeat(5 * n) + "\"}\n"));
    folders.put(
        "a sentence that is filled in where nothing can be",
        n ->
            Map.of(
                "messages.yaml",
                messages.replace("stall: A stall", "stall: \"" + "{x}".repeat(20 * n) + "\"")));
    return folders.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> compare(2_000, n -> folder(entry.getValue().apply(n)), RuleSets::check)));
  }

  private static String ofCafeGuild(String file) {
    try {
      return Files.readString(CafeGuild.FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String HEADER =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      """;

  private static String rules(int number, String when, String then) {
    return HEADER
        + numbered(number, "rule \"R %05d\"\nwhen\n" + when + "\nthen\n" + then + "\nend\n");
  }

  /** With n rows of a subject each, of a list that has one more. */
  private static Map<String, String> withRows(String manifest, IntFunction<String> names, int n) {
    Map<String, String> files = new LinkedHashMap<>();
    String all = IntStream.rangeClosed(0, n).mapToObj(names).collect(Collectors.joining(", "));
    files.put("ruleset.yaml", manifest.replace("[Brewing, Latte", "[" + all + ", Brewing, Latte"));
    int each = 1_000;
    for (int from = 0; from < n; from += each) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = from; i < Math.min(n, from + each); i++) {
        if (i % 50 == 0) {
          text.append(i == from ? "" : "end\n");
          text.append("rule \"Rows from " + i + "\"\nwhen\nthen\n");
        }
        text.append("insert( new Target( \"roaster\", \"" + names.apply(i) + "\", 1, 1 ) );\n");
      }
      files.put("rows" + from + ".drl", text + "end\n");
    }
    return files;
  }

  /** Different texts for different numbers, with the same hash for all. */
  private static String sharingAHash(int number) {
    return IntStream.range(0, 13)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private Path folder(Map<String, String> changes) {
    try {
      Path folder = CafeGuild.copyTo(Files.createTempDirectory(temp, "rules"));
      for (Map.Entry<String, String> change : changes.entrySet()) {
        Files.writeString(folder.resolve(change.getKey()), change.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- measuring -------------------------------------------------------------------------------

  private interface Telling<T> {
    List<Problem> problems(T input) throws IOException;
  }

  private static <T> void compare(int size, IntFunction<T> inputs, Telling<T> telling)
      throws IOException {
    // What is loaded and made once is not what is measured.
    cost(inputs.apply(size / 4), telling);
    long once = cost(inputs.apply(size), telling);
    long twice = cost(inputs.apply(2 * size), telling);
    assertThat((double) twice).isLessThan(MOST_GROWTH * once + SLACK_BYTES);
  }

  /** The bytes that are allocated until all is told. */
  private static <T> long cost(T input, Telling<T> telling) throws IOException {
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long bytes = thread.getThreadAllocatedBytes(id);
    long nanos = thread.getCurrentThreadCpuTime();
    List<Problem> problems = telling.problems(input);
    String text = new RuleSetException(problems).toString();
    Duration time = Duration.ofNanos(thread.getCurrentThreadCpuTime() - nanos);
    long allocated = thread.getThreadAllocatedBytes(id) - bytes;
    assertThat(time).isLessThan(LONGEST);
    assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(101);
    assertThat(problems.get(0).place()).isNotNull();
    assertThat(text.length()).isLessThan(LARGEST_ANSWER);
    return allocated;
  }
}
