package tierwise.internal.decide;

import java.util.Comparator;
import tierwise.internal.language.FactType;

/** A fact of a ledger, which measures can count. */
record Line(FactType type, String id, Object fact) {
  /** As people count: {@code INV-2} before {@code INV-10}. */
  static final Comparator<String> NATURAL = Line::compareNaturally;

  private static int compareNaturally(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = endOfNumber(a, i);
      int endB = endOfNumber(b, j);
      int order;
      if (endA > i && endB > j) {
        order = compareNumbers(a, i, endA, b, j, endB);
        i = endA;
        j = endB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    // Numbers with different zeros in front are equal so far, but the texts are not.
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(
      String a, int startA, int endA, String b, int startB, int endB) {
    int i = afterZeros(a, startA, endA);
    int j = afterZeros(b, startB, endB);
    int order = Integer.compare(endA - i, endB - j);
    while (order == 0 && i < endA) {
      order = Character.compare(a.charAt(i++), b.charAt(j++));
    }
    return order;
  }

  /** Where the number begins without the zeros in front; the last digit is never one of them. */
  private static int afterZeros(String digits, int start, int end) {
    int first = start;
    while (first < end - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return first;
  }
}
