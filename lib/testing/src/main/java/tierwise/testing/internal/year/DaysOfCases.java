package tierwise.testing.internal.year;

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
import tierwise.internal.source.Code;
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
      if (year == null && !calendar.covers(folder, day)) {
        Span place = facts.place(facts.application(), "asOf");
        outside.putIfAbsent(place == null ? entry.place() : place, day);
      } else if (year != null
          && named != null
          && !year.equals(folder.name())
          && !year.equals(folder.year())) {
        otherYears.putIfAbsent(named, year);
      }
    }
    if (!outside.isEmpty()) {
      List<Span> places = new ArrayList<>(outside.keySet());
      Span first = places.get(0);
      Problems.Draft draft =
          problems.warning(
              Code.DAY_OUTSIDE_YEAR,
              first,
              folder.name()
                  + " does not cover the day "
                  + outside.get(first)
                  + (places.size() == 1
                      ? ""
                      : ", nor " + (places.size() - 1) + " more days in this file"));
      places.stream().skip(1).forEach(place -> draft.related(outside.get(place) + ", too", place));
      draft.wayOut(
          "Give the cases days of the year; one that is meant to be decided by it all the same says"
              + " \"year: "
              + folder.name()
              + "\" beside its name.");
    }
    otherYears.forEach(
        (place, year) ->
            problems
                .warning(
                    Code.DAY_OUTSIDE_YEAR,
                    place,
                    "the case names " + year + ", but it stands in the tests of " + folder.name())
                .wayOut("Cases in \"tests\" are decided by their own folder: name it, or none."));
  }
}
