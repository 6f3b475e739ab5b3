package tierwise.testing.internal.year;

import static tierwise.testing.internal.year.CaseDayProblem.CASE_OF_ANOTHER_YEAR;
import static tierwise.testing.internal.year.CaseDayProblem.DAY_OF_ANOTHER_YEAR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.folder.ProgrammeCalendar;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.folder.YearSpan;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Whether the days of the cases of a year are days of that year. */
public final class DaysOfCases {
  private DaysOfCases() {}

  /**
   * Warns of the cases of a file whose day the year does not cover, all at once: most likely the
   * folder was copied. A case that names its year means it.
   */
  public static void tell(
      CaseFile file, RuleFolder folder, ProgrammeCalendar calendar, Problems problems) {
    YearSpan span = calendar.span(folder);
    Map<Span, LocalDate> outside = new LinkedHashMap<>();
    Map<Span, String> otherYears = new LinkedHashMap<>();
    for (CaseFile.Entry entry : file.cases()) {
      CaseFacts facts = entry.facts();
      if (facts == null || entry.skipped() != null) {
        continue;
      }
      LocalDate day = facts.application().asOf();
      @Nullable Span named = facts.yearSpan();
      String year = facts.year();
      if (year == null && !span.covers(day)) {
        Span place = facts.place(facts.application(), "asOf");
        outside.putIfAbsent(place == null ? entry.place() : place, day);
      } else if (year != null && named != null && !span.isNamed(year)) {
        otherYears.putIfAbsent(named, year);
      }
    }
    if (!outside.isEmpty()) {
      List<Span> places = new ArrayList<>(outside.keySet());
      Span first = places.get(0);
      Integer more = places.size() == 1 ? null : places.size() - 1;
      Problems.Draft draft =
          problems.warning(DAY_OF_ANOTHER_YEAR, first, folder.name(), outside.get(first), more);
      places.stream()
          .skip(1)
          .forEach(place -> draft.place("too", place, folder.name(), outside.get(place), more));
    }
    otherYears.forEach(
        (place, year) -> problems.warning(CASE_OF_ANOTHER_YEAR, place, year, folder.name()));
  }
}
