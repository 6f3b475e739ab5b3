package tierwise.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.live.LiveRules.Outcome;

/** Whoever decides while rules are swapped gets a whole decision of one of the two, always. */
class SwapsUnderLoadTest {
  private static final int THREADS = 8;

  @TempDir Path rules;

  /** Ten thousand in the thorough run. */
  @Test
  @Tag("thorough")
  void noneOfAThousandSwapsUnderTheLoadOfEightThreadsIsSeen() throws Exception {
    swap(Boolean.getBoolean("tierwise.thorough") ? 10_000 : 300);
  }

  private void swap(int swaps) throws Exception {
    Path editions = rules.resolve(".editions");
    for (int edition = 0; edition < 3; edition++) {
      ChangingGuild.write(editions.resolve(edition + "/cafe-guild/2024"), edition);
    }
    Path link = rules.resolve("link");
    Files.createSymbolicLink(link, editions.resolve("0"));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger newest = new AtomicInteger();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    try (LiveRules live = LiveRules.in(link)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(clients.submit(() -> decide(live, done, newest, seen)));
      }
      for (int swap = 1; swap <= swaps; swap++) {
        int edition = swap % 3;
        LiveRulesTest.swapLink(link, editions.resolve(String.valueOf(edition)));
        assertThat(live.reload().outcome()).isEqualTo(Outcome.SWAPPED);
        newest.set(swap);
      }
      done.set(true);
      int decisions = 0;
      for (Future<Integer> each : all) {
        decisions += each.get(60, TimeUnit.SECONDS);
      }
      assertThat(decisions).isGreaterThan(swaps);
      assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(live.status().swaps()).isEqualTo(swaps + 1);
    } finally {
      clients.shutdownNow();
    }
  }

  /** A decision is of the edition that was newest when it began, or of a later one. */
  private static int decide(
      LiveRules live, AtomicBoolean done, AtomicInteger newest, Set<Integer> seen) {
    int decisions = 0;
    while (!done.get()) {
      int begun = newest.get();
      int edition = ChangingGuild.edition(live.decide(ChangingGuild.CASE));
      int ended = newest.get();
      assertThat(edition).isNotNegative();
      if (ended == begun) {
        // The swap that was under way may have been seen before it was counted.
        assertThat(edition).isIn(begun % 3, (begun + 1) % 3);
      }
      seen.add(edition);
      decisions++;
      // Whoever swaps needs a processor, too.
      LockSupport.parkNanos(2_000_000);
    }
    return decisions;
  }
}
