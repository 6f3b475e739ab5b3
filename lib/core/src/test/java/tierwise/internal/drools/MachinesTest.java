package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules do to the Java machine that they are built and run in. */
class MachinesTest {
  @TempDir Path temp;

  /** What Java has at hand, or makes to call what is called often by reflection. */
  private static final String JAVAS_OWN =
      "[\\w.$]+ source: (jrt:/java.base|shared objects file( \\(top\\))?)"
          + "|jdk.internal.reflect.Generated\\w+Accessor\\d+ source: __ClassDefiner__";

  /**
   * A machine that has decided by some rules reads, builds and runs others, with types and helpers
   * that it has not seen: it loads no class for them.
   */
  @Test
  void otherRulesDefineNoClass() throws Exception {
    Path log = temp.resolve("classes.log");
    run("-Xlog:class+load:file=" + log, "warm", "others");
    List<String> lines = Files.readAllLines(log);
    int warm = 0;
    while (!lines.get(warm).contains(OneMachine.class.getName() + "$Marker")) {
      warm++;
    }
    assertThat(lines.subList(0, warm))
        .as("Drools was used")
        .anyMatch(line -> line.contains("org.drools.modelcompiler.KieBaseBuilder"));
    assertThat(lines.subList(warm + 1, lines.size()))
        .extracting(line -> line.replaceFirst("^.*\\] ", ""))
        .isNotEmpty()
        .allMatch(line -> line.matches(JAVAS_OWN));
  }

  /** Whoever decides first, and whatever the context class loader of its thread is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool without-loader foreign-loader main",
        "without-loader main foreign-loader pool",
        "foreign-loader without-loader pool main"
      })
  void theContextClassLoaderOfTheThreadDoesNotMatter(String ways) throws Exception {
    run("-Xshare:auto", ways.split(" "));
  }

  private void run(String option, String... ways) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(option, "-cp", System.getProperty("java.class.path"), OneMachine.class.getName()));
    command.addAll(List.of(ways));
    Path output = temp.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output))
        .contains(Stream.of(ways).map(way -> way + " decided").toList());
  }

  private record Compared(Path path) {}

  /** As a host does that loads the library anew, or drops it. */
  @Test
  void aClassLoaderThatIsDroppedIsCollected() throws Exception {
    WeakReference<ClassLoader> dropped = new WeakReference<>(decidedAndDropped());
    // Java 17 keeps the class of the record that was compared last, until another one is.
    assertThat(new Compared(temp)).isEqualTo(new Compared(temp.resolve(".").normalize()));
    for (int i = 0; i < 100 && dropped.get() != null; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(dropped.get()).as("the class loader").isNull();
  }

  private static ClassLoader decidedAndDropped() throws Exception {
    URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
    @Nullable Throwable[] failed = new Throwable[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                loader.loadClass(OneMachine.class.getName()).getMethod("decideOthers").invoke(null);
              } catch (InvocationTargetException e) {
                failed[0] = e.getCause();
              } catch (ReflectiveOperationException e) {
                failed[0] = e;
              }
            });
    thread.start();
    thread.join();
    if (failed[0] != null) {
      throw new AssertionError(failed[0]);
    }
    loader.close();
    return loader;
  }

  /** Without what reads texts of DRL, which other tests need. */
  private static List<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("drools-drl-parser") && !entry.contains("antlr"))
        .toList();
  }

  private static URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath()) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
