package tierwise.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;

/** Writes a case as it would stand in a file of cases, ready to be pasted there. */
final class CaseText {
  private CaseText() {}

  /**
   * The text, indented as an entry of {@code cases}.
   *
   * @param expect the keys of what is expected, each with its value written out
   */
  static String of(String sentence, DrawnCase facts, Map<String, String> expect) {
    StringBuilder text = new StringBuilder();
    text.append("  - case: ").append(YamlText.of(sentence)).append('\n');
    text.append("    given:\n");
    text.append("      application: ").append(application(facts.application())).append('\n');
    text.append("      partner: ").append(record(facts.partner())).append('\n');
    facts
        .lines()
        .forEach(
            (type, lines) -> {
              text.append("      ").append(key(type)).append(':');
              if (lines.isEmpty()) {
                text.append(" []");
              }
              text.append('\n');
              lines.forEach(line -> text.append("        - ").append(record(line)).append('\n'));
            });
    text.append("    expect:\n");
    expect.forEach(
        (key, value) -> text.append("      ").append(key).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private static String application(Application application) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("asOf", application.asOf());
    if (application.role() != null) {
      values.put("role", application.role());
    }
    Map<String, List<String>> asksFor = new LinkedHashMap<>();
    application
        .asksFor()
        .forEach(
            subject ->
                asksFor
                    .computeIfAbsent(subject.kind(), kind -> new ArrayList<>())
                    .add(subject.name()));
    if (!asksFor.isEmpty()) {
      values.put("asksFor", asksFor);
    }
    return YamlText.of(values);
  }

  private static String record(Object fact) {
    return FactFields.of(fact).entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> entry.getKey() + ": " + YamlText.of(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The key of a ledger: types of the library in small letters, declared ones by their name. */
  private static String key(String type) {
    return switch (type) {
      case "Membership" -> "memberships";
      case "Order" -> "orders";
      case "Purchase" -> "purchases";
      case "Credential" -> "credentials";
      case "Attestation" -> "attestations";
      case "Reported" -> "reported";
      default -> type;
    };
  }
}
