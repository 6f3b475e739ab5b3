package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a folder or a class path are read, and which are left alone or refused. */
class WhatIsReadTest {
  /** Many times what it takes; what waits for a pipe waits for ever. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final String INDEX = "META-INF/tierwise/index.txt";

  @TempDir Path temp;

  // ---- folders ---------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "targets.drl~",
        "#targets.drl#",
        ".targets.drl.swp",
        ".#targets.drl",
        "ruleset.yaml~"
      })
  void whatAnEditorLeavesBesideAFileIsNoPartOfTheRules(String name) throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    String fingerprint = RuleSets.in(temp).year("2024").fingerprint();
    Files.writeString(folder.resolve(name), "rule \"half a sent");
    assertThat(RuleSets.check(temp)).isEmpty();
    assertThat(RuleSets.in(temp).year("2024").fingerprint()).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"targets.drl.bak", "targets.drl.orig", "targets (copy).txt"})
  void whatPeopleLeaveBesideAFileIsRefused(String name) throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Files.writeString(folder.resolve(name), "");
    assertThat(RuleSets.check(temp))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("a rule folder has no file \"" + name + "\""));
  }

  @Test
  void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path folder = CafeGuild.copyTo(temp);
    pipe(folder.resolve("more.drl"));
    assertIsNoFile(folder.resolve("more.drl"));
  }

  @Test
  void aPipeInThePlaceOfTheManifestIsNotWaitedFor() throws IOException, InterruptedException {
    Path folder = CafeGuild.copyTo(temp);
    Files.delete(folder.resolve("ruleset.yaml"));
    pipe(folder.resolve("ruleset.yaml"));
    assertIsNoFile(folder.resolve("ruleset.yaml"));
  }

  @Test
  void aDeviceThatNeverEndsIsNotRead() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Path zeros = Path.of("/dev/zero");
    assumeTrue(Files.exists(zeros), "there is no such device");
    Files.createSymbolicLink(folder.resolve("more.drl"), zeros);
    assertIsNoFile(folder.resolve("more.drl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"more.drl", "tests", "more"})
  void aLinkToItselfLeadsNowhere(String name) throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Files.createSymbolicLink(folder.resolve(name), Path.of(name));
    assertIsNoFile(folder.resolve(name));
  }

  @Test
  void aFolderWithTheNameOfAFileIsNoFile() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Files.createDirectory(folder.resolve("more.drl"));
    assertIsNoFile(folder.resolve("more.drl"));
  }

  private void assertIsNoFile(Path file) {
    List<Problem> problems = assertTimeoutPreemptively(LONGEST, () -> RuleSets.check(temp));
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              Problem.Place place = Objects.requireNonNull(problem.place());
              assertThat(place.at().file()).isEqualTo(file.toString());
              assertThat(problem.code()).isEqualTo("TW-101");
              assertThat(problem.message())
                  .isEqualTo(
                      "\""
                          + file.getFileName()
                          + "\" is no file, but a folder, a pipe, a device or a link that leads"
                          + " nowhere");
            });
  }

  @Test
  void aFolderThatIsALinkToTheOneAboveEnds() throws IOException {
    CafeGuild.copyTo(temp);
    Files.createSymbolicLink(temp.resolve("cafe-guild/2025"), Path.of(".."));
    List<Problem> problems = assertTimeoutPreemptively(LONGEST, () -> RuleSets.check(temp));
    assertThat(problems)
        .anyMatch(problem -> problem.message().equals("the rule folder has no ruleset.yaml"));
  }

  @Test
  void linksToFilesAreReadAsAKubernetesVolumeHasThem() throws IOException {
    Path folder = temp.resolve("cafe-guild/2024");
    CafeGuild.copyAs(folder.resolve("..2024_05_05"));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2024_05_05"));
    try (Stream<Path> files = Files.list(folder.resolve("..data"))) {
      for (Path file : files.toList()) {
        Path name = file.getFileName();
        Files.createSymbolicLink(folder.resolve(name), Path.of("..data").resolve(name));
      }
    }
    assertThat(RuleSets.check(temp)).isEmpty();
    assertThat(RuleSets.in(temp).years()).hasSize(1);
  }

  private static void pipe(Path file) throws IOException, InterruptedException {
    Process made = null;
    try {
      made = new ProcessBuilder("mkfifo", file.toString()).start();
    } catch (IOException e) {
      // There are no pipes here.
    }
    assumeTrue(made != null && made.waitFor() == 0, "there are no pipes here");
  }

  // ---- class path ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../secret.txt",
        "cafe-guild/../secret.txt",
        "../2024/secret.txt",
        "/etc/2024/passwd",
        "file:/etc/passwd",
        "http:/example.org/rules",
        "cafe-guild/2024/%2e%2e%2fsecret.txt",
        "cafe-guild/2024/a\\..\\..\\secret.txt",
        "cafe-guild/2024/targets.drl?x",
        "cafe-guild/2024/targets.drl#x",
        "jar:file:/x.jar!/cafe-guild/2024/targets.drl",
        "cafe-guild/2024/a:b",
      })
  void anIndexNamesOnlyFilesBesideIt(String line) throws IOException {
    Path jar = jar(files(), String.join("\n", line, allFiles()));
    RuleSetException refused = refused(jar);
    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("the index jar:file:")
                    .endsWith("has a line that names no file of a rule folder: " + line));
  }

  @Test
  void anIndexIsReadFromAJarAndFromADirectory() throws IOException {
    String lines =
        allFiles() + "cafe-guild/2024/targets.drl~\n\n.hidden\n..\\..\\x.txt\ncafe-guild/2024/..\n";
    try (URLClassLoader loader = loader(jar(files(), lines))) {
      assertThat(RuleSets.onClassPath(loader).years()).hasSize(1);
    }
    Path directory = temp.resolve("with a space");
    CafeGuild.copyTo(directory.resolve("META-INF/tierwise"));
    Files.writeString(directory.resolve(INDEX), lines);
    try (URLClassLoader loader = loader(directory)) {
      assertThat(RuleSets.onClassPath(loader).years()).hasSize(1);
    }
  }

  @Test
  void aFileThatTheIndexNamesAndThatIsNotThereIsAProblem() throws IOException {
    RuleSetException refused = refused(jar(files(), allFiles() + "cafe-guild/2024/more.drl\n"));
    assertThat(refused).hasMessageContaining("cannot read rule folders of the class path");
  }

  @Test
  void anIndexWithoutEndIsNotRead() throws IOException {
    Path jar = temp.resolve("large.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(INDEX));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(jar)).isLessThan(1_000_000);
    assertThat(refused(jar)).hasMessageContaining("has more than 1048576 bytes");
  }

  @Test
  void theFilesOfAClassPathHaveALargestSizeTogether() throws IOException {
    Path jar = temp.resolve("large.jar");
    List<String> names =
        IntStream.range(0, 400).mapToObj(i -> "p" + i / 90 + "/2024/f" + i % 90 + ".drl").toList();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(INDEX));
      out.write(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
      for (String name : names) {
        out.putNextEntry(new JarEntry("META-INF/tierwise/" + name));
        out.write(new byte[300_000]);
      }
    }
    assertThat(refused(jar))
        .hasMessageContaining("have more than 67108864 bytes")
        .hasMessageContaining("is not read further");
  }

  @Test
  void aClassPathHasALargestNumberOfFiles() throws IOException {
    String lines =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "p" + i / 90 + "/2024/f" + i % 90 + ".drl")
            .collect(Collectors.joining("\n"));
    Path directory = temp.resolve("many");
    for (String line : lines.split("\n", -1)) {
      Path file = directory.resolve("META-INF/tierwise").resolve(line);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Files.writeString(directory.resolve(INDEX), lines);
    assertThat(refused(directory)).hasMessageContaining("have more than 10000 files");
  }

  @Test
  void anIndexThatIsAPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path directory = temp.resolve("waiting");
    Files.createDirectories(directory.resolve(INDEX).getParent());
    pipe(directory.resolve(INDEX));
    assertThat(assertTimeoutPreemptively(LONGEST, () -> refused(directory)))
        .hasMessageContaining("index.txt is no file");
  }

  @Test
  void aFileOfAClassPathThatIsAPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path directory = temp.resolve("waiting");
    Path folder = CafeGuild.copyTo(directory.resolve("META-INF/tierwise"));
    pipe(folder.resolve("more.drl"));
    Files.writeString(directory.resolve(INDEX), allFiles() + "cafe-guild/2024/more.drl\n");
    assertThat(assertTimeoutPreemptively(LONGEST, () -> refused(directory)))
        .hasMessageContaining("more.drl is no file");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CafeGuild.FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String allFiles() throws IOException {
    return files().stream()
        .map(file -> "cafe-guild/2024/" + file.getFileName() + "\n")
        .collect(Collectors.joining());
  }

  private Path jar(List<Path> files, String index) throws IOException {
    Path jar = temp.resolve("rules.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(INDEX));
      out.write(index.getBytes(StandardCharsets.UTF_8));
      for (Path each : files) {
        out.putNextEntry(new JarEntry("META-INF/tierwise/cafe-guild/2024/" + each.getFileName()));
        out.write(Files.readAllBytes(each));
      }
    }
    return jar;
  }

  private static RuleSetException refused(Path classPath) throws IOException {
    try (URLClassLoader loader = loader(classPath)) {
      return catchThrowableOfType(RuleSetException.class, () -> RuleSets.onClassPath(loader));
    }
  }

  private static URLClassLoader loader(Path classPath) throws IOException {
    return new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null);
  }
}
