package tierwise.cli;

import java.io.StringWriter;
import java.util.List;
import tierwise.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes problems as JSON: an array of objects, one for each. */
final class ProblemJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ProblemJson() {}

  static String write(List<Problem> problems) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      problems.forEach(problem -> write(json, problem));
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("code", problem.code());
    json.writeStringProperty("severity", problem.severity().name());
    json.writeStringProperty("message", problem.message());
    if (problem.place() != null) {
      place(json, problem.place());
    }
    if (!problem.related().isEmpty()) {
      json.writeArrayPropertyStart("related");
      for (Problem.Related related : problem.related()) {
        json.writeStartObject();
        json.writeStringProperty("what", related.what());
        place(json, related.place());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (problem.allowed() != null) {
      json.writeArrayPropertyStart("allowed");
      problem.allowed().values().forEach(json::writeString);
      json.writeEndArray();
    }
    if (problem.nearest() != null) {
      json.writeStringProperty("nearest", problem.nearest());
    }
    if (problem.wayOut() != null) {
      json.writeStringProperty("wayOut", problem.wayOut());
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Problem.Place place) {
    json.writeStringProperty("file", place.at().file());
    json.writeNumberProperty("line", place.at().line());
    json.writeNumberProperty("column", place.at().column());
    json.writeNumberProperty("length", place.length());
  }
}
