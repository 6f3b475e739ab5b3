package tierwise.internal.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes down an ordered tree of names and values, piece by piece. What describes a value calls this
 * once; what is made of it, JSON or a {@link Tree}, is the writer's matter. For use by one thread.
 */
public interface TreeWriter {
  /** Begins what has names. */
  void startObject();

  void endObject();

  void startList();

  void endList();

  /** The name of the value that comes next. */
  void name(String name);

  void text(String value);

  void number(BigDecimal value);

  void number(long value);

  void yesNo(boolean value);

  /** There is a name, and nothing under it. */
  void nothing();

  /**
   * A value that stands in many places of one depth. It may be described once only.
   *
   * @param value the very object that stands there each time
   */
  void shared(Object value, Consumer<TreeWriter> description);

  /**
   * A value that was written as JSON before, in one line.
   *
   * @throws UnsupportedOperationException if what is made is not JSON
   */
  default void written(String json) {
    throw new UnsupportedOperationException("no JSON is made here");
  }

  /** A text under its name, or no name if there is none. */
  default void text(String name, @Nullable Object value) {
    if (value != null) {
      name(name);
      text(value.toString());
    }
  }

  /** A figure under its name, or no name if there is none. */
  default void number(String name, @Nullable BigDecimal value) {
    if (value != null) {
      name(name);
      number(value);
    }
  }

  default void number(String name, long value) {
    name(name);
    number(value);
  }

  default void yesNo(String name, boolean value) {
    name(name);
    yesNo(value);
  }

  /** A yes under its name; a no has no name. */
  default void ifSo(String name, boolean value) {
    if (value) {
      yesNo(name, true);
    }
  }

  default void texts(String name, List<String> values) {
    list(name, values, this::text);
  }

  default <T> void list(String name, List<T> values, Consumer<T> description) {
    name(name);
    startList();
    values.forEach(description);
    endList();
  }
}
