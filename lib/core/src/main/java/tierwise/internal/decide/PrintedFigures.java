package tierwise.internal.decide;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Bound;
import tierwise.internal.figures.Figures;

/**
 * How figures that six digits do not hold are printed. They are rounded down, but never so that
 * what is printed says anything else than the status.
 */
final class PrintedFigures {
  private PrintedFigures() {}

  /** A figure by itself. */
  static @Nullable BigDecimal measured(@Nullable BigDecimal value) {
    return value == null ? null : Figures.printed(value, RoundingMode.FLOOR);
  }

  /** The figure of a bound: whatever keeps what is printed keeps the bound. */
  static BigDecimal required(Bound bound) {
    return Figures.printed(
        bound.value(),
        bound.relation() == Bound.Relation.AT_LEAST ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  /** A measured figure, which keeps the printed bound if and only if it keeps the bound. */
  static BigDecimal actual(BigDecimal value, Bound bound) {
    BigDecimal down = Figures.printed(value, RoundingMode.FLOOR);
    return new Bound(bound.relation(), required(bound)).admits(down) == bound.admits(value)
        ? down
        : Figures.printed(value, RoundingMode.CEILING);
  }
}
