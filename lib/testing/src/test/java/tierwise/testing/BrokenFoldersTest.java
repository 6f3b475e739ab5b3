package tierwise.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Problem;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.draw.CaseGenerator;

/**
 * Breaks all rule folders in random ways. Each either is still right or has a problem at its place;
 * nothing else ever comes out. Run with {@code -Dbroken=20000} for more than the thousand that a
 * thorough run tries, and with {@code -Dbroken.far=true} to see which are told far away.
 */
@Tag("thorough")
class BrokenFoldersTest {
  private static final int MUTANTS = AllFolders.number("broken", 250, 1_000);
  private static final int TRIED_OUT = MUTANTS > 1_000 ? MUTANTS / 50 : 5;
  private static final long LONGEST_SECONDS = 60;
  private static final Path RULES = Path.of("../../rules");
  private static final Path GUILD = Path.of("../core/src/test/resources/rules");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  @TempDir Path temp;

  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> lawsBroken = new LinkedHashMap<>();
  private int right;
  private int told;
  private int placed;
  private int near;
  private int shown;
  private int named;
  private int decided;

  @Test
  void everyMutantIsRightOrHasAProblemAtItsPlace() throws Exception {
    Map<Path, Map<String, byte[]>> folders = new LinkedHashMap<>();
    for (Path folder : folders()) {
      folders.put(folder, BrokenFolder.read(folder));
    }
    List<Path> names = List.copyOf(folders.keySet());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    long start = System.nanoTime();
    long slowest = 0;
    try {
      for (int seed = 0; seed < MUTANTS; seed++) {
        Path folder = names.get(seed % names.size());
        Map<String, byte[]> files = Objects.requireNonNull(folders.get(folder));
        BrokenFolder mutant = BrokenFolder.of(name(folder, 2), name(folder, 1), files, seed);
        long before = System.nanoTime();
        boolean tryOut = decided < TRIED_OUT;
        run(executor, mutant, seed, () -> check(mutant, files, tryOut));
        slowest = Math.max(slowest, System.nanoTime() - before);
        if (seed > 0 && seed % 1_000 == 0) {
          System.out.println(figures(seed, start, slowest));
        }
      }
    } finally {
      executor.shutdownNow();
    }
    System.out.println(figures(MUTANTS, start, slowest));
    assertThat(failures).isEmpty();
    assertThat(told).isGreaterThan(MUTANTS / 3);
    assertThat(decided).isEqualTo(TRIED_OUT);
    assertThat(100.0 * near / placed).isGreaterThanOrEqualTo(95);
    // What is no longer there has no place: then the words of the problem are those that went.
    assertThat(100.0 * (near + named) / placed).isGreaterThanOrEqualTo(97);
  }

  private String figures(int mutants, long start, long slowest) {
    return String.format(
        Locale.ROOT,
        "%d mutants in %d s: %d are right, %d have problems; of %d that have a broken line the"
            + " first problem is within two lines in %.1f %%, shows such a line in %.1f %%, and is"
            + " there or marks words that are gone from there in %.1f %%; %d right ones were built and decided cases (laws broken: %s); the slowest took %d ms;"
            + " %d failures.",
        mutants,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        right,
        told,
        placed,
        100.0 * near / placed,
        100.0 * shown / placed,
        100.0 * (near + named) / placed,
        decided,
        lawsBroken,
        TimeUnit.NANOSECONDS.toMillis(slowest),
        failures.size());
  }

  private static List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path root : List.of(RULES, GUILD)) {
      try (Stream<Path> found = Files.walk(root, 3)) {
        found.filter(path -> path.endsWith("ruleset.yaml")).sorted().forEach(folders::add);
      }
    }
    assertThat(folders).hasSizeGreaterThan(1);
    return folders.stream().map(path -> Objects.requireNonNull(path.getParent())).toList();
  }

  private static String name(Path folder, int fromTheEnd) {
    return folder.getName(folder.getNameCount() - fromTheEnd).toString();
  }

  private void run(ExecutorService executor, BrokenFolder mutant, int seed, Callable<Void> check)
      throws InterruptedException {
    try {
      executor.submit(check).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      failures.add(seed + " " + mutant.what() + ": " + e.getCause());
    } catch (TimeoutException e) {
      failures.add(seed + " " + mutant.what() + ": hangs");
    }
  }

  private Void check(BrokenFolder mutant, Map<String, byte[]> before, boolean tryOut)
      throws IOException {
    Path folder = write(mutant);
    try {
      List<Problem> errors =
          RuleSets.check(Objects.requireNonNull(folder.getParent())).stream()
              .filter(problem -> problem.severity() == Problem.Severity.ERROR)
              .toList();
      if (errors.isEmpty()) {
        right++;
        if (tryOut) {
          decide(folder);
        }
        return null;
      }
      told++;
      errors.forEach(problem -> checkPlace(problem, mutant));
      checkFirst(errors.get(0), mutant, before);
      return null;
    } finally {
      delete(folder);
    }
  }

  private Path write(BrokenFolder mutant) throws IOException {
    Path folder = Files.createTempDirectory(temp, "m").resolve(mutant.programme());
    folder = folder.resolve(mutant.year());
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : mutant.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** A problem points at something that somebody can look at. */
  private static void checkPlace(Problem problem, BrokenFolder mutant) {
    Problem.Place place = problem.place();
    if (problem.code().equals("TW-999") || place == null) {
      throw new IllegalStateException("no place: " + problem);
    }
    String path = place.at().file();
    String file = path.substring(path.lastIndexOf('/') + 1);
    // What nobody would see of a name is shown as something else.
    byte[] content =
        mutant.files().entrySet().stream()
            .filter(entry -> entry.getKey().replace('\u202E', '\uFFFD').equals(file))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    if (content == null) {
      if (place.at().line() != 1) {
        throw new IllegalStateException("no such file: " + problem);
      }
      return;
    }
    String[] lines = LINE_END.split(new String(content, UTF_8), -1);
    int line = place.at().line();
    if (line > lines.length
        || place.at().column() > lines[line - 1].codePointCount(0, lines[line - 1].length()) + 1) {
      throw new IllegalStateException("outside of the file: " + problem);
    }
  }

  private void checkFirst(Problem problem, BrokenFolder mutant, Map<String, byte[]> before) {
    if (mutant.brokenFile() == null) {
      return;
    }
    placed++;
    if (isNear(Objects.requireNonNull(problem.place()), mutant)) {
      near++;
      shown++;
      return;
    }
    if (problem.related().stream().anyMatch(other -> isNear(other.place(), mutant))) {
      shown++;
    }
    boolean isGone = marksWhatIsGone(problem, mutant, before);
    if (isGone) {
      named++;
    }
    if (Boolean.getBoolean("broken.far")) {
      System.out.printf(
          Locale.ROOT,
          "far from %s %s%s:%n%s%n",
          mutant.what(),
          mutant.brokenLines(),
          isGone ? ", which has what it marks no more" : "",
          problem);
    }
  }

  /** Whether the marked words stood in the broken lines before and do not now. */
  private static boolean marksWhatIsGone(
      Problem problem, BrokenFolder mutant, Map<String, byte[]> before) {
    Problem.Place place = Objects.requireNonNull(problem.place());
    byte[] file = before.get(Objects.requireNonNull(mutant.brokenFile()));
    byte[] now = mutant.files().get(mutant.brokenFile());
    String line = place.line();
    if (file == null || now == null || line.isEmpty()) {
      return false;
    }
    int points = line.codePointCount(0, line.length());
    int from = line.offsetByCodePoints(0, Math.min(place.caret() - 1, points));
    int to = line.offsetByCodePoints(0, Math.min(place.caret() - 1 + place.length(), points));
    String words = line.substring(from, to).replace("\"", "").strip();
    List<String> lines = List.of(LINE_END.split(new String(file, UTF_8), -1));
    List<String> left = List.of(LINE_END.split(new String(now, UTF_8), -1));
    return words.length() > 2
        && mutant.brokenLines().stream()
            .filter(number -> number <= lines.size())
            .map(number -> lines.get(number - 1))
            .anyMatch(text -> text.contains(words) && !left.contains(text));
  }

  private static boolean isNear(Problem.Place place, BrokenFolder mutant) {
    return place.at().file().endsWith("/" + mutant.brokenFile())
        && mutant.brokenLines().stream().anyMatch(line -> Math.abs(line - place.at().line()) <= 2);
  }

  /** What is right can be built, loaded and asked; only the laws may still be broken. */
  private void decide(Path folder) {
    decided++;
    Problems problems = new Problems();
    RuleFolder read = RuleFolder.read(FolderFinder.in(folder, problems).get(0), problems);
    RuleModel model = Objects.requireNonNull(RuleChecker.read(read, problems));
    Manifest manifest = Objects.requireNonNull(read.manifest());
    CaseGenerator cases = new CaseGenerator(manifest, model);
    RuleSet rules = RuleSets.in(folder).year(read.name()).prepare();
    for (int seed = 0; seed < 5; seed++) {
      try {
        rules.decide(cases.draw(seed).toCase());
      } catch (RuleSetException e) {
        for (Problem problem : e.problems()) {
          if (problem.code().equals("TW-999")) {
            throw new IllegalStateException("cannot be decided: " + problem);
          }
          lawsBroken.merge(problem.code(), 1, Integer::sum);
        }
      }
    }
  }

  @Test
  void aFolderWithoutFilesOfCasesIsNamed() {
    Path none = Path.of("src/main");
    assertThatThrownBy(() -> RuleFolderCases.of(none, Path.of("src/test/resources/rules")))
        .hasMessageStartingWith("there is no file of cases in src/main");
  }
}
