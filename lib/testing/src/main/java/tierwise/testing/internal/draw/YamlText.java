package tierwise.testing.internal.draw;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Written;

/** Writes values as YAML in one line, as people would write them in a case. */
public final class YamlText {
  /** Words that need no quotes: they begin with a letter and hold nothing that YAML reads. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 ()/._&+-]*");

  private static final List<String> NOT_TEXTS =
      List.of("null", "true", "false", "yes", "no", "on", "off", "none");

  private YamlText() {}

  /** A text, a number, a day, a yes/no, a list of those, or keys with those. */
  public static String of(@Nullable Object value) {
    if (value instanceof BigDecimal figure) {
      return figure.toPlainString();
    }
    if (value instanceof Boolean answer) {
      return answer ? "yes" : "no";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    String text = String.valueOf(value);
    return value instanceof String && needsQuotes(text)
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : text;
  }

  private static boolean needsQuotes(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !text.endsWith(" ");
    return (!plain && !Written.isDay(text)) || NOT_TEXTS.contains(text);
  }
}
