package tierwise.analysis.outlook;

import java.time.LocalDate;
import java.util.function.BiFunction;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;

/**
 * One case as of other days than its own, by the rules of those days: the year that it names, else
 * the year of the programme that decides it on its own day.
 */
final class DecidedDay {
  private final RuleSets rules;
  private final EnrollmentCase enrollmentCase;
  private final RuleSet first;

  /**
   * Chooses the programme.
   *
   * @throws RuleSetException if no year decides the case on its own day
   */
  DecidedDay(RuleSets rules, EnrollmentCase enrollmentCase) {
    this.rules = rules;
    this.enrollmentCase = enrollmentCase;
    this.first = rules.forCase(enrollmentCase);
  }

  /**
   * What is decided on the day. Facts that the rules of the day do not know are left out where the
   * day is not the case's own: they were written for other rules.
   *
   * @throws RuleSetException if no year holds or the rules cannot decide it
   */
  <T> T on(LocalDate day, BiFunction<RuleSet, EnrollmentCase, T> deciding) {
    EnrollmentCase each = enrollmentCase.on(day);
    RuleSet set =
        enrollmentCase.year().isPresent() ? first : rules.on(first.programYear().programme(), day);
    try {
      return deciding.apply(set, each);
    } catch (RuleSetException e) {
      if (day.equals(enrollmentCase.application().asOf())) {
        throw e;
      }
      RuleSet.Fitting fitting = set.fitting(each);
      if (fitting.misfits().isEmpty()) {
        throw e;
      }
      return deciding.apply(set, fitting.enrollmentCase());
    }
  }
}
