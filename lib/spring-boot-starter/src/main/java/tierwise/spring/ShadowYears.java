package tierwise.spring;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.live.DecisionListener;
import tierwise.live.LiveRules;

/**
 * Lets years that do not hold yet decide what is decided, in the background, and tells where they
 * decide otherwise. No answer waits for them or is changed by them; under load cases are left out
 * and counted.
 */
final class ShadowYears implements DecisionListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowYears.class);
  private static final int MOST_WAITING = 100;

  private final List<String> years;
  private final Supplier<LiveRules> live;
  private final Supplier<List<Consumer<Comparison>>> listeners;
  private final ThreadPoolExecutor thread;

  private final AtomicLong same = new AtomicLong();
  private final AtomicLong different = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  ShadowYears(
      List<String> years,
      Supplier<LiveRules> live,
      Supplier<List<Consumer<Comparison>>> listeners) {
    this.years = List.copyOf(years);
    this.live = live;
    this.listeners = listeners;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread made = new Thread(work, "tierwise-shadow");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void decided(EnrollmentCase enrollmentCase, Decision decision, Duration took) {
    String year = decision.programYear();
    String programme = year.substring(0, year.indexOf('/') + 1);
    for (String shadow : years) {
      if (shadow.startsWith(programme) && !shadow.equals(year)) {
        try {
          thread.execute(() -> compare(enrollmentCase, year, shadow));
        } catch (RejectedExecutionException e) {
          dropped.incrementAndGet();
        }
      }
    }
  }

  private void compare(EnrollmentCase enrollmentCase, String year, String shadow) {
    try {
      Comparison comparison = live.get().rules().compare(enrollmentCase, List.of(year, shadow));
      if (!differs(comparison)) {
        same.incrementAndGet();
        return;
      }
      different.incrementAndGet();
      for (Consumer<Comparison> listener : listeners.get()) {
        listener.accept(comparison);
      }
    } catch (RuntimeException e) {
      failed.incrementAndGet();
      LOG.warn("{} could not decide what {} decided", shadow, year, e);
    }
  }

  /** Whether an offer has another status, or only one of the years has it. */
  private static boolean differs(Comparison comparison) {
    for (Comparison.ComparedOffer offer : comparison.offers()) {
      List<OfferDecision.Status> statuses =
          offer.byYear().values().stream().map(OfferDecision::status).toList();
      if (statuses.size() < 2 || !statuses.get(0).equals(statuses.get(1))) {
        return true;
      }
    }
    return false;
  }

  /** How many cases came out how. */
  Map<String, AtomicLong> counts() {
    Map<String, AtomicLong> counts = new HashMap<>();
    counts.put("same", same);
    counts.put("different", different);
    counts.put("failed", failed);
    counts.put("dropped", dropped);
    return counts;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
