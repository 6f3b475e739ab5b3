package tierwise.internal.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;

/**
 * Works out all functions of an accumulate from its matches, one after the other. What is missing
 * is counted, and goes into nothing else. For one round of one thread.
 */
public final class AccumulateResults {
  /** What is gathered, for all rounds. Immutable. */
  public static final class Plan {
    private final Aggregate.Kind[] kinds;
    private final @Nullable Formula[] arguments;

    /** The functions of an accumulate, whose arguments are found as the compiler says. */
    public Plan(Accumulate accumulate, FormulaCompiler compiler) {
      List<Aggregate> functions = accumulate.functions();
      this.kinds = new Aggregate.Kind[functions.size()];
      this.arguments = new Formula[functions.size()];
      for (int i = 0; i < kinds.length; i++) {
        Aggregate function = functions.get(i);
        kinds[i] = function.kind();
        arguments[i] = function.argument() == null ? null : compiler.formula(function.argument());
      }
    }

    /** How many functions there are. */
    public int size() {
      return kinds.length;
    }
  }

  private final Plan plan;
  private final @Nullable Object[] cells;
  private long matches;

  public AccumulateResults(Plan plan) {
    this.plan = plan;
    this.cells = new Object[plan.size()];
  }

  /** Takes a match, whose facts are in their places. */
  public void add(@Nullable Object[] bound) {
    matches++;
    for (int i = 0; i < cells.length; i++) {
      Formula argument = plan.arguments[i];
      Object value =
          argument == null || plan.kinds[i] == Aggregate.Kind.COUNT
              ? null
              : argument.value(null, bound);
      if (value != null) {
        cells[i] = with(plan.kinds[i], cells[i], value);
      }
    }
  }

  @SuppressWarnings("unchecked") // Each cell belongs to one function.
  private static Object with(Aggregate.Kind kind, @Nullable Object cell, Object value) {
    return switch (kind) {
      case SUM -> Figures.plus(cell == null ? BigDecimal.ZERO : (Number) cell, (Number) value);
      case MIN -> cell == null || order(value, cell) < 0 ? value : cell;
      case MAX -> cell == null || order(value, cell) > 0 ? value : cell;
      case COLLECT_LIST -> {
        List<Object> list = cell == null ? new ArrayList<>() : (List<Object>) cell;
        list.add(value);
        yield list;
      }
      case COLLECT_SET -> {
        Set<Object> set = cell == null ? new LinkedHashSet<>() : (Set<Object>) cell;
        set.add(value);
        yield set;
      }
      case COUNT -> throw new IllegalStateException("counting looks at no value");
    };
  }

  private static int order(Object value, Object other) {
    return value instanceof LocalDate day
        ? day.compareTo((LocalDate) other)
        : Figures.compare((Number) value, (Number) other);
  }

  /**
   * The results in the order of the functions; {@code null} if one has none, since there was
   * nothing to take the least or the greatest of: then the rule does not hold. Can be asked again,
   * also after more was added.
   */
  public @Nullable Object @Nullable [] results() {
    @Nullable Object[] results = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      Object result =
          switch (plan.kinds[i]) {
            case COUNT -> matches;
            case SUM -> cell == null ? BigDecimal.ZERO : cell;
            case COLLECT_LIST -> cell == null ? List.of() : List.copyOf((List<?>) cell);
            case COLLECT_SET ->
                cell == null
                    ? Set.of()
                    : Collections.unmodifiableSet(new LinkedHashSet<>((Set<?>) cell));
            case MIN, MAX -> cell;
          };
      if (result == null) {
        return null;
      }
      results[i] = result;
    }
    return results;
  }
}
