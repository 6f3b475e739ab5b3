package tierwise.internal.language.typing;

import static tierwise.internal.language.typing.TypingProblem.*;

import java.util.List;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Arithmetic;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.Expression.Operation;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.Expression.Unknown;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.Spelling;

/**
 * Makes the typed conditions of rules, and says where what is compared, reckoned with or bound does
 * not fit. What has a problem becomes {@link Unknown}, as in {@link Typer}.
 */
public final class ConditionTyper {
  private final NameTable names;
  private final Scope scope;
  private final Problems problems;

  public ConditionTyper(NameTable names, Scope scope, Problems problems) {
    this.names = names;
    this.scope = scope;
    this.problems = problems;
  }

  /** The value, unless it is the answer of a condition, which the engine cannot handle as one. */
  public Expression noCondition(Expression value) {
    if (!isCondition(value)) {
      return value;
    }
    problems.error(CONDITION_AS_A_VALUE, value.span());
    return new Unknown(value.span());
  }

  private static boolean isCondition(Expression value) {
    return value instanceof Compare
        || value instanceof Among
        || value instanceof All
        || value instanceof Expression.Any
        || value instanceof Negated;
  }

  public Expression compare(Comparison comparison, Expression first, Expression second, Span span) {
    Expression left = noCondition(first);
    Expression right = noCondition(second);
    Compare compare = new Compare(comparison, left, right, span);
    if (left.type() == Plain.NOTHING || right.type() == Plain.NOTHING) {
      if (comparison.isOrder()) {
        problems.error(ORDER_OF_NOTHING, span);
      }
      return compare;
    }
    if (!left.type().comparableWith(right.type())) {
      wrongTypes(comparison, left, right);
    } else if (left.type().holdsAList() || right.type().holdsAList()) {
      refuseWhole(left.type().holdsAList() ? left : right, "fields");
    } else if (comparison.isOrder() && !(left.type().isOrdered() && right.type().isOrdered())) {
      problems.error(NO_ORDER, span, left.type(), comparison.sign());
    }
    refuseDecimalLiteral(left, right);
    refuseDecimalLiteral(right, left);
    checkLiteral(left, right);
    checkLiteral(right, left);
    return compare;
  }

  /** Says so if a set would hold facts that cannot be compared as a whole. */
  public void refuseListsInSet(Read fact) {
    if (fact.type().holdsAList()) {
      refuseWhole(fact, "list");
    }
  }

  /** Says that a fact which holds a list cannot be compared as a whole. */
  private void refuseWhole(Expression fact, String way) {
    problems.error(WHOLE_FACT, fact.span(), fact.type()).way(way);
  }

  private void wrongTypes(Comparison comparison, Expression left, Expression right) {
    Expression text = left.type() == Plain.TEXT ? left : right;
    Expression other = text == left ? right : left;
    Object written = text instanceof Literal literal ? literal.value() : null;
    Object number = other instanceof Literal literal ? literal.value() : null;
    String day = String.valueOf(written);
    Problems.Draft problem =
        problems.error(
            DIFFERENT_TYPES,
            right.span(),
            left.type(),
            right.type(),
            comparison.sign(),
            written == null ? number : written,
            Spelling.ofDay(day));
    if (written != null && other.type() == Plain.DATE) {
      problem.way(names.isDay(day) ? "day" : "no day");
    } else if (written != null && other.type().isNumber()) {
      problem.way("without quotes");
    } else if (number != null && other.type().isNumber()) {
      problem.way("with quotes");
    }
  }

  /** Beside anything but a decimal field the engine would work it out as a double. */
  private void refuseDecimalLiteral(Expression literal, Expression other) {
    if (literal instanceof Literal && literal.type() == Plain.DECIMAL) {
      boolean beside =
          other.type() == Plain.UNKNOWN
              || (other.type() == Plain.DECIMAL && !(other instanceof Literal));
      if (!beside) {
        problems
            .error(DECIMAL_BESIDE_OTHERS, literal.span(), literal.span().text())
            .way(other.type() == Plain.WHOLE ? "whole" : "decimal");
      }
    }
  }

  private void checkLiteral(Expression literal, Expression other) {
    if (literal instanceof Literal written && written.value() instanceof String text) {
      names.check(other.domain(), text, literal.span());
    }
  }

  public Expression among(Expression first, List<Expression> options, boolean negated, Span span) {
    Expression value = noCondition(first);
    for (Expression option : options) {
      if (!(option instanceof Literal) || option.type() == Plain.NOTHING) {
        problems.error(NOT_WRITTEN_OUT_IN_LIST, option.span());
      } else if (!value.type().comparableWith(option.type())) {
        wrongTypes(Comparison.EQUAL, value, option);
      }
      refuseDecimalLiteral(option, value);
      checkLiteral(option, value);
    }
    return new Among(value, options, negated, span);
  }

  public Expression arithmetic(Operation operation, Expression left, Expression right, Span span) {
    for (Expression side : List.of(left, right)) {
      if (side.type() != Plain.UNKNOWN && !side.type().isNumber()) {
        problems
            .error(NO_ARITHMETIC, side.span(), side.type(), operation.sign())
            .way(side.type() == Plain.DATE ? "date" : "other");
        return new Unknown(span);
      }
      if (side instanceof Literal && side.type() == Plain.DECIMAL) {
        // Any other tool for DRL would work it out as a double.
        problems.error(DECIMAL_IN_ARITHMETIC, side.span(), side.span().text());
      }
      if (side.mayBeMissing()) {
        problems.error(FIGURE_MAY_BE_MISSING, side.span(), side.span().text());
      }
    }
    return new Arithmetic(operation, left, right, span);
  }

  public Expression negated(Expression condition, Span span) {
    if (isCondition(condition) && !(condition instanceof Negated)) {
      problems.error(NEGATED_COMPARISON, span);
      return new Unknown(span);
    }
    return new Negated(yesNo(condition), span);
  }

  /** The value as a condition, which must be a yes/no that is there. */
  public Expression yesNo(Expression condition) {
    if (condition.type() != Plain.YES_NO && condition.type() != Plain.UNKNOWN) {
      boolean number = condition instanceof Literal && condition.type().isNumber();
      boolean fact = condition.type() instanceof ValueType.Fact;
      problems
          .error(NO_CONDITION, condition.span(), condition.span().text(), condition.type())
          .way(number ? "number" : fact ? "fact" : "other");
      return new Unknown(condition.span());
    }
    if (condition.mayBeMissing()) {
      problems.error(CONDITION_MAY_BE_MISSING, condition.span(), condition.span().text());
    }
    return condition;
  }

  /** Says so if the value cannot be bound: the engine binds only what the fact itself gives. */
  public void refuseInBinding(Expression value) {
    if (joins(value)) {
      problems.error(BOUND_FROM_ANOTHER_FACT, value.span());
    }
  }

  /**
   * Says so if the condition, or one that it is made of, has the same answer for every fact: the
   * rule reads as if it asked something, and does not.
   */
  public void refuseConstant(Expression condition) {
    if (condition instanceof All
        || condition instanceof Expression.Any
        || condition instanceof Negated) {
      condition.parts().forEach(this::refuseConstant);
    } else if (!readsAFact(condition)) {
      problems.error(CONSTANT_CONDITION, condition.span(), condition.span().text());
    }
  }

  /** Whether facts, or the embedding program, have a say in what the value is. */
  private static boolean readsAFact(Expression value) {
    boolean reads =
        value instanceof Read
            || value instanceof This
            || value instanceof Unknown
            || (value instanceof FieldRead read && read.target() == null)
            || (value instanceof Call call
                && call.target() == null
                && (!call.helper().isStatic() || call.helper().isForeign()));
    return reads || value.parts().stream().anyMatch(ConditionTyper::readsAFact);
  }

  /** Takes note of the values that are there wherever the condition holds. */
  public void learnFrom(Expression condition) {
    boolean alone = !joins(condition);
    if (condition instanceof Compare compare) {
      boolean makesSure =
          compare.comparison() == Comparison.NOT_EQUAL
              ? compare.right().type() == Plain.NOTHING
              : compare.right().type() != Plain.NOTHING;
      if (makesSure) {
        // Two missing values are equal, so equality says something only if one side is there.
        boolean both = compare.comparison().isOrder();
        if (both || !compare.right().mayBeMissing()) {
          scope.isThere(compare.left(), alone);
        }
        if (both || !compare.left().mayBeMissing()) {
          scope.isThere(compare.right(), alone);
        }
      }
    } else if (condition instanceof FieldRead read
        && read.target() == null
        && read.field().tellsOf() != null) {
      scope.fieldIsThere(read.field().tellsOf());
    } else if (condition instanceof Among among && !among.negated()) {
      scope.isThere(among.value(), alone);
    } else if (condition instanceof All all) {
      all.conditions().forEach(this::learnFrom);
    }
  }

  /** Whether the condition reads a variable, and so may join two facts. */
  static boolean joins(Expression expression) {
    if (expression instanceof Read) {
      return true;
    }
    return expression.parts().stream().anyMatch(ConditionTyper::joins);
  }
}
