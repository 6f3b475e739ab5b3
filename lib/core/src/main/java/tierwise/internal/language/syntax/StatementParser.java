package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.List;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Unknown;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.typing.Typer;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Reads what stands behind {@code then}. */
final class StatementParser {
  private final Cursor cursor;
  private final Typer typer;
  private final ExpressionParser expressions;
  private final ForeignWords foreign;
  private final Problems problems;

  StatementParser(
      Cursor cursor,
      Typer typer,
      ExpressionParser expressions,
      ForeignWords foreign,
      Problems problems) {
    this.cursor = cursor;
    this.typer = typer;
    this.expressions = expressions;
    this.foreign = foreign;
    this.problems = problems;
  }

  Insert insert() {
    Token first = cursor.here();
    if (!cursor.accept("insert")) {
      throw cursor.lost(foreign.insteadOfInsert());
    }
    cursor.expect("(", NO_BRACKET_AFTER_INSERT);
    expressions.begin();
    Expression statement = value();
    if (!states(statement)) {
      problems.error(NOT_STATED, statement.span(), statement.span().text(), statement.type());
    }
    cursor.expect(")", STATEMENT_NOT_CLOSED);
    if (cursor.here().is(")")) {
      throw cursor.lost(CLOSES_NOTHING, cursor.here().span());
    }
    Span span = first.span().to(cursor.expect(";", NO_SEMICOLON).span());
    expressions.refuseLongStatement(span);
    return new Insert(statement, span);
  }

  private static boolean states(Expression value) {
    return value instanceof Unknown
        || value instanceof Expression.Make
        || (value instanceof Expression.Call call && call.helper().states());
  }

  /** A value in a statement: no comparisons and no signs, so that it is Java as well. */
  private Expression value() {
    Token first = cursor.here();
    Expression value = first.is("new") ? made() : first.isVariable() ? variable() : named();
    if (ExpressionParser.isArithmeticSign(cursor.here())) {
      throw cursor.lost(SIGNS_IN_A_STATEMENT, cursor.here().span());
    }
    return value;
  }

  private Expression made() {
    Token first = cursor.next();
    Token type = cursor.expect(Token.Kind.WORD, DECLARED_TYPE_WANTED);
    if (cursor.here().is(".")) {
      throw cursor.lost(NEW_OF_A_CLASS, type.span());
    }
    if (!cursor.here().is("(")) {
      throw cursor.lost(cursor.missing(NO_BRACKET_AFTER_NEW));
    }
    List<Expression> arguments = expressions.arguments(this::value);
    return typer.make(type, arguments, first.span().to(cursor.before().span()));
  }

  private Expression variable() {
    return calls(typer.variable(cursor.next()));
  }

  /** What is neither made nor a variable: the call of a helper, or a value that is written out. */
  private Expression named() {
    Token first = cursor.here();
    if (first.is("null")) {
      throw cursor.lost(NOTHING_AS_A_VALUE, first.span());
    }
    if (cursor.accept("true") || cursor.accept("false")) {
      return Literal.yesNo(first.is("true"), first.span());
    }
    if (first.kind() != Token.Kind.WORD || ExpressionParser.isKeyword(first)) {
      return expressions.literal(true);
    }
    cursor.next();
    if (!cursor.here().is("(")) {
      throw cursor.lost(NEITHER_VARIABLE_NOR_HELPER, first.span(), first.text());
    }
    List<Expression> arguments = expressions.arguments(this::value);
    return calls(typer.call(first, arguments, first.span().to(cursor.before().span()), true));
  }

  /** The helpers that are called on a value, one after the other. */
  private Expression calls(Expression start) {
    Expression value = start;
    for (int steps = 1; expressions.atStep(); steps++) {
      boolean nullSafe = expressions.step(steps).is("!.");
      Token name = cursor.expect(Token.Kind.WORD, FIELD_OR_HELPER_WANTED);
      if (!cursor.here().is("(")) {
        throw cursor.lost(FIELD_IN_A_STATEMENT, value.span().to(name.span()), name.text());
      }
      List<Expression> arguments = expressions.arguments(this::value);
      Span span = value.span().to(cursor.before().span());
      value = typer.call(value, nullSafe, name, arguments, span, true);
      if (nullSafe) {
        throw cursor.lost(NULL_SAFE_STATEMENT, name.span());
      }
    }
    return value;
  }
}
