package tierwise.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import tierwise.ProgramYear;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.decide.Decider;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * A rule folder as the library has it: read, checked and ready to decide.
 *
 * @param drl the bytes of the author's rule files, by their names
 * @param cases the facts of each case beside the rules that can be read
 */
record Year(
    String name, RuleModel model, Decider decider, Map<String, byte[]> drl, List<CaseFacts> cases) {
  @Override
  public String toString() {
    return name;
  }

  /** The rule folders below a directory. */
  static List<Year> in(Path directory) {
    Problems problems = new Problems();
    List<Year> years = new ArrayList<>();
    for (FolderFiles files : FolderFinder.in(directory, problems)) {
      years.add(read(files, problems));
    }
    problems.throwIfErrors();
    return years;
  }

  private static Year read(FolderFiles files, Problems problems) {
    RuleFolder folder = RuleFolder.read(files, problems);
    RuleModel model = RuleChecker.read(folder, problems);
    problems.throwIfErrors();
    Map<String, byte[]> drl = new TreeMap<>(files.contents());
    drl.keySet().removeIf(name -> !name.endsWith(".drl"));
    Manifest manifest = Objects.requireNonNull(folder.manifest());
    return new Year(
        folder.name(),
        Objects.requireNonNull(model),
        new Decider(
            new ProgramYear(
                folder.programme(),
                folder.year(),
                manifest.title(),
                manifest.from(),
                manifest.until()),
            folder.fingerprint(),
            manifest,
            Objects.requireNonNull(folder.messages()),
            model,
            new DirectEngine(model)),
        drl,
        cases(Path.of(folder.path(), "tests"), problems));
  }

  private static List<CaseFacts> cases(Path tests, Problems problems) {
    try (Stream<Path> paths = Files.list(tests)) {
      List<SourceText> files = new ArrayList<>();
      for (Path path : paths.sorted().toList()) {
        files.add(
            Decoder.decode(
                path.toString(), Files.readAllBytes(path), CaseFileReader.LARGEST_FILE, problems));
      }
      List<CaseFacts> cases = new ArrayList<>();
      for (CaseFile file : CaseFileReader.read(files, Vocabulary.shared(), problems)) {
        for (CaseFile.Entry each : file.cases()) {
          if (each.facts() != null && each.faults().isEmpty()) {
            cases.add(each.facts());
          }
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
