package tierwise.internal.folder;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A year of a programme and the days on which its rules hold. Immutable.
 *
 * @param until the first day on which they no longer do; {@code null} if they hold on
 */
public record YearSpan(String programme, String year, LocalDate from, @Nullable LocalDate until) {
  /** The programme and the year, such as {@code learning-partner/2021}. */
  public String name() {
    return programme + "/" + year;
  }

  /** Whether somebody means it who writes the programme and the year, or the year alone. */
  public boolean isNamed(String name) {
    return name.equals(year) || name.equals(name());
  }

  /** Whether its rules hold on the day. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  /** The name with its first and its last day. */
  String shown() {
    return name() + " (" + from + (until == null ? " on" : " to " + until.minusDays(1)) + ")";
  }
}
