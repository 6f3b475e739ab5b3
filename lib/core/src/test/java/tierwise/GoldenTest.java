package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people read when they got something wrong. Each file in {@code golden} shows the files of a
 * rule folder that differ from cafe-guild/2024, and then the text that Tierwise answers. Run with
 * {@code -Dgolden=write} to write the answers anew, and read the difference like code.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path BASE = Path.of("src/test/resources/rules/cafe-guild/2024");
  private static final String ANSWER = "answer";
  private static final String CASE = "case.yaml";
  private static final String DELETE = "(no such file)";

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
    Path rules = Files.createTempDirectory(temp, "rules");
    Path folder = rules.resolve("cafe-guild/2024");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(BASE)) {
      for (Path each : files.toList()) {
        Files.copy(each, folder.resolve(each.getFileName().toString()));
      }
    }
    for (Map.Entry<String, String> section : sections.entrySet()) {
      Path path = section.getKey().contains("/") ? rules : folder;
      Path file = path.resolve(section.getKey());
      Files.createDirectories(file.getParent());
      if (section.getValue().strip().equals(DELETE)) {
        Files.delete(file);
      } else if (!section.getKey().equals(CASE)) {
        Files.writeString(file, section.getValue());
      }
    }
    return problems(rules, sections.get(CASE)).stream()
        .map(problem -> shown(problem, rules.toString()).toString())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static List<Problem> problems(Path rules, @Nullable String cases) {
    if (cases == null) {
      return RuleSets.check(rules);
    }
    try {
      RuleSets sets = RuleSets.in(rules);
      EnrollmentCase.parse(CASE, cases).forEach(sets::decide);
      return List.of();
    } catch (RuleSetException e) {
      return e.problems();
    }
  }

  /** The problem as it is shown where the rules lie in ./rules. */
  private static Problem shown(Problem problem, String rules) {
    return new Problem(
        problem.code(),
        problem.severity(),
        problem.message(),
        problem.place() == null ? null : shown(problem.place(), rules),
        problem.related().stream()
            .map(related -> new Problem.Related(related.what(), shown(related.place(), rules)))
            .toList(),
        problem.allowed(),
        problem.nearest(),
        problem.wayOut());
  }

  private static Problem.Place shown(Problem.Place place, String rules) {
    SourceLocation at = place.at();
    return new Problem.Place(
        new SourceLocation(at.file().replace(rules, "rules"), at.line(), at.column()),
        place.line(),
        place.length());
  }
}
