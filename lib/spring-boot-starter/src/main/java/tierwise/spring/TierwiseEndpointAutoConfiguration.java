package tierwise.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tierwise.live.LiveRules;

/** The endpoint {@code tierwise}, where the service has Actuator and exposes it. */
@AutoConfiguration(after = TierwiseAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(endpoint = TierwiseEndpoint.class)
public class TierwiseEndpointAutoConfiguration {
  /** For Spring. */
  public TierwiseEndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  TierwiseEndpoint tierwiseEndpoint(LiveRules live) {
    return new TierwiseEndpoint(live);
  }
}
