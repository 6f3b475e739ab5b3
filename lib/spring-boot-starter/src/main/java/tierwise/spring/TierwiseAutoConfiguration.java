package tierwise.spring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import tierwise.Comparison;
import tierwise.RuleSet;
import tierwise.RuleSettings;
import tierwise.live.DecisionListener;
import tierwise.live.LiveRules;
import tierwise.live.LiveSettings;
import tierwise.record.Pseudonyms;

/**
 * The rules as a bean, and what decides by them. Beans of the service are asked to listen: {@link
 * DecisionListener}s, and consumers of {@link LiveRules.Change}, {@link RuleSet.Difference} and,
 * for shadow years, {@link Comparison}.
 */
@AutoConfiguration
@EnableConfigurationProperties(TierwiseProperties.class)
public class TierwiseAutoConfiguration {
  /** For Spring. */
  public TierwiseAutoConfiguration() {}

  /**
   * How rules are read, watched and told of.
   *
   * @param own what the service settles of it, such as the classes that rules may call
   */
  @Bean
  @ConditionalOnMissingBean
  LiveSettings tierwiseLiveSettings(
      TierwiseProperties properties,
      ObjectProvider<RuleSettings> own,
      ObjectProvider<Clock> clock,
      ObjectProvider<DecisionListener> decisions,
      ObjectProvider<Consumer<LiveRules.Change>> changes,
      ObjectProvider<Consumer<RuleSet.Difference>> differences) {
    List<Consumer<RuleSet.Difference>> told = differences.orderedStream().toList();
    TierwiseProperties.Rules rules = properties.rules();
    RuleSettings reading =
        own.getIfAvailable(RuleSettings::usual)
            .tellingDifferences(difference -> told.forEach(each -> each.accept(difference)));
    reading =
        rules.guardEvery() == 0
            ? reading.withoutGuard()
            : reading.guardingEvery(rules.guardEvery());
    LiveSettings settings =
        LiveSettings.usual()
            .reading(reading)
            .at(clock.getIfAvailable(Clock::systemUTC), rules.zone());
    Duration interval = rules.watchEvery();
    if (interval != null) {
      settings = settings.watchingEvery(interval);
    }
    for (Consumer<LiveRules.Change> each : changes.orderedStream().toList()) {
      settings = settings.telling(each);
    }
    for (DecisionListener each : decisions.orderedStream().toList()) {
      settings = settings.tellingDecisions(each);
    }
    return settings;
  }

  @Bean
  @ConditionalOnMissingBean
  LiveRules tierwiseLiveRules(
      TierwiseProperties properties, LiveSettings settings, ResourceLoader loader) {
    Path directory = properties.rules().directory();
    LiveRules.Starter starter = LiveRules.with(settings);
    ClassLoader classes = loader.getClassLoader();
    return directory == null
        ? starter.onClassPath(classes == null ? LiveRules.class.getClassLoader() : classes)
        : starter.in(directory);
  }

  /** Finds the rules when it is first told of a decision: it listens to those who made them. */
  @Bean
  ShadowYears tierwiseShadowYears(
      TierwiseProperties properties,
      ObjectProvider<LiveRules> live,
      ObjectProvider<Consumer<Comparison>> listeners) {
    return new ShadowYears(
        properties.shadowYears(), live::getObject, () -> listeners.orderedStream().toList());
  }

  @Bean
  @ConditionalOnMissingBean
  EnrollmentDecisions tierwiseDecisions(
      TierwiseProperties properties,
      LiveRules live,
      ObjectProvider<DatabaseLog> log,
      ObjectProvider<Clock> clock,
      ObjectProvider<DecisionListener> listeners) {
    DatabaseLog kept = log.getIfAvailable();
    if (kept == null && properties.log().enabled()) {
      throw new IllegalStateException(
          "tierwise.log.enabled is true, but decisions cannot be kept: that takes spring-boot-jdbc,"
              + " flyway-core and one DataSource, or H2 and none. Add what is missing, or set it to"
              + " false.");
    }
    return new EnrollmentDecisions(
        live,
        kept,
        pseudonyms(properties.log().pseudonymKey()),
        clock.getIfAvailable(Clock::systemUTC),
        listeners.orderedStream().toList());
  }

  private static @Nullable Pseudonyms pseudonyms(@Nullable String key) {
    return key == null ? null : Pseudonyms.withKey(HexFormat.of().parseHex(key));
  }
}
