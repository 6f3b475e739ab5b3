package tierwise.internal.language.syntax;

import java.util.List;
import java.util.Objects;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Goes through the words of one rule or declaration. */
final class Cursor {
  /** The rest of the block cannot be read; the reason is among the problems. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    Lost() {
      super("see the problems", null, false, false);
    }
  }

  private final List<Token> tokens;
  private final Problems problems;
  private int at;

  Cursor(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  Token here() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  Token ahead(int steps) {
    return tokens.get(Math.min(at + steps, tokens.size() - 1));
  }

  boolean atEnd() {
    return at >= tokens.size() - 1;
  }

  Token next() {
    Token token = here();
    at++;
    return token;
  }

  /** The word before the one that comes next. */
  Token before() {
    return tokens.get(Math.max(0, at - 1));
  }

  boolean accept(String word) {
    if (here().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  Token expect(String word, String why) {
    if (!here().is(word)) {
      throw lost(missing("\"" + word + "\" is missing " + why));
    }
    return next();
  }

  Token expect(Token.Kind kind, String what) {
    if (here().kind() != kind) {
      throw lost(unexpected(what));
    }
    return next();
  }

  /** Something should stand between the last word and this one. */
  Problems.Draft missing(String message) {
    boolean sameLine = here().span().line() == before().span().line();
    Span where = sameLine ? here().span() : before().span().behind();
    return problems.error(
        Code.CANNOT_BE_READ, where, message + (sameLine ? " before " + here().shown() : ""));
  }

  /** Something else should stand here. */
  Problems.Draft unexpected(String wanted) {
    return problems.error(
        Code.CANNOT_BE_READ,
        here().span(),
        "here " + wanted + " should stand, not " + here().shown());
  }

  /** Gives up the block; to be thrown. */
  Lost lost(Problems.Draft reason) {
    // The draft is not needed here: taking it makes sure that there is a reason.
    Objects.requireNonNull(reason);
    return new Lost();
  }
}
