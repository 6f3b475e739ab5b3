package tierwise;

import java.util.Map;
import java.util.function.BiConsumer;
import tierwise.internal.json.JsonLayout;
import tools.jackson.core.JsonGenerator;

/** Writes comparisons as JSON; findings and reasons look as in the JSON of a decision. */
final class ComparisonJson {
  private final JsonGenerator json;
  private final DecisionJson parts;

  private ComparisonJson(JsonGenerator json) {
    this.json = json;
    this.parts = new DecisionJson(json);
  }

  static String write(Comparison comparison) {
    return JsonLayout.write(json -> new ComparisonJson(json).comparison(comparison));
  }

  private void comparison(Comparison comparison) {
    json.writeStartObject();
    parts.array("years", comparison.decisions(), this::year);
    parts.array("notRead", comparison.notRead(), this::notRead);
    parts.array("offers", comparison.offers(), this::offer);
    json.writeEndObject();
  }

  private void year(Decision decision) {
    json.writeStartObject();
    parts.head(decision);
    json.writeEndObject();
  }

  private void notRead(Comparison.NotRead notRead) {
    json.writeStartObject();
    parts.text("type", notRead.type());
    parts.texts("facts", notRead.facts());
    parts.texts("years", notRead.years());
    json.writeEndObject();
  }

  private void offer(Comparison.ComparedOffer offer) {
    json.writeStartObject();
    parts.text("offer", offer.offer());
    parts.text("of", offer.of());
    json.writeBooleanProperty("renewal", offer.renewal());
    parts.text("title", offer.title());
    byYear(
        "byYear",
        offer.byYear(),
        (year, decision) -> {
          json.writeObjectPropertyStart(year);
          parts.text("status", decision.status());
          if (!decision.closedBy().isEmpty()) {
            parts.array("closedBy", decision.closedBy(), parts::reason);
          }
          json.writeEndObject();
        });
    parts.array("changes", offer.changes(), this::change);
    json.writeEndObject();
  }

  private void change(Comparison.Change change) {
    json.writeStartObject();
    parts.text("requirement", change.requirement());
    byYear(
        "byYear",
        change.byYear(),
        (year, finding) -> {
          json.writeName(year);
          parts.finding(finding);
        });
    json.writeEndObject();
  }

  private <T> void byYear(String key, Map<String, T> byYear, BiConsumer<String, T> writer) {
    json.writeObjectPropertyStart(key);
    byYear.forEach(writer);
    json.writeEndObject();
  }
}
