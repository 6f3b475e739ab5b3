package tierwise.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says from time to time how far something is that takes long. For use by one thread. */
final class Progress {
  private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

  private final PrintWriter err;
  private final long begin = System.nanoTime();
  private long last = begin;

  Progress(PrintWriter err) {
    this.err = err;
  }

  /** It is so far; told if nothing was told for some seconds. */
  void at(long done, long extent) {
    long now = System.nanoTime();
    if (now - last < NANOS_BETWEEN_LINES || done <= 0) {
      return;
    }
    last = now;
    double part = Math.min(1, (double) done / Math.max(1, extent));
    long left = Math.round(Duration.ofNanos(now - begin).toSeconds() * (1 - part) / part);
    err.println(
        String.format(Locale.ROOT, "%.0f %% done, about ", 100 * part)
            + (left < 100 ? left + " seconds" : (left + 30) / 60 + " minutes")
            + " left");
    err.flush();
  }
}
