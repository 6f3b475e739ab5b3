package tierwise.internal.engine;

/**
 * A fact, or several values, as the key of a hash map. Its order is that of texts and means
 * nothing; a map needs one to find names that somebody chose to share a hash as fast as others. Not
 * generic, since {@link java.util.HashMap} looks only at the orders of classes that are not.
 */
public record OrderedKey(Object value) implements Comparable<OrderedKey> {
  @Override
  public int compareTo(OrderedKey other) {
    return value.toString().compareTo(other.value.toString());
  }
}
