package tierwise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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
    List<Comparison.ComparedOffer> offers = comparison.offers();
    Map<String, Map<String, Measured>> shown = shown(offers);
    json.writeStartObject();
    parts.format();
    parts.array(
        "years",
        comparison.decisions(),
        decision -> year(decision, shown.getOrDefault(decision.programYear().name(), Map.of())));
    parts.array("notRead", comparison.notRead(), this::notRead);
    parts.array("offers", offers, this::offer);
    json.writeEndObject();
  }

  /** By year the measurements that the findings shown rest on, with their parts, by id. */
  private static Map<String, Map<String, Measured>> shown(List<Comparison.ComparedOffer> offers) {
    Map<String, Map<String, Measured>> shown = new HashMap<>();
    for (Comparison.ComparedOffer offer : offers) {
      for (Comparison.Change change : offer.changes()) {
        change
            .byYear()
            .forEach(
                (year, finding) ->
                    show(finding, shown.computeIfAbsent(year, each -> new HashMap<>())));
      }
    }
    return shown;
  }

  private static void show(Finding finding, Map<String, Measured> shown) {
    if (finding instanceof Finding.Either either) {
      either.ways().forEach(way -> show(way, shown));
    } else if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      Deque<Measured> open = new ArrayDeque<>(List.of(measure.measured()));
      while (!open.isEmpty()) {
        Measured measured = open.pop();
        if (shown.putIfAbsent(measured.id(), measured) == null) {
          measured.parts().forEach(open::push);
        }
      }
    }
  }

  private void year(Decision decision, Map<String, Measured> shown) {
    json.writeStartObject();
    parts.head(decision);
    parts.array(
        "measurements",
        decision.measurements().stream().filter(each -> shown.containsKey(each.id())).toList(),
        parts::measurement);
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
