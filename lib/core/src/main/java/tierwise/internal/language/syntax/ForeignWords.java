package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Nearest;
import tierwise.internal.source.Problems;

/**
 * What stands where the grammar has no place for it: words and signs of DRL or Java that are not in
 * the language, and slips. Each answer is a problem that says what to write instead.
 */
final class ForeignWords {
  /** Words that open a condition in DRL which is not in the language, and the way out of each. */
  private static final Map<String, String> CONDITIONS =
      Map.ofEntries(
          Map.entry("eval", "eval"),
          Map.entry("forall", "forall"),
          Map.entry("and", "and"),
          Map.entry("or", "or"),
          Map.entry("&&", "&&"),
          Map.entry("||", "or"),
          Map.entry("(", "bracket"),
          Map.entry("if", "two rules"),
          Map.entry("do", "two rules"),
          Map.entry("from", "from"),
          Map.entry("over", "over"),
          Map.entry("groupby", "groupby"),
          Map.entry("acc", "acc"));

  private static final Set<String> OPERATORS =
      Set.of(
          "matches",
          "contains",
          "memberOf",
          "str",
          "soundslike",
          "excludes",
          "after",
          "before",
          "coincides",
          "during",
          "finishes",
          "includes",
          "meets",
          "overlaps",
          "starts");

  private static final Map<String, String> WRONG_SIGNS =
      Map.of(
          "=", "==", "===", "==", "=>", ">=", "=<", "<=", "<>", "!=", "!==", "!=", "&", "&&", "|",
          "||", ":=", "==");

  /** Signs of DRL or Java that no constraint has. */
  private static final Set<String> SIGNS =
      Set.of("[", "]", "{", "}", "@", "->", "::", "++", "--", "+=", "-=", "~", "^", "#");

  private static final List<String> COMPARISONS =
      List.of("==", "!=", "<", "<=", ">", ">=", "in ( … )", "not in ( … )");

  private final Cursor cursor;
  private final Problems problems;

  ForeignWords(Cursor cursor, Problems problems) {
    this.cursor = cursor;
    this.problems = problems;
  }

  /** What a word stands for that is a sign elsewhere; {@code null} if it is none of these. */
  static @Nullable String meantSign(Token token) {
    return token.kind() == Token.Kind.SIGN ? WRONG_SIGNS.get(token.text()) : null;
  }

  /** Between a rule's name and its conditions stands something else than {@code when}. */
  Problems.Draft insteadOfWhen() {
    Token token = cursor.here();
    if (token.kind() == Token.Kind.WORD && token.text().equalsIgnoreCase("when")) {
      return inCapitals(token, "when");
    }
    if (token.is("then") || cursor.atEnd() || opensCondition(0)) {
      return cursor.missing(NO_WHEN);
    }
    if (Nearest.to(token.text(), List.of("when")) != null) {
      return cursor.unexpected(WHEN_WANTED).allowed(List.of("when"), token.text());
    }
    return problems.error(
        token.is("extends") ? RULE_EXTENDS : token.is("salience") ? SALIENCE : ATTRIBUTES,
        token.span());
  }

  /** What stands instead of a condition; {@code null} if it may be one. */
  Problems.@Nullable Draft insteadOfCondition() {
    Token token = cursor.here();
    if (token.is("insert")) {
      return cursor.missing(NO_THEN);
    }
    if (token.is(")")) {
      return problems.error(CLOSES_NOTHING, token.span());
    }
    if (token.kind() == Token.Kind.WORD && token.text().equalsIgnoreCase("then")) {
      return inCapitals(token, "then");
    }
    boolean written = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.SIGN;
    String way = written ? CONDITIONS.get(token.text()) : null;
    return way == null
        ? null
        : problems.error(FOREIGN_CONDITION, token.span(), token.text()).way(way);
  }

  /** Behind a constraint stands neither a comma nor the end of the pattern. */
  Problems.Draft insteadOfComma() {
    Token token = cursor.here();
    boolean word = token.kind() == Token.Kind.WORD;
    String meant = meantSign(token);
    if (token.is("then") || token.is("insert") || cursor.atEnd() || opensCondition(0)) {
      return cursor.missing(PATTERN_RUNS_ON);
    }
    if (token.is("!") && cursor.ahead(1).is("=")) {
      return problems.error(SPACE_IN_A_SIGN, token.span().to(cursor.ahead(1).span()));
    }
    if (meant != null) {
      return problems.error(WRONG_SIGN, token.span(), token.text(), meant);
    }
    if (token.is("and") || token.is("or")) {
      return problems.error(AND_OR_IN_WORDS, token.span(), token.text());
    }
    if (word && OPERATORS.contains(token.text())) {
      return problems.error(FOREIGN_OPERATOR, token.span(), token.text()).allowed(COMPARISONS);
    }
    if (word && isLiteral(cursor.ahead(1))) {
      return problems.error(NO_COMPARISON, token.span(), token.text()).allowed(COMPARISONS);
    }
    if (token.is(";")) {
      return problems.error(POSITIONS, token.span());
    }
    if (token.kind() == Token.Kind.SIGN && SIGNS.contains(token.text())) {
      return problems.error(FOREIGN_SIGN, token.span(), token.text());
    }
    if (token.is("?")) {
      return problems.error(CONDITIONAL, token.span());
    }
    return cursor.missing(
        word || token.kind() == Token.Kind.TEXT ? NO_COMMA : NO_BRACKET_AFTER_CONSTRAINTS);
  }

  /** What stands instead of a statement. */
  Problems.Draft insteadOfInsert() {
    Token token = cursor.here();
    return token.is("then")
        ? problems.error(SECOND_THEN, token.span())
        : problems
            .error(ONLY_INSERT, token.span())
            .way(
                switch (token.text()) {
                  case "modify", "update", "delete", "retract" -> "change";
                  case "insertLogical" -> "insertLogical";
                  case "if", "for", "while" -> "condition";
                  case ";" -> "semicolon";
                  default -> isPasted(token) ? "row" : "other";
                });
  }

  /** Whether tabs part the words of the line, as in what is copied from a spreadsheet. */
  private static boolean isPasted(Token token) {
    return token.span().source().line(token.span().line()).strip().indexOf('\t') >= 0;
  }

  private Problems.Draft inCapitals(Token word, String meant) {
    return problems.error(CAPITAL_LETTERS, word.span(), word.text(), meant);
  }

  /** Whether a condition begins so many words from here. */
  private boolean opensCondition(int ahead) {
    Token token = cursor.ahead(ahead);
    if (token.isVariable()) {
      return cursor.ahead(ahead + 1).is(":") && opensCondition(ahead + 2);
    }
    boolean word = token.kind() == Token.Kind.WORD;
    boolean type = word && Character.isUpperCase(token.text().charAt(0));
    return (type && cursor.ahead(ahead + 1).is("("))
        || (ahead == 0
            && (token.is("exists")
                || token.is("accumulate")
                || (token.is("not") && !cursor.ahead(1).is("in"))));
  }

  private static boolean isLiteral(Token token) {
    return token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.NUMBER;
  }
}
