package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tierwise.RuleSets;

/** A year made of each year of the Learning Partner Program is complete. */
class YearCopyTest {
  private static final Path PROGRAMME = Path.of("../../rules/learning-partner");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource("2025-08, 2026-08, 2026-08-01")
  void aYearLater(String earlier, String later, LocalDate from) throws IOException {
    isComplete(earlier, later, from);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "2012, 2013, 2012-11-01",
    "2013, 2014, 2013-11-01",
    "2014, 2016, 2016-01-01",
    "2016, 2018, 2018-02-01",
    "2018, 2020, 2020-01-01",
    "2020, 2021, 2021-01-01",
    "2021, 2022, 2022-01-01",
    "2022, 2022-10, 2022-10-01",
    "2022-10, 2023, 2023-09-19",
    "2023, 2025, 2025-01-22",
    "2025, 2025-08, 2025-08-01"
  })
  void asFarAsTheNextYearOfTheProgramme(String earlier, String later, LocalDate from)
      throws IOException {
    isComplete(earlier, later, from);
  }

  private void isComplete(String earlier, String later, LocalDate from) throws IOException {
    Path programme = temp.resolve("learning-partner");
    copy(PROGRAMME.resolve(earlier), programme.resolve(earlier));
    YearCopy copy = YearCopy.of(programme.resolve(earlier), later, from);
    copy.write();

    assertThat(RuleSets.check(programme)).isEmpty();
    RuleFolderCases before = RuleFolderCases.in(programme.resolve(earlier)).get(0);
    RuleFolderCases cases = RuleFolderCases.in(programme.resolve(later)).get(0);
    assertThat(cases.cases()).hasSameSizeAs(before.cases());
    assertThat(copy.movedCases()).isPositive();
    assertThat(cases.run(Engines.DIRECT, each -> true, each -> {}))
        .extracting(TestResult::status)
        .containsOnly(TestResult.Status.PASSED);
    Coverage coverage = cases.coverage(false);
    assertThat(coverage.belowLimit()).as(coverage.toText()).isEmpty();
  }

  private static void copy(Path folder, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path copied = target.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }
}
