package tierwise.internal.casefile;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Vocabulary;

/** Reads a field of the library's facts. Immutable. */
public final class FieldReader {
  private static final Map<String, Map<String, FieldReader>> READERS = readers();

  private final String field;
  private final MethodHandle getter;

  private FieldReader(String field, MethodHandle getter) {
    this.field = field;
    this.getter = getter;
  }

  private static Map<String, Map<String, FieldReader>> readers() {
    Map<String, Map<String, FieldReader>> readers = new HashMap<>();
    for (FactType type : Vocabulary.shared().factTypes().values()) {
      Class<?> owner = type.javaClass();
      if (owner == null) {
        continue;
      }
      Map<String, FieldReader> ofType = new HashMap<>();
      readers.put(type.name(), ofType);
      for (String field : type.fields().keySet()) {
        try {
          Class<?> result = owner.getMethod(field).getReturnType();
          ofType.put(
              field,
              new FieldReader(
                  field,
                  MethodHandles.publicLookup()
                      .findVirtual(owner, field, MethodType.methodType(result))
                      .asType(MethodType.methodType(Object.class, Object.class))));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("no accessor for " + type + "." + field, e);
        }
      }
    }
    return readers;
  }

  /** What reads the field of facts of the type. */
  public static FieldReader of(FactType type, String field) {
    FieldReader reader = READERS.getOrDefault(type.name(), Map.of()).get(field);
    if (reader == null) {
      throw new IllegalArgumentException(type + " has no field " + field);
    }
    return reader;
  }

  /** The value of the field, or {@code null} if the fact does not give it. */
  public @Nullable Object read(Object fact) {
    try {
      return getter.invokeExact(fact);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + field + " of " + fact, e);
    }
  }

  /** The value of the field, or {@code null} if the fact does not give it. */
  public static @Nullable Object read(FactType type, String field, Object fact) {
    return of(type, field).read(fact);
  }
}
