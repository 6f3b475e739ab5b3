package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON into the same nodes as {@link Yaml} does, several times as fast and for programs: it
 * takes JSON as its standard has it, and nothing that only looks like it.
 */
public final class Json {
  private static final int DEEPEST = 30;

  /** Beyond it a figure has more digits than any may have, however it is written. */
  private static final int LARGEST_EXPONENT = 400;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final SourceText source;
  private final boolean anyCharacter;
  private final Problems problems;
  private final JsonParser parser;

  private Json(SourceText source, boolean anyCharacter, Problems problems, JsonParser parser) {
    this.source = source;
    this.anyCharacter = anyCharacter;
    this.problems = problems;
    this.parser = parser;
  }

  /** The keys of an object, or {@code null} with the reasons among the problems. */
  public static YamlNode.@Nullable Mapping read(SourceText source, Problems problems) {
    return read(source, false, problems);
  }

  /** The same of a text that this library wrote, in which any character can stand. */
  public static YamlNode.@Nullable Mapping readWritten(SourceText source, Problems problems) {
    return read(source, true, problems);
  }

  /**
   * What a reader makes of a text that this library wrote.
   *
   * @param name what problems call the text
   * @param largest the most bytes that it can have
   * @throws tierwise.RuleSetException with everything that is wrong in it
   */
  public static <T> T readWritten(
      String name, byte[] json, int largest, BiFunction<SourceText, Problems, @Nullable T> reader) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(json, "json");
    Problems problems = new Problems();
    SourceText source = Decoder.decodeWritten(name, json, largest, problems);
    T read = source == null ? null : reader.apply(source, problems);
    problems.throwIfErrors();
    return Objects.requireNonNull(read, name);
  }

  private static YamlNode.@Nullable Mapping read(
      SourceText source, boolean anyCharacter, Problems problems) {
    char[] text = source.text().toCharArray();
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
      Json reader = new Json(source, anyCharacter, problems, parser);
      Problems.Stage<@Nullable YamlNode> document = problems.stage(reader::document);
      YamlNode root = document.result();
      if (root instanceof YamlNode.Mapping mapping) {
        return document.isSound() ? mapping : null;
      }
      if (root == null) {
        problems.error(EMPTY_YAML, source.whole());
      } else {
        problems.error(NO_KEY_AT_THE_BEGINNING, root.span().firstLine(), root.kind());
      }
    } catch (TooDeep e) {
      problems.error(NESTED_TOO_DEEP, e.place);
    } catch (StreamReadException | StreamConstraintsException e) {
      problems.error(NO_JSON, at(source, e.getLocation()), e.getOriginalMessage());
    }
    return null;
  }

  private static Span at(SourceText source, @Nullable TokenStreamLocation location) {
    long told = location == null ? 0 : location.getCharOffset();
    int offset = (int) Math.max(0, Math.min(told, source.length()));
    return source.span(offset, Math.min(offset + 1, source.length()));
  }

  private @Nullable YamlNode document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return null;
    }
    YamlNode root = node(first, 0);
    if (parser.nextToken() != null) {
      problems.error(JSON_GOES_ON, source.span(start(), start() + 1));
    }
    return root;
  }

  private YamlNode node(@Nullable JsonToken token, int depth) {
    int start = start();
    if (depth > DEEPEST) {
      throw new TooDeep(source.span(start, start + 1));
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(start, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        items.add(node(next, depth + 1));
      }
      return new YamlNode.Sequence(items, source.span(start, end()));
    }
    String text = parser.getString();
    Span span = source.span(start, end());
    if (token == JsonToken.VALUE_STRING) {
      refuseInvisible(text, span);
      return new YamlNode.Scalar(text, YamlNode.Scalar.Form.QUOTED, span);
    }
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    if (number) {
      // Behind a figure the parser has looked one character ahead.
      span = source.span(start, start + text.length());
      text = plain(text);
    }
    return new YamlNode.Scalar(text, YamlNode.Scalar.Form.LITERAL, span);
  }

  private YamlNode.Mapping mapping(int start, int depth) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Span key = source.span(start(), keyEnd(name));
      refuseInvisible(name, key);
      YamlNode value = node(parser.nextToken(), depth + 1);
      YamlNode.Entry earlier = entries.putIfAbsent(name, new YamlNode.Entry(key, value));
      if (earlier != null) {
        problems.error(KEY_WRITTEN_TWICE, key, name).place(earlier.key());
      }
    }
    return new YamlNode.Mapping(entries, source.span(start, end()));
  }

  /** Just behind the closing quote of a key; the parser itself is beyond its colon already. */
  private int keyEnd(String name) {
    String text = source.text();
    int at = start() + 1;
    if (text.startsWith(name, at)
        && at + name.length() < text.length()
        && text.charAt(at + name.length()) == '"') {
      return at + name.length() + 1;
    }
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return (int) Math.min(parser.currentLocation().getCharOffset(), source.length());
  }

  /** The figure as people write it, digit by digit the same: programs write 1.5E+3 as well. */
  private static String plain(String number) {
    int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (mark < 0) {
      return number;
    }
    try {
      int exponent = Integer.parseInt(number.substring(mark + 1));
      return Math.abs(exponent) > LARGEST_EXPONENT
          ? number
          : new BigDecimal(number).toPlainString();
    } catch (NumberFormatException e) {
      // An exponent of more than nine digits; the reader of the figure refuses it in its words.
      return number;
    }
  }

  /** Escapes can make characters that could not be written as they are. */
  private void refuseInvisible(String text, Span span) {
    if (anyCharacter) {
      return;
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!Characters.isVisible(c)) {
        problems.error(CHARACTER_BY_ESCAPE, span, Characters.named(c));
        return;
      }
    }
  }

  /** The text is not read further. */
  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Span place;

    private TooDeep(Span place) {
      super("see the problem", null, false, false);
      this.place = place;
    }
  }
}
