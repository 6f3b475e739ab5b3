package tierwise.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a service that decides. Immutable.
 *
 * @param rules where rules are, and how they are run
 * @param shadowYears years of rules that decide beside those that hold, such as
 *     learning-partner/2026; what they decide is never an answer
 * @param log the log of decisions in a database
 */
@ConfigurationProperties("tierwise")
public record TierwiseProperties(
    @DefaultValue Rules rules, @DefaultValue List<String> shadowYears, @DefaultValue Log log) {
  /** Keeps its own copy of the years. */
  public TierwiseProperties {
    shadowYears = List.copyOf(shadowYears);
  }

  /**
   * Where rules are, and how they are run.
   *
   * @param directory the directory or archive of the rules; those on the class path if there is
   *     none
   * @param watchEvery how long to wait between two looks at whether the rules have changed; nobody
   *     looks if it is not set
   * @param guardEvery every how many cases of a year Drools decides one again, in the background; 0
   *     for none
   * @param zone the time zone in which a year begins and ends for what health and endpoint tell
   */
  public record Rules(
      @Nullable Path directory,
      @Nullable Duration watchEvery,
      @DefaultValue("1000") int guardEvery,
      @DefaultValue("UTC") ZoneId zone) {}

  /**
   * The log of decisions.
   *
   * @param enabled whether decisions are kept in a database
   * @param file the file of the embedded database that keeps them where the service has no database
   *     of its own, without its ending
   * @param timeOut how long a decision waits to be kept before it fails
   * @param writers how many decisions are written at a time, each in a chain of its own; at least 1
   * @param waiting how many decisions may wait for a writer; others fail at once
   * @param pseudonymKey at least 32 hexadecimal digits; with them records have pseudonyms in the
   *     place of ids and names
   */
  public record Log(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("decisions") Path file,
      @DefaultValue("2s") Duration timeOut,
      @DefaultValue("4") int writers,
      @DefaultValue("1000") int waiting,
      @Nullable String pseudonymKey) {
    /**
     * Refuses numbers with which nothing could be kept.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public Log {
      if (writers < 1 || waiting < 1 || timeOut.toMillis() < 1) {
        throw new IllegalArgumentException(
            "writers, waiting and time-out of tierwise.log are at least 1, 1 and 1ms");
      }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "log " + (enabled ? "enabled" : "disabled");
    }
  }
}
