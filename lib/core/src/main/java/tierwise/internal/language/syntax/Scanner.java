package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Characters;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Spelling;

/** Cuts a DRL file into words. Comments and white space fall away. */
final class Scanner {
  private static final String[] SIGNS = {
    "===", "!==", "!.", "==", "!=", "<=", ">=", "=>", "=<", "<>", ":=", "&&", "||", "->", "::",
    "++", "--", "+=", "-=", "(", ")", ",", ";", ":", ".", "<", ">", "!", "+", "-", "*", "/", "%",
    "=", "&", "|", "@", "{", "}", "[", "]", "?", "~", "^", "#"
  };

  /** What follows a number that is written with spaces or the like between its thousands. */
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![\\w.])");

  private static final Pattern THOUSANDS =
      Pattern.compile("(?:[ '\u2019\u00A0\u202F]\\d{3})+(?![\\w.])");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final SourceText source;
  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Scanner(SourceText source, Problems problems) {
    this.source = source;
    this.text = source.text();
    this.problems = problems;
  }

  static List<Token> scan(SourceText source, Problems problems) {
    Scanner scanner = new Scanner(source, problems);
    scanner.run();
    return scanner.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == BYTE_ORDER_MARK && at == 0)) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = endOfLine();
      } else if (text.startsWith("/*", at)) {
        comment();
      } else if (c == '"') {
        text();
      } else if (isWordStart(c)) {
        int end = at;
        while (end < text.length() && isWordPart(text.charAt(end))) {
          end++;
        }
        add(Token.Kind.WORD, end);
      } else if (isDigit(c)) {
        number();
      } else if (!sign()) {
        unknownCharacter();
      }
    }
    tokens.add(new Token(Token.Kind.END_OF_FILE, "", source.span(text.length(), text.length())));
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      problems.error(COMMENT_NOT_CLOSED, source.span(at, at + 2));
      bad(text.length());
    } else {
      at = end + 2;
    }
  }

  private void text() {
    int end = at + 1;
    int backslash = -1;
    while (end < text.length() && "\"\n\r".indexOf(text.charAt(end)) < 0) {
      if (backslash < 0 && text.charAt(end) == '\\') {
        backslash = end;
      }
      end++;
    }
    if (end == text.length() || text.charAt(end) != '"') {
      problems.error(TEXT_NOT_CLOSED, source.span(at, end));
      bad(end);
      return;
    }
    if (backslash >= 0) {
      problems.error(BACKSLASH_IN_A_TEXT, source.span(backslash, backslash + 1));
      bad(end + 1);
      return;
    }
    if (!text.substring(at, end).codePoints().allMatch(Characters::isVisible)) {
      // The problem is told where the file is decoded.
      bad(end + 1);
      return;
    }
    Span span = source.span(at, end + 1);
    tokens.add(new Token(Token.Kind.TEXT, text.substring(at + 1, end), span));
    at = end + 1;
  }

  private void number() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    Matcher day = DAY.matcher(text).region(at, text.length());
    if (day.lookingAt()) {
      problems.error(DAY_WITHOUT_QUOTES, source.span(at, day.end()), day.group());
      bad(day.end());
      return;
    }
    int rest = end;
    while (rest < text.length() && isWordPart(text.charAt(rest))) {
      rest++;
    }
    Matcher thousands = THOUSANDS.matcher(text).region(end, text.length());
    if (thousands.lookingAt()) {
      rest = thousands.end();
    }
    if (rest > end) {
      String written = text.substring(at, rest);
      problems.error(
          NOT_A_NUMBER_OF_DRL, source.span(at, rest), written, Spelling.ofNumber(written));
      bad(rest);
    } else if (text.charAt(at) == '0' && end - at > 1 && isDigit(text.charAt(at + 1))) {
      problems.error(BEGINS_WITH_ZERO, source.span(at, end), text.substring(at, end));
      bad(end);
    } else {
      add(Token.Kind.NUMBER, end);
    }
  }

  private boolean sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Token.Kind.SIGN, at + sign.length());
        return true;
      }
    }
    return false;
  }

  private void unknownCharacter() {
    int c = text.codePointAt(at);
    int end = at + Character.charCount(c);
    Span span = source.span(at, end);
    if (!Characters.isVisible(c)) {
      // The problem is told where the file is decoded.
      bad(end);
      return;
    }
    if (c == '\'') {
      problems.error(SINGLE_QUOTES, span);
    } else if (Characters.isTypographicQuote(c)) {
      end = typographic(end);
    } else {
      problems
          .error(CHARACTER_OUTSIDE_OF_TEXTS, span, Characters.shown(c), Character.digit(c, 10))
          .way(meantBy(c));
    }
    bad(end);
  }

  /** A text in typographic quotes is told once, whatever it holds; gives its end. */
  private int typographic(int start) {
    int line = endOfLine();
    int close = start;
    while (close < line
        && !Characters.isTypographicQuote(text.charAt(close))
        && text.charAt(close) != '"') {
      close++;
    }
    boolean closed = close < line;
    Span span = source.span(at, closed ? close + 1 : start);
    problems
        .error(
            TYPOGRAPHIC_QUOTE,
            span,
            Characters.shown(text.charAt(at)),
            text.substring(start, close))
        .way(closed ? "closed" : "open");
    return span.end();
  }

  private static String meantBy(int c) {
    if (Character.isDigit(c)) {
      return "digit";
    }
    if (Character.isSpaceChar(c)) {
      return "space";
    }
    boolean dash = Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212';
    return dash ? "dash" : "other";
  }

  private int endOfLine() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), source.span(at, end)));
    at = end;
  }

  private void bad(int end) {
    add(Token.Kind.BAD, end);
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
