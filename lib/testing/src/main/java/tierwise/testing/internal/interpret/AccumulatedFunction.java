package tierwise.testing.internal.interpret;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.RuleModel;

/** One function of an accumulate, fed with the value of each match. */
final class AccumulatedFunction {
  final RuleModel.Aggregate function;
  private final List<Object> all = new ArrayList<>();
  private int matches;

  AccumulatedFunction(RuleModel.Aggregate function) {
    this.function = function;
  }

  void add(@Nullable Object value) {
    matches++;
    if (value != null) {
      all.add(value);
    }
  }

  /** The result; {@code null} if there is none, so that the rule does not hold. */
  @Nullable Object result() {
    return switch (function.kind()) {
      case COUNT -> (long) matches;
      case SUM -> sum();
      case COLLECT_LIST -> List.copyOf(all);
      case COLLECT_SET -> new LinkedHashSet<>(all);
      case MIN -> all.stream().reduce((a, b) -> Comparing.order(a, b) <= 0 ? a : b).orElse(null);
      case MAX -> all.stream().reduce((a, b) -> Comparing.order(a, b) >= 0 ? a : b).orElse(null);
    };
  }

  private BigDecimal sum() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object each : all) {
      sum = Figures.plus(sum, (Number) each);
    }
    return sum;
  }
}
