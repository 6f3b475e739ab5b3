package tierwise.internal.casefile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fact of a type that only some rule sets declare, not yet looked at. Values from a file are the
 * texts that are written there. Equality is identity, since its place in a file hangs on it.
 */
public final class DeclaredFact {
  private final String type;
  private final Map<String, Object> values;

  public DeclaredFact(String type, Map<String, ?> values) {
    this.type = type;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The name of the declared type. */
  public String type() {
    return type;
  }

  /** The values by field; a field without a value is not there. */
  public Map<String, Object> values() {
    return values;
  }

  /** The values as the texts that they stand for: a fact from a file and one made in Java agree. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          if (value != null) {
            texts.put(field, value.toString());
          }
        });
    return texts;
  }
}
