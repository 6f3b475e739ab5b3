package tierwise.internal.decide;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Measured;
import tierwise.facts.Exclusion;
import tierwise.internal.engine.Statement;
import tierwise.internal.language.model.FactType;

/**
 * A fact of a ledger, which measures can count. Belongs to one decision; whoever looks at a
 * measurement marks on its lines what becomes of them there, which saves a set for each
 * measurement.
 */
final class LedgerLine {
  private final FactType type;
  private final String id;
  private final Object fact;

  /** The number of the measurement that was seen to count it last. */
  private int countedBy = -1;

  /** The number of the measurement that was seen to leave it out last. */
  private int leftOutBy = -1;

  private @Nullable Why why;

  private Measured.@Nullable LeftOut told;
  private @Nullable Statement<Exclusion> toldOf;

  /** The reasons for which a measurement leaves the line out, the last one first. */
  record Why(Statement<Exclusion> stated, @Nullable Why before) {}

  LedgerLine(FactType type, String id, Object fact) {
    this.type = type;
    this.id = id;
    this.fact = fact;
  }

  FactType type() {
    return type;
  }

  String id() {
    return id;
  }

  Object fact() {
    return fact;
  }

  /** Marks it as counted; tells whether it was not yet. */
  boolean count(int measurement) {
    boolean first = countedBy != measurement;
    countedBy = measurement;
    return first;
  }

  boolean isCountedBy(int measurement) {
    return countedBy == measurement;
  }

  void leaveOut(int measurement, Statement<Exclusion> stated) {
    why = new Why(stated, leftOutBy == measurement ? why : null);
    leftOutBy = measurement;
  }

  /** Why the measurement leaves it out; {@code null} if it does not. */
  @Nullable Why whyNot(int measurement) {
    return leftOutBy == measurement ? why : null;
  }

  /** What was said of it when it was last told of; {@code null} if that was for something else. */
  @SuppressWarnings("ReferenceEquality") // The statement itself: to compare two would take long.
  Measured.@Nullable LeftOut told(Statement<Exclusion> stated) {
    return toldOf == stated ? told : null;
  }

  void tell(Statement<Exclusion> stated, Measured.LeftOut leftOut) {
    toldOf = stated;
    told = leftOut;
  }

  /** Forgets all marks, so that the measurements can be gone through again. */
  void clear() {
    countedBy = -1;
    leftOutBy = -1;
    why = null;
  }

  /** In the natural order of ids; the same list if it is in order. */
  static List<LedgerLine> inOrder(List<LedgerLine> lines) {
    for (int i = 1; i < lines.size(); i++) {
      if (NATURAL.compare(lines.get(i - 1).id, lines.get(i).id) > 0) {
        return lines.stream().sorted(Comparator.comparing(LedgerLine::id, NATURAL)).toList();
      }
    }
    return lines;
  }

  /** As people count: {@code INV-2} before {@code INV-10}. */
  static final Comparator<String> NATURAL = LedgerLine::compareNaturally;

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
