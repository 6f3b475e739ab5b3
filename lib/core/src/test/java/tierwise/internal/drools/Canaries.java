package tierwise.internal.drools;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Classes of a host, one for each hostile file. Each tells when anything of it runs: when it is
 * initialised, called, read or made.
 */
final class Canaries implements AutoCloseable {
  private static final String SOURCE =
      """
      package canary;

      public class NAME extends java.util.ArrayList<Object> {
        static { touch(); }
        public static final int FIELD = touch();
        public NAME() { touch(); }
        private static int touch() { System.setProperty("canary.NAME", "touched"); return 1; }
        public static boolean yes() { touch(); return true; }
        public static int number() { return touch(); }
        public static String text() { touch(); return "x"; }
        public static java.util.List<Object> list() { touch(); return java.util.List.of(); }
        public static java.time.LocalDate day() { touch(); return java.time.LocalDate.MIN; }
        public enum Bird { FINCH; static { touch(); } }
      }
      """;

  private final URLClassLoader loader;

  /** Makes so many, in a directory that is empty. */
  Canaries(int number, Path directory) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", directory.toString()));
    for (int i = 0; i < number; i++) {
      String simpleName = simpleName(i);
      Path source = directory.resolve(simpleName + ".java");
      Files.writeString(source, SOURCE.replace("NAME", simpleName));
      arguments.add(source.toString());
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IllegalStateException("the canaries cannot be compiled");
    }
    loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, Canaries.class.getClassLoader());
  }

  private static String simpleName(int i) {
    return "C" + i;
  }

  /** The full name of a canary, which can also name a file, a thread or a setting. */
  static String name(int i) {
    return "canary." + simpleName(i);
  }

  /** Sees the canaries and all that the library sees. */
  ClassLoader loader() {
    return loader;
  }

  /** Whether anything of the canary ran, or something with its name is left. */
  static boolean isTouched(String name) {
    return System.getProperty(name) != null
        || Files.exists(Path.of(name))
        || Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals(name));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
