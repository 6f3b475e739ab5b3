package tierwise.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Compares ids as people count: {@code INV-2} before {@code INV-10}. */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  /** A copy of the lines in the order of their ids. */
  static <T> List<T> sorted(List<T> lines, Function<T, String> id) {
    List<T> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(id, INSTANCE));
    return sorted;
  }

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      if (!isDigit(a, i) || !isDigit(b, j)) {
        int order = Character.compare(a.charAt(i++), b.charAt(j++));
        if (order != 0) {
          return order;
        }
        continue;
      }
      int endA = endOfNumber(a, i);
      int endB = endOfNumber(b, j);
      i = afterZeros(a, i, endA);
      j = afterZeros(b, j, endB);
      int order = Integer.compare(endA - i, endB - j);
      while (order == 0 && i < endA) {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(a.length() - i, b.length() - j);
    // Numbers can differ in the zeros before them only.
    return order == 0 ? a.compareTo(b) : order;
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text, end)) {
      end++;
    }
    return end;
  }

  /** The last digit is never one of the zeros before a number. */
  private static int afterZeros(String text, int start, int end) {
    int first = start;
    while (first < end - 1 && text.charAt(first) == '0') {
      first++;
    }
    return first;
  }
}
