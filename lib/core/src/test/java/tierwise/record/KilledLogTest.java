package tierwise.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that keeps decisions and is killed in the middle: nobody who was answered is missing.
 */
class KilledLogTest {
  private static final int RECORDS = 1_000;

  @TempDir Path temp;

  @Test
  void threeKillsLoseNoRecordThatWasAnswered() throws Exception {
    kill(3, 100, new Random(3), temp);
  }

  @Test
  @Tag("long")
  void aHundredKillsLoseNoRecordThatWasAnswered() throws Exception {
    // Most of the time each waits for the disk.
    ExecutorService beside = Executors.newFixedThreadPool(5);
    try {
      List<Future<?>> logs = new ArrayList<>();
      for (int log = 0; log < 20; log++) {
        Random random = new Random(log);
        Path directory = Files.createDirectory(temp.resolve(String.valueOf(log)));
        logs.add(
            beside.submit(
                () -> {
                  kill(5, RECORDS, random, directory);
                  return null;
                }));
      }
      for (Future<?> each : logs) {
        each.get();
      }
    } finally {
      beside.shutdownNow();
    }
  }

  /** Kills one program after the other that go on with the same log. */
  private static void kill(int times, int most, Random random, Path directory) throws Exception {
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answered.addAll(killedBehind(random.nextInt(most), directory, String.valueOf(i)));
      // What breaks off now is mended when the next program opens the log.
      assertThat(DecisionLog.verify(directory).isSound()).isTrue();
    }
    DecisionLog.open(directory).close();
    LogCheck check = DecisionLog.verify(directory);
    assertThat(check.isSound()).isTrue();
    assertThat(check.breaksOff()).isNull();
    try (Stream<DecisionRecord> records = DecisionLog.read(directory)) {
      Set<String> kept = records.map(DecisionRecord::id).collect(Collectors.toSet());
      assertThat(answered).hasSizeGreaterThan(times).isSubsetOf(kept);
    }
  }

  /** The ids of the records that a program was given back before it was killed. */
  private static List<String> killedBehind(int records, Path directory, String name)
      throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledLogTest.class.getName(),
                directory.toString(),
                name)
            .redirectErrorStream(true)
            .start();
    List<String> answered = new ArrayList<>();
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        assertThat(line).startsWith(name + "-");
        answered.add(line);
        if (answered.size() > records) {
          // The process itself would close what it has printed.
          program.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return answered;
  }

  /** Keeps records with two threads, and prints the id of each when it is kept. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LogSettings settings = LogSettings.usual().withFileSize(300_000);
    DecisionRecord record = TeaLog.record(0);
    try (DecisionLog log = DecisionLog.open(Path.of(arguments[0]), settings)) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int own = thread;
        Thread each =
            new Thread(
                () -> {
                  for (int i = own; i < RECORDS; i += 2) {
                    out.println(
                        log.append(
                                DecisionRecord.of(
                                    TeaLog.CLUB,
                                    record.facts().orElseThrow(),
                                    arguments[1] + "-" + i,
                                    TeaLog.NOON))
                            .id());
                  }
                });
        threads.add(each);
        each.start();
      }
      for (Thread each : threads) {
        each.join();
      }
    }
  }
}
