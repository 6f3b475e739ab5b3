package tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that are no longer used leave nothing behind. */
@Tag("long")
class FlatMemoryTest {
  private static final int WARM_NETWORKS = 40;
  private static final int NETWORKS = 200;
  private static final int WARM_BUILDS = 4;
  private static final int BUILDS = 10;
  private static final long MEGABYTE = 1024 * 1024;

  @Test
  void networksLeaveHeapAndMetaspaceFlat() {
    MemoryRun run = new MemoryRun();
    MemoryUse growth = growth(run::network, WARM_NETWORKS, NETWORKS);
    // One network that stayed would be about a megabyte of heap.
    assertThat(growth.heap()).isLessThan(8 * MEGABYTE);
    assertThat(growth.metaspace()).isLessThan(8 * MEGABYTE);
    assertThat(growth.classes()).isLessThan(NETWORKS / 4);
  }

  @Test
  void buildsLeaveHeapAndMetaspaceFlat() {
    MemoryRun run = new MemoryRun();
    MemoryUse growth = growth(run::build, WARM_BUILDS, BUILDS);
    // A rule set that stayed would be a tenth of a megabyte.
    assertThat(growth.heap()).isLessThan(MEGABYTE * 3 / 5);
    assertThat(growth.metaspace()).isLessThan(5 * MEGABYTE);
    assertThat(growth.classes()).isLessThan(BUILDS * 5);
  }

  private static MemoryUse growth(Runnable work, int warm, int times) {
    repeat(work, warm);
    MemoryUse before = MemoryUse.now();
    repeat(work, times);
    MemoryUse growth = MemoryUse.now().minus(before);
    System.out.println(times + " times: " + growth);
    return growth;
  }

  private static void repeat(Runnable work, int times) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
