package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.opened.OpenedCases;
import tierwise.record.DecisionRecord;
import tierwise.record.Pseudonyms;
import tierwise.record.Replay;
import tierwise.record.Replayed;

/**
 * Every case of every year is decided again from its record as it was, down to the last word; in
 * the build one in five.
 */
@Tag("thorough")
class ReplayOfAllYearsTest {
  private static final int ONE_IN = AllFolders.number("tierwise.replayed", 5, 1);
  private static final Path RULES = Path.of("../../rules");
  private static final RuleSets SETS = RuleSets.with(RuleSettings.usual().withoutGuard()).in(RULES);
  private static final Replay REPLAY = Replay.in(RULES);
  private static final Pseudonyms PSEUDONYMS =
      Pseudonyms.withKey("sixteen bytes and more".getBytes(StandardCharsets.UTF_8));

  @TestFactory
  Stream<DynamicTest> recordsAreDecidedAgainTheSame() {
    return AllFolders.stream()
        .filter(folder -> SETS.years().stream().anyMatch(year -> year.name().equals(folder.name())))
        .map(folder -> dynamicTest(folder.name(), () -> decideAgain(folder)));
  }

  private static void decideAgain(RuleFolderCases folder) {
    int decided = 0;
    for (int i = 0; i < folder.cases().size(); i += ONE_IN) {
      CaseFacts facts = folder.cases().get(i).facts();
      if (facts == null) {
        continue;
      }
      EnrollmentCase each = OpenedCases.of(facts).withYear(folder.name());
      DecisionRecord kept;
      try {
        kept = DecisionRecord.of(SETS, each, "R", Instant.EPOCH);
      } catch (RuleSetException e) {
        continue; // It expects a problem.
      }
      decided++;
      assertThat(kept.decision()).contains(SETS.decide(each));
      requireSame(kept);
      requireSame(DecisionRecord.of(SETS, each, "R", Instant.EPOCH, PSEUDONYMS));
    }
    assertThat(decided).isPositive();
  }

  private static void requireSame(DecisionRecord kept) {
    DecisionRecord again = DecisionRecord.fromJson(kept.toJson());
    assertThat(again).isEqualTo(kept);
    Replayed replayed = REPLAY.again(again);
    assertThat(replayed).isInstanceOf(Replayed.Same.class);
    assertThat(((Replayed.Same) replayed).decision().toJson())
        .isEqualTo(kept.decision().orElseThrow().toJson());
  }
}
