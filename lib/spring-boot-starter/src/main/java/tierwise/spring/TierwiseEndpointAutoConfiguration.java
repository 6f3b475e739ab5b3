package tierwise.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tierwise.live.LiveRules;

/** The endpoints {@code tierwise} and {@code tierwiselog}, where the service exposes them. */
@AutoConfiguration(after = {TierwiseAutoConfiguration.class, TierwiseLogAutoConfiguration.class})
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
public class TierwiseEndpointAutoConfiguration {
  /** For Spring. */
  public TierwiseEndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnAvailableEndpoint
  TierwiseEndpoint tierwiseEndpoint(LiveRules live) {
    return new TierwiseEndpoint(live);
  }

  @Bean
  @ConditionalOnBean(DatabaseLog.class)
  @ConditionalOnMissingBean
  @ConditionalOnAvailableEndpoint
  TierwiseLogEndpoint tierwiseLogEndpoint(DatabaseLog log) {
    return new TierwiseLogEndpoint(log);
  }
}
