package tierwise.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Locale;

/**
 * What the Java machine keeps after it has thrown away what it can.
 *
 * @param heap in bytes
 * @param metaspace in bytes
 * @param classes how many are loaded
 */
record MemoryUse(long heap, long metaspace, int classes) {
  private static final long MEGABYTE = 1024 * 1024;

  static MemoryUse now() {
    // What the first collection finalizes, the second throws away.
    System.gc();
    System.gc();
    return new MemoryUse(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(MemoryUse::used)
            .sum(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
  }

  private static long used(MemoryPoolMXBean pool) {
    return pool.getUsage().getUsed();
  }

  MemoryUse minus(MemoryUse earlier) {
    return new MemoryUse(
        heap - earlier.heap, metaspace - earlier.metaspace, classes - earlier.classes);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap %6.1f MB, metaspace %6.1f MB, %6d classes",
        (double) heap / MEGABYTE,
        (double) metaspace / MEGABYTE,
        classes);
  }
}
