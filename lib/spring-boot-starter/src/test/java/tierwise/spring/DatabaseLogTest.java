package tierwise.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tierwise.RuleSets;
import tierwise.record.DecisionRecord;
import tierwise.record.LogCheck;
import tierwise.record.Replay;
import tierwise.record.Replayed;

/** Decisions that are kept in a database. */
class DatabaseLogTest {
  @TempDir Path directory;
  private RuleSets rules;
  private JdbcConnectionPool database;

  @BeforeEach
  void aYear() throws IOException {
    Readers.write(directory.resolve("rules"), "2025", 2);
    rules = RuleSets.in(directory.resolve("rules"));
    database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
  }

  @AfterEach
  void close() {
    database.dispose();
  }

  private static TierwiseProperties.Log settings(int writers, Duration timeOut) {
    return new TierwiseProperties.Log(true, Path.of("unused"), timeOut, writers, 2, null);
  }

  private DatabaseLog open(DataSource source, int writers) {
    return DatabaseLog.open(source, settings(writers, Duration.ofSeconds(20)));
  }

  private DecisionRecord record(String id) {
    return DecisionRecord.of(rules, Readers.TWO, id, Instant.parse("2025-06-10T10:00:00.5Z"));
  }

  // ---- keeping ---------------------------------------------------------------------------------

  @Test
  void aRecordIsFoundAsItWasKept() {
    try (DatabaseLog log = open(database, 1)) {
      DecisionRecord first = log.append(record("D-1"));
      DecisionRecord second = log.append(record("D-2"));
      assertThat(second.previous()).isEqualTo(first.hash());
      assertThat(log.find("D-2")).contains(second);
      assertThat(log.find("D-3")).isEmpty();
      Instant at = Instant.parse("2025-06-10T10:00:00Z");
      assertThat(log.between(at, at.plusSeconds(1), 10)).containsExactly(first, second);
      assertThat(log.between(at, at.plusSeconds(1), 1)).containsExactly(first);
      assertThat(log.between(at.plusSeconds(1), at.plusSeconds(2), 10)).isEmpty();
    }
  }

  @Test
  void eachWriterHasAChainOfItsOwn() {
    try (DatabaseLog one = DatabaseLog.open(database, settings(3, Duration.ofSeconds(20)));
        DatabaseLog other = open(database, 1)) {
      IntStream.range(0, 40)
          .parallel()
          .forEach(number -> keep(number % 4 == 0 ? other : one, "D-" + number));
      Map<String, LogCheck> chains = one.verify();
      assertThat(chains.values()).allMatch(LogCheck::isSound).hasSizeBetween(2, 4);
      assertThat(chains.values().stream().mapToLong(LogCheck::records).sum()).isEqualTo(40);
    }
  }

  /** As a caller would that is told to come again. */
  private void keep(DatabaseLog log, String id) {
    DecisionRecord record = record(id);
    while (true) {
      try {
        log.append(record);
        return;
      } catch (NotKeptException e) {
        assertThat(e).hasMessageContaining("too many");
      }
    }
  }

  @Test
  void aLogThatIsOpenedAgainHasWhatWasKept() {
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-1"));
    }
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-2"));
      assertThat(log.find("D-1")).isPresent();
      assertThat(log.verify())
          .hasSize(2)
          .allSatisfy((writer, check) -> assertThat(check.isSound()).isTrue());
    }
  }

  @Test
  void anIdIsKeptOnceAndTheChainGoesOn() {
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-1"));
      assertThatThrownBy(() -> log.append(record("D-1"))).isInstanceOf(NotKeptException.class);
      log.append(record("D-2"));
      assertThat(log.verify().values())
          .singleElement()
          .satisfies(check -> assertThat(check.records()).isEqualTo(2))
          .satisfies(check -> assertThat(check.isSound()).isTrue());
    }
  }

  @Test
  void theTablesOfTheServiceAreLeftAlone() {
    JdbcClient.create(database).sql("create table flyway_schema_history (mine int)").update();
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-1"));
      assertThat(log.find("D-1")).isPresent();
    }
  }

  @Test
  void aKeptDecisionIsDecidedAgain() {
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-1"));
      assertThat(Replay.by(rules).again(log.find("D-1").orElseThrow()))
          .isInstanceOf(Replayed.Same.class);
    }
  }

  // ---- what goes wrong -------------------------------------------------------------------------

  @Test
  void aChangedRecordIsFoundAndNamed() {
    try (DatabaseLog log = open(database, 1)) {
      for (String id : List.of("D-1", "D-2", "D-3")) {
        log.append(record(id));
      }
      int changed =
          JdbcClient.create(database)
              .sql(
                  "update tierwise_decision set record = replace(record, 'GRANTED', 'REFUSED')"
                      + " where number = 2")
              .update();
      assertThat(changed).isEqualTo(1);
      LogCheck check = log.verify().values().iterator().next();
      assertThat(check.records()).isEqualTo(1);
      assertThat(check.firstProblem().orElseThrow().toString())
          .contains("tierwise_decision of ")
          .contains(":2:");
    }
  }

  @Test
  void aRecordThatIsTakenOutIsFound() {
    try (DatabaseLog log = open(database, 1)) {
      for (String id : List.of("D-1", "D-2", "D-3")) {
        log.append(record(id));
      }
      JdbcClient.create(database).sql("delete from tierwise_decision where number = 2").update();
      assertThat(log.verify().values()).noneMatch(LogCheck::isSound);
    }
  }

  @Test
  void anErasedRecordLeavesTheChainSound() {
    try (DatabaseLog log = open(database, 1)) {
      log.append(record("D-1"));
      log.append(record("D-2"));
      assertThat(log.erase("D-1")).isTrue();
      assertThat(log.erase("D-3")).isFalse();
      assertThat(log.find("D-1").orElseThrow().facts()).isEmpty();
      LogCheck check = log.verify().values().iterator().next();
      assertThat(check.isSound()).isTrue();
      assertThat(check.erased()).isEqualTo(1);
    }
  }

  /** A database that can be stopped. */
  private static final class Stopping extends DelegatingDataSource {
    final AtomicBoolean fails = new AtomicBoolean();
    volatile CountDownLatch goesOn = new CountDownLatch(0);

    Stopping(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      if (fails.get()) {
        throw new SQLException("the database is not there");
      }
      return super.getConnection();
    }
  }

  @Test
  void aDatabaseThatFailsKeepsNothingAndTheNextIsKept() {
    Stopping stopping = new Stopping(database);
    try (DatabaseLog log = open(stopping, 1)) {
      log.append(record("D-1"));
      stopping.fails.set(true);
      assertThatThrownBy(() -> log.append(record("D-2")))
          .isInstanceOf(NotKeptException.class)
          .hasMessage("the decision could not be kept");
      stopping.fails.set(false);
      log.append(record("D-3"));
      assertThat(log.verify().values())
          .singleElement()
          .satisfies(check -> assertThat(check.records()).isEqualTo(2))
          .satisfies(check -> assertThat(check.isSound()).isTrue());
    }
  }

  @Test
  void whoWaitsTooLongIsToldSoAndWhoComesTooMuchAtOnce() throws InterruptedException {
    Stopping stopping = new Stopping(database);
    try (DatabaseLog log = DatabaseLog.open(stopping, settings(1, Duration.ofMillis(200)))) {
      stopping.goesOn = new CountDownLatch(1);
      List<CompletableFuture<String>> all =
          IntStream.range(0, 6)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> outcome(log, "D-" + number), work -> new Thread(work).start()))
              .toList();
      List<String> outcomes = all.stream().map(CompletableFuture::join).toList();
      assertThat(outcomes)
          .contains("the decision was not kept within PT0.2S", "too many decisions wait to be kept")
          .doesNotContain("kept");
      stopping.goesOn.countDown();
      keep(log, "D-last");
      assertThat(log.verify().values()).allMatch(LogCheck::isSound);
    }
  }

  private String outcome(DatabaseLog log, String id) {
    try {
      log.append(record(id));
      return "kept";
    } catch (NotKeptException e) {
      return String.valueOf(e.getMessage());
    }
  }

  // ---- in a service ----------------------------------------------------------------------------

  private ApplicationContextRunner service(String... properties) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                TierwiseAutoConfiguration.class,
                TierwiseDatabaseAutoConfiguration.class,
                DataSourceAutoConfiguration.class,
                TierwiseLogAutoConfiguration.class,
                TierwiseEndpointAutoConfiguration.class))
        .withPropertyValues("tierwise.rules.directory=" + directory.resolve("rules"))
        .withPropertyValues(properties);
  }

  @Test
  void aServiceKeepsItsDecisionsInAFileWhereItNamesNoDatabase() {
    String[] properties = {
      "tierwise.log.enabled=true", "tierwise.log.file=" + directory.resolve("log/decisions")
    };
    String[] id = {""};
    service(properties)
        .run(
            context -> {
              EnrollmentDecisions.Given given =
                  context.getBean(EnrollmentDecisions.class).decide(Readers.TWO);
              id[0] = String.valueOf(given.id());
              assertThat(given.decision().offers().get(0).status().name()).isEqualTo("GRANTED");
            });
    assertThat(directory.resolve("log/decisions.mv.db")).isNotEmptyFile();
    service(properties)
        .run(context -> assertThat(context.getBean(DatabaseLog.class).find(id[0])).isPresent());
  }

  @Test
  void aDatabaseThatTheServiceNamesIsUsed() {
    service("tierwise.log.enabled=true", "spring.datasource.url=jdbc:h2:mem:named")
        .run(
            context -> {
              assertThat(context).hasSingleBean(DataSource.class);
              assertThat(context).doesNotHaveBean(JdbcConnectionPool.class);
              context.getBean(EnrollmentDecisions.class).decide(Readers.TWO);
              assertThat(
                      JdbcClient.create(context.getBean(DataSource.class))
                          .sql("select count(*) from tierwise_decision")
                          .query(Integer.class)
                          .single())
                  .isEqualTo(1);
            });
  }

  @Test
  void aServiceThatCannotKeepWhatItIsToldToKeepDoesNotStart() {
    service("tierwise.log.enabled=true")
        .withClassLoader(new FilteredClassLoader(Flyway.class))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("flyway-core")
                    .hasMessageContaining("tierwise.log.enabled"));
  }

  @Test
  void numbersWithWhichNothingCouldBeKeptAreRefused() {
    service("tierwise.log.enabled=true", "tierwise.log.writers=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("writers, waiting and time-out"));
  }

  @Test
  void theEndpointOfTheLogNamesWhatIsNotSound() {
    service(
            "tierwise.log.enabled=true",
            "spring.datasource.url=jdbc:h2:mem:endpoint",
            "management.endpoints.web.exposure.include=tierwiselog")
        .run(
            context -> {
              TierwiseLogEndpoint endpoint = context.getBean(TierwiseLogEndpoint.class);
              context.getBean(EnrollmentDecisions.class).decide(Readers.TWO);
              assertThat(endpoint.verify())
                  .extracting(TierwiseLogEndpoint.Found::sound, TierwiseLogEndpoint.Found::records)
                  .containsExactly(true, 1L);
              JdbcClient.create(context.getBean(DataSource.class))
                  .sql("update tierwise_decision set record = replace(record, 'R-1', 'R-3')")
                  .update();
              assertThat(endpoint.verify().chains().values())
                  .singleElement()
                  .extracting(TierwiseLogEndpoint.Chain::problem)
                  .asString()
                  .contains(":1:");
            });
  }

  @Test
  void nothingIsKeptUnlessItIsAskedFor() {
    service()
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(DatabaseLog.class)
                    .doesNotHaveBean(JdbcConnectionPool.class));
  }

  @Test
  void aRecordHasPseudonymsAndTheAnswerHasNames() {
    service(
            "tierwise.log.enabled=true",
            "spring.datasource.url=jdbc:h2:mem:pseudonyms",
            "tierwise.log.pseudonym-key=00112233445566778899aabbccddeeff")
        .run(
            context -> {
              EnrollmentDecisions.Given given =
                  context.getBean(EnrollmentDecisions.class).decide(Readers.TWO);
              DecisionRecord kept =
                  context.getBean(DatabaseLog.class).find(String.valueOf(given.id())).orElseThrow();
              assertThat(given.decision().toJson()).contains("R-1");
              assertThat(kept.toJson()).doesNotContain("R-1").doesNotContain("P-7");
              assertThat(Replay.by(rules).again(kept)).isInstanceOf(Replayed.Same.class);
            });
  }
}
