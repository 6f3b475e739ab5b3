package tierwise.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tierwise.EnrollmentCase;
import tierwise.RuleFiles;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;

/** A small programme, and what somebody makes of it for another year. */
final class TwoYears {
  static final Path FOLDER =
      Path.of("../../examples/your-own-rules/src/rules/reading-partners/2025");

  private final Map<String, String> files;

  private TwoYears(Map<String, String> files) {
    this.files = files;
  }

  /** The programme as it is. */
  static TwoYears unchanged() {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TwoYears(files);
  }

  /** With other words in the place of some that are there. */
  TwoYears with(String file, String words, String others) {
    String text = files.getOrDefault(file, "");
    assertThat(text).contains(words);
    Map<String, String> changed = new LinkedHashMap<>(files);
    changed.put(file, text.replace(words, others));
    return new TwoYears(changed);
  }

  /** The rules under a name of a year. */
  RuleSet rules(String year) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach(
        (name, text) ->
            bytes.put(
                "reading-partners/" + year + "/" + name, text.getBytes(StandardCharsets.UTF_8)));
    return RuleSets.with(RuleSettings.usual().withoutGuard())
        .of(RuleFiles.of(bytes))
        .year("reading-partners/" + year);
  }

  /** What these change of the programme as it is. */
  YearDiff diff() {
    return YearDiff.of(
        unchanged().rules("2025"), rules("2026"), new YearDiff.Effort(0, cases(FOLDER), List.of()));
  }

  /** The same without a look at what is decided. */
  YearDiff written() {
    return YearDiff.of(
        unchanged().rules("2025"), rules("2026"), new YearDiff.Effort(0, List.of(), List.of()));
  }

  /** The cases in the tests of a year. */
  static List<EnrollmentCase> cases(Path year) {
    List<EnrollmentCase> cases = new ArrayList<>();
    try (Stream<Path> all = Files.list(year.resolve("tests"))) {
      all.sorted().forEach(file -> cases.addAll(EnrollmentCase.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }
}
