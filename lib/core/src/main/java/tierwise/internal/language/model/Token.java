package tierwise.internal.language.model;

import tierwise.internal.source.Span;

/**
 * A word of a DRL file.
 *
 * @param text what is written; of a text, what stands between its quotes
 */
public record Token(Kind kind, String text, Span span) {
  public enum Kind {
    WORD,
    TEXT,
    NUMBER,
    SIGN,
    /** Something that has a problem already. */
    BAD,
    END_OF_FILE
  }

  public boolean is(String word) {
    return text.equals(word) && (kind == Kind.WORD || kind == Kind.SIGN);
  }

  /** Whether it names a value that is bound in the rule. */
  public boolean isVariable() {
    return kind == Kind.WORD && text.startsWith("$");
  }

  /** Whether it is the first word of its line. */
  public boolean firstInLine() {
    return span.source().firstInLine(span.start());
  }

  /** As problems show it. */
  public String shown() {
    return switch (kind) {
      case END_OF_FILE -> "the end of the file";
      case TEXT, WORD -> "\"" + text + "\"";
      default -> text;
    };
  }
}
