package tierwise.internal.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file and where it stands. */
public sealed interface YamlNode {
  Span span();

  /** What a reader of the file would call it. */
  String kind();

  /**
   * A single value.
   *
   * @param text what is written, without its quotes
   * @param form how it is written
   */
  record Scalar(String text, Form form, Span span) implements YamlNode {
    /** How a value is written, which says what it can be. */
    enum Form {
      /** In quotes: a text, also {@code "null"} and an empty one. */
      QUOTED,
      /** Without quotes in YAML: whatever its reader takes it for. */
      PLAIN,
      /** Without quotes in JSON: a number, {@code true}, {@code false} or {@code null}. */
      LITERAL
    }

    /** Whether nothing is written where a value could stand. */
    public boolean isNothing() {
      return form != Form.QUOTED && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "a single value";
    }
  }

  /** A list of values. */
  record Sequence(List<YamlNode> items, Span span) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with their values, in the order of the file. */
  record Mapping(Map<String, Entry> entries, Span span) implements YamlNode {
    /** The value of the key, or {@code null} without one. A key with nothing behind it has none. */
    public @Nullable YamlNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null || (entry.value() instanceof Scalar scalar && scalar.isNothing())
          ? null
          : entry.value();
    }

    /** Where the key stands, or the whole mapping if it is not there. */
    public Span keySpan(String key) {
      Entry entry = entries.get(key);
      return entry == null ? span : entry.key();
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** One key of a mapping, where it stands, and its value. */
  record Entry(Span key, YamlNode value) {}
}
