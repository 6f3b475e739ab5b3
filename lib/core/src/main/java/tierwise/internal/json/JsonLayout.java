package tierwise.internal.json;

import java.io.StringWriter;
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

  /** What is described, indented for people. */
  public static String write(Consumer<TreeWriter> description) {
    return write(PAGE, USUAL_LENGTH, description);
  }

  /** What is described, in one line and without spaces. */
  public static String writeLine(Consumer<TreeWriter> description) {
    return write(LINE, USUAL_LENGTH, description);
  }

  private static String write(JsonLayout layout, int length, Consumer<TreeWriter> description) {
    StringWriter text = new StringWriter(length);
    try (JsonGenerator json = FACTORY.createGenerator(layout, text)) {
      description.accept(new JsonWriter(json));
    }
    return text.toString();
  }

  /**
   * A value that is to be written raw where the generator stands, and again wherever it stands as
   * deep: what is described, laid out as the generator lays out.
   */
  static String part(JsonGenerator json, Consumer<TreeWriter> description) {
    if (!json.objectWriteContext().hasPrettyPrinter()) {
      return write(LINE, LENGTH_OF_A_PART, description);
    }
    // No text has a line feed in it: in JSON it is escaped.
    int depth = json.streamWriteContext().getNestingDepth();
    return write(PAGE, LENGTH_OF_A_PART, description).replace("\n", "\n" + "  ".repeat(depth));
  }

  /** Maps, lists and single values. */
  public static String write(Map<String, ?> values) {
    return write(writer -> Tree.write(writer, values));
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
