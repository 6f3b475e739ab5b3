package tierwise.testing.internal.draw;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.InvalidFactException;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType.Field;

/**
 * Reads and replaces fields of the facts of a {@link DrawnCase}: records, or for declared types
 * values by field.
 */
public final class FactFields {
  private static final List<Role> IDENTITIES = List.of(Role.ID, Role.PERSON);

  /** How the records of a class are read and made; asking the class each time takes longest. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          try {
            return new Shape(
                Arrays.stream(components).map(RecordComponent::getName).toList(),
                Arrays.stream(components).map(RecordComponent::getAccessor).toList(),
                type.getConstructor(
                    Arrays.stream(components)
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new)));
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
          }
        }
      };

  private record Shape(List<String> names, List<Method> accessors, Constructor<?> constructor) {}

  private FactFields() {}

  /** The values by field, in their order; a field without a value has {@code null}. */
  public static Map<String, @Nullable Object> of(Object fact) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (fact instanceof Map<?, ?> map) {
      map.forEach((field, value) -> values.put(String.valueOf(field), value));
      return values;
    }
    try {
      Shape shape = SHAPES.get(fact.getClass());
      for (int i = 0; i < shape.names().size(); i++) {
        values.put(shape.names().get(i), shape.accessors().get(i).invoke(fact));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + fact, e);
    }
    return values;
  }

  /** The id of a ledger line; the empty text if it has none. */
  public static String id(Object fact) {
    Object id;
    if (fact instanceof Map<?, ?> values) {
      id = values.get(Role.ID.word());
    } else {
      Field field = Described.factType(fact.getClass()).fieldOf(Role.ID);
      id = field == null ? null : field.read(fact);
    }
    return id == null ? "" : id.toString();
  }

  /** The fields that another line of the same sort has a value of its own in. */
  static List<String> identities(Object fact) {
    return fact instanceof Map
        ? IDENTITIES.stream().map(Role::word).toList()
        : Described.factType(fact.getClass()).fields().values().stream()
            .filter(field -> IDENTITIES.contains(field.role()))
            .map(Field::name)
            .toList();
  }

  /** The fact with another value, or {@code null} if there can be no such fact. */
  public static @Nullable Object with(Object fact, String field, @Nullable Object value) {
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

  /** The fact with other values, or {@code null} if there can be no such fact. */
  public static @Nullable Object with(Object fact, Map<String, @Nullable Object> values) {
    return fact instanceof Map ? values : make(fact.getClass(), values);
  }

  /** The record of the values, or {@code null} if there can be none. */
  static @Nullable Object make(Class<?> type, Map<String, @Nullable Object> values) {
    Shape shape = SHAPES.get(type);
    try {
      return shape.constructor().newInstance(shape.names().stream().map(values::get).toArray());
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
