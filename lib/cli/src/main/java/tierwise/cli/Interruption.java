package tierwise.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices, while it is open, that somebody ends the program, and then holds the end back until it
 * is closed, so that what is known by then can be told. Safe for use by several threads.
 */
final class Interruption implements AutoCloseable {
  private static final int LONGEST_WAIT_SECONDS = 60;

  private final PrintWriter err;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold);
  private volatile boolean asked;

  /**
   * Begins to look out.
   *
   * @param err is told when telling takes too long to be waited for
   */
  Interruption(PrintWriter err) {
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether somebody ended the program. */
  boolean isAsked() {
    return asked;
  }

  private void hold() {
    asked = true;
    try {
      if (!told.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        err.println("The report takes too long.");
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      asked = true; // The end has begun, and the hook runs.
    }
  }
}
