package tierwise.live;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSettings;

/**
 * What is settled about rules that are swapped: how they are read, whether their source is watched,
 * who is told, and which clock says when. Immutable and safe for use by several threads.
 */
public final class LiveSettings {
  private static final LiveSettings USUAL =
      new LiveSettings(
          RuleSettings.usual(), null, InstantSource.system(), ZoneOffset.UTC, List.of(), List.of());

  private final RuleSettings rules;
  private final @Nullable Duration interval;
  private final InstantSource clock;
  private final ZoneId zone;
  private final List<Consumer<LiveRules.Change>> listeners;
  private final List<DecisionListener> decisionListeners;

  private LiveSettings(
      RuleSettings rules,
      @Nullable Duration interval,
      InstantSource clock,
      ZoneId zone,
      List<Consumer<LiveRules.Change>> listeners,
      List<DecisionListener> decisionListeners) {
    this.rules = rules;
    this.interval = interval;
    this.clock = clock;
    this.zone = zone;
    this.listeners = List.copyOf(listeners);
    this.decisionListeners = List.copyOf(decisionListeners);
  }

  /**
   * Rules are read with the usual settings and swapped only when that is asked for. Instants are
   * those of the system's clock, days those of UTC.
   */
  public static LiveSettings usual() {
    return USUAL;
  }

  /** The same, but rules are read with these settings. */
  public LiveSettings reading(RuleSettings other) {
    return new LiveSettings(
        Objects.requireNonNull(other, "other"),
        interval,
        clock,
        zone,
        listeners,
        decisionListeners);
  }

  /**
   * The same, but a daemon thread looks at the source again and again, and swaps the rules when it
   * has changed and was the same twice. Choose an interval that is longer than an editor takes from
   * the first file that it saves to the last.
   *
   * @param pause how long it waits between two looks, at least a millisecond
   * @throws IllegalArgumentException if it is less
   */
  public LiveSettings watchingEvery(Duration pause) {
    if (pause.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("rules cannot be watched every " + pause);
    }
    return new LiveSettings(rules, pause, clock, zone, listeners, decisionListeners);
  }

  /**
   * The same with one more listener, which is told of every swap, refusal and return, in the thread
   * that does it and before it goes on. What it throws is logged.
   */
  public LiveSettings telling(Consumer<LiveRules.Change> listener) {
    Objects.requireNonNull(listener, "listener");
    return new LiveSettings(
        rules,
        interval,
        clock,
        zone,
        Stream.concat(listeners.stream(), Stream.of(listener)).toList(),
        decisionListeners);
  }

  /** The same with one more listener, which is told of every decision. */
  public LiveSettings tellingDecisions(DecisionListener listener) {
    Objects.requireNonNull(listener, "listener");
    return new LiveSettings(
        rules,
        interval,
        clock,
        zone,
        listeners,
        Stream.concat(decisionListeners.stream(), Stream.of(listener)).toList());
  }

  /**
   * The same with another clock. It says when something happened and which day it is for {@link
   * LiveRules#status()}; it decides nothing.
   */
  public LiveSettings at(InstantSource otherClock, ZoneId otherZone) {
    return new LiveSettings(
        rules,
        interval,
        Objects.requireNonNull(otherClock, "otherClock"),
        Objects.requireNonNull(otherZone, "otherZone"),
        listeners,
        decisionListeners);
  }

  RuleSettings rules() {
    return rules;
  }

  /** How long it waits between two looks; {@code null} if nobody looks. */
  @Nullable Duration interval() {
    return interval;
  }

  InstantSource clock() {
    return clock;
  }

  ZoneId zone() {
    return zone;
  }

  List<Consumer<LiveRules.Change>> listeners() {
    return listeners;
  }

  List<DecisionListener> decisionListeners() {
    return decisionListeners;
  }
}
