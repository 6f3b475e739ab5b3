package tierwise.internal.casefile;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.facts.InvalidFactException;
import tierwise.facts.RuleLanguage;
import tierwise.internal.language.model.FactType;

/**
 * The components of a record that holds facts, looked up once for each class.
 *
 * @param naming those of them that name somebody or something of the partner's
 * @param constructor takes a value for each name
 */
record FactRecord(
    List<String> names, List<Class<?>> types, List<String> naming, Constructor<?> constructor) {
  private static final ClassValue<FactRecord> KNOWN =
      new ClassValue<>() {
        @Override
        protected FactRecord computeValue(Class<?> type) {
          return read(type);
        }
      };

  /** Of a type of the library, which has a class. */
  static FactRecord of(FactType type) {
    return KNOWN.get(Objects.requireNonNull(type.javaClass()));
  }

  /**
   * A record with a value for each name.
   *
   * @throws tierwise.facts.InvalidFactException if it refuses one
   */
  Object make(List<@Nullable Object> values) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidFactException invalid) {
        throw invalid;
      }
      throw new IllegalStateException("cannot make a record with " + names, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a record with " + names, e);
    }
  }

  private static FactRecord read(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Class<?>> types =
        Arrays.stream(components).<Class<?>>map(RecordComponent::getType).toList();
    try {
      return new FactRecord(
          Arrays.stream(components).map(RecordComponent::getName).toList(),
          types,
          Arrays.stream(components)
              .filter(each -> each.isAnnotationPresent(RuleLanguage.Naming.class))
              .map(RecordComponent::getName)
              .toList(),
          type.getConstructor(types.toArray(Class<?>[]::new)));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no public constructor", e);
    }
  }
}
