package tierwise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
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

  private final RuleSet rules;
  private final List<TestCase> cases;

  private RuleFolderCases(RuleSet rules, List<TestCase> cases) {
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
    for (ProgramYear year : sets.years()) {
      Path folder = folderOf(directory, year);
      folders.add(read(sets.year(year.name()), folder, problems));
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

  private static RuleFolderCases read(RuleSet rules, Path folder, Problems problems) {
    List<TestCase> cases = new ArrayList<>();
    int before = problems.size();
    for (Path file : files(folder.resolve(TESTS))) {
      SourceText source = decode(file, problems);
      CaseFile read = source == null ? null : CaseFileReader.read(source, problems);
      if (read == null || source == null) {
        continue;
      }
      List<EnrollmentCase> facts = EnrollmentCase.parse(source.name(), source.text());
      for (int i = 0; i < read.cases().size(); i++) {
        CaseFile.Entry entry = read.cases().get(i);
        Expectation expectation = Expectation.read(entry, rules, problems);
        cases.add(new TestCase(rules, file, entry, facts.get(i), expectation));
      }
    }
    if (cases.isEmpty() && problems.size() == before) {
      problems
          .error(
              Code.NO_CASES,
              new SourceText(folder.resolve(TESTS).toString(), "").whole(),
              "the rule folder " + rules + " has no case")
          .wayOut("Write at least one file of cases into its folder \"tests\".");
    }
    return new RuleFolderCases(rules, cases);
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
    try {
      return Decoder.decode(
          file.toString(), Files.readAllBytes(file), CaseFileReader.LARGEST_FILE, problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules that decide the cases. */
  public RuleSet rules() {
    return rules;
  }

  /** The cases, file by file. */
  public List<TestCase> cases() {
    return cases;
  }
}
