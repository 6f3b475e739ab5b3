package tierwise.internal.casefile;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tierwise.internal.language.model.FactType;

/**
 * The components of a record that holds facts, looked up once for each class.
 *
 * @param constructor takes a value for each name
 */
record FactRecord(List<String> names, List<Class<?>> types, Constructor<?> constructor) {
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

  private static FactRecord read(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Class<?>> types =
        Arrays.stream(components).<Class<?>>map(RecordComponent::getType).toList();
    try {
      return new FactRecord(
          Arrays.stream(components).map(RecordComponent::getName).toList(),
          types,
          type.getConstructor(types.toArray(Class<?>[]::new)));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no public constructor", e);
    }
  }
}
