package tierwise.testing.internal.year;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tierwise.internal.source.Span;

/**
 * How far days move from one year to another: by whole months, so that complete months stay what
 * they are, or by days, so that distances do.
 *
 * @param months so many months
 * @param days and so many days
 * @param monthEnds whether the last day of a month becomes the last day of the other month
 */
public record DayShift(int months, int days, boolean monthEnds) {
  /** A day as YAML has it, also in comments and sentences, but not as part of an id. */
  private static final Pattern DAY = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])");

  private static final int MONTHS_OF_A_YEAR = 12;

  /** The ways to move what lies in a year into another one, the one that most likely fits first. */
  public static List<DayShift> between(LocalDate from, LocalDate to) {
    int months = (int) ChronoUnit.MONTHS.between(from, to);
    if (from.plusMonths(months).isBefore(to)) {
      months++; // So that the first day does not come to lie before the year.
    }
    int years = (months + MONTHS_OF_A_YEAR - 1) / MONTHS_OF_A_YEAR * MONTHS_OF_A_YEAR;
    List<DayShift> shifts = new ArrayList<>();
    shifts.add(new DayShift(months, 0, true));
    shifts.add(new DayShift(months, 0, false));
    if (years != months) {
      shifts.add(new DayShift(years, 0, true));
      shifts.add(new DayShift(years, 0, false));
    }
    shifts.add(new DayShift(0, (int) ChronoUnit.DAYS.between(from, to), false));
    return List.copyOf(shifts);
  }

  LocalDate of(LocalDate day) {
    LocalDate moved = day.plusMonths(months).plusDays(days);
    return monthEnds && day.equals(YearMonth.from(day).atEndOfMonth())
        ? YearMonth.from(moved).atEndOfMonth()
        : moved;
  }

  /** In words, such as {@code 12 months}. */
  String inWords() {
    int number = months == 0 ? days : months;
    String unit = months == 0 ? "day" : "month";
    return number + " " + unit + (Math.abs(number) == 1 ? "" : "s");
  }

  /** The days of the text, moved, without those in the spans; a day has ten characters anywhere. */
  List<TextEdit> edits(String text, List<Span> except) {
    List<TextEdit> edits = new ArrayList<>();
    Matcher found = DAY.matcher(text);
    while (found.find()) {
      int start = found.start();
      if (except.stream().noneMatch(span -> span.start() <= start && start < span.end())) {
        try {
          edits.add(
              new TextEdit(start, found.end(), of(LocalDate.parse(found.group())).toString()));
        } catch (DateTimeParseException e) {
          // The thirtieth of February is a mistake that a case may be about: it stays.
        }
      }
    }
    return edits;
  }
}
