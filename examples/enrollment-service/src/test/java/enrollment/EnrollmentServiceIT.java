package enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.record.DecisionRecord;

/** The service as it is run: a jar in a process of its own, asked over HTTP. */
@Tag("long")
class EnrollmentServiceIT {
  private static final Path RULES = Path.of("../your-own-rules/src/rules");
  private static final int THREADS = 8;

  /** Fifty children, exactly as many as a reading partner needs. */
  private static final String FIFTY =
      """
      {"format": 1,
       "application": {"asOf": "2025-06-10"},
       "partner": {"id": "Bookshop at the Quay"},
       "memberships": [],
       "credentials": [{"id": "C-1", "person": "Ada", "kind": "reading-aloud"}],
       "Reading": [{"id": "R-1", "day": "2024-06-01", "place": "library", "children": 50}]}
      """;

  @TempDir Path directory;
  private final Map<String, Decision> answered = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Integer> otherStatuses = new ConcurrentLinkedQueue<>();

  // ---- rules -----------------------------------------------------------------------------------

  private Path targets() {
    return directory.resolve("rules/reading-partners/2025/targets.drl");
  }

  private void copyRules() throws IOException {
    try (Stream<Path> files = Files.walk(RULES)) {
      for (Path file : files.toList()) {
        Path to = directory.resolve("rules").resolve(RULES.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  /** Writes as careful editors do: another file, which takes the place of the first. */
  private void ask(int children) throws IOException {
    Path original = RULES.resolve("reading-partners/2025/targets.drl");
    String text = Files.readString(original);
    assertThat(text).contains("\"partner\", 50, 1");
    save(text.replace("\"partner\", 50, 1", "\"partner\", " + children + ", 1"));
  }

  private void save(String text) throws IOException {
    Path next = targets().resolveSibling(".next");
    Files.writeString(next, text);
    Files.move(next, targets(), StandardCopyOption.ATOMIC_MOVE);
  }

  // ---- asking ----------------------------------------------------------------------------------

  private static String status(Decision decision) {
    return decision.offer("partner", null).orElseThrow().status().name();
  }

  private static String partnerStatus(RunningService service) throws Exception {
    HttpResponse<String> answer = service.post("/decisions", FIFTY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return status(Decision.fromJson(answer.body()));
  }

  /** Eight threads that ask, until it is enough. */
  private final class Load implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicBoolean isEnough = new AtomicBoolean();

    Load(RunningService service, boolean mayLoseService) {
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  while (!isEnough.get()) {
                    try {
                      ask(service);
                    } catch (IOException e) {
                      if (!mayLoseService) {
                        throw e;
                      }
                      return null;
                    }
                  }
                  return null;
                }));
      }
    }

    private void ask(RunningService service) throws IOException, InterruptedException {
      HttpResponse<String> answer = service.post("/decisions", FIFTY);
      if (answer.statusCode() == 201) {
        String place = answer.headers().firstValue("Location").orElseThrow();
        answered.put(place, Decision.fromJson(answer.body()));
      } else {
        otherStatuses.add(answer.statusCode());
      }
    }

    void untilAnswered(int number) throws InterruptedException {
      while (answered.size() < number) {
        assertThat(running).as("threads that still ask").anyMatch(each -> !each.isDone());
        Thread.sleep(5);
      }
    }

    /** Tells what a thread failed with. */
    void stop() {
      isEnough.set(true);
      threads.shutdown();
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void close() {
      stop();
    }
  }

  private void everyAnswerIsInTheLog(RunningService service) throws Exception {
    for (Map.Entry<String, Decision> each : answered.entrySet()) {
      HttpResponse<String> kept = service.get(each.getKey());
      assertThat(kept.statusCode()).as(each.getKey()).isEqualTo(200);
      assertThat(DecisionRecord.fromJson(kept.body()).decision()).contains(each.getValue());
    }
    assertThat(service.manage("/tierwiselog").body()).contains("\"sound\":true");
  }

  // ---- what it does ----------------------------------------------------------------------------

  @Test
  void itStartsWithTheRulesThatItHasAndDecides() throws Exception {
    try (RunningService service = RunningService.start(directory)) {
      assertThat(service.manage("/health/readiness").body()).contains("\"status\":\"UP\"");
      assertThat(service.manage("/tierwise").body())
          .contains("\"upToDate\":true")
          .contains("\"name\":\"learning-partner/2021\"");
      assertThat(service.get("/years").body()).contains("\"programme\":\"learning-partner\"");
      HttpResponse<String> nobody = service.post("/decisions", "{}");
      assertThat(nobody.statusCode()).isEqualTo(422);
      assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }

  @Test
  void rulesAreSwappedUnderLoadAndNoAnswerIsLostOrMixed() throws Exception {
    copyRules();
    String[] settings = {
      "--tierwise.rules.directory=" + directory.resolve("rules"),
      "--tierwise.rules.watch-every=50ms"
    };
    try (RunningService service = RunningService.start(directory, settings)) {
      assertThat(partnerStatus(service)).isEqualTo("GRANTED");
      try (Load load = new Load(service, false)) {
        for (int swap = 1; swap <= 20; swap++) {
          ask(swap % 2 == 0 ? 50 : 51);
          assertThat(service.order("/tierwise/reload")).contains("problems\":[]");
          load.untilAnswered(answered.size() + 20);
        }
      }
      assertThat(otherStatuses).isEmpty();
      Map<String, List<String>> statuses = new ConcurrentHashMap<>();
      answered
          .values()
          .forEach(
              each ->
                  statuses
                      .computeIfAbsent(each.fingerprint(), key -> new ArrayList<>())
                      .add(status(each)));
      assertThat(statuses).hasSize(2);
      assertThat(statuses.values())
          .allSatisfy(each -> assertThat(each.stream().distinct()).hasSize(1));
      assertThat(service.manage("/prometheus").body())
          .contains("tierwise_offers_total{programme=\"reading-partners\"");

      // A mistake keeps the rules, and says where it is.
      assertThat(partnerStatus(service)).isEqualTo("GRANTED");
      String sound = Files.readString(targets());
      save(sound.replace("children : int", "children ; int"));
      assertThat(service.order("/tierwise/reload")).contains("refused").contains("targets.drl:");
      assertThat(partnerStatus(service)).isEqualTo("GRANTED");
      assertThat(service.manage("/health").body())
          .contains("\"status\":\"UP\"")
          .contains("lastRefusal");

      // Back to the rules before.
      assertThat(service.order("/tierwise/rollback")).contains("rolled_back");
      assertThat(partnerStatus(service)).isEqualTo("REFUSED");
      save(sound);
      assertThat(service.order("/tierwise/reload")).contains("swapped");
      assertThat(partnerStatus(service)).isEqualTo("GRANTED");
    }
    // Started anew it has what was kept, and decides it the same where it has the rules.
    try (RunningService service = RunningService.start(directory, settings)) {
      everyAnswerIsInTheLog(service);
      String fingerprint =
          Decision.fromJson(service.post("/decisions", FIFTY).body()).fingerprint();
      for (Map.Entry<String, Decision> each : answered.entrySet().stream().limit(50).toList()) {
        String id = each.getKey().substring("/decisions/".length());
        assertThat(service.post("/replay", "{\"ids\": [\"" + id + "\"]}").body())
            .contains(
                each.getValue().fingerprint().equals(fingerprint)
                    ? "\"same\":1"
                    : "\"impossible\":1");
      }
    }
  }

  @Test
  void noAnswerIsLostWhenTheServiceIsKilled() throws Exception {
    copyRules();
    String rules = "--tierwise.rules.directory=" + directory.resolve("rules");
    for (int i = 1; i <= 3; i++) {
      RunningService service = RunningService.start(directory, rules);
      try (Load load = new Load(service, true)) {
        load.untilAnswered(i * 100);
        service.kill();
      }
    }
    assertThat(otherStatuses).isEmpty();
    try (RunningService service = RunningService.start(directory, rules)) {
      everyAnswerIsInTheLog(service);
    }
  }

  // ---- PostgreSQL ------------------------------------------------------------------------------

  private EmbeddedPostgres postgres(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(directory.resolve("postgres"))
        .setCleanDataDirectory(false)
        // As a database is set up that is not for tests: a commit is on the disk.
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("fsync", "on")
        .setRegisterShutdownHook(true)
        .start();
  }

  /** Ends all processes of the database at once. */
  private void killPostgres() throws Exception {
    List<String> lines = Files.readAllLines(directory.resolve("postgres/postmaster.pid"));
    ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
    List<ProcessHandle> all = Stream.concat(server.descendants(), Stream.of(server)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().get();
    }
  }

  @Test
  void aDatabaseThatIsKilledCostsNoAnswerAndIsFoundAgain() throws Exception {
    copyRules();
    EmbeddedPostgres first = postgres(0);
    int port = first.getPort();
    try (RunningService service =
        RunningService.start(
            directory,
            "--tierwise.rules.directory=" + directory.resolve("rules"),
            "--tierwise.log.time-out=1s",
            "--spring.datasource.url=" + first.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.hikari.connection-timeout=1000")) {
      try (Load load = new Load(service, false)) {
        load.untilAnswered(200);
        killPostgres();
        first.close();
        while (otherStatuses.size() < THREADS) {
          Thread.sleep(5);
        }
        int before = answered.size();
        try (EmbeddedPostgres second = postgres(port)) {
          load.untilAnswered(before + 200);
          load.stop();
          assertThat(otherStatuses).containsOnly(503);
          everyAnswerIsInTheLog(service);
          assertThat(second.getPort()).isEqualTo(port);
        }
      }
    }
  }
}
