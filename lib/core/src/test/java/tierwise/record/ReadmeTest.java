package tierwise.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSets;

/** What the README shows of kept decisions is what stands here, and does what it says. */
class ReadmeTest {
  @Test
  void whatTheReadmeShowsKeepsAndDecidesAgain(@TempDir Path directory) {
    RuleSets rules = TeaLog.CLUB;
    EnrollmentCase enrollmentCase = TeaLog.CASES.get(0);
    InstantSource clock = InstantSource.fixed(TeaLog.NOON);
    Instant tooOld = Instant.EPOCH;
    // README:
    try (DecisionLog log = DecisionLog.open(directory)) {
      Decision decision = log.decide(rules, enrollmentCase, "D-1", clock.instant());
      log.erase(record -> record.at().isBefore(tooOld));
      assertThat(decision).isEqualTo(rules.decide(enrollmentCase));
    }
    LogCheck check = DecisionLog.verify(directory);
    try (Stream<DecisionRecord> records = DecisionLog.read(directory)) {
      Replay replay = Replay.by(rules);
      List<Replayed> again = records.map(replay::again).toList();
      assertThat(check.records()).isEqualTo(1);
      assertThat(again).hasSize(1).hasOnlyElementsOfType(Replayed.Same.class);
    }
  }

  @Test
  void theReadmeShowsThisCode() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String shown = readme.substring(readme.indexOf("try (DecisionLog log"));
    String code = Files.readString(Path.of("src/test/java/tierwise/record/ReadmeTest.java"));
    List<String> lines =
        Arrays.stream(shown.substring(0, shown.indexOf("```")).split("\n", -1))
            .map(line -> line.replaceFirst(" //.*", "").strip())
            .toList();
    assertThat(lines).hasSizeGreaterThan(7);
    assertThat(code.lines().map(String::strip)).containsAll(lines);
  }
}
