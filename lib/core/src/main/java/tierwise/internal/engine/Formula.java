package tierwise.internal.engine;

import org.jspecify.annotations.Nullable;

/** Works out a value of a rule. Immutable, and the same for whoever looks at the facts. */
public interface Formula {
  /**
   * The value; {@code null} if there is none.
   *
   * @param own the fact that is looked at; {@code null} in a consequence
   * @param bound the facts and results that the rule has found, by their places
   */
  @Nullable Object value(@Nullable Object own, @Nullable Object[] bound);

  /** Whether it gives the same whatever the facts are. */
  default boolean isConstant() {
    return false;
  }
}
