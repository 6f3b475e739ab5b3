package tierwise.internal.json;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trees as maps, lists and single values: texts, {@link BigDecimal}s, yes or no, and nothing. Maps
 * keep the order in which they were described; neither they nor the lists can be changed.
 */
public final class Tree {
  private Tree() {}

  /** What the description describes, which must begin with {@link TreeWriter#startObject}. */
  @SuppressWarnings("unchecked") // Names are texts.
  public static Map<String, @Nullable Object> of(Consumer<TreeWriter> description) {
    Builder builder = new Builder();
    description.accept(builder);
    if (builder.result instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("the description has no names");
  }

  /** Describes a tree that is there already. */
  public static void write(TreeWriter writer, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      writer.startObject();
      map.forEach(
          (name, inner) -> {
            writer.name(String.valueOf(name));
            write(writer, inner);
          });
      writer.endObject();
    } else if (value instanceof Iterable<?> list) {
      writer.startList();
      list.forEach(inner -> write(writer, inner));
      writer.endList();
    } else if (value instanceof BigDecimal decimal) {
      writer.number(decimal);
    } else if (value instanceof Number number) {
      writer.number(number.longValue());
    } else if (value instanceof Boolean answer) {
      writer.yesNo(answer);
    } else if (value == null) {
      writer.nothing();
    } else {
      writer.text(value.toString());
    }
  }

  /** The tree with those of its names alone, at whatever depth. */
  public static Map<String, @Nullable Object> only(
      Map<String, @Nullable Object> tree, Set<String> names) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    tree.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            kept.put(name, onlyInside(value, names));
          }
        });
    return kept;
  }

  @SuppressWarnings("unchecked") // Names are texts.
  private static @Nullable Object onlyInside(@Nullable Object value, Set<String> names) {
    if (value instanceof Map<?, ?> map) {
      return only((Map<String, @Nullable Object>) map, names);
    }
    return value instanceof List<?> list
        ? list.stream().map(each -> onlyInside(each, names)).toList()
        : value;
  }

  /** Whether two trees say the same, figures by their value and names in any order. */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof BigDecimal figure && other instanceof BigDecimal second) {
      return figure.compareTo(second) == 0;
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> second) {
      return map.keySet().equals(second.keySet())
          && map.entrySet().stream()
              .allMatch(entry -> same(entry.getValue(), second.get(entry.getKey())));
    }
    if (one instanceof List<?> list && other instanceof List<?> second) {
      return list.size() == second.size()
          && IntStream.range(0, list.size()).allMatch(i -> same(list.get(i), second.get(i)));
    }
    return one == null ? other == null : one.equals(other);
  }

  /** Keeps what is described. */
  private static final class Builder implements TreeWriter {
    /** What has begun and not ended, the innermost first: maps and lists. */
    private final Deque<Object> open = new ArrayDeque<>();

    private final Deque<String> names = new ArrayDeque<>();
    private @Nullable Object result;

    @Override
    public void startObject() {
      open.push(new LinkedHashMap<String, @Nullable Object>());
    }

    @Override
    public void endObject() {
      add(Collections.unmodifiableMap((Map<?, ?>) open.pop()));
    }

    @Override
    public void startList() {
      open.push(new ArrayList<@Nullable Object>());
    }

    @Override
    public void endList() {
      add(Collections.unmodifiableList((List<?>) open.pop()));
    }

    @Override
    public void name(String name) {
      names.push(name);
    }

    @Override
    public void text(String value) {
      add(value);
    }

    @Override
    public void number(BigDecimal value) {
      add(value);
    }

    @Override
    public void number(long value) {
      add(BigDecimal.valueOf(value));
    }

    @Override
    public void yesNo(boolean value) {
      add(value);
    }

    @Override
    public void nothing() {
      add(null);
    }

    @Override
    public void shared(Object value, Consumer<TreeWriter> description) {
      description.accept(this);
    }

    @SuppressWarnings("unchecked") // Only what begins above is open.
    private void add(@Nullable Object value) {
      Object inner = open.peek();
      if (inner instanceof Map<?, ?> map) {
        ((Map<String, @Nullable Object>) map).put(names.pop(), value);
      } else if (inner instanceof List<?> list) {
        ((List<@Nullable Object>) list).add(value);
      } else {
        result = value;
      }
    }
  }
}
