package tierwise.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.RuleSetException;
import tierwise.RuleSettings;
import tierwise.live.DecisionListener;
import tierwise.live.LiveRules;

/** The beans that a service has, with nothing but properties. */
class RulesInAServiceTest {
  @TempDir Path rules;
  private ApplicationContextRunner service = new ApplicationContextRunner();

  @BeforeEach
  void aYear() throws IOException {
    Readers.write(rules, "2025", 2);
    service =
        new ApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    TierwiseAutoConfiguration.class,
                    TierwiseDatabaseAutoConfiguration.class,
                    TierwiseLogAutoConfiguration.class,
                    TierwiseMetricsAutoConfiguration.class,
                    TierwiseHealthAutoConfiguration.class,
                    TierwiseEndpointAutoConfiguration.class))
            .withPropertyValues("tierwise.rules.directory=" + rules);
  }

  private static String status(Decision decision) {
    return decision.offers().get(0).status().name();
  }

  @Test
  void aServiceThatHasNothingElseHasTheRules() {
    service
        .withClassLoader(
            new FilteredClassLoader(
                MeterRegistry.class,
                HealthIndicator.class,
                Endpoint.class,
                JdbcClient.class,
                DataSource.class,
                Flyway.class))
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(LiveRules.class);
              assertThat(status(context.getBean(LiveRules.class).decide(Readers.TWO)))
                  .isEqualTo("GRANTED");
              assertThat(context.getBean(EnrollmentDecisions.class).decide(Readers.TWO).id())
                  .isNull();
            });
  }

  @Test
  void rulesAreThoseOfTheClassPathWhereNoDirectoryIsNamed() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TierwiseAutoConfiguration.class))
        .run(
            context -> {
              LiveRules live = context.getBean(LiveRules.class);
              assertThat(live.isReady()).isFalse();
              assertThatThrownBy(() -> live.decide(Readers.TWO))
                  .isInstanceOf(RuleSetException.class)
                  .hasMessageContaining("META-INF/tierwise");
            });
  }

  @Test
  void whatTheServiceSettlesItselfStands() {
    service
        .withBean(RuleSettings.class, () -> RuleSettings.usual().withBudget(1, 0))
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(LiveRules.class).decide(Readers.TWO))
                    .hasMessageContaining("steps"));
  }

  @Test
  void rulesAreSwappedWhereTheyAreWatched() throws Exception {
    BlockingQueue<LiveRules.Change> changes = new LinkedBlockingQueue<>();
    service
        .withPropertyValues("tierwise.rules.watch-every=20ms")
        .withBean(ChangeListener.class, () -> new ChangeListener(changes))
        .run(
            context -> {
              assertThat(changes.take().outcome()).isEqualTo(LiveRules.Outcome.SWAPPED);
              Readers.write(rules, "2025", 3);
              assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull();
              assertThat(status(context.getBean(LiveRules.class).decide(Readers.TWO)))
                  .isEqualTo("REFUSED");
            });
  }

  /** Found by what it consumes. */
  private record ChangeListener(BlockingQueue<LiveRules.Change> changes)
      implements Consumer<LiveRules.Change> {
    @Override
    public void accept(LiveRules.Change change) {
      changes.add(change);
    }
  }

  // ---- health and endpoint -------------------------------------------------------------------

  @Test
  void healthTellsTheFingerprintOfEachYear() {
    service.run(
        context -> {
          Health health = health(context.getBean(HealthIndicator.class));
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          String fingerprint =
              context.getBean(LiveRules.class).rules().year("readers/2025").fingerprint();
          assertThat(health.getDetails().get("years"))
              .hasToString("{readers/2025=" + fingerprint + "}");
        });
  }

  @Test
  void healthIsDownWithoutRulesAndSaysWhy() throws IOException {
    Readers.spoil(rules, "2025");
    service.run(
        context -> {
          Health health = health(context.getBean(HealthIndicator.class));
          assertThat(health.getStatus()).isEqualTo(Status.DOWN);
          assertThat(health.getDetails().get("lastRefusal"))
              .asString()
              .contains("rules.drl:12:")
              .contains("Did you mean \"name\"?");
        });
  }

  @Test
  void healthStaysUpAfterARefusalAndTellsIt() {
    service.run(
        context -> {
          Readers.spoil(rules, "2025");
          context.getBean(LiveRules.class).reload();
          Health health = health(context.getBean(HealthIndicator.class));
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails())
              .containsEntry("upToDate", false)
              .containsKey("lastRefusal");
        });
  }

  private static Health health(HealthIndicator indicator) {
    return Objects.requireNonNull(indicator.health(true));
  }

  @Test
  void theEndpointSwapsAndGoesBack() {
    service
        .withPropertyValues("management.endpoints.web.exposure.include=tierwise")
        .run(
            context -> {
              TierwiseEndpoint endpoint = context.getBean(TierwiseEndpoint.class);
              LiveRules live = context.getBean(LiveRules.class);
              assertThat(endpoint.status().years())
                  .extracting(TierwiseEndpoint.Year::name)
                  .containsExactly("readers/2025");
              Readers.write(rules, "2025", 3);
              assertThat(endpoint.change("reload").outcome()).isEqualTo("swapped");
              assertThat(status(live.decide(Readers.TWO))).isEqualTo("REFUSED");
              assertThat(endpoint.change("rollback").outcome()).isEqualTo("rolled_back");
              assertThat(status(live.decide(Readers.TWO))).isEqualTo("GRANTED");
              assertThat(endpoint.status().upToDate()).isFalse();
              Readers.spoil(rules, "2025");
              assertThat(endpoint.change("reload").problems())
                  .singleElement()
                  .asString()
                  .contains("unknown field");
              assertThatThrownBy(() -> endpoint.change("delete"))
                  .isInstanceOf(InvalidEndpointRequestException.class);
            });
  }

  @Test
  void anEndpointThatIsNotExposedIsNotThere() {
    service.run(context -> assertThat(context).doesNotHaveBean(TierwiseEndpoint.class));
  }

  // ---- metrics and shadow years ----------------------------------------------------------------

  @Configuration
  static class Metrics {
    /** Binds meters as Spring Boot does. */
    @Bean
    MeterRegistry registry() {
      return new SimpleMeterRegistry();
    }
  }

  @Test
  void decisionsAreCountedByProgrammeYearAndStatus() {
    service
        .withUserConfiguration(Metrics.class)
        .run(
            context -> {
              LiveRules live = context.getBean(LiveRules.class);
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              live.decide(Readers.TWO);
              context.getBean(EnrollmentDecisions.class).decide(Readers.TWO);
              Readers.write(rules, "2025", 3);
              live.reload();
              live.decide(Readers.TWO);
              assertThatThrownBy(() -> live.decide(Readers.TWO.withYear("readers/1999")))
                  .isInstanceOf(RuleSetException.class);
              assertThat(offers(registry, "granted").count()).isEqualTo(2);
              assertThat(offers(registry, "refused").count()).isEqualTo(1);
              assertThat(registry.get("tierwise.decisions").tag("year", "2025").timer())
                  .satisfies(timer -> assertThat(timer.count()).isEqualTo(3))
                  .satisfies(timer -> assertThat(timer.max(TimeUnit.NANOSECONDS)).isPositive());
              assertThat(registry.get("tierwise.refusals").counter().count()).isEqualTo(1);
              assertThat(
                      registry.get("tierwise.reloads").tag("outcome", "swapped").counter().count())
                  .isEqualTo(2);
            });
  }

  private static Counter offers(MeterRegistry registry, String status) {
    return registry
        .get("tierwise.offers")
        .tags("programme", "readers", "year", "2025", "status", status)
        .counter();
  }

  @Test
  void aShadowYearDecidesBesideTheOneThatHoldsAndTellsWhatDiffers() throws Exception {
    Readers.write(rules, "2026", 3);
    BlockingQueue<Comparison> told = new LinkedBlockingQueue<>();
    service
        .withUserConfiguration(Metrics.class)
        .withPropertyValues("tierwise.shadow-years=readers/2026")
        .withBean(ShadowListener.class, () -> new ShadowListener(told))
        .run(
            context -> {
              Decision answer =
                  context.getBean(EnrollmentDecisions.class).decide(Readers.TWO).decision();
              assertThat(status(answer)).isEqualTo("GRANTED");
              Comparison comparison = told.poll(30, TimeUnit.SECONDS);
              assertThat(comparison).isNotNull();
              assertThat(comparison.years()).containsExactly("readers/2025", "readers/2026");
              assertThat(comparison.decisions())
                  .extracting(RulesInAServiceTest::status)
                  .isEqualTo(List.of("GRANTED", "REFUSED"));
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              context.getBean(MeterBinder.class).bindTo(registry);
              assertThat(
                      registry
                          .get("tierwise.shadows")
                          .tag("outcome", "different")
                          .functionCounter()
                          .count())
                  .isEqualTo(1);
            });
  }

  private record ShadowListener(BlockingQueue<Comparison> told) implements Consumer<Comparison> {
    @Override
    public void accept(Comparison comparison) {
      told.add(comparison);
    }
  }

  @Test
  void whatAListenerThrowsChangesNoAnswer() {
    DecisionListener failing =
        (enrollmentCase, decision, took) -> {
          assertThat(took).isGreaterThan(Duration.ZERO);
          throw new IllegalStateException("a listener that fails");
        };
    service
        .withBean(DecisionListener.class, () -> failing)
        .run(
            context ->
                assertThat(status(context.getBean(LiveRules.class).decide(Readers.TWO)))
                    .isEqualTo("GRANTED"));
  }
}
