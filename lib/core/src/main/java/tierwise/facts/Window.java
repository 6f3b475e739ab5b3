package tierwise.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A statement: a span of days that matters, such as the twelve months whose purchases count. Rules
 * make it with the calendar helpers of {@link Statements}.
 *
 * @param name the name that rules know it by
 * @param of the offer or the subject's name that it holds for; {@code null} for all
 * @param from the first day
 * @param until the first day that no longer belongs to it; not before {@code from}
 */
public record Window(String name, @Nullable Object of, LocalDate from, LocalDate until) {
  /**
   * Makes a window.
   *
   * @throws InvalidFactException if a value is missing, or the window ends before it begins
   */
  public Window {
    name = Require.text(Window.class, "name", name);
    of = Require.offerOrText(Window.class, "of", of);
    from = Require.day(Window.class, "from", from);
    until = Require.day(Window.class, "until", until);
    if (until.isBefore(from)) {
      throw new InvalidFactException(Window.class, "until", "is before the first day, " + from);
    }
  }

  /** Whether the day is one of its days. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(until);
  }
}
