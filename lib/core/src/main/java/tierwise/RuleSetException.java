package tierwise;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules or the case have problems. It carries all of them, in the order of the files.
 *
 * <p>Its message is the text of all problems and complete: there is nothing more to be found in a
 * log. Immutable.
 */
public final class RuleSetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * Makes an exception.
   *
   * @param problems what is wrong, at least one error
   */
  public RuleSetException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }
}
