package tierwise.internal.folder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field of a fact type, as the manifest names it: {@code Purchase.channel}. */
public record FieldPath(String type, String field) {
  private static final Pattern WRITTEN =
      Pattern.compile("([A-Z][A-Za-z0-9]*)\\.([a-z][A-Za-z0-9]*)");

  /** What is written; {@code null} if it is no field of a type. */
  static @Nullable FieldPath of(String written) {
    Matcher parts = WRITTEN.matcher(written);
    return parts.matches() ? new FieldPath(parts.group(1), parts.group(2)) : null;
  }

  @Override
  public String toString() {
    return type + "." + field;
  }
}
