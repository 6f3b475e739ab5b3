package tierwise.internal.drools;

import java.util.function.Supplier;

/**
 * The class loader of this library. Drools looks for its parts by the context class loader of the
 * thread, which can be anything, and remembers for ever what it does not find there.
 */
final class OwnLoader {
  static final ClassLoader LOADER = OwnLoader.class.getClassLoader();

  private OwnLoader() {}

  /** Does work of the engine with it as context class loader. */
  static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before == LOADER) {
      return work.get();
    }
    thread.setContextClassLoader(LOADER);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
