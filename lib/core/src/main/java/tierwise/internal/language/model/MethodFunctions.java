package tierwise.internal.language.model;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Methods of the library's facts and helpers as objects that are called without reflection, which
 * is about as quick as to call them. Each is made once for a Java machine, so that rules cause no
 * class to be made.
 */
final class MethodFunctions {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private MethodFunctions() {}

  /**
   * The method as an object of an interface with one method, which takes and gives objects. The
   * target of a method that is not static is the first argument.
   *
   * @param name the interface's method
   */
  static <T> T of(Method method, Class<T> type, String name) {
    try {
      MethodHandle handle = LOOKUP.unreflect(method);
      MethodType given = withIntegers(handle.type()).wrap();
      CallSite made =
          LambdaMetafactory.metafactory(
              LOOKUP,
              name,
              MethodType.methodType(type),
              MethodType.genericMethodType(given.parameterCount()),
              handle,
              given);
      return type.cast(made.getTarget().invoke());
    } catch (Throwable e) {
      throw new IllegalStateException("cannot be called: " + method, e);
    }
  }

  /** Whole numbers of rules are Integers, also where a method takes longer ones. */
  private static MethodType withIntegers(MethodType type) {
    MethodType given = type;
    for (int i = 0; i < type.parameterCount(); i++) {
      given = type.parameterType(i) == long.class ? given.changeParameterType(i, int.class) : given;
    }
    return given;
  }
}
