package tierwise.live;

import java.time.LocalDate;
import tierwise.ProgramYear;
import tierwise.RuleSets;

/** Where a programme year is in its life on a day. */
public enum YearState {
  /** Its rules are not published, or were changed since. */
  DRAFT("draft"),

  /** Its rules are published, and begin to hold later. */
  ANNOUNCED("announced"),

  /** Its published rules hold. */
  IN_FORCE("in force"),

  /** Its published rules hold no more; they decide about days of their time. */
  ENDED("ended");

  private final String words;

  YearState(String words) {
    this.words = words;
  }

  /**
   * The state of a year on a day.
   *
   * @param rules the rules, of which the year is one
   */
  public static YearState of(RuleSets rules, ProgramYear year, LocalDate day) {
    if (rules.published(year.name()).isEmpty()) {
      return DRAFT;
    }
    if (day.isBefore(year.from())) {
      return ANNOUNCED;
    }
    return year.covers(day) ? IN_FORCE : ENDED;
  }

  /** The state in words. */
  @Override
  public String toString() {
    return words;
  }
}
