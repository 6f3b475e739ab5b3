package tierwise.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.InvalidFactException;

/**
 * Reads and replaces fields of the facts of a {@link DrawnCase}: records, or for declared types
 * values by field.
 */
final class FactFields {
  private FactFields() {}

  /** The values by field, in their order; a field without a value has {@code null}. */
  static Map<String, @Nullable Object> of(Object fact) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (fact instanceof Map<?, ?> map) {
      map.forEach((field, value) -> values.put(String.valueOf(field), value));
      return values;
    }
    try {
      for (RecordComponent component : fact.getClass().getRecordComponents()) {
        values.put(component.getName(), component.getAccessor().invoke(fact));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + fact, e);
    }
    return values;
  }

  /** The id of a ledger line; the empty text if it has none. */
  static String id(Object fact) {
    Object id = of(fact).get("id");
    return id == null ? "" : id.toString();
  }

  /** The fact with another value, or {@code null} if there can be no such fact. */
  static @Nullable Object with(Object fact, String field, @Nullable Object value) {
    Map<String, @Nullable Object> values = of(fact);
    values.put(field, value);
    if (fact instanceof Map) {
      if (value == null) {
        values.remove(field);
      }
      return values;
    }
    return make(fact.getClass(), values);
  }

  private static @Nullable Object make(Class<?> type, Map<String, @Nullable Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(components).map(component -> values.get(component.getName())).toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidFactException
          || e.getCause() instanceof NullPointerException) {
        return null;
      }
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }
}
