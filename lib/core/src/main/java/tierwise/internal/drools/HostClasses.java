package tierwise.internal.drools;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Offer;
import tierwise.internal.folder.TrustedClass;

/**
 * What rules see while they are compiled: the library, and the classes that the embedding program
 * trusts, which may be of another class loader.
 *
 * <p>Of the package of the rules themselves nothing else is there. The compiler asks for all that
 * it is about to make, under names that are new with each build; class loaders of Java would search
 * every jar, and remember that there was nothing.
 */
final class HostClasses extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String CLASS_FILE = ".class";

  private final String packageName;
  private final List<TrustedClass> trusted;

  /** For rules of the package. */
  HostClasses(String packageName, List<TrustedClass> trusted) {
    super(Offer.class.getClassLoader());
    this.packageName = packageName;
    this.trusted = trusted;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> type = TrustedClass.named(name, trusted);
    if (type != null) {
      return type;
    }
    if (isOfTheRules(name)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    if (name.endsWith(CLASS_FILE)) {
      String className = name.substring(0, name.length() - CLASS_FILE.length()).replace('/', '.');
      Class<?> type = TrustedClass.named(className, trusted);
      if (type != null) {
        return type.getResource("/" + name);
      }
      if (isOfTheRules(className)) {
        return null;
      }
    }
    return super.getResource(name);
  }

  private boolean isOfTheRules(String className) {
    return className.startsWith(packageName + ".");
  }
}
