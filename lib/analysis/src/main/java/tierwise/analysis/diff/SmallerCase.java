package tierwise.analysis.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tierwise.testing.internal.draw.CaseShrinker;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.FactFields;

/** Makes a case that has few facts one that reads easily: one line with the sum of several. */
final class SmallerCase {
  private SmallerCase() {}

  /** A case for which the predicate still holds, with no more lines than the given one. */
  static DrawnCase of(DrawnCase facts, Predicate<DrawnCase> interesting) {
    DrawnCase small = facts;
    for (String type : facts.lines().keySet()) {
      List<Object> lines = small.lines().getOrDefault(type, List.of());
      for (int kept = 0; kept < lines.size() && lines.size() > 1; kept++) {
        DrawnCase one = oneLine(small, type, lines, kept);
        if (one != null && interesting.test(one)) {
          small = CaseShrinker.shrink(one, interesting);
          break;
        }
      }
    }
    return small;
  }

  /** The case with one of the lines, whose figures are the sums of all. */
  private static @Nullable DrawnCase oneLine(
      DrawnCase facts, String type, List<Object> lines, int kept) {
    Map<String, @Nullable Object> values = FactFields.of(lines.get(kept));
    boolean summed = false;
    for (Map.Entry<String, @Nullable Object> each : List.copyOf(values.entrySet())) {
      if (each.getValue() instanceof BigDecimal) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object line : lines) {
          if (FactFields.of(line).get(each.getKey()) instanceof BigDecimal figure) {
            sum = sum.add(figure);
          }
        }
        values.put(each.getKey(), sum);
        summed = true;
      }
    }
    Object line = summed ? FactFields.with(lines.get(kept), values) : null;
    return line == null ? null : facts.withLines(type, new ArrayList<>(List.of(line)));
  }
}
