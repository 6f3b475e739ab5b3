package tierwise.testing.internal.year;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;
import tierwise.testing.Coverage;
import tierwise.testing.internal.coverage.CoverageRun;
import tierwise.testing.internal.expect.Expectation;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.year.CaseFileText.Piece;

/**
 * The cases of a year, moved to the days of another one. A case is moved only if it then still gets
 * what it expects on a day of the new year, and if nothing is lost of what all cases together
 * exercise. Rules name days, and months have different lengths: so not each can be. Those that
 * cannot stay as they are, in files of their own, and say by which year they are decided.
 */
public final class MovedCases {
  private static final Pattern OF_A_YEAR = Pattern.compile(".*-of-\\d{4}(-\\d{2})?");

  private final TestedRules rules;
  private final String earlierYear;
  private final MoveTrial trial;
  private final List<CaseFileText> files = new ArrayList<>();
  private final Map<Piece, List<ReadCase>> before = new LinkedHashMap<>();
  private final Map<Piece, DayShift> moved = new HashMap<>();
  private final Map<Piece, String> reasons = new HashMap<>();
  private final Set<Piece> byOtherRules = new HashSet<>();

  private MovedCases(TestedRules rules, String earlierYear, Predicate<LocalDate> inYear) {
    this.rules = rules;
    this.earlierYear = earlierYear;
    this.trial = new MoveTrial(rules, inYear);
  }

  /**
   * A case that somebody has to look at.
   *
   * @param file the name of the file in which it stood
   * @param name its sentence
   * @param reason what is in the way of moving it; empty if it was moved
   */
  public record Left(String file, String name, String reason) {}

  /**
   * Moves cases.
   *
   * @param rules the rules of the new year
   * @param earlierYear the year, without its programme, of which the cases are
   * @param shifts the ways to move them, the one that most likely fits first
   * @param inYear whether a day is one of the new year
   * @throws RuleSetException with everything that is wrong with the cases as they are
   */
  public static MovedCases of(
      TestedRules rules,
      List<SourceText> tests,
      String earlierYear,
      List<DayShift> shifts,
      Predicate<LocalDate> inYear) {
    MovedCases cases = new MovedCases(rules, earlierYear, inYear);
    Problems problems = new Problems();
    for (SourceText test : tests) {
      YamlNode.Mapping root = Yaml.read(test, problems);
      if (root != null) {
        cases.files.add(new CaseFileText(test, root));
      }
    }
    cases.before.putAll(cases.byPiece(tests, problems));
    problems.throwIfErrors();
    cases.choose(shifts);
    cases.keepWhatIsExercised();
    return cases;
  }

  // ---- which -------------------------------------------------------------------------------

  private void choose(List<DayShift> shifts) {
    Collection<Set<Piece>> groups = linked();
    Map<Piece, Map<DayShift, MoveTrial.Outcome>> outcomes = new HashMap<>();
    before.keySet().forEach(piece -> outcomes.put(piece, new HashMap<>()));
    Set<Piece> alone = new HashSet<>();
    groups.stream()
        .filter(group -> group.size() == 1)
        .flatMap(Set::stream)
        .filter(piece -> !fileOf(piece).isBased())
        .forEach(alone::add);
    Set<Piece> done = new HashSet<>();
    for (DayShift shift : shifts) {
      if (done.size() < before.size()) {
        Map<Piece, List<ReadCase>> after = byPiece(shifted(shift), new Problems());
        before.forEach(
            (piece, cases) -> {
              if (!done.contains(piece)) {
                MoveTrial.Outcome outcome =
                    trial.outcome(cases, after.getOrDefault(piece, List.of()));
                Objects.requireNonNull(outcomes.get(piece)).put(shift, outcome);
                if (outcome.isFree() && outcome.sameRules() && alone.contains(piece)) {
                  done.add(piece); // No other way can be better, and no other case depends on it.
                }
              }
            });
      }
    }
    Map<CaseFileText, DayShift> ofFile = new HashMap<>();
    for (CaseFileText file : files) {
      if (file.isBased()) {
        ofFile.put(
            file,
            best(shifts, shift -> file.pieces().stream().filter(free(outcomes, shift)).count()));
      }
    }
    for (Set<Piece> group : groups) {
      List<DayShift> possible =
          shifts.stream()
              .filter(shift -> group.stream().allMatch(free(outcomes, shift)))
              .filter(
                  shift ->
                      group.stream()
                          .allMatch(
                              piece -> shift.equals(ofFile.getOrDefault(fileOf(piece), shift))))
              .toList();
      if (possible.isEmpty()) {
        group.forEach(
            piece ->
                reasons.put(piece, reason(Objects.requireNonNull(outcomes.get(piece)), shifts)));
      } else {
        DayShift chosen =
            best(
                possible,
                shift ->
                    group.stream()
                        .filter(piece -> outcome(outcomes, piece, shift).sameRules())
                        .count());
        for (Piece piece : group) {
          moved.put(piece, chosen);
          if (!outcome(outcomes, piece, chosen).sameRules()) {
            byOtherRules.add(piece);
          }
        }
      }
    }
  }

  /** The first of those with the greatest number. */
  private static DayShift best(List<DayShift> shifts, ToLongFunction<DayShift> number) {
    DayShift best = shifts.get(0);
    for (DayShift shift : shifts) {
      if (number.applyAsLong(shift) > number.applyAsLong(best)) {
        best = shift;
      }
    }
    return best;
  }

  private static Predicate<Piece> free(
      Map<Piece, Map<DayShift, MoveTrial.Outcome>> outcomes, DayShift shift) {
    return piece -> outcome(outcomes, piece, shift).isFree();
  }

  private static MoveTrial.Outcome outcome(
      Map<Piece, Map<DayShift, MoveTrial.Outcome>> outcomes, Piece piece, DayShift shift) {
    MoveTrial.Outcome known = outcomes.getOrDefault(piece, Map.of()).get(shift);
    return known == null ? new MoveTrial.Outcome("another way fits better", false) : known;
  }

  private static String reason(Map<DayShift, MoveTrial.Outcome> outcomes, List<DayShift> shifts) {
    return shifts.stream()
        .map(outcomes::get)
        .filter(outcome -> outcome != null && !outcome.isFree())
        .map(outcome -> Objects.requireNonNull(outcome).hindrance())
        .findFirst()
        .orElse("it shares facts with a case that stays");
  }

  /** The cases that take over facts of each other, directly or through others. */
  private Collection<Set<Piece>> linked() {
    Map<String, Piece> byName = new HashMap<>();
    before.keySet().forEach(piece -> byName.putIfAbsent(piece.name(), piece));
    Map<Piece, Set<Piece>> groups = new LinkedHashMap<>();
    before.keySet().forEach(piece -> groups.put(piece, new HashSet<>(Set.of(piece))));
    for (CaseFileText file : files) {
      if (!file.canBeCut()) {
        file.pieces().forEach(piece -> join(groups, file.pieces().get(0), piece));
      }
    }
    for (Piece piece : before.keySet()) {
      Piece base = piece.base() == null ? null : byName.get(piece.base());
      if (base != null) {
        join(groups, base, piece);
      }
    }
    return new HashSet<>(groups.values());
  }

  private static void join(Map<Piece, Set<Piece>> groups, Piece one, Piece other) {
    Set<Piece> first = Objects.requireNonNull(groups.get(one));
    Set<Piece> second = Objects.requireNonNull(groups.get(other));
    if (first != second) {
      Set<Piece> all = new HashSet<>(first);
      all.addAll(second);
      all.forEach(piece -> groups.put(piece, all));
    }
  }

  /** Leaves cases where they are if what they exercise would be exercised by none: mostly days. */
  private void keepWhatIsExercised() {
    Set<String> lost = exercised(before.values().stream().flatMap(List::stream).toList());
    Problems problems = new Problems();
    lost.removeAll(exercised(read(asFiles(), problems)));
    problems.throwIfErrors();
    for (Set<Piece> together : linked()) {
      Piece first = together.iterator().next();
      if (!lost.isEmpty() && moved.containsKey(first)) {
        Set<String> own =
            exercised(
                together.stream()
                    .flatMap(piece -> Objects.requireNonNull(before.get(piece)).stream())
                    .toList());
        if (own.stream().anyMatch(lost::contains)) {
          lost.removeAll(own);
          for (Piece piece : together) {
            moved.remove(piece);
            byOtherRules.remove(piece);
            reasons.put(piece, "it tries the edge of a day that the rules name");
          }
        }
      }
    }
  }

  private Set<String> exercised(List<ReadCase> cases) {
    Set<String> sides = new HashSet<>();
    for (Coverage.Item item : CoverageRun.of(rules, cases, false, false).items()) {
      item.seen()
          .forEach(side -> sides.add(item.kind() + " " + item.at() + " " + item.label() + side));
    }
    return sides;
  }

  // ---- texts -------------------------------------------------------------------------------

  private List<SourceText> shifted(DayShift shift) {
    return files.stream()
        .map(
            file -> {
              String text = file.source().text();
              return new SourceText(
                  file.source().name(),
                  TextEdit.apply(text, 0, text.length(), shift.edits(text, file.sources())));
            })
        .toList();
  }

  /** The files of the new year, as problems would name them. */
  private List<SourceText> asFiles() {
    List<SourceText> texts = new ArrayList<>();
    contents().forEach((name, text) -> texts.add(new SourceText(name, text)));
    return texts;
  }

  /** The texts of the files of the new year, by their names. */
  public Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (CaseFileText file : files) {
      String name = nameOf(file);
      List<Piece> staying =
          file.pieces().stream().filter(each -> !moved.containsKey(each)).toList();
      if (staying.size() < file.pieces().size()) {
        contents.put(name, movedText(file));
      }
      if (!staying.isEmpty()) {
        contents.put(
            OF_A_YEAR.matcher(name.replace(".yaml", "")).matches()
                    && staying.size() == file.pieces().size()
                ? name
                : name.replace(".yaml", "-of-" + earlierYear + ".yaml"),
            stayingText(file, staying));
      }
    }
    return contents;
  }

  /** The names of the files of the new year whose cases were moved. */
  public List<String> movedFiles() {
    return files.stream()
        .filter(file -> file.pieces().stream().anyMatch(moved::containsKey))
        .map(MovedCases::nameOf)
        .toList();
  }

  private String movedText(CaseFileText file) {
    String text = file.source().text();
    DayShift ofHead =
        file.pieces().stream()
            .filter(moved::containsKey)
            .map(piece -> Objects.requireNonNull(moved.get(piece)))
            .findFirst()
            .orElseThrow();
    StringBuilder result = new StringBuilder(file.head(ofHead.edits(text, file.sources())));
    for (Piece piece : file.pieces()) {
      DayShift shift = moved.get(piece);
      if (shift != null) {
        List<TextEdit> edits = new ArrayList<>(shift.edits(text, file.sources()));
        if (piece.year() != null) {
          edits.add(file.naming(piece, rules.name()));
        }
        result.append(file.text(piece, edits));
      }
    }
    return endingWithOneLineEnd(result);
  }

  private String stayingText(CaseFileText file, List<Piece> staying) {
    StringBuilder result = new StringBuilder();
    if (file.canBeCut()) {
      result
          .append("# The days of these cases are those of ")
          .append(earlierYear)
          .append(". Moved, they would not show what they\n")
          .append("# show: look at each, and give it days of this year or delete it.\n");
    }
    result.append(file.head(List.of()));
    if (!file.canBeCut()) {
      List<TextEdit> edits =
          staying.stream().map(piece -> file.naming(piece, rules.name())).toList();
      staying.forEach(piece -> result.append(file.text(piece, edits)));
      return result.toString();
    }
    for (Piece piece : staying) {
      result.append(file.text(piece, List.of(file.naming(piece, rules.name()))));
    }
    return endingWithOneLineEnd(result);
  }

  private static String endingWithOneLineEnd(CharSequence text) {
    return text.toString().stripTrailing() + "\n";
  }

  private static String nameOf(CaseFileText file) {
    return String.valueOf(Path.of(file.source().name()).getFileName());
  }

  // ---- cases -------------------------------------------------------------------------------

  /** The cases of texts in which each stands where it does in the files that are to be moved. */
  private Map<Piece, List<ReadCase>> byPiece(List<SourceText> texts, Problems problems) {
    Map<Piece, List<ReadCase>> cases = new LinkedHashMap<>();
    files.forEach(file -> file.pieces().forEach(piece -> cases.put(piece, new ArrayList<>())));
    for (ReadCase test : read(texts, problems)) {
      for (CaseFileText file : files) {
        if (file.source().name().equals(test.entry().span().source().name())) {
          Piece piece = file.pieceAt(test.entry().span().start());
          if (piece != null) {
            Objects.requireNonNull(cases.get(piece)).add(test);
          }
        }
      }
    }
    return cases;
  }

  private List<ReadCase> read(List<SourceText> texts, Problems problems) {
    List<ReadCase> cases = new ArrayList<>();
    for (CaseFile file : CaseFileReader.read(texts, rules.model().vocabulary(), problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        cases.add(
            new ReadCase(
                rules,
                Path.of(file.source().name()),
                entry,
                Expectation.read(entry, rules, problems)));
      }
    }
    return cases;
  }

  private CaseFileText fileOf(Piece piece) {
    return files.stream().filter(file -> file.pieces().contains(piece)).findFirst().orElseThrow();
  }

  /** How many cases were moved; a table is one. */
  public int moved() {
    return moved.size();
  }

  /** By how much most of them were moved, in words; empty if none was. */
  public String distance() {
    return moved.values().stream()
        .collect(Collectors.groupingBy(DayShift::inWords, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** The moved cases that get what they expect by other rules than before, file by file. */
  public List<Left> byOtherRules() {
    return listed(piece -> byOtherRules.contains(piece) ? "" : null);
  }

  /** The cases that stay as they are, file by file. */
  public List<Left> left() {
    return listed(reasons::get);
  }

  private List<Left> listed(Function<Piece, @Nullable String> reason) {
    List<Left> listed = new ArrayList<>();
    for (CaseFileText file : files) {
      for (Piece piece : file.pieces()) {
        String found = reason.apply(piece);
        if (found != null) {
          listed.add(new Left(nameOf(file), piece.name(), found));
        }
      }
    }
    return listed;
  }
}
