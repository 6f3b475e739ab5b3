package tierwise.internal.json;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes a tree as JSON. */
final class JsonWriter implements TreeWriter {
  private final JsonGenerator json;

  /** Values that stand in many places, as they were written the first time. */
  private final IdentityHashMap<Object, String> written = new IdentityHashMap<>();

  JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void startObject() {
    json.writeStartObject();
  }

  @Override
  public void endObject() {
    json.writeEndObject();
  }

  @Override
  public void startList() {
    json.writeStartArray();
  }

  @Override
  public void endList() {
    json.writeEndArray();
  }

  @Override
  public void name(String name) {
    json.writeName(name);
  }

  @Override
  public void text(String value) {
    json.writeString(value);
  }

  @Override
  public void number(BigDecimal value) {
    json.writeNumber(value);
  }

  @Override
  public void number(long value) {
    json.writeNumber(value);
  }

  @Override
  public void yesNo(boolean value) {
    json.writeBoolean(value);
  }

  @Override
  public void nothing() {
    json.writeNull();
  }

  @Override
  public void written(String value) {
    json.writeRawValue(value);
  }

  @Override
  public void shared(Object value, Consumer<TreeWriter> description) {
    String known = written.get(value);
    if (known == null) {
      known = JsonLayout.part(json, description);
      written.put(value, known);
    }
    json.writeRawValue(known);
  }
}
