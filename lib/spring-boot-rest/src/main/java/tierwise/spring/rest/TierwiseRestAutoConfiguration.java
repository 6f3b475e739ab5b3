package tierwise.spring.rest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tierwise.live.LiveRules;
import tierwise.spring.EnrollmentDecisions;
import tierwise.spring.TierwiseAutoConfiguration;
import tierwise.spring.TierwiseProperties;
import tools.jackson.databind.json.JsonMapper;

/** Decisions over HTTP, in a service with a web server of servlets. */
@AutoConfiguration(after = TierwiseAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(RestProperties.class)
public class TierwiseRestAutoConfiguration {
  /** For Spring. */
  public TierwiseRestAutoConfiguration() {}

  @Bean
  DecisionController tierwiseDecisionController(
      EnrollmentDecisions decisions, RestProperties properties) {
    return new DecisionController(decisions, properties);
  }

  @Bean
  ReplayController tierwiseReplayController(
      EnrollmentDecisions decisions,
      LiveRules live,
      TierwiseProperties rules,
      RestProperties properties,
      JsonMapper json) {
    return new ReplayController(decisions, live, rules.rules().directory(), properties, json);
  }

  @Bean
  YearController tierwiseYearController(LiveRules live) {
    return new YearController(live);
  }

  @Bean
  ProblemAnswers tierwiseProblemAnswers(LiveRules live) {
    return new ProblemAnswers(live);
  }

  /** The description of the interface, where the service has springdoc. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OpenAPI.class)
  static class Described {
    @Bean
    @ConditionalOnMissingBean
    OpenAPI tierwiseOpenApi() {
      return new OpenAPI()
          .info(
              new Info()
                  .title("Tierwise")
                  .description(
                      "Decides who may enroll in a tiered partner programme, and says why.")
                  .version("1")
                  .license(
                      new License()
                          .name("Apache-2.0")
                          .url("https://www.apache.org/licenses/LICENSE-2.0")))
          .servers(List.of(new Server().url("/")));
    }
  }
}
