package tierwise.internal.engine;

import org.jspecify.annotations.Nullable;

/** Something that must hold of a fact. Immutable, and the same for whoever looks at the facts. */
public interface Criterion {
  /**
   * Whether it holds.
   *
   * @param own the fact that is looked at; {@code null} in a consequence
   * @param bound the facts and results that the rule has found, by their places
   */
  boolean holds(@Nullable Object own, @Nullable Object[] bound);
}
