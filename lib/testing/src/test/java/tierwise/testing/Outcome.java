package tierwise.testing;

import java.util.regex.Pattern;
import tierwise.Decision;

/** What was decided, without the lines that say so. */
final class Outcome {
  private static final Pattern REFERENCE =
      Pattern.compile(",?\\s*\"(by|askedBy)\": \\{[^{}]*(\\{[^{}]*\\})?[^{}]*\\}", Pattern.DOTALL);
  private static final Pattern ALSO = Pattern.compile(",?\\s*\"alsoAskedBy\": \\[[^\\]]*\\]");
  private static final Pattern FINGERPRINT = Pattern.compile("\"fingerprint\": \"[^\"]*\"");

  private Outcome() {}

  static String of(Decision decision) {
    String json = FINGERPRINT.matcher(decision.toJson()).replaceAll("");
    json = REFERENCE.matcher(json).replaceAll("");
    return ALSO.matcher(json).replaceAll("");
  }
}
