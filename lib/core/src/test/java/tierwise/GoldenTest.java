package tierwise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people read when they got something wrong. Each file in {@code golden} shows the files of a
 * rule folder that differ from cafe-guild/2024, and then the text that Tierwise answers. Run with
 * {@code -Dgolden=write} to write the answers anew, and read the difference like code.
 *
 * <p>Characters that nobody would see in a golden file are written as {@code <U+200B>}; a charset
 * in brackets behind the name of a file says how it is encoded.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** Mistakes of people who wrote their first rules: one in each file. */
  private static final Path ONE_MISTAKE = GOLDEN.resolve("authoring");

  private static final String ANSWER = "answer";
  private static final String CASE = "case.yaml";
  private static final String DELETE = "(no such file)";
  private static final Pattern WITH_CHARSET = Pattern.compile("(?<name>\\S+) \\((?<charset>.+)\\)");
  private static final Pattern ESCAPE = Pattern.compile("<U\\+([0-9A-F]{4,6})>");

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(all).isNotEmpty();
      return all.stream()
          .map(
              file ->
                  dynamicTest(
                      GOLDEN
                          .relativize(file)
                          .toString()
                          .replaceAll("\\.txt$", "")
                          .replace('-', ' '),
                      file.toUri(),
                      () -> check(file)));
    }
  }

  private void check(Path file) throws IOException {
    Map<String, String> sections = sections(Files.readString(file));
    String expected = sections.remove(ANSWER);
    String got = answer(sections);
    if ("write".equals(System.getProperty("golden"))) {
      sections.put(ANSWER, got);
      Files.writeString(
          file,
          sections.entrySet().stream()
              .map(section -> "=== " + section.getKey() + "\n" + section.getValue())
              .collect(Collectors.joining()));
      return;
    }
    assertThat(got).isEqualTo(expected);
    assertThat(got).as("a golden answer says that something is wrong").contains("[TW-");
    if (file.startsWith(ONE_MISTAKE)) {
      assertThat(got.split("\\[TW-", -1)).as("one mistake is one problem").hasSize(2);
    }
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : text.split("(?m)^=== ", -1)) {
      if (!section.isEmpty()) {
        int end = section.indexOf('\n');
        sections.put(section.substring(0, end), section.substring(end + 1));
      }
    }
    return sections;
  }

  /** The problems, with paths as somebody would see them who works beside the rules. */
  private String answer(Map<String, String> sections) throws IOException {
    Path work = Files.createTempDirectory(temp, "work");
    Path rules = work.resolve("rules");
    Path folder = CafeGuild.copyTo(rules);
    for (Map.Entry<String, String> section : sections.entrySet()) {
      Matcher header = WITH_CHARSET.matcher(section.getKey());
      boolean encoded = header.matches();
      String name = encoded ? header.group("name") : section.getKey();
      Charset charset = encoded ? Charset.forName(header.group("charset")) : UTF_8;
      byte[] bytes = unescaped(section.getValue()).getBytes(charset);
      Path path = name.equals(CASE) ? work : name.contains("/") ? rules : folder;
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      if (section.getValue().strip().equals(DELETE)) {
        Files.delete(file);
      } else {
        Files.write(file, bytes);
      }
    }
    return problems(rules, work.resolve(CASE)).stream()
        .map(problem -> escaped(shown(problem, work + "/").toString()))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
  }

  /** With a name for each space that is none, which readers of a golden file could not tell. */
  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c > 0x7F && Character.isSpaceChar(c)
                    ? String.format(Locale.ROOT, "<U+%04X>", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static List<Problem> problems(Path rules, Path cases) {
    if (!Files.exists(cases)) {
      return RuleSets.check(rules);
    }
    try {
      RuleSets sets = RuleSets.in(rules);
      EnrollmentCase.read(cases).forEach(sets::decide);
      return List.of();
    } catch (RuleSetException e) {
      return e.problems();
    }
  }

  /** The problem as somebody sees it who works in the directory. */
  private static Problem shown(Problem problem, String directory) {
    return new Problem(
        problem.code(),
        problem.severity(),
        problem.message().replace(directory, ""),
        problem.place() == null ? null : shown(problem.place(), directory),
        problem.related().stream()
            .map(related -> new Problem.Related(related.what(), shown(related.place(), directory)))
            .toList(),
        problem.allowed(),
        problem.nearest(),
        problem.wayOut());
  }

  private static Problem.Place shown(Problem.Place place, String directory) {
    SourceLocation at = place.at();
    return new Problem.Place(
        new SourceLocation(at.file().replace(directory, ""), at.line(), at.column()),
        place.line(),
        place.caret(),
        place.length());
  }
}
