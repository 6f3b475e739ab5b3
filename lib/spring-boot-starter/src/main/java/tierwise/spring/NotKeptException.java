package tierwise.spring;

import org.jspecify.annotations.Nullable;

/**
 * A decision was made, but not kept in time, and so was not given. Whether its record is in the log
 * is not known: it may have been written after nobody waited for it any more. To ask again is safe.
 */
public final class NotKeptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotKeptException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
