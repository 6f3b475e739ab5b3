package tierwise.spring.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tierwise.ProgramYear;
import tierwise.Revision;
import tierwise.RuleSets;
import tierwise.live.LiveRules;

/** Says which years there are, and what their cases can hold. */
@RestController
@RequestMapping("${tierwise.rest.path:}")
@Tag(name = "years")
class YearController {
  private static final String SCHEMA = "application/schema+json";

  private final LiveRules live;

  YearController(LiveRules live) {
    this.live = live;
  }

  /**
   * A year.
   *
   * @param until the first day on which its rules no longer hold; absent if they hold on
   * @param state draft, announced, in force or ended
   * @param fingerprint identifies its rules
   * @param revision as which they are published; absent if they are not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Year(
      String programme,
      String year,
      String title,
      LocalDate from,
      @Nullable LocalDate until,
      String state,
      String fingerprint,
      @Nullable Integer revision) {
    static Year of(LiveRules.Year each) {
      ProgramYear year = each.year();
      Revision published = each.published();
      return new Year(
          year.programme(),
          year.year(),
          year.title(),
          year.from(),
          year.until(),
          each.state().toString(),
          each.fingerprint(),
          published == null ? null : published.number());
    }
  }

  @GetMapping(path = "/years", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "List the programme years")
  List<Year> years() {
    return live.status().years().stream().map(Year::of).toList();
  }

  @GetMapping(path = "/years/{programme}/{year}/schema", produces = SCHEMA)
  @Operation(
      summary = "Show the JSON Schema of the cases of a year",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "A JSON Schema of draft 2020-12",
            content = @Content(mediaType = SCHEMA, schema = @Schema(type = "object"))),
        @ApiResponse(
            responseCode = "404",
            description = "There is no such year",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class)))
      })
  ResponseEntity<byte[]> schema(
      @PathVariable("programme") String programme, @PathVariable("year") String year) {
    String name = programme + "/" + year;
    RuleSets rules = live.rules();
    if (rules.years().stream().noneMatch(each -> each.name().equals(name))) {
      throw Bodies.refusal(HttpStatus.NOT_FOUND, "there is no year " + name);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(SCHEMA))
        .eTag(rules.year(name).fingerprint())
        .body(rules.year(name).caseSchema().getBytes(StandardCharsets.UTF_8));
  }
}
