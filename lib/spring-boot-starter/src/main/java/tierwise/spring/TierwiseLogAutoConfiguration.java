package tierwise.spring;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log of decisions in the database of the service. */
@AutoConfiguration(
    after = TierwiseDatabaseAutoConfiguration.class,
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    before = TierwiseAutoConfiguration.class)
@ConditionalOnClass({JdbcClient.class, Flyway.class})
@ConditionalOnProperty("tierwise.log.enabled")
public class TierwiseLogAutoConfiguration {
  /** For Spring. */
  public TierwiseLogAutoConfiguration() {}

  @Bean
  @ConditionalOnSingleCandidate(DataSource.class)
  @ConditionalOnMissingBean
  DatabaseLog tierwiseLog(DataSource database, TierwiseProperties properties) {
    return DatabaseLog.open(database, properties.log());
  }
}
