package tierwise.internal.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A class of the embedding program whose public static methods rules may call.
 *
 * @param type the class, public with all that it stands in
 * @param hash the SHA-256 of its class file
 */
public record TrustedClass(Class<?> type, String hash) {
  /** Looks at the class and reads its class file. */
  public static TrustedClass of(Class<?> type) {
    refuseIf(type.isPrimitive() || type.isArray() || type.isInterface(), type, "is no class");
    refuseIf(type.getCanonicalName() == null || type.isHidden(), type, "has no name of its own");
    refuseIf(type.getPackageName().isEmpty(), type, "is in no package");
    refuseIf(
        type.getName().startsWith("java.") || type.getName().startsWith("tierwise."),
        type,
        "is not of the embedding program; put what rules need of it into a class of yours");
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      refuseIf(!Modifier.isPublic(each.getModifiers()), type, "is not public");
    }
    refuseIf(
        !type.getModule().isExported(type.getPackageName()),
        type,
        "is in a package that its module " + type.getModule().getName() + " does not export");
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      refuseIf(in == null, type, "has no class file that can be read");
      return new TrustedClass(type, Sha256.of(Objects.requireNonNull(in).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }

  private static void refuseIf(boolean wrong, Class<?> type, String why) {
    if (wrong) {
      throw new IllegalArgumentException("rules cannot call " + type.getName() + ": it " + why);
    }
  }

  /** The one of the trusted classes that has the name; {@code null} if there is none. */
  public static @Nullable Class<?> named(String name, List<TrustedClass> trusted) {
    for (TrustedClass each : trusted) {
      if (each.type.getName().equals(name)) {
        return each.type;
      }
    }
    return null;
  }

  /** What a rule file imports to call its methods. */
  public String imports() {
    return "static " + type.getCanonicalName() + ".*";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrustedClass trusted && trusted.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
