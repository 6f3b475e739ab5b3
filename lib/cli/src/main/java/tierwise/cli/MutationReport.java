package tierwise.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import tierwise.testing.Mutation;
import tierwise.testing.RuleFolderCases;

/** Tells of rule folders which mistakes in the rules their cases notice. */
final class MutationReport {
  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;
  private static final int LONGEST_WAIT_SECONDS = 60;

  private final PrintWriter out;
  private final PrintWriter err;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean stopped;
  private long lastLine = System.nanoTime();

  MutationReport(CommandLine command) {
    this.out = command.getOut();
    this.err = command.getErr();
  }

  /**
   * Whether enough mistakes are noticed in each folder. When interrupted it tells what it knows.
   */
  boolean tell(List<RuleFolderCases> folders) {
    Thread hook = new Thread(this::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    boolean enough = true;
    try {
      for (RuleFolderCases folder : folders) {
        if (!stopped) {
          Mutation mutation = folder.mutation(this::step);
          out.println("\n" + mutation.toText());
          out.flush();
          enough &= mutation.isEnough();
        }
      }
    } finally {
      told.countDown();
    }
    if (!stopped) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return enough && !stopped;
  }

  private boolean step(String what, int done, int all) {
    if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
      lastLine = System.nanoTime();
      err.println(what + ", " + done + " of " + all);
      err.flush();
    }
    return !stopped;
  }

  /** The Java machine is ending: waits until what is known has been told. */
  private void stop() {
    stopped = true;
    try {
      if (!told.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        err.println("The report takes too long.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
