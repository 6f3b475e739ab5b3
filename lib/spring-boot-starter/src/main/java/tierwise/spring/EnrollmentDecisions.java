package tierwise.spring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.live.DecisionListener;
import tierwise.live.LiveRules;
import tierwise.record.DecisionRecord;
import tierwise.record.Pseudonyms;

/**
 * Decides cases by the rules as they are now and, if the service has a log, keeps each decision
 * before it gives it. Safe for use by several threads.
 */
public final class EnrollmentDecisions {
  private static final Logger LOG = LoggerFactory.getLogger(EnrollmentDecisions.class);

  private final LiveRules live;
  private final @Nullable DatabaseLog log;
  private final @Nullable Pseudonyms pseudonyms;
  private final Clock clock;
  private final List<DecisionListener> listeners;

  EnrollmentDecisions(
      LiveRules live,
      @Nullable DatabaseLog log,
      @Nullable Pseudonyms pseudonyms,
      Clock clock,
      List<DecisionListener> listeners) {
    this.live = live;
    this.log = log;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * A decision that was given.
   *
   * @param id names its record; {@code null} if it is not kept
   */
  public record Given(@Nullable String id, Decision decision) {}

  /** Where decisions are kept; empty if they are not. */
  public Optional<DatabaseLog> log() {
    return Optional.ofNullable(log);
  }

  /**
   * Decides a case, and keeps the decision if there is a log. With pseudonyms the decision has the
   * names of the case, and only the record has others.
   *
   * @throws RuleSetException as {@link LiveRules#decide} does
   * @throws NotKeptException if the decision was not kept in time
   */
  public Given decide(EnrollmentCase enrollmentCase) {
    if (log == null) {
      return new Given(null, live.decide(enrollmentCase));
    }
    RuleSets rules = live.rules();
    String id = UUID.randomUUID().toString();
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    DecisionRecord record;
    Decision decision;
    long begin = System.nanoTime();
    try {
      if (pseudonyms == null) {
        record = DecisionRecord.of(rules, enrollmentCase, id, at);
        decision = record.decision().orElseThrow();
      } else {
        record = DecisionRecord.of(rules, enrollmentCase, id, at, pseudonyms);
        decision = rules.decide(enrollmentCase);
      }
    } catch (RuleSetException e) {
      tell(listener -> listener.refused(enrollmentCase, e));
      throw e;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    log.append(record);
    tell(listener -> listener.decided(enrollmentCase, decision, took));
    return new Given(id, decision);
  }

  private void tell(Consumer<DecisionListener> what) {
    for (DecisionListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A listener for decisions failed", e);
      }
    }
  }
}
