package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.DAYS_WITHOUT_A_YEAR;
import static tierwise.internal.folder.FolderProblem.DAY_WITHOUT_A_YEAR;
import static tierwise.internal.folder.FolderProblem.TITLE_OF_ANOTHER_YEAR;
import static tierwise.internal.folder.FolderProblem.YEARS_OVERLAP;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * The years of each programme in the order of their days: where each ends, and what lies between.
 */
public final class ProgrammeCalendar {
  /** A year as titles name it; neither part of a longer number nor of a word. */
  private static final Pattern YEAR =
      Pattern.compile("(?<![\\p{L}\\d])(19|20)\\d\\d(?![\\p{L}\\d])");

  /** Only years that say from when they hold, so that those beside a broken one are compared. */
  private final Map<String, List<Year>> programmes = new LinkedHashMap<>();

  private final IdentityHashMap<RuleFolder, LocalDate> ends = new IdentityHashMap<>();

  private record Year(RuleFolder folder, Manifest manifest) {}

  /** The calendar of folders that are read together. */
  public ProgrammeCalendar(Collection<RuleFolder> folders) {
    for (RuleFolder folder : folders) {
      Manifest manifest = folder.manifest();
      if (manifest != null) {
        programmes
            .computeIfAbsent(folder.programme(), name -> new ArrayList<>())
            .add(new Year(folder, manifest));
      }
    }
    for (List<Year> years : programmes.values()) {
      years.sort(Comparator.comparing(year -> year.manifest().from()));
      for (int i = 0; i < years.size(); i++) {
        LocalDate until = years.get(i).manifest().until();
        LocalDate next = i + 1 < years.size() ? years.get(i + 1).manifest().from() : null;
        if (until == null && next != null && next.isAfter(years.get(i).manifest().from())) {
          until = next; // An open year ends by its successor, without a change of its files.
        }
        if (until != null) {
          ends.put(years.get(i).folder(), until);
        }
      }
    }
  }

  /**
   * The first day on which the rules of the folder no longer hold; {@code null} if they hold on.
   */
  public @Nullable LocalDate until(RuleFolder folder) {
    return ends.get(folder);
  }

  /** The days on which the rules of a folder hold, which must have a manifest. */
  public YearSpan span(RuleFolder folder) {
    Manifest manifest = Objects.requireNonNull(folder.manifest(), folder.name());
    return new YearSpan(folder.programme(), folder.year(), manifest.from(), until(folder));
  }

  /**
   * Tells where two years hold at once, or none does, and titles that are those of another year.
   */
  public void tell(Problems problems) {
    for (List<Year> years : programmes.values()) {
      for (int i = 0; i < years.size(); i++) {
        if (i > 0) {
          compare(years.get(i - 1), years.get(i), problems);
        }
        title(years.get(i), problems);
      }
    }
  }

  private void compare(Year earlier, Year later, Problems problems) {
    LocalDate end = until(earlier.folder());
    LocalDate begin = later.manifest().from();
    String begins = later.folder().name();
    String before = earlier.folder().name();
    if (end == null || begin.isBefore(end)) {
      problems
          .error(YEARS_OVERLAP, later.manifest().effective(), begins, begin, before)
          .place(earlier.manifest().effective());
    } else if (end.isBefore(begin)) {
      String programme = later.folder().programme();
      Span place = later.manifest().effective();
      Problems.Draft gap =
          end.plusDays(1).equals(begin)
              ? problems.warning(DAY_WITHOUT_A_YEAR, place, end, programme, before, begins, begin)
              : problems.warning(
                  DAYS_WITHOUT_A_YEAR,
                  place,
                  end,
                  begin.minusDays(1),
                  programme,
                  before,
                  begins,
                  begin);
      gap.place(earlier.manifest().effective());
    }
  }

  private void title(Year year, Problems problems) {
    String named = otherYear(year, year.manifest().title());
    if (named == null) {
      return;
    }
    Problems.Draft draft =
        problems.warning(
            TITLE_OF_ANOTHER_YEAR, year.manifest().titleSpan(), named, year.folder().name());
    if (year.manifest().guide().name().contains(named)) {
      draft.place(year.manifest().guide().span());
    }
  }

  /** The year that the text names, if it names none in which the rules hold; {@code null} else. */
  private @Nullable String otherYear(Year year, String text) {
    String name = year.folder().year();
    LocalDate until = until(year.folder());
    int first = year.manifest().from().getYear();
    int last = until == null ? Math.max(first, number(name)) : until.minusDays(1).getYear();
    String other = null;
    Matcher found = YEAR.matcher(text);
    while (found.find()) {
      int named = Integer.parseInt(found.group());
      if (name.startsWith(found.group()) || (named >= first && named <= last)) {
        return null;
      }
      other = other == null ? found.group() : other;
    }
    return other;
  }

  /** A folder that is read by itself can have any name. */
  private static int number(String year) {
    return year.matches("\\d{4}.*") ? Integer.parseInt(year.substring(0, 4)) : 0;
  }
}
