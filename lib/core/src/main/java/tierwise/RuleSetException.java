package tierwise;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules or the case have problems. It carries all of them, in the order of the files.
 *
 * <p>Its message is the text of all problems and complete: there is nothing more to be found in a
 * log. It keeps the problems when it is serialized. Immutable.
 */
public final class RuleSetException extends RuntimeException {
  private static final long serialVersionUID = 2;

  @SuppressWarnings("serial") // Copies of lists are serializable where their elements are.
  private final List<Problem> problems;

  /**
   * Makes an exception.
   *
   * @param problems what is wrong, at least one error
   */
  public RuleSetException(List<Problem> problems) {
    super(
        Given.all("problems", problems).stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }
}
