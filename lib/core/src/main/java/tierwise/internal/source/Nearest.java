package tierwise.internal.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody probably meant to write. It does a bounded amount of work: thousands of wrong
 * names are a mistake of another sort, and nobody asks what each of them was meant to be. Used by
 * one thread.
 */
public final class Nearest {
  /** Longer texts are no names; comparing them would only take time. */
  private static final int LONGEST = 200;

  /** What fields are called today, by what they were called once: that is what was meant. */
  private static final Map<String, String> RENAMED = Map.of("unit", "unitName");

  /**
   * Pairs of characters that are compared, a few nanoseconds each: enough for a hundred wrong names
   * against two thousand that are about as long.
   */
  private static final long MOST_WORK = 10_000_000;

  /** What it takes to find that a candidate is too short or too long. */
  private static final int A_LOOK = 4;

  private long left = MOST_WORK;

  /** Three rows that take turns; longer when names are. */
  private int[] beforeLast = new int[0];

  private int[] last = new int[0];
  private int[] row = new int[0];

  /** With work for all names that are searched by this one. */
  Nearest() {}

  /** As the search of a single name; of many names see {@link Problems#nearest}. */
  public static @Nullable String to(String written, Collection<String> candidates) {
    return new Nearest().find(written, candidates);
  }

  /**
   * The candidate that takes the fewest slips (a letter too much, missing, wrong, or two swapped)
   * to become what was written; {@code null} if even that one is too different to be meant, or if
   * the work is used up.
   */
  @Nullable String find(String written, Collection<String> candidates) {
    String renamed = RENAMED.get(written);
    if (renamed != null && candidates.contains(renamed)) {
      return renamed;
    }
    if (written.length() > LONGEST) {
      return null;
    }
    String best = null;
    String folded = fold(written);
    int fewest = Math.max(1, written.length() / 3) + 1;
    for (String candidate : candidates) {
      left -= A_LOOK;
      if (left < 0 || fewest == 0) {
        break;
      }
      if (Math.abs(written.length() - candidate.length()) < fewest) {
        int slips = slips(folded, fold(candidate), fewest);
        if (slips < fewest) {
          fewest = slips;
          best = candidate;
        }
      }
    }
    return best;
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** How many slips there are between the two; some number from the given one on if not fewer. */
  private int slips(String a, String b, int tooMany) {
    if (row.length <= b.length()) {
      beforeLast = new int[2 * b.length() + 1];
      last = new int[2 * b.length() + 1];
      row = new int[2 * b.length() + 1];
    }
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      // Farther from the diagonal there are too many slips anyway.
      int from = Math.max(1, i - tooMany);
      int to = Math.min(b.length(), i + tooMany);
      Arrays.fill(row, 0, b.length() + 1, tooMany);
      row[0] = i;
      int fewest = row[0];
      for (int j = from; j <= to; j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        fewest = Math.min(fewest, row[j]);
      }
      left -= 1 + b.length() / 8 + Math.max(0, to - from);
      // Swapped letters cost no less than a wrong one did in this row.
      if (fewest >= tooMany) {
        return tooMany;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
