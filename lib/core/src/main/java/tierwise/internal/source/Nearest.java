package tierwise.internal.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant to write. */
public final class Nearest {
  /** Longer texts are no names; comparing them would only take time. */
  private static final int LONGEST = 200;

  /** What fields are called today, by what they were called once: that is what was meant. */
  private static final Map<String, String> RENAMED = Map.of("unit", "unitName");

  private Nearest() {}

  /**
   * The candidate that takes the fewest slips (a letter too much, missing, wrong, or two swapped)
   * to become what was written; {@code null} if even that one is too different to be meant.
   */
  public static @Nullable String to(String written, Collection<String> candidates) {
    String renamed = RENAMED.get(written);
    if (renamed != null && candidates.contains(renamed)) {
      return renamed;
    }
    String best = null;
    int fewest = Integer.MAX_VALUE;
    int most = Math.max(1, written.length() / 3);
    for (String candidate : candidates) {
      if (written.length() > LONGEST || Math.abs(written.length() - candidate.length()) > most) {
        continue;
      }
      int slips = slips(fold(written), fold(candidate));
      if (slips < fewest) {
        fewest = slips;
        best = candidate;
      }
    }
    return fewest <= most ? best : null;
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  private static int slips(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
