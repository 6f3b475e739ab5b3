package tierwise.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/** The rules that everything here is measured with, as read from a folder. */
record Rules2021(Manifest manifest, RuleModel model) {
  static final String YEAR = "learning-partner/2021";
  private static final String ROOT = "META-INF/tierwise/";

  static Rules2021 read(Path folder) {
    Problems problems = new Problems();
    List<FolderFiles> found = FolderFinder.in(folder, problems);
    problems.throwIfErrors();
    RuleFolder read = RuleFolder.read(found.get(0), problems);
    RuleModel model = RuleChecker.read(read, problems);
    problems.throwIfErrors();
    return new Rules2021(
        Objects.requireNonNull(read.manifest()), Objects.requireNonNull(model, YEAR));
  }

  /** A copy of the rule folder, which goes when the Java machine ends. */
  static Path folder() {
    try {
      Path root = Files.createTempDirectory("tierwise-benchmarks");
      // Deletion goes backwards: files first.
      root.toFile().deleteOnExit();
      Path folder = root;
      for (Path part : Path.of(YEAR)) {
        folder = Files.createDirectory(folder.resolve(part));
        folder.toFile().deleteOnExit();
      }
      String index = new String(resource("index.txt"), StandardCharsets.UTF_8);
      for (String name : index.lines().filter(line -> line.startsWith(YEAR + "/")).toList()) {
        Files.write(root.resolve(name), resource(name)).toFile().deleteOnExit();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the rules of " + YEAR, e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Rules2021.class.getClassLoader().getResourceAsStream(ROOT + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
