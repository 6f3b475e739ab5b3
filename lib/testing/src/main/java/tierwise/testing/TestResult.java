package tierwise.testing;

import java.time.Duration;
import java.util.List;

/**
 * What came of one case. Immutable.
 *
 * @param differences what differs from what the case expects, one by one; empty unless it failed
 * @param text of a failed case the whole report, of a skipped one the reason; empty if it passed
 * @param took how long it took to decide and compare
 */
public record TestResult(
    TestCase test, Status status, List<String> differences, String text, Duration took) {
  /** How it ended. */
  public enum Status {
    /** The decision is as expected. */
    PASSED,
    /** The decision, or a problem, is not as expected. */
    FAILED,
    /** The case says that it is not to be run, and why. */
    SKIPPED
  }

  /** Keeps its own copy of the differences. */
  public TestResult {
    differences = List.copyOf(differences);
  }
}
