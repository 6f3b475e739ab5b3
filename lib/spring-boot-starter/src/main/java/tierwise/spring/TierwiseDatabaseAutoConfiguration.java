package tierwise.spring;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * The embedded database of a service that keeps decisions and names no database. Without this
 * Spring Boot would give it one in memory, which forgets them.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnClass({JdbcConnectionPool.class, DataSourceAutoConfiguration.class})
@ConditionalOnProperty("tierwise.log.enabled")
@ConditionalOnMissingBean({DataSource.class, JdbcConnectionDetails.class})
@Conditional(TierwiseDatabaseAutoConfiguration.NamesNoDatabase.class)
public class TierwiseDatabaseAutoConfiguration {
  /** For Spring. */
  public TierwiseDatabaseAutoConfiguration() {}

  @Bean(destroyMethod = "dispose")
  JdbcConnectionPool tierwiseDatabase(TierwiseProperties properties) {
    // H2 writes half a second after a commit otherwise.
    String url =
        "jdbc:h2:file:" + properties.log().file().toAbsolutePath().normalize() + ";WRITE_DELAY=0";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    pool.setMaxConnections(properties.log().writers() + 10);
    return pool;
  }

  static final class NamesNoDatabase extends NoneNestedConditions {
    NamesNoDatabase() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static final class ByItsAddress {}

    @ConditionalOnProperty("spring.datasource.jndi-name")
    static final class InADirectory {}
  }
}
