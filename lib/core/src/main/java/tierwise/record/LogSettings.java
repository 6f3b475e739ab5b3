package tierwise.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about a log before it is opened. Immutable and safe for use by several threads.
 */
public final class LogSettings {
  private static final long USUAL_SIZE = 64L * 1024 * 1024;
  private static final LogSettings USUAL = new LogSettings(null, USUAL_SIZE);

  private final @Nullable Pseudonyms pseudonyms;
  private final long fileSize;

  private LogSettings(@Nullable Pseudonyms pseudonyms, long fileSize) {
    this.pseudonyms = pseudonyms;
    this.fileSize = fileSize;
  }

  /** Names are kept as they are, and a new file is begun after 64 MiB. */
  public static LogSettings usual() {
    return USUAL;
  }

  /** The same, but {@link DecisionLog#decide} keeps pseudonyms. */
  public LogSettings withPseudonyms(Pseudonyms other) {
    return new LogSettings(Objects.requireNonNull(other, "other"), fileSize);
  }

  /**
   * The same, but a new file is begun after so many bytes.
   *
   * @throws IllegalArgumentException if they are not positive
   */
  public LogSettings withFileSize(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a file of a log cannot have " + bytes + " bytes");
    }
    return new LogSettings(pseudonyms, bytes);
  }

  @Nullable Pseudonyms pseudonyms() {
    return pseudonyms;
  }

  long fileSize() {
    return fileSize;
  }
}
