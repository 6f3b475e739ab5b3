package tierwise.internal.drools;

import java.util.Map;
import java.util.Set;
import tierwise.facts.Offer;

/**
 * Loads the classes of one rule set. It has no parent: they link to each other and to the names
 * that are listed, and to nothing else of the host.
 */
final class RuleClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> own;
  private final Set<String> listed;

  RuleClassLoader(Map<String, byte[]> own, Set<String> listed) {
    super(null);
    this.own = own;
    this.listed = listed;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] bytes = own.get(name);
      if (bytes != null) {
        return defineClass(name, bytes, 0, bytes.length);
      }
      if (listed.contains(name)) {
        return Class.forName(name, false, Offer.class.getClassLoader());
      }
      throw new ClassNotFoundException("rules cannot link to " + name);
    }
  }
}
