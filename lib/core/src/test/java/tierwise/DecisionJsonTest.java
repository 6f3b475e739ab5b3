package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision in and out of JSON, as whoever keeps one gets it back. */
class DecisionJsonTest {
  private static final RuleSets CLUB = RuleSets.in(Path.of("src/test/resources/rules/tea-club"));
  private static final List<Decision> DECISIONS =
      EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml")).stream()
          .map(CLUB::decide)
          .toList();

  private static Problem problem(String from, String to) {
    String whole = DECISIONS.get(0).toJsonLine();
    assertThat(whole).contains(from);
    return problem(whole.replace(from, to));
  }

  private static Problem problem(String json) {
    RuleSetException e =
        catchThrowableOfType(RuleSetException.class, () -> Decision.fromJson(json));
    assertThat(e).as(json).isNotNull();
    assertThat(e.problems().get(0).place()).as(json).isNotNull();
    return e.problems().get(0);
  }

  @Test
  void aDecisionComesBackEqualFromAnyOfItsTexts() {
    for (Decision each : DECISIONS) {
      Decision again = Decision.fromJson(each.toJson());
      assertThat(again).isEqualTo(each).hasSameHashCodeAs(each);
      assertThat(each).isEqualTo(again);
      assertThat(again.toJson()).isEqualTo(each.toJson());
      assertThat(again.verdicts()).isEqualTo(each.verdicts());
      assertThat(again.nextSteps()).isEqualTo(each.nextSteps());
      assertThat(Decision.fromJson(each.toJsonLine())).isEqualTo(each);
      assertThat(Decision.fromJson(each.toJson("A case"))).isEqualTo(each);
    }
  }

  @Test
  void twoDecisionsAreToldApartAfterwards() {
    List<Decision> again =
        DECISIONS.stream().map(each -> Decision.fromJson(each.toJsonLine())).toList();
    assertThat(again).isEqualTo(DECISIONS);
    assertThat(again).doesNotHaveDuplicates();
  }

  @Test
  void aTextThatBreaksOffIsAProblemWhereItDoes() {
    String whole = DECISIONS.get(0).toJsonLine();
    for (int end = 0; end < whole.length(); end += 7) {
      String part = whole.substring(0, end);
      assertThatThrownBy(() -> Decision.fromJson("d.json", part.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining("d.json:1:");
    }
  }

  @Test
  void whatIsNotWrittenByADecisionIsRefusedAtItsPlace() {
    assertThat(problem("\"format\":2", "\"format\":3").message())
        .isEqualTo("\"format\" must be 2, not 3");
    assertThat(problem("\"asOf\"", "\"asof\"").toString())
        .contains("a decision has no key \"asof\"")
        .contains("Did you mean \"asOf\"?");
    assertThat(problem("\"fingerprint\":\"sha256:", "\"fingerprint\":\"md5:").message())
        .isEqualTo("\"fingerprint\" must be written like this: sha256: and 64 hexadecimal digits");
    assertThat(problem("\"title\":\"", "\"title\":7,\"titel\":\"").message())
        .isEqualTo("\"title\" is a text, which 7 is not in JSON");
    assertThat(problem("\"status\":\"GRANTED\"", "\"status\":\"Granted\"").message())
        .isEqualTo("\"status\" cannot be \"Granted\"");
    assertThat(problem("\"status\":\"GRANTED\"", "\"status\":\"CLOSED\"").message())
        .isEqualTo("\"closedBy\" must stand beside the status CLOSED");
    assertThat(problem("\"rung\":0", "\"rung\":-1").message())
        .isEqualTo("\"rung\" must be 0 or more, not -1");
    assertThat(problem("\"highest\":", "\"highest\":7,\"h\":").message())
        .isEqualTo("\"highest\" must be keys with values, not a single value");
    assertThat(problem("\"offers\":[", "\"offers\":[7,").message())
        .isEqualTo("an offer must be keys with values, not a single value");
    assertThat(problem("[]").message()).isEqualTo("the file must begin with a key, not a list");
  }

  @Test
  void groundsThatDoNotBelongToTheStatusAreRefused() {
    String reason =
        "{\"reason\":\"r\",\"text\":\"t\",\"by\":{\"rule\":\"r\",\"file\":\"f\",\"line\":1}}";
    String granted = "\"status\":\"GRANTED\"";
    assertThat(problem(granted, granted + ",\"closedBy\":[" + reason + "]").message())
        .isEqualTo("\"closedBy\" cannot stand beside the status GRANTED");
    assertThat(problem(granted, "\"status\":\"CLOSED\",\"closedBy\":[]").message())
        .isEqualTo("\"closedBy\" must not be empty");
  }

  @Test
  void whatIsAskedTogetherHasTheStatusOfItsWorst() {
    String by = "\"askedBy\":{\"rule\":\"r\",\"file\":\"f\",\"line\":1},\"text\":\"t\"}";
    String met = "{\"kind\":\"expects\",\"question\":\"q\",\"status\":\"MET\"," + by;
    String together = "{\"kind\":\"together\",\"status\":\"MISSED\",\"findings\":[" + met + "],";
    assertThat(problem("\"findings\":[{", "\"findings\":[" + together + by + ",{").message())
        .isEqualTo("what is asked together has the status of its worst finding, MET");
  }

  @Test
  void measurementsAreNamedByThoseThatAreThereAndNotByThemselves() {
    String measured = DECISIONS.get(0).measurements().get(0).id();
    String other = DECISIONS.get(0).measurements().get(1).id();
    String id = "{\"id\":\"" + measured + "\"";
    assertThatThrownBy(
            () -> Decision.fromJson(DECISIONS.get(0).toJsonLine().replace(measured, other)))
        .hasMessageContaining("two measurements have the id \"cups/Green\"");
    assertThat(problem(id, "{\"id\":\"another\"").message())
        .isEqualTo("there is no measurement \"cups/Black\" in this decision");
    assertThat(
            problem(
                    "\"measurements\":[",
                    "\"measurements\":["
                        + ("{\"id\":\"a\",\"measure\":\"m\",\"unit\":\"u\",\"by\":{\"rule\":\"r\","
                            + "\"file\":\"f\",\"line\":1},\"evidence\":[],\"parts\":[\"b\"],"
                            + "\"excluded\":[]},"
                            + "{\"id\":\"b\",\"measure\":\"m\",\"unit\":\"u\",\"by\":{\"rule\":\"r\","
                            + "\"file\":\"f\",\"line\":1},\"evidence\":[],\"parts\":[\"a\"],"
                            + "\"excluded\":[{\"evidence\":\"E\",\"reasons\":["
                            + "{\"reason\":\"r\",\"text\":\"t\",\"by\":"
                            + "{\"rule\":\"r\",\"file\":\"f\",\"line\":1}}]}]},"))
                .message())
        .isEqualTo("the measurement \"a\" is made from itself");
  }
}
