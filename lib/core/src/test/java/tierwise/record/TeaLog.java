package tierwise.record;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tierwise.EnrollmentCase;
import tierwise.RuleSets;

/** Decisions of the tea club, to be kept. */
final class TeaLog {
  static final Path RULES = Path.of("src/test/resources/rules/tea-club");
  static final RuleSets CLUB = RuleSets.in(RULES);
  static final List<EnrollmentCase> CASES =
      EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"));
  static final Instant NOON = Instant.parse("2024-05-05T12:00:00Z");

  private TeaLog() {}

  static DecisionRecord record(int number) {
    return DecisionRecord.of(
        CLUB, CASES.get(number % CASES.size()), "R-" + number, NOON.plusSeconds(60L * number));
  }

  static List<DecisionRecord> records(int number) {
    List<DecisionRecord> records = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      records.add(record(i));
    }
    return records;
  }
}
