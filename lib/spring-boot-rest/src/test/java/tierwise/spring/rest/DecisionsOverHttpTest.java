package tierwise.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tierwise.Decision;
import tierwise.record.DecisionRecord;

/** A service with nothing but the starters, asked as clients ask it. */
@SpringBootTest(
    classes = DecisionsOverHttpTest.Service.class,
    properties = {
      "tierwise.rules.directory=src/test/resources/rules",
      "tierwise.log.enabled=true",
      "spring.datasource.url=jdbc:h2:mem:decisions-over-http",
      "tierwise.rest.largest-body=64KB",
      "tierwise.rest.most-replayed=2",
      // An order of its own, whatever the order in which methods are found.
      "springdoc.writer-with-order-by-keys=true"
    })
@AutoConfigureMockMvc
class DecisionsOverHttpTest {
  private static final Path OPENAPI = Path.of("openapi.yaml");

  private static final String TWO_READERS =
      """
      {"format": 1,
       "application": {"asOf": "2025-06-10"},
       "partner": {"id": "P-7"},
       "Reader": [{"id": "R-1"}, {"id": "R-2"}]}
      """;

  @Configuration
  @EnableAutoConfiguration
  static class Service {}

  @Autowired private MockMvcTester client;

  private MvcTestResult post(String path, String body) {
    return client.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
  }

  private static String text(MvcTestResult answer) {
    return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private static String location(MvcTestResult answer) {
    return Objects.requireNonNull(answer.getResponse().getHeader("Location"));
  }

  private String decided() {
    return location(post("/decisions", TWO_READERS)).substring("/decisions/".length());
  }

  // ---- deciding --------------------------------------------------------------------------------

  @Test
  void aCaseIsDecidedAndTheRecordIsWhereTheAnswerSays() {
    MvcTestResult answer = post("/decisions", TWO_READERS);
    assertThat(answer).hasStatus(201).hasContentType(MediaType.APPLICATION_JSON);
    Decision decision = Decision.fromJson(text(answer));
    assertThat(decision.programYear()).isEqualTo("readers/2025");
    MvcTestResult kept = client.get().uri(location(answer)).exchange();
    assertThat(kept).hasStatusOk();
    assertThat(DecisionRecord.fromJson(text(kept)).decision()).contains(decision);
  }

  @Test
  void everythingThatIsWrongWithACaseIsToldWithItsPlace() {
    MvcTestResult answer =
        post(
            "/decisions",
            """
            {"format": 1,
             "application": {"asOf": "2025-06-31"},
             "partner": {"id": "P-7", "contry": "NL"}}
            """);
    assertThat(answer).hasStatus(422).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.problems[*].line")
        .asArray()
        .containsExactly(2, 3);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.problems[1].advice")
        .asString()
        .contains("Did you mean \"country\"?");
    assertThat(text(answer)).doesNotContain("Exception").doesNotContain("at tierwise");
  }

  @Test
  void aDayOfNoYearIsAProblemOfTheCase() {
    assertThat(post("/decisions", TWO_READERS.replace("2025-06-10", "1999-06-10")))
        .hasStatus(422)
        .bodyJson()
        .extractingPath("$.detail")
        .asString()
        .contains("1999-06-10");
  }

  @Test
  void whatIsNoJsonIsAProblemWithItsPlace() {
    assertThat(post("/decisions", "{\"format\": 1,"))
        .hasStatus(422)
        .bodyJson()
        .extractingPath("$.problems[0].line")
        .isEqualTo(1);
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() {
    assertThat(post("/decisions", " ".repeat(64 * 1024 - TWO_READERS.length()) + TWO_READERS))
        .hasStatus(201);
    assertThat(post("/decisions", " ".repeat(64 * 1024) + TWO_READERS))
        .hasStatus(413)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void aThousandMistakesGiveABoundedAnswer() {
    StringBuilder mistakes = new StringBuilder(TWO_READERS.strip());
    mistakes.setLength(mistakes.length() - 1);
    for (int i = 0; i < 1_000; i++) {
      mistakes.append(", \"unknown key of nobody ").append(i).append("\": []");
    }
    MvcTestResult answer = post("/decisions", mistakes + "}");
    assertThat(answer).hasStatus(422);
    assertThat(text(answer).length()).isBetween(1_000, 200_000);
  }

  @Test
  void anotherContentIsRefusedBeforeItIsRead() {
    assertThat(client.post().uri("/decisions").contentType(MediaType.TEXT_PLAIN).content("?"))
        .hasStatus(415);
  }

  @Test
  void aDecisionThatNobodyMadeIsNotFound() {
    assertThat(client.get().uri("/decisions/none"))
        .hasStatus(404)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  // ---- again -----------------------------------------------------------------------------------

  @Test
  void whatWasDecidedIsDecidedTheSameAgain() {
    assertThat(post("/replay", "{\"ids\": [\"" + decided() + "\", \"none\"]}"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.decisions[*].outcome")
        .asArray()
        .containsExactly("same", "impossible");
  }

  @Test
  void anotherYearShowsWhatItWouldDecideOtherwise() {
    MvcTestResult answer =
        post("/replay", "{\"ids\": [\"" + decided() + "\"], \"year\": \"2026\"}");
    assertThat(answer).hasStatusOk();
    assertThat(text(answer))
        .contains("\"where\":\"reader\",\"recorded\":\"GRANTED\",\"now\":\"REFUSED\"");
  }

  @Test
  void aSpanOfTimeIsDecidedAgainUpToALimit() {
    for (int i = 0; i < 3; i++) {
      decided();
    }
    MvcTestResult answer =
        post(
            "/replay", "{\"from\": \"2000-01-01T00:00:00Z\", \"until\": \"2200-01-01T00:00:00Z\"}");
    assertThat(answer).bodyJson().extractingPath("$.same").isEqualTo(2);
    assertThat(answer).bodyJson().extractingPath("$.isAll").isEqualTo(false);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThat(post("/replay", "{}")).hasStatus(400);
    assertThat(post("/replay", "{\"from\": \"yesterday\"}")).hasStatus(400);
    assertThat(post("/replay", "null")).hasStatus(400);
    assertThat(post("/replay", "{\"ids\": [\"1\", \"2\", \"3\"]}")).hasStatus(400);
    assertThat(post("/replay", "{\"ids\": [], \"year\": \"1999\"}")).hasStatus(422);
  }

  // ---- years -----------------------------------------------------------------------------------

  @Test
  void yearsAreListedWithTheirRules() {
    assertThat(client.get().uri("/years"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$[*].year")
        .asArray()
        .containsExactly("2025", "2026");
  }

  @Test
  void theSchemaOfAYearNamesItsFacts() {
    MvcTestResult answer = client.get().uri("/years/readers/2025/schema").exchange();
    assertThat(answer).hasStatusOk().hasContentType("application/schema+json");
    assertThat(text(answer)).contains("\"Reader\"");
    assertThat(client.get().uri("/years/readers/1999/schema")).hasStatus(404);
  }

  // ---- the description -------------------------------------------------------------------------

  @Test
  void theDescriptionThatIsCommittedIsThatWhichIsServed() throws IOException {
    MvcTestResult answer = client.get().uri("/v3/api-docs.yaml").exchange();
    assertThat(answer).hasStatusOk();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(OPENAPI, text(answer));
    }
    assertThat(text(answer)).isEqualTo(Files.readString(OPENAPI));
  }
}
