package tierwise.internal.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a file into text that looks to everybody as it is: strict UTF-8 without a
 * byte-order mark, and without characters that are invisible or change the order of others.
 */
public final class Decoder {
  private Decoder() {}

  /** The text, or {@code null} with the reason among the problems. */
  public static @Nullable SourceText decode(
      String name, byte[] bytes, int largest, Problems problems) {
    problems.reading(name);
    if (bytes.length > largest) {
      problems
          .error(
              Code.TOO_LARGE,
              new SourceText(name, "").whole(),
              "the file has more than " + largest + " bytes")
          .wayOut("Split it, or leave out what is not needed.");
      return null;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, characters, true);
    characters.flip();
    SourceText text = new SourceText(name, characters.toString());
    if (result.isError()) {
      problems
          .error(Code.NOT_UTF8, text.span(text.length(), text.length()), "this is not UTF-8 text")
          .wayOut("Save the file as UTF-8.");
      return null;
    }
    return hasOnlyVisibleCharacters(text, problems) ? text : null;
  }

  private static boolean hasOnlyVisibleCharacters(SourceText source, Problems problems) {
    String text = source.text();
    int before = problems.size();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == 0xFEFF && i == 0) {
        problems
            .error(
                Code.BYTE_ORDER_MARK, source.span(0, 1), "the file begins with a byte-order mark")
            .wayOut("Save it as UTF-8 without one.");
      } else if (!allowed(c)) {
        problems
            .error(
                Code.FORBIDDEN_CHARACTER,
                source.span(i, i + Character.charCount(c)),
                String.format(
                    Locale.ROOT, "character U+%04X is not allowed: %s", c, nameInLowerCase(c)))
            .wayOut("Delete it and write the words anew; it probably came in by pasting.");
      }
    }
    return problems.size() == before;
  }

  private static String nameInLowerCase(int c) {
    String name = Character.getName(c);
    return name == null ? "unassigned" : name.toLowerCase(Locale.ROOT);
  }

  /**
   * No control characters, none that format invisibly, and no line ends that editors disagree on.
   */
  private static boolean allowed(int c) {
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
}
