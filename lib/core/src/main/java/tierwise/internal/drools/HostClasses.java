package tierwise.internal.drools;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Offer;
import tierwise.internal.folder.TrustedClass;

/**
 * What rules see while they are compiled: the library, and the classes that the embedding program
 * trusts, which may be of another class loader.
 */
final class HostClasses extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String CLASS_FILE = ".class";

  private final List<TrustedClass> trusted;

  private HostClasses(List<TrustedClass> trusted) {
    super(library());
    this.trusted = trusted;
  }

  static ClassLoader of(List<TrustedClass> trusted) {
    return trusted.stream().allMatch(each -> each.type().getClassLoader() == library())
        ? library()
        : new HostClasses(trusted);
  }

  private static ClassLoader library() {
    return Offer.class.getClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> type = TrustedClass.named(name, trusted);
    return type == null ? super.loadClass(name, resolve) : type;
  }

  @Override
  public @Nullable URL getResource(String name) {
    if (name.endsWith(CLASS_FILE)) {
      String className = name.substring(0, name.length() - CLASS_FILE.length()).replace('/', '.');
      Class<?> type = TrustedClass.named(className, trusted);
      if (type != null) {
        return type.getResource("/" + name);
      }
    }
    return super.getResource(name);
  }
}
