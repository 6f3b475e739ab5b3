package tierwise.spring;

import java.time.Instant;
import java.util.List;
import tierwise.Problem;
import tierwise.live.LiveRules;

/**
 * Rules that were refused, as health and endpoint tell of them.
 *
 * @param at when
 * @param problems what is wrong with them, the first ones, each with place, line and way out
 * @param more how many more problems there are
 */
record RefusedRules(Instant at, List<String> problems, int more) {
  private static final int MOST = 20;

  static RefusedRules of(LiveRules.Change refusal) {
    List<Problem> all = refusal.problems();
    return new RefusedRules(
        refusal.at(),
        all.stream().limit(MOST).map(Problem::toString).toList(),
        Math.max(0, all.size() - MOST));
  }
}
