package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.*;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a file into text that looks to everybody as it is: strict UTF-8 without a
 * byte-order mark, and without characters that are invisible or change the order of others.
 */
public final class Decoder {
  /** So many are told; a file with more of them is no text. */
  private static final int MOST_TOLD = 20;

  private Decoder() {}

  /** The text, or {@code null} with the reasons among the problems. */
  public static @Nullable SourceText decode(
      String name, byte[] bytes, int largest, Problems problems) {
    return problems.sound(() -> decodeReadable(name, bytes, largest, problems));
  }

  /**
   * The text, or {@code null} with the reason among the problems. A text with characters that
   * nobody sees is given back as well, so that its other problems can be told too.
   */
  public static @Nullable SourceText decodeReadable(
      String name, byte[] bytes, int largest, Problems problems) {
    SourceText text = decodeUtf8(name, bytes, largest, problems);
    if (text != null) {
      tellInvisible(text, problems);
    }
    return text;
  }

  /**
   * A text that this library wrote, or {@code null} with the reason among the problems. Whatever
   * characters stand in it stood in what was written.
   */
  public static @Nullable SourceText decodeWritten(
      String name, byte[] bytes, int largest, Problems problems) {
    return decodeUtf8(name, bytes, largest, problems);
  }

  private static @Nullable SourceText decodeUtf8(
      String name, byte[] bytes, int largest, Problems problems) {
    problems.reading(name);
    if (bytes.length > largest) {
      problems.error(FILE_TOO_LARGE, new SourceText(name, "").whole(), largest);
      return null;
    }
    SourceText text = new SourceText(name, new String(bytes, StandardCharsets.UTF_8));
    if (isUtf16(bytes)) {
      problems.error(UTF_16, text.span(0, 0));
      return null;
    }
    int readable = readable(bytes);
    if (readable >= 0) {
      notUtf8(text, bytes, readable, problems);
      return null;
    }
    return text;
  }

  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return (first == 0xFF && second == 0xFE)
        || (first == 0xFE && second == 0xFF)
        || (first == 0) != (second == 0);
  }

  /** The number of bytes up to the first that is not UTF-8; -1 if all are. */
  private static int readable(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    boolean wrong =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(input, CharBuffer.allocate(bytes.length + 1), true)
            .isError();
    return wrong ? input.position() : -1;
  }

  private static void notUtf8(SourceText text, byte[] bytes, int at, Problems problems) {
    int offset = new String(bytes, 0, at, StandardCharsets.UTF_8).length();
    String byOthers = new String(bytes, at, 1, Charset.forName("windows-1252"));
    Problems.Draft problem =
        problems.error(
            BYTE_THAT_IS_NOT_UTF_8,
            text.span(offset, offset + 1),
            String.format(Locale.ROOT, "%02X", bytes[at]),
            byOthers);
    if (Character.isLetter(byOthers.charAt(0))) {
      problem.way("latin");
    }
  }

  private static void tellInvisible(SourceText source, Problems problems) {
    String text = source.text();
    int told = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (Characters.isVisible(c)) {
        continue;
      }
      told++;
      if (told > MOST_TOLD) {
        return;
      }
      Span span = source.span(i, i + Character.charCount(c));
      if (c == 0xFEFF && i == 0) {
        problems.error(BYTE_ORDER_MARK_AT_THE_BEGINNING, span);
      } else {
        problems.error(INVISIBLE_CHARACTER, span, Characters.named(c));
      }
    }
  }
}
