package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Operation;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.typing.ConditionTyper;
import tierwise.internal.language.typing.Typer;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Reads the values of conditions, from {@code ||} down to what is written out. */
final class ExpressionParser {
  private static final int DEEPEST_BRACKETS = 6;
  private static final int MOST_OPERATORS = 20;
  private static final int MOST_STEPS = 20;
  private static final int MOST_CHARACTERS = 500;

  /** Words that are never the name of a field or a helper. */
  private static final Set<String> KEYWORDS =
      Set.of("in", "not", "and", "or", "then", "end", "new");

  private final Cursor cursor;
  private final Typer typer;
  private final ConditionTyper conditionTyper;
  private final Problems problems;

  /** One for all calls, so that no class is made when a rule has the first of another form. */
  private final Supplier<Expression> argumentOfHelper;

  private int brackets;
  private int operators;

  ExpressionParser(Cursor cursor, Typer typer, ConditionTyper conditionTyper, Problems problems) {
    this.cursor = cursor;
    this.typer = typer;
    this.conditionTyper = conditionTyper;
    this.problems = problems;
    this.argumentOfHelper = this::argument;
  }

  /** Takes note that a constraint or a statement begins, to be measured by itself. */
  void begin() {
    brackets = 0;
    operators = 0;
  }

  /** Says so if the constraint is more than anybody would read as one. */
  void refuseLongConstraint(Span span) {
    if (operators > MOST_OPERATORS || isLong(span)) {
      tooLong(span, "constraint");
    }
  }

  void refuseLongStatement(Span span) {
    if (isLong(span)) {
      tooLong(span, "statement");
    }
  }

  private static boolean isLong(Span span) {
    return span.end() - span.start() > MOST_CHARACTERS;
  }

  private Problems.Draft tooLong(Span span, String what) {
    return problems.error(TOO_LONG, span, what, MOST_OPERATORS, MOST_CHARACTERS);
  }

  /** A condition, or any other value. */
  Expression condition() {
    Expression first = both();
    if (!cursor.here().is("||")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(conditionTyper.yesNo(first)));
    while (cursor.accept("||")) {
      operators++;
      parts.add(conditionTyper.yesNo(both()));
    }
    return new Expression.Any(parts, first.span().to(cursor.before().span()));
  }

  private Expression both() {
    Expression first = relation();
    if (!cursor.here().is("&&")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(conditionTyper.yesNo(first)));
    while (cursor.accept("&&")) {
      operators++;
      parts.add(conditionTyper.yesNo(relation()));
    }
    return new Expression.All(parts, first.span().to(cursor.before().span()));
  }

  private Expression relation() {
    Token first = cursor.here();
    if (cursor.accept("!")) {
      operators++;
      Expression condition = primary();
      return conditionTyper.negated(condition, first.span().to(cursor.before().span()));
    }
    Expression left = sum();
    Comparison comparison =
        cursor.here().kind() == Token.Kind.SIGN ? Comparison.of(cursor.here().text()) : null;
    if (comparison != null) {
      cursor.next();
      operators++;
      Expression right = sum();
      return conditionTyper.compare(
          comparison, left, right, first.span().to(cursor.before().span()));
    }
    boolean negated = cursor.here().is("not") && cursor.ahead(1).is("in");
    if (negated) {
      cursor.next();
    }
    if (cursor.accept("in")) {
      operators++;
      cursor.expect("(", NO_BRACKET_AFTER_IN);
      List<Expression> options = new ArrayList<>();
      do {
        options.add(sum());
      } while (cursor.accept(","));
      cursor.expect(")", IN_NOT_ENDED);
      return conditionTyper.among(left, options, negated, first.span().to(cursor.before().span()));
    }
    return left;
  }

  private Expression sum() {
    Token first = cursor.here();
    Expression left = product();
    while (cursor.here().is("+") || cursor.here().is("-")) {
      left = arithmetic(left, first);
    }
    return left;
  }

  private Expression product() {
    Token first = cursor.here();
    Expression left = primary();
    while (cursor.here().is("*")) {
      left = arithmetic(left, first);
    }
    if (cursor.here().is("/") || cursor.here().is("%")) {
      throw cursor.lost(DIVISION, cursor.here().span(), cursor.here().text());
    }
    return left;
  }

  private Expression arithmetic(Expression left, Token first) {
    if (brackets == 0) {
      refuseArithmetic();
    }
    Token sign = cursor.next();
    operators++;
    Operation operation =
        sign.is("+") ? Operation.PLUS : sign.is("-") ? Operation.MINUS : Operation.TIMES;
    Expression right = operation == Operation.TIMES ? primary() : product();
    Span span = first.span().to(cursor.before().span());
    if (operators > MOST_OPERATORS) {
      throw cursor.lost(tooLong(span, "constraint"));
    }
    return conditionTyper.arithmetic(operation, left, right, span);
  }

  /** Arithmetic without brackets around it: the engine would read it as something else. */
  void refuseArithmetic() {
    if (isArithmeticSign(cursor.here())) {
      throw cursor.lost(BARE_ARITHMETIC, cursor.here().span(), cursor.here().text());
    }
  }

  static boolean isArithmeticSign(Token token) {
    return token.is("+") || token.is("-") || token.is("*") || token.is("/") || token.is("%");
  }

  /** A value without any sign around it, unless it stands in brackets. */
  Expression primary() {
    Token first = cursor.here();
    Expression value;
    if (cursor.accept("(")) {
      open();
      value = condition();
      brackets--;
      cursor.expect(")", BRACKET_NOT_ENDED);
      return value;
    }
    if (first.kind() == Token.Kind.WORD && !isKeyword(first)) {
      cursor.next();
      if (first.isVariable()) {
        if (cursor.here().is(":")) {
          throw cursor.lost(NAMED_INSIDE, first.span().to(cursor.here().span()));
        }
        value = typer.variable(first);
      } else if (cursor.here().is("(")) {
        List<Expression> arguments = arguments(argumentOfHelper);
        value = typer.call(first, arguments, first.span().to(cursor.before().span()), false);
      } else if (first.is("this")) {
        value = typer.thisFact(first);
      } else if (first.is("true") || first.is("false")) {
        value = Literal.yesNo(first.is("true"), first.span());
      } else if (first.is("null")) {
        value = Literal.nothing(first.span());
      } else {
        value = typer.field(first);
      }
      return suffixes(value);
    }
    return literal(false);
  }

  private void open() {
    brackets++;
    if (brackets > DEEPEST_BRACKETS) {
      throw cursor.lost(TOO_MANY_BRACKETS, cursor.before().span(), DEEPEST_BRACKETS);
    }
  }

  /** A text or a number that is written out. */
  Expression literal(boolean inConsequence) {
    Token first = cursor.here();
    if (first.kind() == Token.Kind.TEXT) {
      cursor.next();
      return Literal.text(first.text(), first.span());
    }
    boolean negative = first.is("-") && cursor.ahead(1).kind() == Token.Kind.NUMBER;
    if (negative || first.kind() == Token.Kind.NUMBER) {
      if (negative) {
        cursor.next();
      }
      Token number = cursor.next();
      return typer.number(number, negative, first.span().to(number.span()), inConsequence);
    }
    if (ForeignWords.meantSign(first) != null) {
      throw cursor.lost(SIGN_FOR_A_VALUE, first.span(), first.text());
    }
    throw cursor.lost(cursor.unexpected(VALUE_WANTED));
  }

  private Expression suffixes(Expression start) {
    Expression value = start;
    for (int steps = 1; atStep(); steps++) {
      boolean nullSafe = step(steps).is("!.");
      Token name = cursor.expect(Token.Kind.WORD, FIELD_OR_HELPER_WANTED);
      if (cursor.here().is("(")) {
        List<Expression> arguments = arguments(argumentOfHelper);
        Span span = value.span().to(cursor.before().span());
        value = typer.call(value, nullSafe, name, arguments, span, false);
      } else {
        value = typer.field(value, nullSafe, name);
      }
    }
    return value;
  }

  /** Whether a field or a helper of the value before follows. */
  boolean atStep() {
    return cursor.here().is(".") || cursor.here().is("!.");
  }

  /**
   * Takes the point before a field or a helper; its number is that of the steps from the value on.
   */
  Token step(int number) {
    if (number > MOST_STEPS) {
      throw cursor.lost(TOO_MANY_STEPS, cursor.here().span(), MOST_STEPS);
    }
    return cursor.next();
  }

  private Expression argument() {
    return conditionTyper.noCondition(sum());
  }

  /** The arguments of a helper, whose bracket is here. */
  List<Expression> arguments(Supplier<Expression> argument) {
    cursor.next();
    open();
    List<Expression> arguments = new ArrayList<>();
    if (!cursor.here().is(")")) {
      do {
        arguments.add(argument.get());
      } while (cursor.accept(","));
    }
    brackets--;
    cursor.expect(")", ARGUMENTS_NOT_ENDED);
    return arguments;
  }

  static boolean isKeyword(Token token) {
    return KEYWORDS.contains(token.text()) && token.kind() == Token.Kind.WORD;
  }
}
