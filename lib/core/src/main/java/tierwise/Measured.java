package tierwise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a measure came to, which lines were counted and which were not. Immutable.
 *
 * <p>A decision has each measurement once. Those that are made from others hold them as parts, and
 * are compared by the ids of their parts: a chain of parts that share parts is no tree.
 *
 * @param id tells it from the other measurements of its decision: the measure and what it was taken
 *     of, such as {@code kpis/gold/Cloud Platform}, with {@code /renewal} for a renewal and
 *     {@code @} before {@code at}
 * @param measure the measure, as the manifest names it
 * @param of what it was taken of; {@code null} for everything alike
 * @param at the value by which the manifest splits the lines, such as a location; {@code null} if
 *     it counts the lines without one, or if nothing is split beside {@code of}
 * @param value the figure, rounded down at 6 digits after the point; {@code null} if there was
 *     nothing to average, or to divide by
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
    String id,
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

  /** Whether all of it is the same, and the parts have the same ids. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Measured that
            && id.equals(that.id)
            && measure.equals(that.measure)
            && Objects.equals(of, that.of)
            && Objects.equals(at, that.at)
            && Objects.equals(value, that.value)
            && Objects.equals(valueExact, that.valueExact)
            && unit.equals(that.unit)
            && synthetic == that.synthetic
            && measuredBy.equals(that.measuredBy)
            && evidence.equals(that.evidence)
            && excluded.equals(that.excluded)
            && partIds().equals(that.partIds()));
  }

  /** Leaves the lines and the parts out, of which there may be many. */
  @Override
  public int hashCode() {
    return Objects.hash(id, value);
  }

  /** The ids of the parts. */
  private List<String> partIds() {
    return parts.stream().map(Measured::id).toList();
  }

  /** The measurement in short; of parts the ids. */
  @Override
  public String toString() {
    return "Measured[id="
        + id
        + ", value="
        + value
        + " "
        + unit
        + ", evidence="
        + evidence
        + ", excluded="
        + excluded
        + ", parts="
        + partIds()
        + ", synthetic="
        + synthetic
        + ", measuredBy="
        + measuredBy
        + "]";
  }
}
