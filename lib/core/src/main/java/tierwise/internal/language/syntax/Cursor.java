package tierwise.internal.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Sentence;
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

  Token expect(String word, Sentence otherwise) {
    if (!here().is(word)) {
      throw lost(missing(otherwise));
    }
    return next();
  }

  Token expect(Token.Kind kind, Sentence otherwise) {
    if (here().kind() != kind) {
      throw lost(unexpected(otherwise));
    }
    return next();
  }

  /** Something should stand between the last word and this one; the sentence shows this one. */
  Problems.Draft missing(Sentence sentence) {
    return here().span().line() == before().span().line()
        ? problems.error(sentence, here().span(), here().shown())
        : problems.error(sentence, before().span().behind(), (Object) null);
  }

  /** Something else should stand here; the sentence shows what does, and the values. */
  Problems.Draft unexpected(Sentence sentence, Object... values) {
    List<Object> all = new ArrayList<>(List.of(here().shown()));
    all.addAll(List.of(values));
    return problems.error(sentence, here().span(), all.toArray());
  }

  /** Gives up the block for what is wrong at a place; to be thrown. */
  Lost lost(Sentence sentence, Span where, Object... values) {
    return lost(problems.error(sentence, where, values));
  }

  /** Gives up the block; to be thrown. */
  Lost lost(Problems.Draft reason) {
    // The draft is not needed here: taking it makes sure that there is a reason.
    Objects.requireNonNull(reason);
    return new Lost();
  }
}
