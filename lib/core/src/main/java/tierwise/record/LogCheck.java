package tierwise.record;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.record.LogFiles.Line;

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
  /**
   * Reads a chain that is kept elsewhere, such as in a database, from its beginning to the first
   * record that is not as it was written, or does not follow the one before it.
   *
   * @param name what problems call it; their lines are the numbers of records, counted from 1
   * @param records the records, each as {@link DecisionRecord#toJson()} wrote it
   */
  public static LogCheck ofChain(String name, Iterator<String> records) {
    ChainWalk walk = new ChainWalk(DecisionRecord.START);
    Problem problem = null;
    for (long number = 1; problem == null && records.hasNext(); number++) {
      byte[] json = records.next().getBytes(StandardCharsets.UTF_8);
      try {
        problem = walk.next(new Line(name, number, json, true));
      } catch (RuleSetException e) {
        problem = e.problems().get(0);
      }
    }
    return walk.found(problem, null);
  }

  /** Whether every record is as it was written. */
  public boolean isSound() {
    return problem == null;
  }

  /** What is wrong; empty if nothing is. */
  public Optional<Problem> firstProblem() {
    return Optional.ofNullable(problem);
  }
}
