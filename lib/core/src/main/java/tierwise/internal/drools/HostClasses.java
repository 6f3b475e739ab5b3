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
    for (TrustedClass each : trusted) {
      if (each.type().getName().equals(name)) {
        return each.type();
      }
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    for (TrustedClass each : trusted) {
      String type = each.type().getName();
      if (name.equals(type.replace('.', '/') + ".class")) {
        return each.type().getResource(name.substring(name.lastIndexOf('/') + 1));
      }
    }
    return super.getResource(name);
  }
}
