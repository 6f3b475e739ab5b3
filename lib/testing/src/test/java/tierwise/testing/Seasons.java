package tierwise.testing;

import java.time.LocalDate;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Helper;

/** A helper that the library does not have: this method is all that it takes. */
public final class Seasons {
  private Seasons() {}

  /** The quarter of the year in which a day lies, 1 to 4. */
  @Helper(
      value = "The quarter of the year in which the day lies, 1 to 4.",
      example = "quarter( $day )")
  public static int quarter(@Argument(name = "day") LocalDate day) {
    return (day.getMonthValue() + 2) / 3;
  }
}
