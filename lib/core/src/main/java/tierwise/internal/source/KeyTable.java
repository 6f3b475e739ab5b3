package tierwise.internal.source;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The keys that a mapping can have, each with what it means: what its reader allows, and what the
 * reference says of it. Immutable.
 *
 * @param title what has the keys
 * @param keys for each key a sentence
 * @param example how the mapping looks in a file
 */
public record KeyTable(String title, Map<String, String> keys, String example) {
  /** Keeps its own copy of the keys, in their order. */
  public KeyTable {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /**
   * A table.
   *
   * @param keysAndSentences each key, and behind it its sentence
   */
  public static KeyTable of(String title, String example, String... keysAndSentences) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < keysAndSentences.length; i += 2) {
      keys.put(keysAndSentences[i], keysAndSentences[i + 1]);
    }
    return new KeyTable(title, keys, example);
  }

  /** The sentence of a key, which is known to be there. */
  public String says(String key) {
    return Objects.requireNonNull(keys.get(key), key);
  }

  /** The keys, in the order in which problems list them. */
  public Collection<String> names() {
    return keys.keySet();
  }
}
