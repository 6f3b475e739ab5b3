package tierwise.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;

/**
 * What was found when a log was read from its beginning. Immutable.
 *
 * @param records how many records are sound and follow each other, from the first
 * @param erased how many of them were erased
 * @param head the hash of the last of them; {@link DecisionRecord#START} if there is none. Whoever
 *     notes it elsewhere can tell later whether the log was cut off
 * @param problem what is wrong with the record behind them, or with the log as a whole; {@code
 *     null} if nothing is
 * @param breaksOff the last line, if it breaks off: it was being written, or the program that wrote
 *     it was ended; {@code null} if it does not
 */
public record LogCheck(
    long records,
    long erased,
    String head,
    @Nullable Problem problem,
    @Nullable Problem breaksOff) {
  /** Whether every record is as it was written. */
  public boolean isSound() {
    return problem == null;
  }

  /** What is wrong; empty if nothing is. */
  public Optional<Problem> firstProblem() {
    return Optional.ofNullable(problem);
  }
}
