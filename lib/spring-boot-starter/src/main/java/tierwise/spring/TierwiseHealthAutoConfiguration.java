package tierwise.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import tierwise.live.LiveRules;

/** The health of the rules, where the service has health. */
@AutoConfiguration(after = TierwiseAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
public class TierwiseHealthAutoConfiguration {
  /** For Spring. */
  public TierwiseHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnEnabledHealthIndicator("tierwise")
  @ConditionalOnMissingBean(name = "tierwiseHealthIndicator")
  HealthIndicator tierwiseHealthIndicator(LiveRules live) {
    return new RulesHealth(live);
  }
}
