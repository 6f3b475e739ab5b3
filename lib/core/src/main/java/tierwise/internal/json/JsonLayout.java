package tierwise.internal.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * How all JSON of the library is laid out: two spaces and a line feed on every machine, or all in
 * one line.
 */
public final class JsonLayout extends ObjectWriteContext.Base {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_LENGTH = 8_192;
  private static final int LENGTH_OF_A_PART = 512;
  private static final DefaultPrettyPrinter INDENTED = indented();
  private static final JsonLayout PAGE = new JsonLayout(true);
  private static final JsonLayout LINE = new JsonLayout(false);

  private final boolean indents;

  private JsonLayout(boolean indents) {
    this.indents = indents;
  }

  /** What the writer writes, indented for people. */
  public static String write(Consumer<JsonGenerator> writer) {
    return write(PAGE, USUAL_LENGTH, writer);
  }

  /** What the writer writes, in one line and without spaces. */
  public static String writeLine(Consumer<JsonGenerator> writer) {
    return write(LINE, USUAL_LENGTH, writer);
  }

  private static String write(JsonLayout layout, int length, Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter(length);
    try (JsonGenerator json = FACTORY.createGenerator(layout, text)) {
      writer.accept(json);
    }
    return text.toString();
  }

  /**
   * A value that is to be written raw where the generator stands, and again wherever it stands as
   * deep: what the writer writes, laid out as the generator lays out.
   */
  public static String part(JsonGenerator json, Consumer<JsonGenerator> writer) {
    if (!json.objectWriteContext().hasPrettyPrinter()) {
      return write(LINE, LENGTH_OF_A_PART, writer);
    }
    // No text has a line feed in it: in JSON it is escaped.
    int depth = json.streamWriteContext().getNestingDepth();
    return write(PAGE, LENGTH_OF_A_PART, writer).replace("\n", "\n" + "  ".repeat(depth));
  }

  /** Maps, lists and single values. */
  public static String write(Map<String, ?> values) {
    return write(json -> write(json, values));
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (key, inner) -> {
            json.writeName(String.valueOf(key));
            write(json, inner);
          });
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      list.forEach(inner -> write(json, inner));
      json.writeEndArray();
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean answer) {
      json.writeBoolean(answer);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  private static DefaultPrettyPrinter indented() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** One for each text, since it counts how deep it is. */
  @Override
  public @Nullable PrettyPrinter getPrettyPrinter() {
    return indents ? INDENTED.createInstance() : null;
  }

  @Override
  public boolean hasPrettyPrinter() {
    return indents;
  }
}
