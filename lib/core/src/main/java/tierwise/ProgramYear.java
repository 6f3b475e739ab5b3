package tierwise;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.YearSpan;

/**
 * One year of a programme: the span of days for which one rule folder holds. Immutable.
 *
 * @param programme the programme, such as {@code learning-partner}
 * @param year the name of the year's folder, such as {@code 2021} or {@code 2022-10}
 * @param title what people call it
 * @param from the first day on which its rules hold
 * @param until the first day on which they no longer do: what the manifest says, else the day on
 *     which the next year that was read with it begins; {@code null} if they hold on
 */
public record ProgramYear(
    String programme, String year, String title, LocalDate from, @Nullable LocalDate until) {
  /** The name under which it is asked for, such as {@code learning-partner/2021}. */
  public String name() {
    return span().name();
  }

  /** Whether its rules hold on the day. */
  public boolean covers(LocalDate day) {
    return span().covers(day);
  }

  YearSpan span() {
    return new YearSpan(programme, year, from, until);
  }

  /** The name. */
  @Override
  public String toString() {
    return name();
  }
}
