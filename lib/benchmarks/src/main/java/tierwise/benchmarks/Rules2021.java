package tierwise.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tierwise.internal.folder.ClassPathFinder;
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
      Problems problems = new Problems();
      ClassLoader loader = Objects.requireNonNull(Rules2021.class.getClassLoader());
      for (FolderFiles files : ClassPathFinder.find(loader, problems)) {
        if (files.name().equals(YEAR)) {
          for (Map.Entry<String, byte[]> file : files.contents().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue()).toFile().deleteOnExit();
          }
        }
      }
      problems.throwIfErrors();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the rules of " + YEAR, e);
    }
  }
}
