package tierwise.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.RuleSetException;

/** A log keeps what it was given, and shows what was done to it. */
class DecisionLogTest {
  @TempDir Path directory;

  private Path first() {
    return directory.resolve("decisions-000001.jsonl");
  }

  private void write(int number, LogSettings settings) {
    try (DecisionLog log = DecisionLog.open(directory, settings)) {
      TeaLog.records(number).forEach(log::append);
    }
  }

  private List<DecisionRecord> read() {
    try (Stream<DecisionRecord> records = DecisionLog.read(directory)) {
      return records.toList();
    }
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(first()));
  }

  private String broken(List<String> lines) throws IOException {
    Files.write(first(), lines);
    LogCheck check = DecisionLog.verify(directory);
    assertThat(check.isSound()).isFalse();
    return check.records() + " " + Objects.requireNonNull(check.problem()).message();
  }

  @Test
  void whatIsDecidedIsKeptInItsOrder() {
    List<Decision> decisions = new ArrayList<>();
    try (DecisionLog log = DecisionLog.open(directory)) {
      for (int i = 0; i < 3; i++) {
        decisions.add(log.decide(TeaLog.CLUB, TeaLog.CASES.get(i), "R-" + i, TeaLog.NOON));
      }
    }
    assertThat(read()).extracting(DecisionRecord::id).containsExactly("R-0", "R-1", "R-2");
    assertThat(read()).extracting(each -> each.decision().orElseThrow()).isEqualTo(decisions);
    assertThat(DecisionLog.verify(directory))
        .isEqualTo(new LogCheck(3, 0, read().get(2).hash(), null, null));
  }

  @Test
  void whoOpensItAgainGoesOnWithTheChain() {
    write(2, LogSettings.usual());
    write(3, LogSettings.usual());
    assertThat(DecisionLog.verify(directory).records()).isEqualTo(5);
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
  }

  @Test
  void aNewFileIsBegunWhenOneIsFull() throws IOException {
    write(7, LogSettings.usual().withFileSize(1));
    write(2, LogSettings.usual());
    assertThat(LogFiles.of(directory)).hasSize(7);
    assertThat(read()).hasSize(9);
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
    assertThat(DecisionLog.verify(LogFiles.of(directory).get(3)).records()).isEqualTo(1);
    Files.delete(LogFiles.of(directory).get(3));
    assertThat(DecisionLog.verify(directory).records()).isEqualTo(3);
    assertThat(DecisionLog.verify(directory).isSound()).isFalse();
  }

  @Test
  void severalThreadsShareTheWaitAndTheChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Set<String> kept = ConcurrentHashMap.newKeySet();
    try (DecisionLog log = DecisionLog.open(directory, LogSettings.usual().withFileSize(20_000))) {
      List<Callable<Boolean>> tasks =
          Collections.nCopies(40, () -> kept.add(log.append(TeaLog.record(1)).hash()));
      for (Future<Boolean> each : threads.invokeAll(tasks)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(read()).extracting(DecisionRecord::hash).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
  }

  @Test
  void anInterruptedThreadDoesNotEndTheLogForOthers() {
    try (DecisionLog log = DecisionLog.open(directory)) {
      Thread.currentThread().interrupt();
      log.append(TeaLog.record(0));
      assertThat(Thread.interrupted()).isTrue();
      log.append(TeaLog.record(1));
    }
    assertThat(read()).hasSize(2);
  }

  @Test
  void aLastLineThatBreaksOffIsMovedAside() throws IOException {
    write(3, LogSettings.usual());
    String whole = Files.readString(first());
    List<String> lines = lines();
    for (int cut : List.of(1, 2, lines.get(2).length(), lines.get(2).length() - 20)) {
      Files.writeString(first(), whole.substring(0, whole.length() - cut));
      LogCheck check = DecisionLog.verify(directory);
      assertThat(check.isSound()).isTrue();
      assertThat(check.records()).isEqualTo(2);
      assertThat(Objects.requireNonNull(check.breaksOff()).message())
          .isEqualTo("the last line breaks off");
      assertThat(read()).hasSize(2);
      write(1, LogSettings.usual());
      assertThat(DecisionLog.verify(directory).records()).isEqualTo(3);
      assertThat(DecisionLog.verify(directory).isSound()).isTrue();
    }
    assertThat(LogFiles.torn(directory)).isNotEmpty();
  }

  @Test
  void aFileThatWasBegunAndNothingWrittenGoesOnAsWell() throws IOException {
    write(2, LogSettings.usual());
    Files.createFile(directory.resolve("decisions-000002.jsonl"));
    write(1, LogSettings.usual());
    Files.writeString(
        directory.resolve("decisions-000003.jsonl"), "{\"format\"", StandardOpenOption.CREATE);
    write(1, LogSettings.usual());
    assertThat(DecisionLog.verify(directory).records()).isEqualTo(4);
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
  }

  @Test
  void theFirstRecordThatIsNotSoundIsNamed() throws IOException {
    write(5, LogSettings.usual());
    List<String> whole = lines();

    List<String> changed = new ArrayList<>(whole);
    changed.set(2, whole.get(2).replace("\"id\":\"R-2\"", "\"id\":\"R-9\""));
    assertThat(broken(changed))
        .isEqualTo("2 this record was changed: its head does not give its hash");
    assertThat(Objects.requireNonNull(DecisionLog.verify(directory).problem()).toString())
        .startsWith(first() + ":3:");

    List<String> taken = new ArrayList<>(whole);
    taken.remove(1);
    assertThat(broken(taken))
        .startsWith("1 this record does not follow the one before it: it names");

    List<String> moved = new ArrayList<>(whole);
    Collections.swap(moved, 3, 4);
    assertThat(broken(moved))
        .startsWith("3 this record does not follow the one before it: it names");

    List<String> added = new ArrayList<>(whole);
    added.add(2, TeaLog.record(7).toJson());
    assertThat(broken(added))
        .startsWith("2 this record does not follow the one before it: it names");

    List<String> blank = new ArrayList<>(whole);
    blank.add(1, "");
    assertThat(broken(blank)).isEqualTo("1 the file is empty");

    Files.write(first(), whole);
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
  }

  @Test
  void aChainThatIsKeptElsewhereIsReadInTheSameWay() throws IOException {
    write(4, LogSettings.usual());
    List<String> lines = lines();
    LogCheck sound = LogCheck.ofChain("table", lines.iterator());
    assertThat(sound).isEqualTo(DecisionLog.verify(directory));
    lines.remove(2);
    LogCheck broken = LogCheck.ofChain("table", lines.iterator());
    assertThat(broken.records()).isEqualTo(2);
    assertThat(Objects.requireNonNull(broken.problem()).toString()).startsWith("table:3:1: ");
  }

  @Test
  void theMessageOfABrokenChainSaysWhatIsMissing() throws IOException {
    write(2, LogSettings.usual());
    assertThat(broken(List.of(lines().get(1))).substring("0 ".length()))
        .matches("this record does not follow the one before it: it names .+, and that is .+")
        .endsWith(DecisionRecord.START);
  }

  @Test
  void anEndThatWasCutOffIsFoundByWhoKnowsTheLastHash() throws IOException {
    write(5, LogSettings.usual());
    String known = DecisionLog.verify(directory).head();
    assertThat(DecisionLog.verifyWith(directory, known).isSound()).isTrue();
    Files.write(first(), lines().subList(0, 3));
    assertThat(DecisionLog.verify(directory).isSound()).isTrue();
    assertThat(Objects.requireNonNull(DecisionLog.verifyWith(directory, known).problem()).message())
        .matches("no record of the log has the hash .+")
        .endsWith(known);
  }

  @Test
  void whatIsErasedIsGoneAndTheChainProvesTheRest() throws IOException {
    write(4, LogSettings.usual().withFileSize(1));
    Files.writeString(directory.resolve("decisions-000004.jsonl.torn-7"), "a name");
    String known = DecisionLog.verify(directory).head();
    String erasedText = read().get(1).facts().orElseThrow().toJson();
    try (DecisionLog log = DecisionLog.open(directory)) {
      assertThat(log.erase(each -> each.at().isBefore(TeaLog.NOON.plusSeconds(61)))).isEqualTo(2);
      assertThat(log.erase(each -> each.id().equals("R-3"))).isEqualTo(1);
      assertThat(log.erase(each -> each.id().equals("R-3"))).isZero();
      log.append(TeaLog.record(4));
    }
    LogCheck check = DecisionLog.verifyWith(directory, known);
    assertThat(check.isSound()).isTrue();
    assertThat(check.records()).isEqualTo(5);
    assertThat(check.erased()).isEqualTo(3);
    for (Path each : LogFiles.of(directory)) {
      assertThat(Files.readString(each)).doesNotContain(erasedText);
    }
    assertThat(LogFiles.torn(directory)).isEmpty();
    assertThat(Replay.by(TeaLog.CLUB).again(read().get(0)))
        .isEqualTo(new Replayed.Cannot("its facts and its decision were erased"));
  }

  @Test
  void nothingOfADamagedFileIsErased() throws IOException {
    write(3, LogSettings.usual());
    List<String> lines = lines();
    lines.set(0, lines.get(0).replace("\"id\":\"R-0\"", "\"id\":\"R-9\""));
    Files.write(first(), lines);
    try (DecisionLog log = DecisionLog.open(directory)) {
      assertThatThrownBy(() -> log.erase(each -> true)).isInstanceOf(RuleSetException.class);
    }
    assertThat(lines()).isEqualTo(lines);
  }

  @Test
  void aLogIsOpenOnce() {
    try (DecisionLog log = DecisionLog.open(directory)) {
      assertThat(log.head()).isEqualTo(DecisionRecord.START);
      assertThatThrownBy(() -> DecisionLog.open(directory))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining("the log in " + directory + " is open already");
    }
    DecisionLog closed = DecisionLog.open(directory);
    closed.close();
    assertThatThrownBy(() -> closed.append(TeaLog.record(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLogWhoseLastRecordIsDamagedIsNotOpened() throws IOException {
    write(2, LogSettings.usual());
    List<String> lines = lines();
    lines.set(1, "{}");
    Files.write(first(), lines);
    assertThatThrownBy(() -> DecisionLog.open(directory))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining(first() + ":2:1: a record has no \"format\"");
  }

  @Test
  void whereNoLogIsNoneIsRead() {
    assertThatThrownBy(() -> DecisionLog.verify(directory))
        .isInstanceOf(RuleSetException.class)
        .extracting(e -> ((RuleSetException) e).problems().get(0).message())
        .asString()
        .matches("there is no log of decisions in .+")
        .endsWith(directory.toString());
    assertThatThrownBy(() -> DecisionLog.read(directory.resolve("nowhere")))
        .isInstanceOf(RuleSetException.class);
  }
}
