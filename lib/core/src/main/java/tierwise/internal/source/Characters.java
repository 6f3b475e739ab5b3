package tierwise.internal.source;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be seen of a character, and what only looks like another. */
public final class Characters {
  private static final String REPLACEMENT = "\uFFFD";
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;
  private static final int FIRST_HALF_OF_A_FLAG = 0x1F1E6;
  private static final int LAST_HALF_OF_A_FLAG = 0x1F1FF;
  private static final int MOST_HALVES = 1_000;

  private Characters() {}

  /**
   * Whether everybody sees the character as it is: no control characters, none that format
   * invisibly or change the order of others, and no line ends that editors disagree on.
   */
  public static boolean isVisible(int c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Whether it is a quote as word processors make it. */
  public static boolean isTypographicQuote(int c) {
    int type = Character.getType(c);
    return type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || c == '\u201E'
        || c == '\u201A'
        || c == '\uFF02';
  }

  /** The text with a replacement for each character that would not show or would do something. */
  static String visible(String text) {
    if (text.codePoints().allMatch(Characters::isVisible)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                visible.appendCodePoint(c);
              } else {
                visible.append(REPLACEMENT);
              }
            });
    return visible.toString();
  }

  /**
   * Whether what stands before the offset and behind it is one character for whoever reads it: a
   * pair, a letter and its accent, a hand and its colour, the two halves of a flag.
   *
   * @param at an offset inside the text, neither its beginning nor its end
   */
  static boolean joins(String text, int at) {
    if (Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      return true;
    }
    int c = text.codePointAt(at);
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (c >= FIRST_SKIN_TONE && c <= LAST_SKIN_TONE)
        || (isHalfOfAFlag(c) && halvesBefore(text, at) % 2 == 1);
  }

  private static boolean isHalfOfAFlag(int c) {
    return c >= FIRST_HALF_OF_A_FLAG && c <= LAST_HALF_OF_A_FLAG;
  }

  /** How many halves of flags stand before the offset; no more are counted than a line shows. */
  private static int halvesBefore(String text, int at) {
    int halves = 0;
    for (int i = at; i > 0 && halves < MOST_HALVES; i -= 2) {
      if (!isHalfOfAFlag(text.codePointBefore(i))) {
        break;
      }
      halves++;
    }
    return halves;
  }

  /** As problems name a character: {@code U+200B (zero width space)}. */
  public static String named(int c) {
    String name = Character.getName(c);
    return String.format(
        Locale.ROOT, "U+%04X (%s)", c, name == null ? "unassigned" : name.toLowerCase(Locale.ROOT));
  }

  /** The character itself, where it shows, and its name. */
  public static String shown(int c) {
    boolean shows = isVisible(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
    return (shows ? Character.toString(c) + " " : "") + named(c);
  }

  /**
   * Says which character is another than it looks, if the two texts look alike but are not equal;
   * else {@code null}.
   */
  static @Nullable String unlike(String written, String meant) {
    if (written.equals(meant)) {
      return null;
    }
    if (Normalizer.normalize(written, Normalizer.Form.NFC)
        .equals(Normalizer.normalize(meant, Normalizer.Form.NFC))) {
      return "The two look alike, but their accents are put together differently;"
          + " copy the one that is allowed.";
    }
    int[] a = written.codePoints().toArray();
    int[] b = meant.codePoints().toArray();
    int first = -1;
    for (int i = 0; i < a.length; i++) {
      if (a.length != b.length || (a[i] != b[i] && a[i] < 0x80)) {
        return null;
      }
      if (a[i] != b[i] && first < 0) {
        first = i;
      }
    }
    return first < 0
        ? null
        : "They may look alike, but " + shown(a[first]) + " is not " + shown(b[first]) + ".";
  }
}
