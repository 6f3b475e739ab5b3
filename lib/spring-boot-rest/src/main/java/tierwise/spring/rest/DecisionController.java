package tierwise.spring.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tierwise.EnrollmentCase;
import tierwise.record.DecisionRecord;
import tierwise.spring.EnrollmentDecisions;

/** Decides, and shows what was decided. */
@RestController
@RequestMapping("${tierwise.rest.path:}")
@Tag(name = "decisions")
class DecisionController {
  private final EnrollmentDecisions decisions;
  private final RestProperties properties;

  DecisionController(EnrollmentDecisions decisions, RestProperties properties) {
    this.decisions = decisions;
    this.properties = properties;
  }

  @PostMapping(
      path = "/decisions",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Decide a case",
      description =
          "Decides by the year that the case names, else by the year that holds on its day. Where"
              + " decisions are kept, this one is before it is answered, and Location names it.",
      requestBody =
          @RequestBody(
              required = true,
              description =
                  "\"format\": 1 and the facts; the schema of a year says which its rules know.",
              content = @Content(schema = @Schema(type = "object"))),
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "Decided, and not kept",
            content = @Content(schema = @Schema(type = "object", description = "The decision"))),
        @ApiResponse(
            responseCode = "201",
            description = "Decided and kept",
            content = @Content(schema = @Schema(type = "object", description = "The decision"))),
        @ApiResponse(
            responseCode = "413",
            description = "Too large",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class))),
        @ApiResponse(
            responseCode = "422",
            description =
                "The case cannot be decided: \"problems\" has everything that is wrong with it",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = CaseProblem.class))),
        @ApiResponse(
            responseCode = "503",
            description = "There are no rules yet, or the decision was not kept in time",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class)))
      })
  ResponseEntity<byte[]> decide(InputStream body) throws IOException {
    EnrollmentCase sent =
        EnrollmentCase.fromJson("request", Bodies.read(body, properties.largestBody()));
    EnrollmentDecisions.Given given = decisions.decide(sent);
    String id = given.id();
    ResponseEntity.BodyBuilder answer =
        id == null
            ? ResponseEntity.ok()
            : ResponseEntity.created(URI.create(properties.path() + "/decisions/" + id));
    return answer
        .contentType(MediaType.APPLICATION_JSON)
        .body(given.decision().toJsonLine().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(path = "/decisions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Show a decision that was kept",
      description = "The record: when and by which rules it was decided, the facts, the decision.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The record",
            content = @Content(schema = @Schema(type = "object"))),
        @ApiResponse(
            responseCode = "404",
            description = "There is no such record",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class)))
      })
  ResponseEntity<byte[]> show(@PathVariable("id") String id) {
    DecisionRecord kept =
        decisions
            .log()
            .flatMap(log -> log.find(id))
            .orElseThrow(() -> Bodies.refusal(HttpStatus.NOT_FOUND, "there is no decision " + id));
    return ResponseEntity.ok(kept.toJson().getBytes(StandardCharsets.UTF_8));
  }

  /** For the description only: what {@link ProblemAnswers} answers. */
  @Schema(name = "CaseProblem")
  record CaseProblem(
      String type, String title, int status, String detail, List<LocatedProblem> problems) {}
}
