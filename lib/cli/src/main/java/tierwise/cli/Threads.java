package tierwise.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** All processors of the machine. */
final class Threads {
  private Threads() {}

  /** A thread for each; whoever reads the results works, too, and is one of them. */
  static ExecutorService all() {
    int others = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    return Executors.newFixedThreadPool(
        others,
        work -> {
          Thread thread = new Thread(work, "tierwise");
          thread.setDaemon(true); // The end of the program does not wait for what is begun.
          return thread;
        });
  }
}
