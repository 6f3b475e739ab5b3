package tierwise.record;

import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.record.LogFiles.Line;

/** Follows records, each of which names the one before it. Used by one thread. */
final class ChainWalk {
  private @Nullable String last;
  private long records;
  private long erased;

  /**
   * Begins before the first record.
   *
   * @param first the hash that it must name; {@code null} if it can name any
   */
  ChainWalk(@Nullable String first) {
    this.last = first;
  }

  /**
   * Goes on to a record.
   *
   * @return what is wrong if it does not follow the one before it; {@code null} if it does
   * @throws tierwise.RuleSetException if it is no record
   */
  @Nullable Problem next(Line line) {
    DecisionRecord each = line.read();
    if (last != null && !each.previous().equals(last)) {
      return line.problem(RecordProblem.RECORD_OUT_OF_CHAIN, each.previous(), last);
    }
    last = each.hash();
    records++;
    erased += each.isErased() ? 1 : 0;
    return null;
  }

  /** The hash of the last record that follows; {@code null} if any can come first and none did. */
  @Nullable String last() {
    return last;
  }

  /** What was found up to here. */
  LogCheck found(@Nullable Problem problem, @Nullable Problem breaksOff) {
    return new LogCheck(
        records, erased, last == null ? DecisionRecord.START : last, problem, breaksOff);
  }
}
