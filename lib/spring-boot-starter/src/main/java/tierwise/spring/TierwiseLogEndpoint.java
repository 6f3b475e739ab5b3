package tierwise.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import tierwise.Problem;
import tierwise.record.LogCheck;

/** Reads all of the log of decisions, and tells of each chain whether it is as it was written. */
@Endpoint(id = "tierwiselog")
public final class TierwiseLogEndpoint {
  private final DatabaseLog log;

  TierwiseLogEndpoint(DatabaseLog log) {
    this.log = log;
  }

  /** What was found in all chains. */
  public record Found(boolean sound, long records, Map<String, Chain> chains) {}

  /**
   * What was found in a chain.
   *
   * @param records how many records are sound and follow each other, from the first
   * @param erased how many of them were erased
   * @param head the hash of the last of them: whoever notes it elsewhere can tell later whether the
   *     end of the chain was cut off
   * @param problem what is wrong with the record behind them; {@code null} if nothing is
   */
  public record Chain(long records, long erased, String head, @Nullable String problem) {}

  /** Takes as long as reading the log does. */
  @ReadOperation
  public Found verify() {
    Map<String, Chain> chains = new LinkedHashMap<>();
    for (Map.Entry<String, LogCheck> each : log.verify().entrySet()) {
      LogCheck check = each.getValue();
      chains.put(
          each.getKey(),
          new Chain(
              check.records(),
              check.erased(),
              check.head(),
              check.firstProblem().map(Problem::toString).orElse(null)));
    }
    return new Found(
        chains.values().stream().allMatch(each -> each.problem() == null),
        chains.values().stream().mapToLong(Chain::records).sum(),
        chains);
  }
}
