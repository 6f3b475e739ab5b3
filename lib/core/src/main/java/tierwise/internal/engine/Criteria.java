package tierwise.internal.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.FormulaCompiler.Constant;
import tierwise.internal.engine.FormulaCompiler.OwnField;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * The criteria of the language. Two missing values are equal, one that is missing equals none that
 * is there, and nothing is greater or less than what is missing. Figures are compared by what they
 * are worth, however they are written.
 */
final class Criteria {
  private Criteria() {}

  static Criterion all(List<Criterion> criteria) {
    return criteria.size() == 1 ? criteria.get(0) : new AllOf(criteria.toArray(Criterion[]::new));
  }

  static Criterion any(List<Criterion> criteria) {
    return criteria.size() == 1 ? criteria.get(0) : new AnyOf(criteria.toArray(Criterion[]::new));
  }

  static Criterion compare(Compare compare, Formula left, Formula right) {
    ValueType a = compare.left().type();
    ValueType b = compare.right().type();
    Comparison comparison = compare.comparison();
    if (comparison.isOrder()) {
      return a == Plain.DATE || b == Plain.DATE
          ? new DatesInOrder(comparison, left, right)
          : new FiguresInOrder(comparison, left, right);
    }
    Criterion equal;
    if (b == Plain.NOTHING) {
      equal = left instanceof OwnField own ? new OwnIsMissing(own.reader()) : new IsMissing(left);
    } else if (a == Plain.NOTHING) {
      equal = new IsMissing(right);
    } else if (a.isNumber() || b.isNumber() || a == Plain.ANYTHING || b == Plain.ANYTHING) {
      equal = new AreEqualFigures(left, right);
    } else if (right instanceof Constant constant && constant.value() != null) {
      equal =
          left instanceof OwnField own
              ? new OwnEquals(own.reader(), constant.value())
              : new EqualsConstant(left, constant.value());
    } else if (left instanceof Constant constant && constant.value() != null) {
      equal = new EqualsConstant(right, constant.value());
    } else {
      equal = new AreEqual(left, right);
    }
    return comparison == Comparison.EQUAL ? equal : new IsNot(equal);
  }

  static Criterion among(Among among, Formula value) {
    List<Object> options = new ArrayList<>();
    among
        .options()
        .forEach(option -> options.add(Objects.requireNonNull(((Literal) option).value())));
    Criterion found =
        options.stream().allMatch(String.class::isInstance)
            ? isOneOf(value, options.stream().collect(Collectors.toUnmodifiableSet()))
            : any(
                options.stream()
                    .<Criterion>map(option -> new AreEqualFigures(value, new Constant(option)))
                    .toList());
    return among.negated() ? new IsNot(found) : found;
  }

  private static Criterion isOneOf(Formula value, Set<Object> options) {
    return value instanceof OwnField own
        ? new OwnIsOneOf(own.reader(), options)
        : new IsOneOf(value, options);
  }

  // ---- of a field of the fact that is looked at, which is what most rules ask --------------

  private record OwnIsMissing(Function<Object, @Nullable Object> field) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return field.apply(own) == null;
    }
  }

  private record OwnEquals(Function<Object, @Nullable Object> field, Object constant)
      implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return constant.equals(field.apply(own));
    }
  }

  private record OwnIsOneOf(Function<Object, @Nullable Object> field, Set<Object> options)
      implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      Object found = field.apply(own);
      return found != null && options.contains(found);
    }
  }

  // ---- of whatever it is -------------------------------------------------------------------

  record AllOf(Criterion[] criteria) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      for (Criterion criterion : criteria) {
        if (!criterion.holds(own, bound)) {
          return false;
        }
      }
      return true;
    }
  }

  private record AnyOf(Criterion[] criteria) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      for (Criterion criterion : criteria) {
        if (criterion.holds(own, bound)) {
          return true;
        }
      }
      return false;
    }
  }

  record IsNot(Criterion criterion) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return !criterion.holds(own, bound);
    }
  }

  /** Each is looked at only if those before it are there. */
  record AreThere(List<Formula> values) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).value(own, bound) == null) {
          return false;
        }
      }
      return true;
    }
  }

  private record IsMissing(Formula value) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return value.value(own, bound) == null;
    }
  }

  record IsTrue(Formula value, String text) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return (Boolean) FormulaCompiler.there(value.value(own, bound), text);
    }
  }

  private record EqualsConstant(Formula value, Object constant) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return constant.equals(value.value(own, bound));
    }
  }

  private record AreEqual(Formula left, Formula right) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      return Objects.equals(left.value(own, bound), right.value(own, bound));
    }
  }

  private record AreEqualFigures(Formula left, Formula right) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      Object a = left.value(own, bound);
      Object b = right.value(own, bound);
      return (a instanceof Number figure && b instanceof Number other)
          ? Figures.equal(figure, other)
          : Objects.equals(a, b);
    }
  }

  private record IsOneOf(Formula value, Set<Object> options) implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      Object found = value.value(own, bound);
      return found != null && options.contains(found);
    }
  }

  private record DatesInOrder(Comparison comparison, Formula left, Formula right)
      implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      LocalDate a = (LocalDate) left.value(own, bound);
      LocalDate b = (LocalDate) right.value(own, bound);
      return a != null && b != null && isInOrder(comparison, a.compareTo(b));
    }
  }

  private record FiguresInOrder(Comparison comparison, Formula left, Formula right)
      implements Criterion {
    @Override
    public boolean holds(@Nullable Object own, @Nullable Object[] bound) {
      Number a = (Number) left.value(own, bound);
      Number b = (Number) right.value(own, bound);
      return a != null && b != null && isInOrder(comparison, Figures.compare(a, b));
    }
  }

  private static boolean isInOrder(Comparison comparison, int order) {
    return switch (comparison) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
    };
  }
}
