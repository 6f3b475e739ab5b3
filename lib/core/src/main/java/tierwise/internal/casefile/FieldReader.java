package tierwise.internal.casefile;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Vocabulary;

/** Reads fields of the library's facts by name. */
public final class FieldReader {
  private static final Map<String, Map<String, MethodHandle>> GETTERS = getters();

  private FieldReader() {}

  private static Map<String, Map<String, MethodHandle>> getters() {
    Map<String, Map<String, MethodHandle>> getters = new HashMap<>();
    for (FactType type : Vocabulary.shared().factTypes().values()) {
      Class<?> owner = type.javaClass();
      if (owner == null) {
        continue;
      }
      Map<String, MethodHandle> ofType = new HashMap<>();
      getters.put(type.name(), ofType);
      for (String field : type.fields().keySet()) {
        try {
          Class<?> result = owner.getMethod(field).getReturnType();
          ofType.put(
              field,
              MethodHandles.publicLookup()
                  .findVirtual(owner, field, MethodType.methodType(result))
                  .asType(MethodType.methodType(Object.class, Object.class)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("no accessor for " + type + "." + field, e);
        }
      }
    }
    return getters;
  }

  /** The value of the field, or {@code null} if the fact does not give it. */
  public static @Nullable Object read(FactType type, String field, Object fact) {
    MethodHandle getter = GETTERS.getOrDefault(type.name(), Map.of()).get(field);
    if (getter == null) {
      throw new IllegalArgumentException(type + " has no field " + field);
    }
    try {
      return getter.invokeExact(fact);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + field + " of a " + type, e);
    }
  }
}
