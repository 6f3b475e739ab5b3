package tierwise.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tierwise.internal.figures.Figures;

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
    int order = Figures.compare(measured, value);
    return relation == Relation.AT_LEAST ? order >= 0 : order <= 0;
  }

  /**
   * How much is missing, or is too much, until the value keeps the bound; zero if it does. Rounded
   * up at six digits after the point, so that so much more, or less, is enough.
   */
  public BigDecimal missing(BigDecimal measured) {
    if (admits(measured)) {
      return BigDecimal.ZERO;
    }
    BigDecimal most = relation == Relation.AT_LEAST ? value : measured;
    BigDecimal least = relation == Relation.AT_LEAST ? measured : value;
    return Require.normal(
        Figures.minus(
            Figures.printed(most, RoundingMode.CEILING),
            Figures.printed(least, RoundingMode.FLOOR)));
  }
}
