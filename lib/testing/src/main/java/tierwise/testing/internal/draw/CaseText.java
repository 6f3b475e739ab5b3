package tierwise.testing.internal.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;

/** Writes a case as it would stand in a file of cases, ready to be pasted there. */
public final class CaseText {
  private CaseText() {}

  /**
   * The text, indented as an entry of {@code cases}.
   *
   * @param expect the keys of what is expected, each with its value written out
   */
  public static String of(String sentence, DrawnCase facts, Map<String, String> expect) {
    StringBuilder text = new StringBuilder();
    text.append("  - case: ").append(YamlText.of(sentence)).append('\n');
    text.append("    given:\n");
    text.append("      ")
        .append(key(Application.class))
        .append(": ")
        .append(application(facts.application()))
        .append('\n');
    text.append("      ")
        .append(key(Partner.class))
        .append(": ")
        .append(record(facts.partner()))
        .append('\n');
    facts
        .lines()
        .forEach(
            (type, lines) -> {
              text.append("      ").append(key(facts, type)).append(':');
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

  private static String key(Class<? extends Record> type) {
    return Described.factType(type).key();
  }

  /** The key of a ledger: types of the library have one, declared ones are called by their name. */
  private static String key(DrawnCase facts, String type) {
    FactType known = facts.vocabulary().factTypes().get(type);
    return known == null ? type : known.key();
  }

  /** The keys of an entry of "offers" that say which offer it is. */
  public static Map<String, Object> offerKeys(OfferDecision offer) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("offer", offer.offer());
    if (offer.of() != null) {
      values.put("of", offer.of());
    }
    if (offer.renewal()) {
      values.put("renewal", true);
    }
    return values;
  }
}
