package tierwise.internal.language.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java method behind a helper, to be called with objects: the target first if it is a method of
 * a fact, then the arguments. There is an interface for each number of objects, so that a call
 * makes no array.
 */
public sealed interface Invocation {
  /** A call with one object. */
  non-sealed interface Of1 extends Invocation {
    @Nullable Object call(@Nullable Object a);
  }

  /** A call with two objects. */
  non-sealed interface Of2 extends Invocation {
    @Nullable Object call(@Nullable Object a, @Nullable Object b);
  }

  /** A call with three objects. */
  non-sealed interface Of3 extends Invocation {
    @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c);
  }

  /** A call with four objects. */
  non-sealed interface Of4 extends Invocation {
    @Nullable Object call(
        @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d);
  }

  /** A call with any number of objects. */
  non-sealed interface OfAny extends Invocation {
    @Nullable Object call(@Nullable Object[] all);
  }

  /** Those of a fixed number of objects, from one on. */
  List<Class<? extends Invocation>> BY_NUMBER = List.of(Of1.class, Of2.class, Of3.class, Of4.class);

  /** How a method of the library is called. */
  static Invocation of(Method method) {
    int objects = method.getParameterCount() + (Modifier.isStatic(method.getModifiers()) ? 0 : 1);
    return objects >= 1 && objects <= BY_NUMBER.size()
        ? MethodFunctions.of(method, BY_NUMBER.get(objects - 1), "call")
        : ofHandle(method);
  }

  /** How a method of the embedding program is called, whose classes the library does not see. */
  static OfAny ofHandle(Method method) {
    MethodHandle handle;
    try {
      handle = MethodHandles.publicLookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot be called: " + method, e);
    }
    MethodHandle ofObjects =
        handle
            .asType(handle.type().generic())
            .asSpreader(Object[].class, handle.type().parameterCount());
    return all -> {
      try {
        return (Object) ofObjects.invokeExact(all);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
