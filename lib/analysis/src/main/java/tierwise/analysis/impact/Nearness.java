package tierwise.analysis.impact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.Verdicts.Figure;
import tierwise.Verdicts.Figure.Kind;
import tierwise.Verdicts.Verdict;

/** Whether a figure is close to what is asked. */
final class Nearness {
  private Nearness() {}

  /** The one figure by which an offer is just missed; {@code null} if there is more or none. */
  static @Nullable Figure justShort(Verdict verdict, BigDecimal part) {
    List<Figure> missing = verdict.missing();
    if (missing.size() != 1) {
      return null;
    }
    Figure figure = missing.get(0);
    BigDecimal shortBy = figure.shortBy();
    return isMeasure(figure)
            && figure.status() == Finding.Status.MISSED
            && figure.required() != null
            && shortBy != null
            && shortBy.compareTo(near(figure, figure.required(), shortBy, part)) <= 0
        ? figure
        : null;
  }

  /** Whether the bound is kept with little to spare. */
  static boolean isJustSafe(Figure figure, BigDecimal part) {
    BigDecimal required = figure.required();
    BigDecimal actual = figure.actual();
    return isMeasure(figure)
        && figure.status() == Finding.Status.MET
        && required != null
        && actual != null
        && required.signum() > 0
        && actual.subtract(required).abs().compareTo(required.multiply(part)) <= 0;
  }

  private static boolean isMeasure(Figure figure) {
    return figure.kind() == Kind.AT_LEAST || figure.kind() == Kind.AT_MOST;
  }

  /**
   * Of whole figures a part of one is one, since nobody can be nearer: one person of two is near.
   * Who has nothing at all is not.
   */
  private static BigDecimal near(
      Figure figure, BigDecimal required, BigDecimal shortBy, BigDecimal part) {
    BigDecimal near = required.abs().multiply(part);
    BigDecimal actual = figure.actual();
    boolean hasSome = actual != null && actual.signum() > 0;
    return hasSome && part.signum() > 0 && isWhole(required) && isWhole(shortBy)
        ? near.setScale(0, RoundingMode.CEILING)
        : near;
  }

  private static boolean isWhole(BigDecimal figure) {
    return figure.stripTrailingZeros().scale() <= 0;
  }
}
