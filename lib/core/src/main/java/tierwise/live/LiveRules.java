package tierwise.live;

import static tierwise.live.LiveProblem.READING_INTERRUPTED;
import static tierwise.live.LiveProblem.RULES_CHANGE_ALL_THE_TIME;
import static tierwise.live.LiveProblem.RULES_NOT_BUILT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.ProgramYear;
import tierwise.Revision;
import tierwise.RuleFiles;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.source.Problems;

/**
 * Rules that are swapped while a program decides with them.
 *
 * <pre>{@code
 * LiveRules live = LiveRules.with(LiveSettings.usual().watchingEvery(Duration.ofSeconds(2))).in(directory);
 * Decision decision = live.decide(enrollmentCase);
 * }</pre>
 *
 * <p>New rules are read, checked and built beside those that decide, and take their place at once.
 * If something is wrong with them the old ones stay, and {@link #reload()}, {@link #status()} and
 * the listeners say what it is. A decision is made by one version from its beginning to its end,
 * and never waits. Years whose files did not change keep what they have built and counted.
 *
 * <p>Safe for use by several threads. Make one and keep it; {@link #close()} ends the watching.
 */
public final class LiveRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);

  /** So many versions can be returned to. */
  private static final int MOST_EARLIER = 5;

  /** So often a source that changes is read until it is given up. */
  private static final int MOST_READS = 50;

  private static final long PAUSE_MILLIS = 20;

  private final LiveSettings settings;
  private final Supplier<RuleFiles> source;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Held by whoever changes something; nobody who decides or asks for the status needs it. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile State state = State.EMPTY;

  /** The files that were loaded or refused last; guarded by the lock. */
  private @Nullable RuleFiles known;

  /** Changed files that were seen once; guarded by the lock. */
  private @Nullable RuleFiles seenOnce;

  private LiveRules(LiveSettings settings, Supplier<RuleFiles> source) {
    this.settings = settings;
    this.source = source;
  }

  // ---- what it tells -----------------------------------------------------------------------

  /** What came of looking at the source, or of going back. */
  public enum Outcome {
    /** The rules are those that they were. */
    UNCHANGED,

    /** New rules took the place of those before. */
    SWAPPED,

    /** Something is wrong with the new rules; those before stay. */
    REFUSED,

    /** The rules before took their place again. */
    ROLLED_BACK
  }

  /**
   * Something that happened to the rules. Immutable.
   *
   * @param outcome what came of it
   * @param at when
   * @param years the names of the years whose rules came, went or changed, such as {@code
   *     learning-partner/2021}
   * @param problems what is wrong with what was refused; empty if nothing was
   */
  public record Change(Outcome outcome, Instant at, List<String> years, List<Problem> problems) {
    /** Keeps its own copies. */
    public Change {
      years = List.copyOf(years);
      problems = List.copyOf(problems);
    }
  }

  /**
   * How the rules are at one moment. Immutable.
   *
   * @param ready whether there are rules to decide with
   * @param upToDate whether they are those of the source as it was seen last: not after a refusal,
   *     nor after going back
   * @param since when the rules took their place; {@code null} if there are none yet
   * @param years the years, programme by programme in the order of their days
   * @param lastRefusal the last time that rules were refused, however long ago; {@code null} if
   *     none ever were
   * @param swaps how often new rules took the place of those before
   * @param refusals how often rules were refused
   */
  public record Status(
      boolean ready,
      boolean upToDate,
      @Nullable Instant since,
      List<Year> years,
      @Nullable Change lastRefusal,
      long swaps,
      long refusals) {
    /** Keeps its own copy of the years. */
    public Status {
      years = List.copyOf(years);
    }
  }

  /**
   * How the rules of one year are.
   *
   * @param fingerprint identifies its rules
   * @param state where it is in its life on the day for which the status was asked
   * @param since when rules of this fingerprint took their place
   * @param published the revision that they are; {@code null} if they are not published
   * @param engines what decides, and what the guard has seen
   */
  public record Year(
      ProgramYear year,
      String fingerprint,
      YearState state,
      Instant since,
      @Nullable Revision published,
      RuleSet.Status engines) {}

  // ---- making one --------------------------------------------------------------------------

  /** Rules of a directory, with the usual settings: see {@link Starter#in(Path)}. */
  public static LiveRules in(Path directory) {
    return with(LiveSettings.usual()).in(directory);
  }

  /** Starts with other settings than the usual ones. */
  public static Starter with(LiveSettings settings) {
    return new Starter(Objects.requireNonNull(settings, "settings"));
  }

  /** Starts with its settings. Immutable. */
  public static final class Starter {
    private final LiveSettings settings;

    private Starter(LiveSettings settings) {
      this.settings = settings;
    }

    /**
     * The rules of a directory or an archive, as {@link RuleSets#in(Path)} finds them. Links are
     * followed anew with each look, so that they can be what is swapped.
     *
     * <p>They are loaded before this returns. If that fails they are not ready, and can become so
     * when the source is looked at again.
     */
    public LiveRules in(Path directory) {
      Objects.requireNonNull(directory, "directory");
      return started(() -> RuleFiles.in(directory));
    }

    /** The rules that a class loader sees, as {@link RuleSets#onClassPath()} finds them. */
    public LiveRules onClassPath(ClassLoader loader) {
      Objects.requireNonNull(loader, "loader");
      return started(() -> RuleFiles.onClassPath(loader));
    }

    private LiveRules started(Supplier<RuleFiles> source) {
      LiveRules live = new LiveRules(settings, source);
      live.reload();
      Duration interval = settings.interval();
      if (interval != null) {
        live.watch(interval);
      }
      return live;
    }
  }

  // ---- deciding ------------------------------------------------------------------------------

  /** Whether there are rules to decide with: from the first good load on. */
  public boolean isReady() {
    return state.current != null;
  }

  /**
   * The rules as they are now, for whoever decides several cases by one version.
   *
   * @throws RuleSetException with what is wrong with them, if none could be loaded yet
   */
  public RuleSets rules() {
    State now = state;
    if (now.current == null) {
      Change refusal = now.lastRefusal;
      throw new RuleSetException(refusal == null ? List.of() : refusal.problems());
    }
    return now.current.rules();
  }

  /**
   * Decides a case by the rules as they are now.
   *
   * @throws RuleSetException as {@link #rules()} and {@link RuleSets#decide} do
   */
  public Decision decide(EnrollmentCase enrollmentCase) {
    RuleSets rules = rules();
    if (settings.decisionListeners().isEmpty()) {
      return rules.decide(enrollmentCase);
    }
    try {
      long begin = System.nanoTime();
      Decision decision = rules.decide(enrollmentCase);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      tellDecision(listener -> listener.decided(enrollmentCase, decision, took));
      return decision;
    } catch (RuleSetException e) {
      tellDecision(listener -> listener.refused(enrollmentCase, e));
      throw e;
    }
  }

  private void tellDecision(Consumer<DecisionListener> what) {
    for (DecisionListener listener : settings.decisionListeners()) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A listener for decisions failed", e);
      }
    }
  }

  // ---- changing ------------------------------------------------------------------------------

  /**
   * Looks at the source now and swaps the rules if it has changed. Waits for whoever else does, and
   * until the source is the same twice, which is at once where nobody writes.
   *
   * @return what came of it; nothing is thrown for what is wrong with rules
   */
  public Change reload() {
    changing.lock();
    try {
      RuleFiles files = source.get();
      for (int reads = 1; ; reads++) {
        RuleFiles again = source.get();
        if (again.equals(files)) {
          return load(again);
        }
        if (reads == MOST_READS || closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          known = null;
          return refused(problem(RULES_CHANGE_ALL_THE_TIME));
        }
        files = again;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refused(problem(READING_INTERRUPTED));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Looks at the source once, as the thread does that watches it: rules are swapped if it has
   * changed and is as it was at the look before. For programs that have a clockwork of their own.
   */
  public Change poll() {
    changing.lock();
    try {
      RuleFiles files = source.get();
      if (!Objects.equals(files, known) && Objects.equals(files, seenOnce)) {
        return load(files);
      }
      seenOnce = files;
      return new Change(Outcome.UNCHANGED, now(), List.of(), List.of());
    } finally {
      changing.unlock();
    }
  }

  /**
   * Puts the rules back that the present ones took the place of. They stay until the source changes
   * again, or {@link #reload()} is asked for. The last five versions are kept.
   *
   * @return what came of it: unchanged if there are none to go back to
   */
  public Change rollback() {
    changing.lock();
    try {
      State before = state;
      if (before.current == null || before.earlier.isEmpty()) {
        return new Change(Outcome.UNCHANGED, now(), List.of(), List.of());
      }
      Version back = before.earlier.get(0).since(now(), before.current);
      Change change =
          new Change(
              Outcome.ROLLED_BACK, back.since(), back.differingFrom(before.current), List.of());
      state = before.rolledBackTo(back);
      LOG.warn("Went back to the rules before: {}", change.years());
      tell(change);
      return change;
    } finally {
      changing.unlock();
    }
  }

  private Change load(RuleFiles files) {
    seenOnce = files;
    known = files;
    State before = state;
    Version current = before.current;
    if (current != null && files.equals(current.files())) {
      state = before.asInSource();
      return new Change(Outcome.UNCHANGED, now(), List.of(), List.of());
    }
    RuleSets rules;
    try {
      RuleSets.Finder finder = RuleSets.with(settings.rules());
      rules = (current == null ? finder : finder.reusing(current.rules())).of(files).prepare();
    } catch (RuleSetException e) {
      return refused(e.problems());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("New rules could not be built", e);
      return refused(problem(RULES_NOT_BUILT, e));
    }
    Version next = Version.of(rules, files, now(), current);
    Change change =
        new Change(Outcome.SWAPPED, next.since(), next.differingFrom(current), List.of());
    state = before.swappedFor(next);
    LOG.info("New rules decide: {}", change.years());
    tell(change);
    return change;
  }

  private Change refused(List<Problem> problems) {
    Change change = new Change(Outcome.REFUSED, now(), List.of(), problems);
    state = state.refused(change);
    LOG.error(
        "New rules were refused; those before stay.\n{}",
        new RuleSetException(problems).getMessage());
    tell(change);
    return change;
  }

  private static List<Problem> problem(LiveProblem what, Object... values) {
    return List.of(Problems.alone(what, values));
  }

  private void tell(Change change) {
    for (Consumer<Change> listener : settings.listeners()) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.error("A listener for changed rules failed", e);
      }
    }
  }

  private Instant now() {
    return settings.clock().instant();
  }

  // ---- status --------------------------------------------------------------------------------

  /** How the rules are, on the day of the settings' clock. */
  public Status status() {
    return status(LocalDate.ofInstant(now(), settings.zone()));
  }

  /** How the rules are; states of years are those of the day. */
  public Status status(LocalDate day) {
    Objects.requireNonNull(day, "day");
    State now = state;
    Version current = now.current;
    return new Status(
        current != null,
        current != null && now.upToDate,
        current == null ? null : current.since(),
        current == null ? List.of() : current.years(day),
        now.lastRefusal,
        now.swaps,
        now.refusals);
  }

  // ---- watching ------------------------------------------------------------------------------

  private void watch(Duration interval) {
    Thread thread = new Thread(() -> look(interval), "tierwise-live-rules");
    thread.setDaemon(true);
    // Not that of whoever starts it, which would be kept alive.
    thread.setContextClassLoader(LiveRules.class.getClassLoader());
    thread.start();
  }

  private void look(Duration interval) {
    try {
      while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          poll();
        } catch (RuntimeException | Error e) {
          // Whatever it is, the next look may go well.
          LOG.error("The rules could not be looked at", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the watching. The rules can still be decided with. */
  @Override
  public void close() {
    closed.countDown();
  }

  // ---- versions ------------------------------------------------------------------------------

  /** All that changes, in one piece, so that whoever reads it sees what belongs together. */
  private record State(
      @Nullable Version current,
      List<Version> earlier,
      boolean upToDate,
      @Nullable Change lastRefusal,
      long swaps,
      long refusals) {
    static final State EMPTY = new State(null, List.of(), false, null, 0, 0);

    State swappedFor(Version next) {
      List<Version> before = new ArrayList<>();
      if (current != null) {
        before.add(current);
      }
      before.addAll(earlier.subList(0, Math.min(earlier.size(), MOST_EARLIER - before.size())));
      return new State(next, List.copyOf(before), true, lastRefusal, swaps + 1, refusals);
    }

    State rolledBackTo(Version back) {
      return new State(
          back, earlier.subList(1, earlier.size()), false, lastRefusal, swaps, refusals);
    }

    State refused(Change change) {
      return new State(current, earlier, false, change, swaps, refusals + 1);
    }

    State asInSource() {
      return new State(current, earlier, true, lastRefusal, swaps, refusals);
    }
  }
}
