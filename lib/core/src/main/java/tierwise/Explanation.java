package tierwise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Catalogue;

/**
 * What a sort of {@link Problem} means: why it is one, and an example of it. Immutable.
 *
 * @param code the code that problems of this sort have, {@code TW-} and three digits
 * @param title what is wrong, in a few words
 * @param text what it means, why it is a problem, and what to do; may be empty
 * @param sentences all that such problems say, with the names in braces of what is filled in
 * @param wrong an example that has the problem; {@code null} if no file can show it
 * @param right the same without it; {@code null} if there is no example
 */
public record Explanation(
    String code,
    String title,
    String text,
    List<String> sentences,
    @Nullable Example wrong,
    @Nullable Example right) {
  private static final String SOURCE = "explanations.txt";
  private static final List<Explanation> ALL = read();

  /**
   * A part of a file.
   *
   * @param file the name of the file, with the charset behind it if that matters
   * @param text some lines of it
   */
  public record Example(String file, String text) {}

  /** Keeps its own copy of the sentences. */
  public Explanation {
    sentences = List.copyOf(sentences);
  }

  /** All of them, in the order of their codes. */
  public static List<Explanation> all() {
    return ALL;
  }

  /** That of a code, such as {@code TW-204}; also without {@code TW-} and in small letters. */
  public static Optional<Explanation> of(String code) {
    String wanted = code.toUpperCase(Locale.ROOT);
    return ALL.stream()
        .filter(each -> each.code.equals(wanted) || each.code.equals("TW-" + wanted))
        .findFirst();
  }

  /** The explanation as text for people, without a line break at its end. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(code).append(": ").append(title);
    if (!text.isEmpty()) {
      all.append("\n\n").append(text);
    }
    if (!sentences.isEmpty()) {
      all.append("\n\nIt is told as:");
      sentences.forEach(sentence -> all.append("\n    ").append(sentence));
    }
    append(all, "Wrong", wrong);
    append(all, "Right", right);
    return all.toString();
  }

  private static void append(StringBuilder all, String what, @Nullable Example example) {
    if (example != null) {
      all.append("\n\n").append(what).append(", in ").append(example.file()).append(":\n");
      all.append(example.text().indent(4).stripTrailing());
    }
  }

  private static List<Explanation> read() {
    try (InputStream in = Explanation.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException(SOURCE + " is not in the jar");
      }
      List<Explanation> all = new ArrayList<>();
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String entry : source.split("(?m)^# ", -1)) {
        if (!entry.isBlank()) {
          all.add(entry(entry));
        }
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Explanation entry(String entry) {
    String[] parts = entry.split("(?m)^--- (wrong|right) ", -1);
    String[] head = parts[0].split("\n", 2);
    int space = head[0].indexOf(' ');
    String code = head[0].substring(0, space);
    return new Explanation(
        code,
        head[0].substring(space + 1).strip(),
        head[1].strip(),
        Catalogue.shared().sentences(code),
        parts.length < 3 ? null : example(parts[1]),
        parts.length < 3 ? null : example(parts[2]));
  }

  private static Example example(String part) {
    int end = part.indexOf('\n');
    return new Example(part.substring(0, end).strip(), part.substring(end + 1).stripTrailing());
  }
}
