package tierwise;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.RuleSet.Difference;
import tierwise.internal.decide.Decider;

/**
 * Lets the reference decide some cases of a rule set again, after their decisions were given, and
 * remembers the first that it decides differently. The one thing of rule sets that changes.
 */
final class EngineGuard {
  private static final Logger LOG = LoggerFactory.getLogger(EngineGuard.class);

  /** One for all rule sets, so that guarding never takes more than one processor. */
  private static final Executor OWN_THREAD = ownThread();

  private final RuleSettings settings;
  private final Supplier<Decider> reference;
  private final AtomicLong decided = new AtomicLong();
  private final AtomicLong guarded = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean atWork = new AtomicBoolean();
  private volatile @Nullable Difference difference;

  /**
   * A guard of one rule set.
   *
   * @param reference decides by the reference; asked in the guard's thread only
   */
  EngineGuard(RuleSettings settings, Supplier<Decider> reference) {
    this.settings = settings;
    this.reference = reference;
  }

  /** Hands work over only to a thread that waits for it, or is not there yet. */
  private static Executor ownThread() {
    return new ThreadPoolExecutor(
        0,
        1,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> {
          Thread thread = new Thread(work, "tierwise-guard");
          thread.setDaemon(true);
          // Not that of whoever decides first, which would be kept alive.
          thread.setContextClassLoader(EngineGuard.class.getClassLoader());
          return thread;
        });
  }

  /** The difference that was found; {@code null} as long as there is none. */
  @Nullable Difference difference() {
    return difference;
  }

  long decided() {
    return decided.get();
  }

  long guarded() {
    return guarded.get();
  }

  long dropped() {
    return dropped.get();
  }

  long failed() {
    return failed.get();
  }

  /** Takes note of a decision, and has it looked at if it is its turn. Takes no time. */
  void decided(EnrollmentCase enrollmentCase, Decision decision) {
    long number = decided.incrementAndGet();
    int interval = settings.guardInterval();
    if (interval == 0 || number % interval != 0 || difference != null) {
      return;
    }
    if (!atWork.compareAndSet(false, true)) {
      dropped.incrementAndGet();
      return;
    }
    try {
      Executor executor = settings.guardExecutor();
      (executor == null ? OWN_THREAD : executor).execute(() -> guard(enrollmentCase, decision));
    } catch (RejectedExecutionException e) {
      atWork.set(false);
      dropped.incrementAndGet();
    }
  }

  private void guard(EnrollmentCase enrollmentCase, Decision decision) {
    try {
      Decision other = reference.get().decide(enrollmentCase.facts(), settings.budget());
      guarded.incrementAndGet();
      if (!decision.equals(other)) {
        found(new Difference(enrollmentCase, decision, other));
      }
    } catch (RuntimeException | LinkageError e) {
      failed.incrementAndGet();
      LOG.warn("Drools could not decide a case of {} again", decision.programYear(), e);
    } finally {
      atWork.set(false);
    }
  }

  private void found(Difference found) {
    difference = found;
    LOG.error(
        "The engines decide a case of {} ({}) differently; from now on Drools decides.\n"
            + "Directly: {}\nDrools: {}",
        found.direct().programYear(),
        found.direct().fingerprint(),
        found.direct().toJson(),
        found.drools().toJson());
    try {
      settings.listener().accept(found);
    } catch (RuntimeException e) {
      LOG.error("The listener for differences failed", e);
    }
  }
}
