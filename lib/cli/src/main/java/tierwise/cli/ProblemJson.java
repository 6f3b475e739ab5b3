package tierwise.cli;

import java.io.StringWriter;
import java.util.List;
import tierwise.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes problems as JSON: the errors, and apart from them the warnings. */
final class ProblemJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ProblemJson() {}

  static String write(List<Problem> problems) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      for (Problem.Severity severity : Problem.Severity.values()) {
        json.writeArrayPropertyStart(severity == Problem.Severity.ERROR ? "errors" : "warnings");
        problems.stream()
            .filter(problem -> problem.severity() == severity)
            .forEach(problem -> write(json, problem));
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("code", problem.code());
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
      json.writeObjectPropertyStart("allowed");
      json.writeStringProperty("what", problem.allowed().intro());
      json.writeArrayPropertyStart("values");
      problem.allowed().values().forEach(json::writeString);
      json.writeEndArray();
      if (problem.allowed().more() > 0) {
        json.writeNumberProperty("more", problem.allowed().more());
      }
      json.writeEndObject();
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
    json.writeStringProperty("text", place.line());
    if (place.caret() != place.at().column()) {
      // The text is a part of a long line; the words begin at this character of it.
      json.writeNumberProperty("caret", place.caret());
    }
  }
}
