package tierwise.testing.internal.year;

import java.util.Comparator;
import java.util.List;

/**
 * Characters of a text and what comes in their place.
 *
 * @param start the first of them
 * @param end behind the last; as {@code start} where something is put in between
 */
public record TextEdit(int start, int end, String replacement) {
  /** The part of the text with the edits that lie in it. */
  public static String apply(String text, int from, int to, List<TextEdit> edits) {
    StringBuilder result = new StringBuilder();
    int next = from;
    for (TextEdit edit : edits.stream().sorted(Comparator.comparingInt(TextEdit::start)).toList()) {
      if (edit.start() >= next && edit.end() <= to) {
        result.append(text, next, edit.start()).append(edit.replacement());
        next = edit.end();
      }
    }
    return result.append(text, next, to).toString();
  }
}
