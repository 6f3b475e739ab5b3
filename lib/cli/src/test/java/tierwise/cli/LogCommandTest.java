package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.EnrollmentCase;
import tierwise.RuleSets;
import tierwise.record.DecisionLog;
import tierwise.record.DecisionRecord;

/** What a log of decisions shows on the command line. */
class LogCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path BOOK_CLUB = Path.of("../core/src/test/resources/years");
  private static final Instant NOON = Instant.parse("2023-05-05T12:00:00Z");

  @TempDir Path temp;

  private record Printed(int code, String text) {}

  private Printed run(String... args) {
    Answer answer = Answer.to((Object[]) args);
    String text = answer.out() + "--- standard error\n" + answer.err();
    return new Printed(
        answer.code(),
        text.replace(temp + "/", "")
            .replaceAll("sha256:[0-9a-f]+", "sha256:…")
            // A record names the version of the library, so that columns depend on it.
            .replaceAll("(\\.jsonl:\\d+):\\d+", "$1:…"));
  }

  private Path log() {
    return temp.resolve("decisions");
  }

  private Path file() {
    return log().resolve("decisions-000001.jsonl");
  }

  @BeforeEach
  void decideThreeTimes() {
    RuleSets rules = RuleSets.in(BOOK_CLUB);
    EnrollmentCase reader =
        EnrollmentCase.read(BOOK_CLUB.resolve("cases.yaml")).get(0).withYear("book-club/2023");
    try (DecisionLog log = DecisionLog.open(log())) {
      for (int i = 1; i <= 3; i++) {
        log.decide(rules, reader, "D-" + i, NOON.plusSeconds(i));
      }
      log.erase(each -> each.id().equals("D-2"));
    }
  }

  @Test
  void aSoundLogIsToldByItsNumberOfRecords() throws IOException {
    Printed answer = run("log", "verify", log().toString());
    assertThat(answer.code()).isZero();
    golden("log-sound.txt", answer.text());
  }

  @Test
  void theFirstRecordThatWasChangedIsNamed() throws IOException {
    Files.writeString(file(), Files.readString(file()).replace("\"D-2\"", "\"D-9\""));
    Printed answer = run("log", "verify", log().toString());
    assertThat(answer.code()).isEqualTo(1);
    golden("log-changed.txt", answer.text());
  }

  @Test
  void anEndThatWasCutOffIsFoundByALastHashOfEarlier() throws IOException {
    String known = DecisionLog.verify(log()).head();
    assertThat(run("log", "verify", log().toString(), "--with", known).code()).isZero();
    List<String> lines = Files.readAllLines(file());
    Files.write(file(), lines.subList(0, 2));
    Printed answer = run("log", "verify", log().toString(), "--with", known);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("no record of the log has the hash sha256:…");
  }

  @Test
  void recordsAreDecidedAgainByTheirRules() throws IOException {
    Printed answer = run("replay", log().toString(), "--rules", BOOK_CLUB.toString());
    assertThat(answer.code()).isZero();
    golden("replay.txt", answer.text());
  }

  @Test
  void whatAnotherYearDecidesOtherwiseIsToldOfferByOffer() throws IOException {
    Printed answer =
        run("replay", log().toString(), "--rules", BOOK_CLUB.toString(), "--year", "2025");
    assertThat(answer.code()).isZero();
    golden("replay-by-2025.txt", answer.text());
  }

  @Test
  void recordsWhoseRulesAreGoneCannotBeDecidedAgain() {
    Printed answer = run("replay", log().toString(), "--rules", "../../rules");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text())
        .contains(
            "D-1 of 2023-05-05T12:00:01Z (book-club/2023) cannot be decided: no rules of"
                + " book-club/2023 with the fingerprint sha256:… are there")
        .contains("0 the same, 0 otherwise, 1 erased, 2 that cannot be decided.");
  }

  @Test
  void whereNoLogIsThatIsSaid() {
    Printed answer = run("log", "verify", temp.resolve("nowhere").toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("there is no log of decisions in nowhere");
    assertThat(run("log").code()).isEqualTo(2);
    try (Stream<DecisionRecord> records = DecisionLog.read(log())) {
      assertThat(records).hasSize(3);
    }
  }

  private static void golden(String name, String got) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(file, got);
    }
    assertThat(got).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }
}
