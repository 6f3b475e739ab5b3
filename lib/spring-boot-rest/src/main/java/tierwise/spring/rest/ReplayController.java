package tierwise.spring.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tierwise.Comparison;
import tierwise.OfferDecision;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.live.History;
import tierwise.live.LiveRules;
import tierwise.record.DecisionRecord;
import tierwise.record.Replay;
import tierwise.record.Replayed;
import tierwise.spring.DatabaseLog;
import tierwise.spring.EnrollmentDecisions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Decides kept decisions again, by the rules that decided them or by another year. */
@RestController
@RequestMapping("${tierwise.rest.path:}")
@Tag(name = "decisions")
class ReplayController {
  private final EnrollmentDecisions decisions;
  private final LiveRules live;
  private final @Nullable Path directory;
  private final RestProperties properties;
  private final JsonMapper json;

  ReplayController(
      EnrollmentDecisions decisions,
      LiveRules live,
      @Nullable Path directory,
      RestProperties properties,
      JsonMapper json) {
    this.decisions = decisions;
    this.live = live;
    this.directory = directory;
    this.properties = properties;
    this.json = json;
  }

  /**
   * Which decisions, and by what: either their ids or a span of time.
   *
   * @param ids those of the decisions
   * @param from the first instant
   * @param until the first instant that no longer belongs to it
   * @param year decide by this year as well; by the rules that decided, if it is absent
   */
  @Schema(name = "ReplayRequest")
  record Asked(
      @Nullable List<String> ids,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String year) {}

  /**
   * What came of it.
   *
   * @param isAll whether these are all records of the span, and not only the first of them
   */
  @Schema(name = "ReplayAnswer")
  record Answer(int same, int different, int impossible, boolean isAll, List<One> decisions) {}

  /**
   * A decision that was decided again.
   *
   * @param outcome same, different or impossible
   * @param why it is impossible
   * @param differences what is other than it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReplayedDecision")
  record One(String id, String outcome, @Nullable String why, List<Difference> differences) {
    static One impossible(String id, String why) {
      return new One(id, "impossible", why, List.of());
    }

    static One of(String id, List<Difference> differences) {
      return new One(id, differences.isEmpty() ? "same" : "different", null, differences);
    }
  }

  /** What was, and what is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Difference(String where, @Nullable String recorded, @Nullable String now) {}

  @PostMapping(
      path = "/replay",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Decide kept decisions again",
      description =
          "By the rules that decided them, found by their fingerprint among the rules as they are"
              + " and those that were published; or by another year, to see which offers it would"
              + " decide otherwise. Nothing is kept of it.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Asked.class))),
      responses = {
        @ApiResponse(responseCode = "200", description = "What came of each"),
        @ApiResponse(
            responseCode = "400",
            description = "Not what can be asked",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class))),
        @ApiResponse(
            responseCode = "404",
            description = "Decisions are not kept here",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = ProblemDetail.class)))
      })
  Answer replay(InputStream body) throws IOException {
    DatabaseLog log =
        decisions
            .log()
            .orElseThrow(() -> Bodies.refusal(HttpStatus.NOT_FOUND, "decisions are not kept here"));
    Asked asked = asked(Bodies.read(body, properties.largestBody()));
    RuleSets rules = live.rules();
    String year = asked.year() == null ? null : rules.year(asked.year()).toString();
    Replay replay = Replay.by(rules, histories(rules));
    List<One> all = new ArrayList<>();
    boolean isAll = true;
    if (asked.ids() != null) {
      for (String id : asked.ids()) {
        Optional<DecisionRecord> found = log.find(id);
        all.add(
            found
                .map(each -> one(replay, each, year))
                .orElseGet(() -> One.impossible(id, "there is no such decision")));
      }
    } else if (asked.from() != null && asked.until() != null) {
      List<DecisionRecord> found =
          log.between(asked.from(), asked.until(), properties.mostReplayed() + 1);
      isAll = found.size() <= properties.mostReplayed();
      found.stream()
          .limit(properties.mostReplayed())
          .forEach(each -> all.add(one(replay, each, year)));
    }
    return new Answer(
        count(all, "same"), count(all, "different"), count(all, "impossible"), isAll, all);
  }

  private Asked asked(byte[] body) {
    Asked asked;
    try {
      asked = json.readValue(body, Asked.class);
    } catch (JacksonException e) {
      throw Bodies.refusal(HttpStatus.BAD_REQUEST, String.valueOf(e.getOriginalMessage()));
    }
    boolean hasSpan = asked != null && asked.from() != null && asked.until() != null;
    if (asked == null || hasSpan == (asked.ids() != null)) {
      throw Bodies.refusal(
          HttpStatus.BAD_REQUEST, "either \"ids\" is asked for, or \"from\" and \"until\"");
    }
    if (asked.ids() != null && asked.ids().size() > properties.mostReplayed()) {
      throw Bodies.refusal(
          HttpStatus.BAD_REQUEST,
          "at most " + properties.mostReplayed() + " decisions are decided again at once");
    }
    return asked;
  }

  private List<History> histories(RuleSets rules) {
    Path top = directory;
    if (top == null) {
      return List.of();
    }
    try {
      return rules.years().stream()
          .map(ProgramYear::programme)
          .distinct()
          .map(top::resolve)
          .filter(Files::isDirectory)
          .map(History::in)
          .toList();
    } catch (RuleSetException e) {
      // Nobody who asks can mend it.
      throw Bodies.refusal(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "what was published cannot be read: " + e.problems().get(0).message());
    }
  }

  private static One one(Replay replay, DecisionRecord record, @Nullable String year) {
    if (year == null) {
      Replayed again = replay.again(record);
      if (again instanceof Replayed.Cannot cannot) {
        return One.impossible(record.id(), cannot.why());
      }
      return One.of(
          record.id(),
          again instanceof Replayed.Differs differs
              ? differs.differences().stream()
                  .map(each -> new Difference(each.where(), each.recorded(), each.now()))
                  .toList()
              : List.of());
    }
    if (record.programYear().equals(year)) {
      return One.impossible(record.id(), "it was decided by " + year);
    }
    try {
      return One.of(record.id(), differences(replay.byYear(year, record), record, year));
    } catch (RuleSetException e) {
      return One.impossible(record.id(), e.problems().get(0).message());
    }
  }

  /** The offers that have another status. */
  private static List<Difference> differences(
      Comparison comparison, DecisionRecord record, String year) {
    List<Difference> differences = new ArrayList<>();
    for (Comparison.ComparedOffer offer : comparison.offers()) {
      String then = status(offer.byYear().get(record.programYear()));
      String now = status(offer.byYear().get(year));
      if (!String.valueOf(then).equals(String.valueOf(now))) {
        String of = offer.of();
        differences.add(
            new Difference(
                offer.offer()
                    + (of == null ? "" : " in " + of)
                    + (offer.renewal() ? ", renewal" : ""),
                then,
                now));
      }
    }
    return differences;
  }

  private static @Nullable String status(@Nullable OfferDecision offer) {
    return offer == null ? null : offer.status().name();
  }

  private static int count(List<One> all, String outcome) {
    return (int) all.stream().filter(each -> each.outcome().equals(outcome)).count();
  }
}
