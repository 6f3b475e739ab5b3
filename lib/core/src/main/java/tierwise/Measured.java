package tierwise;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure came to, which lines were counted and which were not. Immutable.
 *
 * @param measure the measure, as the manifest names it
 * @param of what it was taken of; {@code null} for everything alike
 * @param at the value by which the manifest splits the lines, such as a location; {@code null} if
 *     it counts the lines without one, or if nothing is split beside {@code of}
 * @param value the figure, rounded down at 6 digits after the point; {@code null} if there was
 *     nothing to average
 * @param valueExact the figure as a fraction, such as {@code 10/3}, if six digits after the point
 *     do not hold it; else {@code null}
 * @param unit the unit of the figure
 * @param evidence the ids of the lines that were counted, in their natural order
 * @param excluded the lines that were not, each with its reasons
 * @param parts the measurements that it was made from
 * @param synthetic whether it, or a part of it, rests on a figure that is invented
 * @param measuredBy the rule that stated it
 */
public record Measured(
    String measure,
    @Nullable About of,
    @Nullable String at,
    @Nullable BigDecimal value,
    @Nullable String valueExact,
    String unit,
    List<String> evidence,
    List<LeftOut> excluded,
    List<Measured> parts,
    boolean synthetic,
    RuleReference measuredBy) {
  /** Keeps its own copies of the lists. */
  public Measured {
    evidence = List.copyOf(evidence);
    excluded = List.copyOf(excluded);
    parts = List.copyOf(parts);
  }

  /**
   * A line that does not count. Immutable.
   *
   * @param evidence the id of the line
   * @param reasons why, at least one
   */
  public record LeftOut(String evidence, List<Reason> reasons) {
    /** Keeps its own copy of the reasons. */
    public LeftOut {
      reasons = List.copyOf(reasons);
    }
  }
}
