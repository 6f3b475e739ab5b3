package tierwise.record;

/** This library. */
final class Library {
  private static final String FROM_SOURCES = "built from sources";

  private Library() {}

  /** Its version, as the jar or the module says. */
  static String version() {
    String version = Library.class.getPackage().getImplementationVersion();
    if (version == null && Library.class.getModule().getDescriptor() != null) {
      version = Library.class.getModule().getDescriptor().rawVersion().orElse(null);
    }
    return version == null ? FROM_SOURCES : version;
  }
}
