package tierwise;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Bound;
import tierwise.internal.json.JsonLayout;
import tools.jackson.core.JsonGenerator;

/** Writes decisions as JSON. Keys come in a fixed order; what is not there has no key. */
final class DecisionJson {
  /** In the second, each measurement stands once and findings point to it. */
  private static final int FORMAT = 2;

  private final JsonGenerator json;

  /** The reasons of lines that were left out, as they were written the first time. */
  private final IdentityHashMap<List<Reason>, String> reasons = new IdentityHashMap<>();

  DecisionJson(JsonGenerator json) {
    this.json = json;
  }

  void decision(Decision decision) {
    json.writeStartObject();
    format();
    head(decision);
    array("held", decision.held(), this::held);
    array("offers", decision.offers(), this::offer);
    array("measurements", decision.measurements(), this::measurement);
    array("notices", decision.notices(), this::notice);
    json.writeEndObject();
  }

  void format() {
    json.writeNumberProperty("format", FORMAT);
  }

  /** Which rules decided on which day, and the highest tier. */
  void head(Decision decision) {
    text("programYear", decision.programYear().name());
    text("fingerprint", decision.fingerprint());
    text("asOf", decision.asOf());
    Decision.Highest highest = decision.highest();
    if (highest == null) {
      json.writeNullProperty("highest");
    } else {
      json.writeObjectPropertyStart("highest");
      text("offer", highest.offer());
      texts("of", highest.of());
      if (highest.orHigher()) {
        json.writeBooleanProperty("orHigher", true);
      }
      json.writeEndObject();
    }
  }

  private void held(Decision.Held held) {
    json.writeStartObject();
    text("offer", held.offer());
    text("of", held.of());
    text("title", held.title());
    text("since", held.since());
    text("anniversary", held.anniversary());
    json.writeEndObject();
  }

  private void offer(OfferDecision offer) {
    json.writeStartObject();
    text("offer", offer.offer());
    text("of", offer.of());
    json.writeBooleanProperty("renewal", offer.renewal());
    if (offer.rung() >= 0) {
      json.writeNumberProperty("rung", offer.rung());
    }
    text("title", offer.title());
    text("status", offer.status());
    array("findings", offer.findings(), this::finding);
    if (!offer.closedBy().isEmpty()) {
      array("closedBy", offer.closedBy(), this::reason);
    }
    if (offer.openedBy() != null) {
      json.writeName("openedBy");
      reason(offer.openedBy());
    }
    json.writeEndObject();
  }

  void finding(Finding finding) {
    json.writeStartObject();
    if (finding instanceof Finding.OfMeasure measure) {
      ofMeasure(measure);
    } else if (finding instanceof Finding.OfOffers needs) {
      text("kind", "needs");
      texts("offers", needs.offers());
      text("status", needs.status());
      json.writeNumberProperty("required", needs.required());
      json.writeNumberProperty("granted", needs.granted());
      json.writeNumberProperty("undetermined", needs.undetermined());
    } else if (finding instanceof Finding.OfAnswer answer) {
      text("kind", "expects");
      text("question", answer.question());
      text("status", answer.status());
      if (answer.actual() != null) {
        json.writeBooleanProperty("actual", answer.actual());
      }
    } else if (finding instanceof Finding.Either either) {
      text("kind", "either");
      text("status", either.status());
      array("ways", either.ways(), this::finding);
    }
    Finding.Grounds grounds = finding.grounds();
    List<RuleReference> askedBy = grounds.askedBy();
    reference("askedBy", askedBy.get(0));
    if (askedBy.size() > 1) {
      array("alsoAskedBy", askedBy.subList(1, askedBy.size()), this::reference);
    }
    if (grounds.waivedBy() != null) {
      json.writeName("waivedBy");
      reason(grounds.waivedBy());
    }
    if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      text("measurement", measure.measured().id());
    }
    text("text", grounds.text());
    json.writeEndObject();
  }

  private void ofMeasure(Finding.OfMeasure finding) {
    text("kind", "measure");
    text("measure", finding.measure());
    text("of", finding.of());
    text("status", finding.status());
    text("bound", finding.relation() == Bound.Relation.AT_LEAST ? "at-least" : "at-most");
    number("required", finding.required());
    number("actual", finding.actual());
    text("exact", finding.actualExact());
    number("short", finding.shortBy());
    text("unit", finding.unit());
    if (finding.synthetic()) {
      json.writeBooleanProperty("synthetic", true);
    }
  }

  void measurement(Measured measured) {
    json.writeStartObject();
    text("id", measured.id());
    text("measure", measured.measure());
    if (measured.of() != null) {
      about("of", measured.of());
    }
    text("at", measured.at());
    number("value", measured.value());
    text("exact", measured.valueExact());
    text("unit", measured.unit());
    if (measured.synthetic()) {
      json.writeBooleanProperty("synthetic", true);
    }
    reference("by", measured.measuredBy());
    texts("evidence", measured.evidence());
    json.writeArrayPropertyStart("parts");
    for (Measured part : measured.parts()) {
      json.writeString(part.id());
    }
    json.writeEndArray();
    array("excluded", measured.excluded(), this::leftOut);
    json.writeEndObject();
  }

  private void leftOut(Measured.LeftOut leftOut) {
    json.writeStartObject();
    text("evidence", leftOut.evidence());
    json.writeName("reasons");
    // Decisions share the lists of reasons, and mostly leave many lines out for a few of them.
    String known = reasons.get(leftOut.reasons());
    if (known == null) {
      known =
          JsonLayout.part(
              json, part -> new DecisionJson(part).each(leftOut.reasons(), DecisionJson::reason));
      reasons.put(leftOut.reasons(), known);
    }
    json.writeRawValue(known);
    json.writeEndObject();
  }

  private <T> void each(List<T> values, BiConsumer<DecisionJson, T> writer) {
    json.writeStartArray();
    for (T value : values) {
      writer.accept(this, value);
    }
    json.writeEndArray();
  }

  void reason(Reason reason) {
    json.writeStartObject();
    text("reason", reason.code());
    text("text", reason.text());
    reference("by", reason.by());
    json.writeEndObject();
  }

  private void reference(String key, RuleReference reference) {
    json.writeName(key);
    reference(reference);
  }

  private void reference(RuleReference reference) {
    json.writeStartObject();
    text("rule", reference.rule());
    text("file", reference.file());
    json.writeNumberProperty("line", reference.line());
    RuleReference.Row row = reference.row();
    if (row != null) {
      json.writeObjectPropertyStart("row");
      text("file", row.file());
      json.writeNumberProperty("line", row.line());
      text("source", row.source());
      if (row.synthetic()) {
        json.writeBooleanProperty("synthetic", true);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void notice(Decision.Notice notice) {
    json.writeStartObject();
    text("code", notice.code());
    if (notice.about() != null) {
      about("about", notice.about());
    }
    text("from", notice.from());
    text("until", notice.until());
    number("amount", notice.amount());
    text("currency", notice.currency());
    text("text", notice.text());
    reference("by", notice.by());
    json.writeEndObject();
  }

  private void about(String key, About about) {
    if (about instanceof About.AnOffer offer) {
      json.writeObjectPropertyStart(key);
      text("offer", offer.offer());
      text("of", offer.of());
      json.writeBooleanProperty("renewal", offer.renewal());
      json.writeEndObject();
    } else {
      text(key, about);
    }
  }

  void text(String key, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(key, value.toString());
    }
  }

  private void number(String key, @Nullable BigDecimal value) {
    if (value != null) {
      json.writeNumberProperty(key, value);
    }
  }

  void texts(String key, List<String> values) {
    json.writeArrayPropertyStart(key);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  <T> void array(String key, List<T> values, Consumer<T> writer) {
    json.writeArrayPropertyStart(key);
    for (T value : values) {
      writer.accept(value);
    }
    json.writeEndArray();
  }
}
