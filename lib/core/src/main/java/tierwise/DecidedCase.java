package tierwise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one of many cases: a decision, or the reasons why there is none. Immutable.
 *
 * @param enrollmentCase the case
 * @param decision what was decided; {@code null} if it could not be
 * @param problems why not; empty if it was
 */
public record DecidedCase(
    EnrollmentCase enrollmentCase, @Nullable Decision decision, List<Problem> problems) {
  /** Keeps its own copy. */
  public DecidedCase {
    problems = List.copyOf(problems);
  }

  static DecidedCase of(RuleSets rules, EnrollmentCase enrollmentCase) {
    try {
      return new DecidedCase(enrollmentCase, rules.decide(enrollmentCase), List.of());
    } catch (RuleSetException e) {
      return new DecidedCase(enrollmentCase, null, e.problems());
    }
  }
}
