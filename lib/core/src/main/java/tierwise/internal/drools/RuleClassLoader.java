package tierwise.internal.drools;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tierwise.facts.Offer;
import tierwise.internal.folder.TrustedClass;

/**
 * Loads the classes of one rule set. It has no parent: they link to each other and to the names
 * that are listed, and to nothing else of the host. It defines its own classes so that their work
 * is counted.
 */
final class RuleClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String STEPS = Steps.class.getName();

  private final Map<String, byte[]> own;
  private final Set<String> listed;
  private final List<TrustedClass> trusted;

  RuleClassLoader(Map<String, byte[]> own, Set<String> listed, List<TrustedClass> trusted) {
    super(null);
    this.own = own;
    this.listed = listed;
    this.trusted = trusted;
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
        byte[] counted = CountedClass.of(bytes);
        return defineClass(name, counted, 0, counted.length);
      }
      if (listed.contains(name) || name.equals(STEPS)) {
        return Class.forName(name, false, Offer.class.getClassLoader());
      }
      Class<?> type = TrustedClass.named(name, trusted);
      if (type == null) {
        throw new ClassNotFoundException(name);
      }
      return type;
    }
  }
}
