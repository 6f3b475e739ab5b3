package tierwise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Explanation.Example;
import tierwise.internal.source.ProblemCode;

/**
 * Every code is explained, and the examples show what they say. An example takes the place of the
 * other one of its pair in the rules of the café guild, else of the line with its key, else it
 * comes behind everything. {@code -Dgolden=write} writes the page of all explanations anew.
 */
class ExplanationTest {
  private static final Path BASE_CASE = Path.of("src/test/resources/explained/case.yaml");
  private static final Path PAGE = Path.of("../PROBLEMS.md");
  private static final String NO_FILE = "(no such file)";
  private static final Pattern WITH_CHARSET = Pattern.compile("(?<name>\\S+) \\((?<charset>.+)\\)");
  private static final Pattern OTHER_YEAR = Pattern.compile("cafe-guild/\\d{4}/.*");
  private static final Pattern REPEATED = Pattern.compile("<(\\d+) times (.)>");
  private static final Pattern ESCAPED = Pattern.compile("<U\\+([0-9A-F]{4})>");
  private static final Pattern KEYED = Pattern.compile("\\s*[a-z]+:[^\n]*");

  /** What no rule folder and no case that is decided can bring about. */
  private static final List<ProblemCode> WITHOUT_EXAMPLE =
      List.of(
          ProblemCode.UNREADABLE,
          ProblemCode.DIFFERS_FROM_NEIGHBOURS,
          ProblemCode.NOTHING_EXPECTED,
          ProblemCode.DAY_OUTSIDE_YEAR,
          ProblemCode.NO_DECISION,
          ProblemCode.BUDGET_SPENT,
          ProblemCode.UNTESTED_ENGINE,
          ProblemCode.CHANGED_SINCE_PUBLISHED,
          ProblemCode.NOT_PUBLISHED,
          ProblemCode.NOT_SIGNED,
          ProblemCode.DAMAGED_ARCHIVE,
          ProblemCode.DAMAGED_HISTORY,
          ProblemCode.DAMAGED_RECORD,
          ProblemCode.LOG_NOT_USABLE,
          ProblemCode.NOT_DECIDED_AGAIN,
          ProblemCode.INTERNAL);

  @TempDir Path temp;

  @Test
  void everyCodeIsExplainedInTheirOrder() {
    assertThat(Explanation.all().stream().map(Explanation::code))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).toList());
    assertThat(Explanation.all().stream().filter(each -> each.wrong() == null))
        .extracting(Explanation::code)
        .containsExactlyElementsOf(WITHOUT_EXAMPLE.stream().map(ProblemCode::toString).toList());
  }

  @Test
  void aCodeIsFoundHoweverItIsWritten() {
    assertThat(Explanation.of("tw-204")).isEqualTo(Explanation.of("TW-204")).isPresent();
    assertThat(Explanation.of("204")).isPresent();
    assertThat(Explanation.of("TW-000")).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> theWrongExampleHasTheProblemAndTheRightOneHasNone() {
    return withExamples()
        .map(
            each ->
                dynamicTest(
                    each.code() + " " + each.title(),
                    () -> {
                      Example wrong = Objects.requireNonNull(each.wrong());
                      Example right = Objects.requireNonNull(each.right());
                      assertThat(problems(wrong, right, true))
                          .extracting(Problem::code)
                          .contains(each.code());
                      // Where the wrong one is found without a decision, so is the right one.
                      boolean decide = problems(wrong, right, false).isEmpty();
                      assertThat(problems(right, right, decide)).isEmpty();
                    }));
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static Stream<Explanation> withExamples() {
    return Explanation.all().stream().filter(each -> each.wrong() != null);
  }

  private List<Problem> problems(Example example, Example right, boolean decide)
      throws IOException {
    Path work = Files.createTempDirectory(temp, "work");
    Path rules = work.resolve("rules");
    CafeGuild.copyTo(rules);
    Files.copy(BASE_CASE, work.resolve("case.yaml"));
    Matcher header = WITH_CHARSET.matcher(example.file());
    boolean encoded = header.matches();
    String name = encoded ? header.group("name") : example.file();
    if (OTHER_YEAR.matcher(name).matches()) {
      CafeGuild.copyAs(Objects.requireNonNull(rules.resolve(name).getParent()));
    }
    boolean isCase = name.equals("case.yaml") || name.equals("cases.yaml");
    Path file =
        isCase
            ? work.resolve(name)
            : name.contains("/") ? rules.resolve(name) : rules.resolve("cafe-guild/2024/" + name);
    if (example.text().equals(NO_FILE)) {
      Files.delete(file);
    } else {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      String before = Files.exists(file) ? Files.readString(file) : "";
      Charset charset = encoded ? Charset.forName(header.group("charset")) : UTF_8;
      Files.write(file, unescaped(placed(before, example.text(), right.text())).getBytes(charset));
    }
    List<Problem> problems = RuleSets.check(rules);
    return problems.isEmpty() && decide
        ? decided(rules, isCase ? file : work.resolve("case.yaml"))
        : problems;
  }

  private static String placed(String file, String example, String right) {
    if (file.contains(right)) {
      return file.replace(right, example);
    }
    if (KEYED.matcher(right).matches()) {
      String key = right.substring(0, right.indexOf(':') + 1);
      Matcher line = Pattern.compile("(?m)^" + Pattern.quote(key) + ".*$").matcher(file);
      if (line.find()) {
        return line.replaceFirst(Matcher.quoteReplacement(example));
      }
    }
    return file + "\n" + example + "\n";
  }

  private static String unescaped(String text) {
    String repeated =
        REPEATED
            .matcher(text)
            .replaceAll(match -> match.group(2).repeat(Integer.parseInt(match.group(1))));
    return ESCAPED
        .matcher(repeated)
        .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
  }

  private static List<Problem> decided(Path rules, Path cases) {
    try {
      RuleSets sets = RuleSets.in(rules);
      EnrollmentCase.read(cases).forEach(sets::decide);
      return List.of();
    } catch (RuleSetException e) {
      return e.problems();
    }
  }

  // ---- the page ----------------------------------------------------------------------------

  private String page() throws IOException {
    StringBuilder page =
        new StringBuilder("# Problems\n\n")
            .append("All sorts of problems that `tierwise check` and a decision can tell of,")
            .append(" by their codes.\n`tierwise explain TW-204` shows one of them.\n\n")
            .append("This page is written by a test from the texts that the program itself shows;")
            .append(" do not edit it.\n");
    for (Explanation each : Explanation.all()) {
      page.append("\n## ").append(each.code()).append(" ").append(each.title()).append("\n");
      if (!each.text().isEmpty()) {
        page.append("\n").append(each.text()).append("\n");
      }
      if (!each.sentences().isEmpty()) {
        page.append("\nIt is told as:\n\n");
        each.sentences().forEach(one -> page.append("- `").append(one).append("`\n"));
      }
      Example wrong = each.wrong();
      Example right = each.right();
      if (wrong != null && right != null) {
        example(page, "Wrong", wrong);
        page.append("\nThis is told:\n\n```text\n")
            .append(told(each, wrong, right))
            .append("```\n");
        example(page, "Right", right);
      }
    }
    return page.toString();
  }

  private static void example(StringBuilder page, String what, Example example) {
    String language = example.file().contains(".yaml") ? "yaml" : "drl";
    page.append("\n").append(what).append(", in `").append(example.file()).append("`:\n\n```");
    page.append(language).append("\n").append(example.text()).append("\n```\n");
  }

  private String told(Explanation each, Example wrong, Example right) throws IOException {
    Problem problem =
        problems(wrong, right, true).stream()
            .filter(one -> one.code().equals(each.code()))
            .findFirst()
            .orElseThrow();
    return problem
        .toString()
        .replaceAll("\\S*/work\\d+/", "")
        // The code stands further to the right where the name of the directory is short.
        .replaceAll(" +\\[TW-", " [TW-")
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
