package tierwise.testing;

import java.util.regex.Pattern;
import tierwise.Decision;

/** What was decided, without the lines that say so. */
final class Outcome {
  // On one line, which these find their words in faster than between the blanks of many.
  private static final Pattern REFERENCE =
      Pattern.compile("\"(by|askedBy)\": ?\\{[^{}]*(\\{[^{}]*\\})?[^{}]*\\}");
  private static final Pattern ALSO = Pattern.compile(", ?\"alsoAskedBy\": ?\\[[^\\]]*\\]");
  private static final Pattern FINGERPRINT = Pattern.compile("\"fingerprint\": ?\"[^\"]*\"");

  private Outcome() {}

  static String of(Decision decision) {
    String json = FINGERPRINT.matcher(decision.toJsonLine()).replaceAll("");
    json = REFERENCE.matcher(json).replaceAll("");
    return ALSO.matcher(json).replaceAll("");
  }
}
