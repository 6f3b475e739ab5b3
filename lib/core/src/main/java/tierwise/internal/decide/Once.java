package tierwise.internal.decide;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when somebody first asks for it, and once, whoever asks. What it is made
 * from is let go then. Safe for use by several threads.
 */
public final class Once<T> implements Supplier<T> {
  private volatile @Nullable Supplier<? extends T> source;

  /** Written before the source is let go, so that who sees no source sees the value. */
  private @Nullable T value;

  /** To be made from the source; which must not come back to this value. */
  public Once(Supplier<? extends T> source) {
    this.source = Objects.requireNonNull(source);
  }

  @Override
  public T get() {
    if (source != null) {
      make();
    }
    return Objects.requireNonNull(value);
  }

  private synchronized void make() {
    Supplier<? extends T> from = source;
    if (from != null) {
      value = Objects.requireNonNull(from.get());
      source = null;
    }
  }
}
