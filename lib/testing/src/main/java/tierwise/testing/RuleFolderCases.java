package tierwise.testing;

import static tierwise.testing.CasesProblem.FOLDER_WITHOUT_CASES;
import static tierwise.testing.CasesProblem.NO_FILE_OF_CASES;
import static tierwise.testing.CasesProblem.NO_FILE_TO_READ;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.ProgrammeCalendar;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.folder.YearChoice;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.coverage.CoverageRun;
import tierwise.testing.internal.expect.Expectation;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.MutationRun;
import tierwise.testing.internal.year.DaysOfCases;

/**
 * The cases of a rule folder: those of all files in its {@code tests}. Each is decided by the rules
 * of its own folder, whatever its day. Immutable and safe for use by several threads.
 */
public final class RuleFolderCases {
  private static final String TESTS = "tests";

  private final FolderFiles files;
  private final TestedRules rules;
  private final List<SourceText> tests;
  private final List<TestCase> cases;

  private RuleFolderCases(
      FolderFiles files, TestedRules rules, List<SourceText> tests, List<TestCase> cases) {
    this.files = files;
    this.rules = rules;
    this.tests = List.copyOf(tests);
    this.cases = List.copyOf(cases);
  }

  /**
   * The cases of all rule folders in or at a directory, folder by folder.
   *
   * @throws RuleSetException with everything that is wrong with rules or cases; also if a folder
   *     has no case, since tests that test nothing would always pass
   */
  public static List<RuleFolderCases> in(Path directory) {
    return in(directory, List.of());
  }

  /**
   * As {@link #in(Path)}, without reading and building rules again that are as they were. Where the
   * cases are as they were, too, the answer holds the very object that was read earlier.
   *
   * @param earlier what was read of the directory earlier
   * @throws RuleSetException as above
   */
  public static List<RuleFolderCases> in(Path directory, List<RuleFolderCases> earlier) {
    Problems problems = new Problems();
    List<FolderFiles> found = FolderFinder.in(directory, problems);
    problems.throwIfErrors();
    if (!found.stream().allMatch(files -> earlier.stream().anyMatch(each -> each.isOf(files)))) {
      // Says also what is wrong with several years together.
      RuleSets.in(directory);
    }
    List<RuleFolderCases> folders = new ArrayList<>();
    for (FolderFiles files : found) {
      RuleFolderCases before =
          earlier.stream().filter(each -> each.isOf(files)).findFirst().orElse(null);
      TestedRules rules =
          before == null
              ? TestedRules.read(RuleFolder.read(files, problems), problems)
              : before.rules;
      if (rules != null) {
        List<SourceText> tests = tests(files, problems);
        folders.add(
            before != null && before.isOf(tests) ? before : read(files, rules, tests, problems));
      }
    }
    problems.throwIfErrors();
    return folders;
  }

  /**
   * The cases of any file, or of all files of a folder, held against given rules: each is decided
   * by the year that it names, else by the year that covers its day; where the rules are those of
   * one year only, by that one.
   *
   * @param cases a file of cases, or a folder of such files
   * @param rules a folder of programmes, programme or year
   * @throws RuleSetException with everything that is wrong with rules or cases, also if no year
   *     decides a case
   */
  public static List<RuleFolderCases> of(Path cases, Path rules) {
    Problems problems = new Problems();
    List<FolderFiles> found = FolderFinder.in(rules, problems);
    problems.throwIfErrors();
    RuleSets.in(rules);
    List<RuleFolder> folders =
        found.stream().map(files -> RuleFolder.read(files, problems)).toList();
    List<SourceText> texts = texts(cases, problems);
    IdentityHashMap<RuleFolder, List<CaseFile.Entry>> byYear = new IdentityHashMap<>();
    YearChoice<RuleFolder> choice = new YearChoice<>(folders, new ProgrammeCalendar(folders)::span);
    for (CaseFile file : CaseFileReader.read(texts, Vocabulary.shared(), problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        RuleFolder folder = deciding(entry, folders, choice, problems);
        if (folder != null) {
          byYear.computeIfAbsent(folder, key -> new ArrayList<>()).add(entry);
        }
      }
    }
    List<RuleFolderCases> read = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      List<CaseFile.Entry> own = byYear.get(folders.get(i));
      TestedRules tested = own == null ? null : TestedRules.read(folders.get(i), problems);
      if (own != null && tested != null) {
        read.add(
            new RuleFolderCases(
                found.get(i),
                tested,
                texts,
                own.stream().map(entry -> testCase(tested, entry, problems)).toList()));
      }
    }
    problems.throwIfErrors();
    return read;
  }

  /** The year that decides a case; {@code null} with the reason among the problems. */
  private static @Nullable RuleFolder deciding(
      CaseFile.Entry entry,
      List<RuleFolder> folders,
      YearChoice<RuleFolder> choice,
      Problems problems) {
    CaseFacts facts = entry.facts();
    if (folders.size() == 1 || facts == null) {
      return folders.get(0);
    }
    return choice.deciding(
        facts.year(),
        facts.yearSpan(),
        facts.application().asOf(),
        facts.place(facts.application(), "asOf"),
        problems);
  }

  /**
   * Everything that is wrong or doubtful with the cases of the rule folders in or at a directory,
   * without deciding them: how they are written, names that the rules do not know, and days that
   * are not in the year. What is wrong with the rules is not told. Empty if all is well.
   */
  public static List<Problem> check(Path directory) {
    List<FolderFiles> found = FolderFinder.in(directory, new Problems());
    List<RuleFolder> folders =
        found.stream().map(files -> RuleFolder.read(files, new Problems())).toList();
    ProgrammeCalendar calendar = new ProgrammeCalendar(folders);
    List<Problem> told = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      Problems ofFolder = new Problems();
      List<SourceText> texts = tests(found.get(i), ofFolder);
      List<CaseFile> files = CaseFileReader.read(texts, Vocabulary.shared(), ofFolder);
      TestedRules rules = TestedRules.read(folders.get(i), new Problems());
      if (rules != null) {
        for (CaseFile file : files) {
          file.cases().forEach(entry -> check(testCase(rules, entry, ofFolder), told));
          DaysOfCases.tell(file, folders.get(i), calendar, ofFolder);
        }
      }
      told.addAll(ofFolder.inFileOrder());
    }
    return Problems.bounded(told);
  }

  /**
   * Everything that is wrong with the cases of any file or folder of files, held against given
   * rules; as {@link #of(Path, Path)}, without deciding them.
   */
  public static List<Problem> check(Path cases, Path rules) {
    List<Problem> problems = new ArrayList<>();
    try {
      of(cases, rules).forEach(year -> year.cases().forEach(each -> check(each, problems)));
    } catch (RuleSetException e) {
      return e.problems();
    }
    return Problems.bounded(problems);
  }

  /** What of the facts does not fit the rules, unless the case is about that. */
  private static void check(TestCase test, List<Problem> problems) {
    CaseFacts facts = test.facts();
    if (facts != null && test.skipped().isEmpty() && !test.expectsProblems()) {
      problems.addAll(test.misfits(facts));
    }
  }

  private static TestCase testCase(TestedRules rules, CaseFile.Entry entry, Problems problems) {
    return new TestCase(
        new ReadCase(
            rules,
            Path.of(entry.span().source().name()),
            entry,
            Expectation.read(entry, rules, problems)));
  }

  private static List<SourceText> texts(Path cases, Problems problems) {
    List<SourceText> texts = new ArrayList<>();
    List<Path> files = Files.isDirectory(cases) ? files(cases) : List.of(cases);
    for (Path file : files) {
      SourceText text = decode(file, problems);
      if (text != null) {
        texts.add(text);
      }
    }
    if (files.isEmpty()) {
      problems.error(NO_FILE_OF_CASES, null, cases);
    }
    return texts;
  }

  /** Whether the files are what the rules were read from. */
  private boolean isOf(FolderFiles others) {
    return files.path().equals(others.path())
        && files.contents().keySet().equals(others.contents().keySet())
        && files.contents().entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue(), others.contents().get(each.getKey())));
  }

  /** Whether the files of cases are what the cases were read from. */
  private boolean isOf(List<SourceText> others) {
    return texts(tests).equals(texts(others));
  }

  private static Map<String, String> texts(List<SourceText> files) {
    return files.stream().collect(Collectors.toMap(SourceText::name, SourceText::text));
  }

  private static List<SourceText> tests(FolderFiles files, Problems problems) {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : files(Path.of(files.path(), TESTS))) {
      SourceText text = decode(file, problems);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static RuleFolderCases read(
      FolderFiles files, TestedRules rules, List<SourceText> tests, Problems problems) {
    Problems.Stage<List<TestCase>> read =
        problems.stage(
            () ->
                CaseFileReader.read(tests, rules.model().vocabulary(), problems).stream()
                    .flatMap(file -> file.cases().stream())
                    .map(entry -> testCase(rules, entry, problems))
                    .toList());
    List<TestCase> cases = read.result();
    if (cases.isEmpty() && read.isSound()) {
      problems.error(
          FOLDER_WITHOUT_CASES,
          new SourceText(Path.of(files.path(), TESTS).toString(), "").whole(),
          files.name());
    }
    return new RuleFolderCases(files, rules, tests, cases);
  }

  static List<Path> files(Path tests) {
    if (!Files.isDirectory(tests)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(tests)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable SourceText decode(Path file, Problems problems) {
    if (!Files.isRegularFile(file)) {
      // Opening a pipe would wait for somebody to write into it.
      problems.error(
          NO_FILE_TO_READ, new SourceText(file.toString(), "").whole(), file.getFileName());
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      int largest = CaseFileReader.LARGEST_FILE;
      return Decoder.decode(file.toString(), in.readNBytes(largest + 1), largest, problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The programme and year whose rules decide the cases, such as {@code my-programme/2021}. */
  public String name() {
    return files.name();
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
    return CoverageRun.of(rules, read(), true, withCases);
  }

  /**
   * Decides the cases, one after the other, and compares.
   *
   * @param engines what decides them
   * @param wanted which of them; the others do not appear
   * @param listener is told of each as soon as it is decided
   */
  public List<TestResult> run(
      Engines engines, Predicate<TestCase> wanted, Consumer<TestResult> listener) {
    List<TestResult> results = new ArrayList<>();
    for (TestCase test : cases) {
      if (wanted.test(test)) {
        TestResult result = test.run(engines);
        listener.accept(result);
        results.add(result);
      }
    }
    return List.copyOf(results);
  }

  /** Whether {@code ruleset.yaml} says how much the cases must exercise. */
  public boolean hasCoverageLimits() {
    return Arrays.stream(Coverage.Kind.values())
        .anyMatch(kind -> rules.manifest().coverage().containsKey(kind.key()));
  }

  /**
   * Which mistakes in the rules the cases notice. Runs on all processors, for about a minute; the
   * draws are the same on every machine.
   *
   * @param progress is told how far it has come, and can end it
   */
  public Mutation mutation(Mutation.Progress progress) {
    return MutationRun.of(rules, read(), progress);
  }

  /**
   * Whether the laws that hold for every rule set hold for this one.
   *
   * @param draws how many cases are drawn; always the same ones
   */
  public Invariants invariants(int draws) {
    return Invariants.of(rules, draws);
  }

  private List<ReadCase> read() {
    return cases.stream().map(TestCase::read).toList();
  }

  TestedRules tested() {
    return rules;
  }

  /** The programme and year. */
  @Override
  public String toString() {
    return rules.name();
  }
}
