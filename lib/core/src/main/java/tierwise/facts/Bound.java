package tierwise.facts;

import java.math.BigDecimal;

/**
 * The figure that a requirement sets for a measure.
 *
 * @param relation on which side of the figure the measured value must lie; the figure itself is
 *     always good enough
 * @param value the figure, in the unit of the measure
 */
public record Bound(Relation relation, BigDecimal value) {
  /** On which side of the figure a value must lie. */
  public enum Relation {
    /** The value must be the figure or more. */
    AT_LEAST,
    /** The value must be the figure or less. */
    AT_MOST
  }

  /**
   * Makes a bound.
   *
   * @throws InvalidFactException if the figure is missing or has too many digits
   */
  public Bound {
    Require.present(Bound.class, "relation", relation);
    value = Require.decimal(Bound.class, "value", Require.present(Bound.class, "value", value));
  }

  /** Whether the value keeps the bound. */
  public boolean admits(BigDecimal measured) {
    return missing(measured).signum() == 0;
  }

  /** How much is missing, or is too much, until the value keeps the bound; zero if it does. */
  public BigDecimal missing(BigDecimal measured) {
    BigDecimal distance =
        relation == Relation.AT_LEAST ? value.subtract(measured) : measured.subtract(value);
    return Require.normal(distance.max(BigDecimal.ZERO));
  }
}
