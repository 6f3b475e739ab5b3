package tierwise.testing.internal.interpret;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.Expression;

/** How values of rules compare: figures by their value, days by the calendar. */
public final class Comparing {
  private Comparing() {}

  static boolean compared(
      Expression.Comparison comparison, @Nullable Object left, @Nullable Object right) {
    if (comparison == Expression.Comparison.EQUAL) {
      return equal(left, right);
    }
    if (comparison == Expression.Comparison.NOT_EQUAL) {
      return !equal(left, right);
    }
    if (left == null || right == null) {
      return false;
    }
    int order = order(left, right);
    return switch (comparison) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Number && right instanceof Number)
        ? order(left, right) == 0
        : Objects.equals(left, right);
  }

  static int order(Object left, Object right) {
    return left instanceof LocalDate day
        ? day.compareTo((LocalDate) right)
        : Figures.compare((Number) left, (Number) right);
  }
}
