package tierwise.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Revision;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.live.History;

/** Records are decided again by the rules that decided them, wherever these are now. */
class ReplayTest {
  private static final Revision.Proof PROOF = new Revision.Proof(1, 1, Map.of());

  @TempDir Path rules;

  @BeforeEach
  void copyTheClub() throws IOException {
    try (Stream<Path> files = Files.walk(TeaLog.RULES.resolve("2024"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path to = year().resolve(TeaLog.RULES.resolve("2024").relativize(each).toString());
        Files.createDirectories(to.resolveSibling("."));
        Files.copy(each, to);
      }
    }
  }

  private Path year() {
    return rules.resolve("tea-club/2024");
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(year().resolve(file));
    assertThat(text).contains(from);
    Files.writeString(year().resolve(file), text.replace(from, to));
  }

  private Revision publish(String note) throws IOException {
    return History.publish(year(), PROOF, LocalDate.of(2024, 1, 2), "The club", note, null);
  }

  @Test
  void byTheSameRulesEachRecordIsTheSame() {
    for (DecisionRecord each : TeaLog.records(TeaLog.CASES.size())) {
      assertThat(Replay.by(TeaLog.CLUB).again(each))
          .isEqualTo(new Replayed.Same(each.decision().orElseThrow()));
    }
  }

  @Test
  void rulesThatWereCorrectedAreFoundInTheirArchive() throws IOException {
    publish("As the guide has it");
    RuleSets before = RuleSets.in(rules);
    List<DecisionRecord> records =
        TeaLog.CASES.stream()
            .map(each -> DecisionRecord.of(before, each, "R", TeaLog.NOON))
            .toList();
    edit("messages.yaml", "There is no sage of white tea.", "White tea has no sage.");
    publish("A better word");
    Replay replay = Replay.in(rules);
    for (DecisionRecord each : records) {
      assertThat(replay.again(each)).isInstanceOf(Replayed.Same.class);
      assertThat(Replay.by(RuleSets.in(rules)).again(each))
          .isInstanceOf(Replayed.Cannot.class)
          .extracting(replayed -> ((Replayed.Cannot) replayed).why())
          .asString()
          .matches("no rules of .+ with the fingerprint .+ are there")
          .contains(before.year("2024").fingerprint());
    }
  }

  @Test
  void rulesThatWereNeverPublishedAreNotThereAfterAnEdit() throws IOException {
    DecisionRecord each =
        DecisionRecord.of(RuleSets.in(rules), TeaLog.CASES.get(0), "R", TeaLog.NOON);
    edit("messages.yaml", "There is no sage of white tea.", "White tea has no sage.");
    assertThat(Replay.in(rules).again(each)).isInstanceOf(Replayed.Cannot.class);
  }

  @Test
  void aRecordOfAnotherLibraryThatDecidedOtherwiseShowsWhatDiffers() {
    DecisionRecord each = TeaLog.record(0);
    DecisionRecord.Content content = Objects.requireNonNull(each.content());
    String other =
        content.decisionText().replaceFirst("\"status\":\"GRANTED\"", "\"status\":\"REFUSED\"");
    DecisionRecord.Content forged =
        new DecisionRecord.Content(
            content.salt(), content.factsText(), other, content.facts(), Decision.fromJson(other));
    Replayed replayed = Replay.by(TeaLog.CLUB).again(new DecisionRecord(each.head(), forged));
    assertThat(replayed).isInstanceOf(Replayed.Differs.class);
    Replayed.Differs differs = (Replayed.Differs) replayed;
    assertThat(differs.now()).isEqualTo(TeaLog.CLUB.decide(TeaLog.CASES.get(0)));
    assertThat(differs.differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.where()).matches("offers / .+ / status");
              assertThat(difference.recorded()).isEqualTo("REFUSED");
              assertThat(difference.now()).isEqualTo("GRANTED");
            });
  }

  @Test
  void rulesThatRefuseTheFactsSaySo() {
    DecisionRecord each = TeaLog.record(0);
    DecisionRecord.Content content = Objects.requireNonNull(each.content());
    String other = content.factsText().replace("\"White\"", "\"Blue\"");
    DecisionRecord.Content forged =
        new DecisionRecord.Content(
            content.salt(),
            other,
            content.decisionText(),
            EnrollmentCase.fromJson(other),
            content.decision());
    assertThat(Replay.by(TeaLog.CLUB).again(new DecisionRecord(each.head(), forged)))
        .isEqualTo(
            new Replayed.Cannot(
                "tea-club/2024 cannot decide it: \"Blue\" is not in the year's list of tea"));
  }

  @Test
  void anotherYearDecidesTheSameFactsBesideWhatWasDecided() throws IOException {
    DecisionRecord each =
        DecisionRecord.of(RuleSets.in(rules), TeaLog.CASES.get(0), "R", TeaLog.NOON);
    Path next = rules.resolve("tea-club/2025");
    try (Stream<Path> files = Files.list(year())) {
      Files.createDirectories(next);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(
            next.resolve(String.valueOf(file.getFileName())),
            Files.readString(file)
                .replace("from: 2024", "from: 2025")
                .replace("until: 2025", "until: 2026")
                .replace("2024", "2025")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    Replay replay = Replay.in(rules);
    Comparison comparison = replay.byYear("2025", each);
    assertThat(comparison.years()).containsExactly("tea-club/2024", "tea-club/2025");
    assertThat(comparison.decisions().get(0)).isEqualTo(each.decision().orElseThrow());
    assertThat(replay.again(each)).isInstanceOf(Replayed.Same.class);
    assertThatThrownBy(() -> replay.byYear("2024", each))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> replay.byYear("2031", each))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("there is no programme year \"tea-club/2031\"");
    assertThatThrownBy(() -> replay.byYear("2025", each.erased()))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("its facts and its decision were erased");
  }
}
