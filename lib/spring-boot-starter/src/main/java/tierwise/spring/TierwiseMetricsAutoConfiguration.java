package tierwise.spring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import tierwise.RuleSet;
import tierwise.live.LiveRules;

/** Meters of what is decided and of the rules, where the service has Micrometer. */
@AutoConfiguration(
    after = TierwiseAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class TierwiseMetricsAutoConfiguration {
  /** For Spring. */
  public TierwiseMetricsAutoConfiguration() {}

  /** Asks for registry and rules late: both come after what listens to them. */
  @Bean
  RuleMetrics tierwiseMetrics(
      ObjectProvider<MeterRegistry> registry, ObjectProvider<LiveRules> live, ShadowYears shadows) {
    return new RuleMetrics(registry::getObject, live::getObject, shadows);
  }

  @Bean
  Consumer<LiveRules.Change> tierwiseChangeMetrics(RuleMetrics metrics) {
    return metrics::changed;
  }

  @Bean
  Consumer<RuleSet.Difference> tierwiseDifferenceMetrics(RuleMetrics metrics) {
    return metrics::differ;
  }
}
