package tierwise.internal.language.check;

import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Any;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.source.Span;

/**
 * What the constraints of a pattern claim of single values, so that one can say whether any fact
 * can keep them all. A claim compares one field with values that are written out, or with one
 * variable. For each such field it is enough to try the values that the claims mention, those
 * beside them and none at all.
 */
final class Satisfiability {
  /** Two constraints that no fact keeps together; they can be the same one. */
  record Contradiction(Span one, Span other) {}

  /**
   * What is claimed of.
   *
   * @param path the field, from the fact of the pattern
   * @param symbol what it is compared with, if that is not written out
   */
  private record Value(String path, @Nullable String symbol) {}

  /** A condition about one value. */
  private record Claim(Value value, Expression condition, Span span) {}

  /** What stands for "has no value" among the values that are tried. */
  enum Missing {
    /** The field has none. */
    HERE,
    /** Neither has what it is compared with. */
    BOTH
  }

  private final Map<Value, List<Claim>> claims = new LinkedHashMap<>();
  private final Map<String, FactType.Field> fields = new LinkedHashMap<>();
  private final Set<String> there = new HashSet<>();
  private boolean complete = true;

  Satisfiability(FactPattern pattern) {
    add(pattern);
  }

  /** Adds what another pattern claims of the same fact. */
  void add(FactPattern pattern) {
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        noteTargets(binding.value());
      } else {
        claim(((Holds) constraint).condition());
      }
    }
  }

  /** Whether every constraint was understood, and none depends on another fact. */
  boolean areComplete() {
    return complete && claims.keySet().stream().allMatch(value -> value.symbol() == null);
  }

  /** Two constraints that contradict each other; {@code null} if a fact can keep all. */
  @Nullable Contradiction contradiction() {
    for (List<Claim> ofOne : claims.values()) {
      for (int i = 0; i < ofOne.size(); i++) {
        if (!satisfiable(ofOne.subList(0, i + 1))) {
          Claim last = ofOne.get(i);
          for (Claim earlier : ofOne.subList(0, i)) {
            if (!satisfiable(List.of(earlier, last))) {
              return new Contradiction(last.span(), earlier.span());
            }
          }
          return new Contradiction(last.span(), ofOne.get(0).span());
        }
      }
    }
    return null;
  }

  private void claim(Expression condition) {
    if (condition instanceof All all) {
      all.conditions().forEach(this::claim);
      return;
    }
    noteTargets(condition);
    if (condition instanceof FieldRead read
        && read.target() == null
        && read.field().tellsOf() != null) {
      there.add(read.field().tellsOf());
    }
    Set<Value> values = new LinkedHashSet<>();
    if (values(condition, values) && values.size() == 1) {
      Value value = values.iterator().next();
      claims
          .computeIfAbsent(value, key -> new ArrayList<>())
          .add(new Claim(value, condition, condition.span()));
    } else {
      complete = false;
    }
  }

  /** Takes note of the facts that must be there because a field of theirs is read. */
  private void noteTargets(Expression expression) {
    if (expression instanceof FieldRead read && read.nullSafe() && read.target() != null) {
      String path = path(read.target());
      if (path != null) {
        there.add(path);
      }
    }
    if (!(expression instanceof Any)) {
      expression.parts().forEach(this::noteTargets);
    }
  }

  // ---- what a condition is about -----------------------------------------------------------

  /** Collects the values that the condition is about; {@code false} if it is not understood. */
  private boolean values(Expression condition, Set<Value> values) {
    if (condition instanceof All all) {
      return all.conditions().stream().allMatch(each -> values(each, values));
    }
    if (condition instanceof Any any) {
      return any.conditions().stream().allMatch(each -> values(each, values));
    }
    if (condition instanceof Negated negated) {
      return values(negated.condition(), values);
    }
    if (condition instanceof FieldRead read) {
      return add(values, path(read), null);
    }
    if (condition instanceof Among among) {
      return among.options().stream().allMatch(Satisfiability::isWritten)
          && add(values, path(among.value()), null);
    }
    if (condition instanceof Compare compare) {
      boolean left = path(compare.left()) != null;
      Expression other = left ? compare.right() : compare.left();
      String path = path(left ? compare.left() : compare.right());
      if (isWritten(other)) {
        return add(values, path, null);
      }
      return !readsPattern(other) && add(values, path, other.span().text().replaceAll("\\s", ""));
    }
    return false;
  }

  private static boolean add(Set<Value> values, @Nullable String path, @Nullable String symbol) {
    if (path == null) {
      return false;
    }
    values.add(new Value(path, symbol));
    return true;
  }

  private @Nullable String path(Expression expression) {
    if (!(expression instanceof FieldRead read)) {
      return null;
    }
    String path = read.field().name();
    if (read.target() != null) {
      String target = path(read.target());
      if (target == null) {
        return null;
      }
      path = target + "." + path;
    }
    fields.putIfAbsent(path, read.field());
    return path;
  }

  /** Whether it is worked out from the fact of the pattern itself. */
  static boolean readsPattern(Expression expression) {
    return (expression instanceof FieldRead read && read.target() == null)
        || expression instanceof Expression.This
        || (expression instanceof Call call
            && call.target() == null
            && !Modifier.isStatic(call.helper().method().getModifiers()))
        || expression.parts().stream().anyMatch(Satisfiability::readsPattern);
  }

  /** Whether it is a value that is written out. */
  static boolean isWritten(Expression expression) {
    return expression instanceof Literal || written(expression) != null;
  }

  /** The value that is written out; {@code null} if it is anything else, or null. */
  private static @Nullable Object written(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value() instanceof Integer whole ? new BigDecimal(whole) : literal.value();
    }
    if (expression instanceof Call call
        && call.target() == null
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Literal literal) {
      if (call.helper().name().equals("date") && literal.value() instanceof String day) {
        return LocalDate.parse(day);
      }
      if (call.helper().name().equals("number") && literal.value() != null) {
        return new BigDecimal(literal.value().toString());
      }
    }
    return null;
  }

  // ---- whether a value can be as claimed ---------------------------------------------------

  private boolean satisfiable(List<Claim> ofOne) {
    Value value = ofOne.get(0).value();
    return candidates(value, ofOne).stream()
        .anyMatch(
            candidate -> ofOne.stream().allMatch(claim -> holds(claim.condition(), candidate)));
  }

  private Set<Object> candidates(Value value, List<Claim> ofOne) {
    FactType.Field field = fields.get(value.path());
    // Whatever a constraint before it makes sure of is no longer marked as missing here.
    boolean mayBeMissing =
        (field == null
                || field.mayBeMissing()
                || ofOne.stream().anyMatch(Satisfiability::asksForNull))
            && !there.contains(value.path());
    if (value.symbol() != null) {
      return relations(mayBeMissing);
    }
    return values(field, mayBeMissing, ofOne.stream().map(Claim::condition).toList());
  }

  /** The ways in which a field can stand to a variable that it is compared with. */
  static Set<Object> relations(boolean mayBeMissing) {
    Set<Object> relations = missing(mayBeMissing);
    relations.addAll(List.of(-1, 0, 1));
    return relations;
  }

  /** The values of a field that are enough to try whether conditions with written values hold. */
  static Set<Object> values(
      FactType.@Nullable Field field, boolean mayBeMissing, List<Expression> conditions) {
    Set<Object> candidates = missing(mayBeMissing);
    if (field != null && field.type() == ValueType.Plain.YES_NO) {
      candidates.addAll(List.of(true, false));
      return candidates;
    }
    Set<Object> mentioned = new LinkedHashSet<>();
    conditions.forEach(condition -> mentioned(condition, mentioned));
    if (field != null && field.domain() instanceof TextDomain.Closed closed) {
      candidates.addAll(closed.texts());
    } else {
      // Stands for anything that is not mentioned.
      candidates.add(new Object());
    }
    candidates.addAll(mentioned);
    mentioned.forEach(each -> beside(each, field, mentioned, candidates));
    return candidates;
  }

  private static Set<Object> missing(boolean mayBeMissing) {
    return new LinkedHashSet<>(mayBeMissing ? List.of(Missing.HERE, Missing.BOTH) : List.of());
  }

  private static boolean asksForNull(Claim claim) {
    return claim.condition() instanceof Compare compare
        && (isNull(compare.left()) || isNull(compare.right()));
  }

  static boolean isNull(Expression expression) {
    return expression instanceof Literal literal && literal.value() == null;
  }

  private static void mentioned(Expression expression, Set<Object> mentioned) {
    Object written = written(expression);
    if (written != null) {
      mentioned.add(written instanceof BigDecimal number ? number.stripTrailingZeros() : written);
    } else {
      expression.parts().forEach(part -> mentioned(part, mentioned));
    }
  }

  private static void beside(
      Object value, FactType.@Nullable Field field, Set<Object> mentioned, Set<Object> candidates) {
    if (value instanceof LocalDate day) {
      candidates.add(day.minusDays(1));
      candidates.add(day.plusDays(1));
    } else if (value instanceof BigDecimal number) {
      candidates.add(number.subtract(BigDecimal.ONE));
      candidates.add(number.add(BigDecimal.ONE));
      if (field == null || field.type() != ValueType.Plain.WHOLE) {
        for (Object other : mentioned) {
          if (other instanceof BigDecimal end) {
            BigDecimal sum = number.add(end);
            candidates.add(sum.divide(BigDecimal.valueOf(2), sum.scale() + 1, RoundingMode.DOWN));
          }
        }
      }
    }
  }

  /** Whether a condition about one value holds of the value, which is one of those to try. */
  static boolean holds(Expression condition, Object candidate) {
    if (condition instanceof All all) {
      return all.conditions().stream().allMatch(each -> holds(each, candidate));
    }
    if (condition instanceof Any any) {
      return any.conditions().stream().anyMatch(each -> holds(each, candidate));
    }
    if (condition instanceof Negated negated) {
      return !(candidate instanceof Missing) && !holds(negated.condition(), candidate);
    }
    if (condition instanceof Among among) {
      boolean is =
          among.options().stream().anyMatch(option -> compare(candidate, written(option)) == 0);
      return is != among.negated();
    }
    if (condition instanceof Compare compare) {
      boolean turned = !(compare.left() instanceof FieldRead);
      Expression other = turned ? compare.left() : compare.right();
      return holds(compare.comparison(), turned, other, candidate);
    }
    return candidate.equals(true);
  }

  private static boolean holds(
      Comparison comparison, boolean turned, Expression other, Object candidate) {
    if (isNull(other)) {
      return (candidate instanceof Missing) == (comparison == Comparison.EQUAL);
    }
    if (candidate instanceof Missing missing) {
      boolean equal = missing == Missing.BOTH && !isWritten(other);
      return comparison == (equal ? Comparison.EQUAL : Comparison.NOT_EQUAL);
    }
    // Against a variable, the candidates are the ways in which the two can stand to each other.
    int order = isWritten(other) ? compare(candidate, written(other)) : (Integer) candidate;
    int sign = turned ? -order : order;
    return switch (comparison) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case LESS -> sign < 0;
      case LESS_OR_EQUAL -> sign <= 0;
      case GREATER -> sign > 0;
      case GREATER_OR_EQUAL -> sign >= 0;
    };
  }

  /** How the two stand to each other; values without an order are just not equal. */
  private static int compare(Object candidate, @Nullable Object written) {
    if (candidate instanceof BigDecimal number && written instanceof BigDecimal other) {
      return number.compareTo(other);
    }
    if (candidate instanceof LocalDate day && written instanceof LocalDate other) {
      return day.compareTo(other);
    }
    return candidate.equals(written) ? 0 : 1;
  }
}
