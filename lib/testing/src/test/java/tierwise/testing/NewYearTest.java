package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.RuleSets;

/** A new year is a new folder: the year before is copied and changed, and nothing else. */
class NewYearTest {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 30);

  @TempDir Path root;
  private Path before = Path.of("");
  private Path after = Path.of("");

  @BeforeEach
  void copyTheYearBefore() throws IOException {
    before = SkiSchools.in(root).folder();
    after = before.resolveSibling("2026");
    YearCopy.of(before, "2026", LAST_DAY.plusDays(1)).write();
    change("ruleset.yaml", "winter 2025", "winter 2026");
  }

  private void change(String file, String old, String replacement) throws IOException {
    String text = Files.readString(after.resolve(file));
    assertThat(text).contains(old);
    Files.writeString(after.resolve(file), text.replace(old, replacement));
  }

  private List<TestResult> failed() {
    return RuleFolderCases.in(after).get(0).run(Engines.BOTH, each -> true, each -> {}).stream()
        .filter(result -> result.status() == TestResult.Status.FAILED)
        .toList();
  }

  @Test
  void itsDaysAreDecidedByItAndThoseBeforeAsTheyWere() throws IOException {
    String fingerprint = RuleSets.in(before).year("2025").fingerprint();
    assertThat(RuleSets.check(root)).isEmpty();
    RuleSets rules = RuleSets.in(root);
    assertThat(rules.on("ski-schools", LAST_DAY)).hasToString("ski-schools/2025");
    assertThat(rules.on("ski-schools", LAST_DAY.plusDays(1))).hasToString("ski-schools/2026");
    assertThat(rules.year("2025").fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void itsCasesNoticeEachNumberThatChangesAndSayWhereItStands() throws IOException {
    assertThat(failed()).isEmpty();
    change("targets.drl", "\"Nordic\",    2, 1", "\"Nordic\",    3, 1");
    assertThat(failed())
        .isNotEmpty()
        .anySatisfy(
            result ->
                assertThat(result.differences().toString())
                    .contains("expected 2", "2026/targets.drl"));
  }

  @Test
  void noJavaIsTouched() throws IOException {
    try (Stream<Path> files = Files.walk(after)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(file.toString()).matches(".*\\.(drl|yaml)"));
    }
  }
}
