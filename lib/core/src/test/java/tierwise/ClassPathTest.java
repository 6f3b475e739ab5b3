package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.LaunchedClassLoader;
import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;

/** How rules are found in what a class path can be made of. */
class ClassPathTest {
  private static final Path RULES = Path.of("src/test/resources/rules");
  private static final String ROOT = "META-INF/tierwise/";
  private static final String INDEX = ROOT + "index.txt";

  @TempDir Path temp;

  @Test
  void rulesAreFoundInADirectory() throws IOException {
    Path directory = temp.resolve("a % and a space");
    for (Map.Entry<String, byte[]> file : teaClub().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    assertIsTeaClub(directory);
  }

  @Test
  void rulesAreFoundInAJar() throws IOException {
    Path jar = temp.resolve("a % and a space.jar");
    Files.write(jar, withFolders(teaClub()));
    assertIsTeaClub(jar);
  }

  @Test
  void aJarWithoutEntriesForItsFoldersNamesItsFiles() throws IOException {
    Map<String, byte[]> files = teaClub();
    assertThatThrownBy(() -> found(Files.write(temp.resolve("mute.jar"), zip(files))))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("there is no rule folder on the class path")
        .hasMessageContaining("needs a file META-INF/tierwise/index.txt");
    files.put(INDEX, index(files));
    assertIsTeaClub(Files.write(temp.resolve("rules.jar"), zip(files)));
  }

  @Test
  void aJarMadeOfTwoHasTheRulesOfBothThoughItsIndexIsThatOfOne() throws IOException {
    Map<String, byte[]> files = teaClub();
    files.put(INDEX, index(files));
    files.putAll(files("cafe-guild/2024"));
    assertThat(found(Files.write(temp.resolve("fat.jar"), withFolders(files))))
        .containsExactly("cafe-guild/2024", "tea-club/2024");
  }

  @Test
  void rulesAreFoundInAJarWithinAJar() throws Exception {
    byte[] inner = withFolders(teaClub());
    Path jar = temp.resolve("service.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String folder : List.of("BOOT-INF/", "BOOT-INF/lib/", "BOOT-INF/classes/")) {
        out.putNextEntry(new ZipEntry(folder));
      }
      // Spring Boot does not compress what it reads in place.
      ZipEntry entry = new ZipEntry("BOOT-INF/lib/rules.jar");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(inner.length);
      CRC32 sum = new CRC32();
      sum.update(inner);
      entry.setCrc(sum.getValue());
      out.putNextEntry(entry);
      out.write(inner);
      for (Map.Entry<String, byte[]> file : foldersAnd(files("cafe-guild/2024")).entrySet()) {
        out.putNextEntry(new ZipEntry("BOOT-INF/classes/" + file.getKey()));
        out.write(file.getValue());
      }
    }
    // Elsewhere, since it changes how a Java machine opens jars.
    String printed =
        JavaMachine.run(
            temp,
            "--class-path",
            System.getProperty("java.class.path"),
            Service.class.getName(),
            jar.toString());
    assertThat(printed.lines()).containsExactly("[cafe-guild/2024, tea-club/2024]");
  }

  /** Starts as Spring Boot does. */
  static final class Service {
    public static void main(String[] args) throws IOException {
      Handlers.register();
      File jar = new File(args[0]);
      URL[] urls = {
        JarUrl.create(jar, "BOOT-INF/lib/rules.jar"), JarUrl.create(jar, "BOOT-INF/classes/")
      };
      try (URLClassLoader loader = new LaunchedClassLoader(false, urls, null)) {
        System.out.println(names(loader));
      }
    }
  }

  @Test
  void casesBesideTheRulesAreLeftAlone() throws IOException {
    Map<String, byte[]> files = teaClub();
    files.put(ROOT + "tea-club/2024/tests/cases.yaml", new byte[] {'?'});
    files.put(ROOT + "README.md", new byte[] {'?'});
    assertIsTeaClub(Files.write(temp.resolve("rules.jar"), withFolders(files)));
  }

  @Test
  void aFolderThatCannotBeOneOfRulesIsAProblem() throws IOException {
    Map<String, byte[]> files = teaClub();
    files.put(ROOT + "Tea Club/2024/ruleset.yaml", new byte[0]);
    Path jar = Files.write(temp.resolve("rules.jar"), withFolders(files));
    assertThatThrownBy(() -> found(jar))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("names no file of a rule folder: Tea Club/2024/ruleset.yaml")
        .hasMessageContaining("programme/year");
  }

  @Test
  void aYearThatTwoJarsHaveIsAProblem() throws IOException {
    Path one = Files.write(temp.resolve("one.jar"), withFolders(teaClub()));
    Path two = Files.write(temp.resolve("two.jar"), withFolders(teaClub()));
    assertThatThrownBy(() -> found(one, two))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("tea-club/2024 is more than once on the class path");
  }

  @Test
  void whatCannotBeListedIsNotPassedOver() {
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected Enumeration<URL> findResources(String name) throws IOException {
            return name.equals(ROOT)
                ? Collections.enumeration(List.of(new URL(null, "bundle:/1/" + ROOT, new Closed())))
                : Collections.emptyEnumeration();
          }
        };
    assertThatThrownBy(() -> RuleSets.onClassPath(loader))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("the rule folders in bundle:/1/META-INF/tierwise/ cannot be listed")
        .hasMessageContaining("Add a file META-INF/tierwise/index.txt");
  }

  /** As of a framework with class loaders of its own kind. */
  private static final class Closed extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return InputStream.nullInputStream();
        }
      };
    }
  }

  private static void assertIsTeaClub(Path classPath) throws IOException {
    assertThat(found(classPath)).containsExactly("tea-club/2024");
    try (URLClassLoader loader = loader(classPath)) {
      assertThat(RuleSets.onClassPath(loader).year("2024").fingerprint())
          .isEqualTo(RuleSets.in(RULES.resolve("tea-club/2024")).year("2024").fingerprint());
    }
  }

  private static List<String> found(Path... classPath) throws IOException {
    try (URLClassLoader loader = loader(classPath)) {
      return names(loader);
    }
  }

  private static List<String> names(ClassLoader loader) {
    return RuleSets.onClassPath(loader).years().stream().map(ProgramYear::name).toList();
  }

  private static URLClassLoader loader(Path... classPath) throws IOException {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null);
  }

  private static Map<String, byte[]> teaClub() throws IOException {
    return files("tea-club/2024");
  }

  private static Map<String, byte[]> files(String folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(RULES.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(ROOT + folder + "/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static byte[] index(Map<String, byte[]> files) {
    return files.keySet().stream()
        .map(name -> name.substring(ROOT.length()))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As Maven, Gradle and the JDK pack them. */
  private static byte[] withFolders(Map<String, byte[]> files) throws IOException {
    return zip(foldersAnd(files));
  }

  private static Map<String, byte[]> foldersAnd(Map<String, byte[]> files) {
    Map<String, byte[]> entries = new TreeMap<>(files);
    for (String name : new TreeSet<>(files.keySet())) {
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        entries.put(name.substring(0, slash + 1), new byte[0]);
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream into = bytes;
        ZipOutputStream out = new ZipOutputStream(into)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
