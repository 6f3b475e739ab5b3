package tierwise.live;

import java.time.Duration;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;

/**
 * Is told of each decision that {@link LiveRules#decide} makes, such as to count it, in the thread
 * that decides and before its caller has the answer. It must be safe for use by several threads;
 * what it throws is logged and changes no answer.
 */
@FunctionalInterface
public interface DecisionListener {
  /**
   * A case was decided.
   *
   * @param took how long that took
   */
  void decided(EnrollmentCase enrollmentCase, Decision decision, Duration took);

  /**
   * A case could not be decided. Does nothing unless it is overridden.
   *
   * @param why everything that is wrong with the case, or with the rules
   */
  default void refused(EnrollmentCase enrollmentCase, RuleSetException why) {}
}
