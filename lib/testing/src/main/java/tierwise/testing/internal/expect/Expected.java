package tierwise.testing.internal.expect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Located;
import tierwise.internal.source.Span;

/**
 * An entry of what a case expects, as its author wrote it. Immutable.
 *
 * @param values texts, lists of texts, figures, yes or no, by key; in the order of the form
 * @param entries the entries of a key that has some
 * @param span where it stands
 */
record Expected(
    Form form, Map<String, Located<?>> values, Map<String, List<Expected>> entries, Span span) {
  Expected {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  boolean has(String key) {
    return values.containsKey(key) || entries.containsKey(key);
  }

  /** The text of a key; {@code null} without one. */
  @Nullable String text(String key) {
    Located<?> value = values.get(key);
    return value == null ? null : value.value().toString();
  }

  /** Whether the answer to a key is yes. */
  boolean isSo(String key) {
    Located<?> value = values.get(key);
    return value != null && value.value().equals(true);
  }

  @Nullable Span place(String key) {
    Located<?> value = values.get(key);
    return value == null ? null : value.span();
  }

  List<Expected> of(String key) {
    return entries.getOrDefault(key, List.of());
  }
}
