package tierwise.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.source.Code;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * The cases of a rule folder: those of all files in its {@code tests}. Each is decided by the rules
 * of its own folder, whatever its day. Immutable and safe for use by several threads.
 */
public final class RuleFolderCases {
  private static final String TESTS = "tests";

  private final RuleSet ruleSet;
  private final Path folder;
  private final TestedRules rules;
  private final List<TestCase> cases;

  private RuleFolderCases(RuleSet ruleSet, Path folder, TestedRules rules, List<TestCase> cases) {
    this.ruleSet = ruleSet;
    this.folder = folder;
    this.rules = rules;
    this.cases = List.copyOf(cases);
  }

  /**
   * The cases of all rule folders in or at a directory, folder by folder.
   *
   * @throws RuleSetException with everything that is wrong with rules or cases; also if a folder
   *     has no case, since tests that test nothing would always pass
   */
  public static List<RuleFolderCases> in(Path directory) {
    RuleSets sets = RuleSets.in(directory);
    Problems problems = new Problems();
    List<RuleFolderCases> folders = new ArrayList<>();
    for (FolderFiles files : FolderFinder.in(directory, problems)) {
      TestedRules rules = TestedRules.read(RuleFolder.read(files, problems), problems);
      if (rules != null) {
        RuleSet ruleSet = sets.year(files.name());
        Path folder = folderOf(directory, ruleSet.programYear());
        folders.add(read(ruleSet, folder, rules, problems));
      }
    }
    problems.throwIfErrors();
    return folders;
  }

  /** The directory can be that of all programmes, of one, or of one year. */
  private static Path folderOf(Path directory, ProgramYear year) {
    for (Path candidate :
        List.of(
            directory.resolve(year.programme()).resolve(year.year()),
            directory.resolve(year.year()))) {
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return directory;
  }

  private static RuleFolderCases read(
      RuleSet ruleSet, Path folder, TestedRules rules, Problems problems) {
    int before = problems.size();
    List<TestCase> cases = new ArrayList<>();
    List<SourceText> sources =
        files(folder.resolve(TESTS)).stream()
            .map(file -> decode(file, problems))
            .filter(Objects::nonNull)
            .toList();
    for (CaseFile file : CaseFileReader.read(sources, problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        cases.add(
            new TestCase(
                rules,
                Path.of(file.source().name()),
                entry,
                Expectation.read(entry, rules, problems)));
      }
    }
    if (cases.isEmpty() && problems.size() == before) {
      problems
          .error(
              Code.NO_CASES,
              new SourceText(folder.resolve(TESTS).toString(), "").whole(),
              "the rule folder " + ruleSet + " has no case")
          .wayOut("Write at least one file of cases into its folder \"tests\".");
    }
    return new RuleFolderCases(ruleSet, folder, rules, cases);
  }

  private static List<Path> files(Path tests) {
    if (!Files.isDirectory(tests)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(tests)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable SourceText decode(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      int largest = CaseFileReader.LARGEST_FILE;
      return Decoder.decode(file.toString(), in.readNBytes(largest + 1), largest, problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules that decide the cases. */
  public RuleSet rules() {
    return ruleSet;
  }

  /** The rule folder. */
  public Path folder() {
    return folder;
  }

  /** The cases, file by file; of tables, the rows. */
  public List<TestCase> cases() {
    return cases;
  }

  /**
   * What the cases exercise of the rules. Every case is decided twice, by the engine and by an
   * interpreter of the rules; where the two differ, the coverage says so.
   *
   * @param withCases whether to look for a case for each missing boundary, which takes a while
   */
  public Coverage coverage(boolean withCases) {
    return CoverageRun.of(rules, cases, true, withCases);
  }

  TestedRules tested() {
    return rules;
  }
}
