package tierwise.testing;

import static tierwise.testing.CasesProblem.YEAR_ALREADY_HELD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.year.DayShift;
import tierwise.testing.internal.year.MovedCases;
import tierwise.testing.internal.year.TextEdit;

/**
 * The folder of a new programme year, made of that of another year: the same rules, the days on
 * which they hold, and the cases moved to days of the new year. Immutable; nothing is written
 * before {@link #write()}.
 */
public final class YearCopy {
  private static final String MANIFEST = "ruleset.yaml";
  private static final String TESTS = "tests";
  private static final Pattern NAMED_DAY = Pattern.compile("date\\(\\s*\"\\d{4}-\\d{2}-\\d{2}\"");
  private static final Pattern NUMBER_OF_A_YEAR =
      Pattern.compile("(?<![\\p{L}\\d-])(19|20)\\d\\d(?![\\p{L}\\d-])");

  private final Path target;
  private final LocalDate from;
  private final @Nullable LocalDate until;
  private final Map<String, String> texts;
  private final MovedCases cases;
  private final List<Place> days;
  private final List<Place> years;
  private final @Nullable String ended;

  private YearCopy(
      Path target,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable String ended,
      Map<String, String> texts,
      MovedCases cases,
      List<Place> days,
      List<Place> years) {
    this.target = target;
    this.from = from;
    this.until = until;
    this.ended = ended;
    this.texts = texts;
    this.cases = cases;
    this.days = List.copyOf(days);
    this.years = List.copyOf(years);
  }

  /**
   * A line that a person has to look at.
   *
   * @param file the name of the file within the new folder
   * @param line which line, counted from 1
   * @param text what stands there
   */
  public record Place(String file, int line, String text) {}

  /**
   * A case that a person has to look at.
   *
   * @param file the name of the file in which it stood
   * @param name its sentence
   * @param reason what is in the way of moving it; empty if it was moved
   */
  public record ListedCase(String file, String name, String reason) {}

  /**
   * Makes the folder of a year of that of another one of the programme.
   *
   * @param folder the folder of the other year
   * @param year the name of the new year, such as {@code 2022} or {@code 2022-10}
   * @param from the first day on which the rules of the new year hold
   * @throws RuleSetException with everything that is wrong with the folder or its cases, or if
   *     another year of the programme holds on that day and does not end by it
   */
  public static YearCopy of(Path folder, String year, LocalDate from) {
    Problems problems = new Problems();
    List<FolderFiles> found = FolderFinder.in(folder, problems);
    problems.throwIfErrors();
    FolderFiles files = found.get(0);
    RuleFolder earlier = RuleFolder.read(files, problems);
    TestedRules.read(earlier, problems); // Problems are told where the author can mend them.
    problems.throwIfErrors();
    Manifest manifest = earlier.manifest();
    if (found.size() != 1 || manifest == null) {
      throw new IllegalArgumentException(folder + " is not the folder of one year");
    }
    Path target = folder.resolveSibling(year);
    Neighbours neighbours = Neighbours.of(target, from);
    String text = manifest(manifest, files.year(), year, from);
    Map<String, byte[]> contents = new TreeMap<>(files.contents());
    contents.put(MANIFEST, text.getBytes(StandardCharsets.UTF_8));
    RuleFolder later =
        RuleFolder.read(
            new FolderFiles(files.programme(), year, target.toString(), contents), problems);
    TestedRules rules = TestedRules.read(later, problems);
    problems.throwIfErrors();
    if (rules == null) {
      throw new IllegalStateException();
    }
    LocalDate last =
        manifest.until() == null
            ? from.plusYears(1)
            : later(from, manifest.from(), manifest.until());
    MovedCases cases =
        MovedCases.of(
            rules,
            tests(folder, problems),
            files.year(),
            DayShift.between(manifest.from(), from),
            day ->
                !day.isBefore(from)
                    && day.isBefore(neighbours.next() == null ? last : neighbours.next()));
    problems.throwIfErrors();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      texts.put(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
    }
    List<Place> days = new ArrayList<>();
    List<Place> years = new ArrayList<>();
    Predicate<String> namesAnother =
        line ->
            NUMBER_OF_A_YEAR
                .matcher(line)
                .results()
                .anyMatch(other -> !year.startsWith(other.group()));
    texts.forEach(
        (name, content) -> {
          places(name, content, NAMED_DAY.asPredicate(), days);
          if (!name.endsWith(".drl")) {
            places(name, content, namesAnother, years);
          }
        });
    Map<String, String> tests = cases.contents();
    tests.forEach((name, content) -> texts.put(TESTS + "/" + name, content));
    cases
        .movedFiles()
        .forEach(
            name -> places(TESTS + "/" + name, tests.getOrDefault(name, ""), namesAnother, years));
    return new YearCopy(
        target, from, neighbours.next(), neighbours.ended(), texts, cases, days, years);
  }

  /** As long after the new first day as the old year's end was after the old one, or a year. */
  private static LocalDate later(LocalDate from, LocalDate first, LocalDate end) {
    LocalDate asLong = from.plusDays(end.toEpochDay() - first.toEpochDay());
    LocalDate year = from.plusYears(1);
    return asLong.isAfter(year) ? asLong : year;
  }

  /**
   * The years beside the new one.
   *
   * @param ended the open year that the new one ends; {@code null} if there is none
   * @param next the day on which the next year begins; {@code null} if there is none
   */
  private record Neighbours(@Nullable String ended, @Nullable LocalDate next) {
    static Neighbours of(Path target, LocalDate from) {
      Problems problems = new Problems();
      Path programme = target.toAbsolutePath().getParent();
      List<RuleFolder> others = new ArrayList<>();
      if (programme != null) {
        for (FolderFiles files : FolderFinder.in(programme, problems)) {
          others.add(RuleFolder.read(files, new Problems()));
        }
      }
      Problems overlaps = new Problems();
      String ended = null;
      LocalDate next = null;
      LocalDate lastOpen = null;
      for (RuleFolder other : others) {
        Manifest manifest = other.manifest();
        if (manifest == null) {
          continue;
        }
        LocalDate end = manifest.until();
        if (manifest.from().isAfter(from)) {
          next = next == null || manifest.from().isBefore(next) ? manifest.from() : next;
        } else if (manifest.from().equals(from) || (end != null && end.isAfter(from))) {
          overlaps.error(
              YEAR_ALREADY_HELD, manifest.effective(), from, target.getFileName(), other.name());
        } else if (end == null && (lastOpen == null || manifest.from().isAfter(lastOpen))) {
          lastOpen = manifest.from();
          ended = other.name();
        }
      }
      overlaps.throwIfErrors();
      return new Neighbours(ended, next);
    }
  }

  // ---- the manifest ------------------------------------------------------------------------

  /** The manifest with the days and the name of the new year; all else stays as it is written. */
  private static String manifest(Manifest manifest, String before, String after, LocalDate from) {
    SourceText source = manifest.source();
    String text = source.text();
    List<TextEdit> edits = new ArrayList<>();
    YamlNode.Mapping root = Yaml.read(source, new Problems());
    if (root != null && root.get("effective") instanceof YamlNode.Mapping effective) {
      YamlNode first = effective.get("from");
      if (first != null) {
        edits.add(new TextEdit(first.span().start(), first.span().end(), from.toString()));
      }
      YamlNode end = effective.get("until");
      if (end != null && first != null) {
        edits.add(
            without(
                text, effective.keySpan("until").start(), end.span().end(), first.span().end()));
      }
    }
    String old = before.substring(0, 4);
    Matcher number = NUMBER_OF_A_YEAR.matcher(text);
    number.region(manifest.titleSpan().start(), manifest.titleSpan().end());
    number.useTransparentBounds(true);
    while (number.find()) {
      if (number.group().equals(old)) {
        edits.add(new TextEdit(number.start(), number.end(), after.substring(0, 4)));
      }
    }
    return TextEdit.apply(text, 0, text.length(), edits);
  }

  /** Takes a key with its value away: with its line, if it has one, else with its comma. */
  private static TextEdit without(String text, int start, int end, int endOfFirst) {
    int line = text.lastIndexOf('\n', start - 1) + 1;
    if (text.substring(line, start).isBlank()) {
      int next = text.indexOf('\n', end);
      return new TextEdit(line, next < 0 ? text.length() : next + 1, "");
    }
    if (start > endOfFirst) {
      return new TextEdit(text.lastIndexOf(',', start), end, "");
    }
    int comma = text.indexOf(',', end);
    int next = comma + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return new TextEdit(start, next, "");
  }

  // ---- files -------------------------------------------------------------------------------

  private static List<SourceText> tests(Path folder, Problems problems) {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : RuleFolderCases.files(folder.resolve(TESTS))) {
      SourceText text = RuleFolderCases.decode(file, problems);
      if (text != null) {
        texts.add(text);
      }
    }
    problems.throwIfErrors();
    return texts;
  }

  private static void places(
      String file, String content, Predicate<String> wanted, List<Place> places) {
    int number = 0;
    for (String line : content.lines().toList()) {
      number++;
      if (wanted.test(line)) {
        places.add(new Place(file, number, line.strip()));
      }
    }
  }

  /** The folder that is to be written. */
  public Path target() {
    return target;
  }

  /** The programme and the new year, such as {@code learning-partner/2022}. */
  public String name() {
    Path programme = target.toAbsolutePath().normalize().getParent();
    return (programme == null ? "" : programme.getFileName()) + "/" + target.getFileName();
  }

  /** The first day on which its rules hold. */
  public LocalDate from() {
    return from;
  }

  /** The day on which the next year that there is begins; {@code null} if there is none. */
  public @Nullable LocalDate until() {
    return until;
  }

  /** The year that had no end and now ends by the new one; {@code null} if there is none. */
  public @Nullable String ended() {
    return ended;
  }

  /** How many cases were moved; a table of cases is one. */
  public int movedCases() {
    return cases.moved();
  }

  /** By how much most of them were, such as {@code 12 months}; empty if none was. */
  public String distance() {
    return cases.distance();
  }

  /** The cases that keep their days, file by file. */
  public List<ListedCase> keptCases() {
    return listed(cases.left());
  }

  /** The moved cases that get what they expect by other rules than before, file by file. */
  public List<ListedCase> casesOfOtherRules() {
    return listed(cases.byOtherRules());
  }

  private static List<ListedCase> listed(List<MovedCases.Left> cases) {
    return cases.stream()
        .map(each -> new ListedCase(each.file(), each.name(), each.reason()))
        .toList();
  }

  /** The lines of rules that name a day. */
  public List<Place> days() {
    return days;
  }

  /** The lines outside rules that name a year. */
  public List<Place> years() {
    return years;
  }

  /**
   * Writes the folder as a whole.
   *
   * @throws UncheckedIOException if it is there, or cannot be written; then nothing is
   */
  public void write() {
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      // Hidden, so that nobody reads a folder of which half is written.
      Path work =
          Files.createDirectory(
              target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID()));
      try {
        for (Map.Entry<String, String> file : texts.entrySet()) {
          Path path = work.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
        }
        Files.move(work, target);
      } catch (IOException e) {
        delete(work);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
