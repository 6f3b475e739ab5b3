package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tierwise.RuleSetException;

/**
 * What people read of their cases and rules. Each file in {@code golden} shows what differs from
 * ski-schools/2025 — whole files, or words that are changed — and then the answer. Run with {@code
 * -Dgolden=write} to write the answers anew, and read the difference like code.
 */
class ReportGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String ANSWER = "answer";

  @TempDir Path temp;

  private record Section(String head, String text) {}

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      assertThat(all).isNotEmpty();
      return all.stream().map(file -> dynamicTest(name(file), file.toUri(), () -> check(file)));
    }
  }

  private static String name(Path file) {
    return GOLDEN.relativize(file).toString().replaceAll("\\.txt$", "").replace('-', ' ');
  }

  private void check(Path file) throws IOException {
    List<Section> sections = sections(Files.readString(file));
    String expected =
        sections.stream()
            .filter(section -> section.head().equals(ANSWER))
            .map(Section::text)
            .findFirst()
            .orElse("");
    sections.removeIf(section -> section.head().equals(ANSWER));
    String got = answer(sections, GOLDEN.relativize(file).getName(0).toString());
    if ("write".equals(System.getProperty("golden"))) {
      sections.add(new Section(ANSWER, got));
      Files.writeString(
          file,
          sections.stream()
              .map(section -> "=== " + section.head() + "\n" + section.text())
              .collect(Collectors.joining()));
      return;
    }
    assertThat(got).isEqualTo(expected);
    assertThat(got).as("an answer says that something is wrong").doesNotStartWith("0 failed");
  }

  private static List<Section> sections(String text) {
    List<Section> sections = new ArrayList<>();
    for (String section : text.split("(?m)^=== ", -1)) {
      if (!section.isEmpty()) {
        int end = section.indexOf('\n');
        sections.add(new Section(section.substring(0, end), section.substring(end + 1)));
      }
    }
    return sections;
  }

  private String answer(List<Section> sections, String what) throws IOException {
    Path root = Files.createTempDirectory(temp, "rules");
    SkiSchools school = SkiSchools.in(root);
    for (Section section : sections) {
      if (section.head().startsWith("change ")) {
        school.change(section.head().substring("change ".length()), section.text());
      } else {
        school.write(section.head(), section.text());
      }
    }
    return answer(school, what).replace(root.toString(), "rules").stripTrailing() + "\n";
  }

  private static String answer(SkiSchools school, String what) throws IOException {
    try {
      RuleFolderCases cases = RuleFolderCases.in(school.root()).get(0);
      if (what.equals("mistakes")) {
        return cases.mutation((step, done, all) -> true).toText();
      }
      if (what.equals("update")) {
        List<TestResult> results = cases.run(Engines.BOTH, test -> true, result -> {});
        ExpectationUpdate changes = ExpectationUpdate.of(cases, results);
        changes.write();
        return changes.toText() + "\n" + report(RuleFolderCases.in(school.root()).get(0));
      }
      return report(cases);
    } catch (RuleSetException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String report(RuleFolderCases cases) {
    Coverage coverage = cases.hasCoverageLimits() ? cases.coverage(true) : null;
    List<TestResult> results = cases.run(Engines.BOTH, test -> true, result -> {});
    return new TestReport(List.of(new TestReport.Folder(cases.name(), results, coverage))).toText();
  }
}
