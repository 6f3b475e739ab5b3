package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.facts.Application;
import tierwise.facts.Credential;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** One case in and out of JSON, as a service gets it. */
class CaseJsonTest {
  private static final String HEAD =
      "\"format\": 1, \"application\": {\"asOf\": \"2024-05-05\"}, \"partner\": {\"id\": \"P\"}";

  private static EnrollmentCase reading(String more) {
    return EnrollmentCase.fromJson("{" + HEAD + more + "}");
  }

  private static EnrollmentCase ofPurchase(String kpi) {
    return reading(
        ", \"purchases\": [{\"id\": \"L\", \"document\": \"invoice\", \"date\": \"2024-05-01\","
            + " \"kpi\": "
            + kpi
            + "}]");
  }

  private static String problem(String json) {
    RuleSetException e =
        catchThrowableOfType(RuleSetException.class, () -> EnrollmentCase.fromJson(json));
    assertThat(e).as(json).isNotNull();
    assertThat(e.problems()).as(json).hasSize(1);
    return e.problems().get(0).toString();
  }

  @Test
  void aCaseWithAllThatCanBeToldComesBackEqual() {
    EnrollmentCase each =
        EnrollmentCase.of(
                Application.on(CafeGuild.DAY).by("owner").askingFor("craft", "Roasting", "Ümläut"),
                Partner.of("P \"1\" \\ /"))
            .purchases(List.of(Purchase.of("L", "invoice", CafeGuild.DAY)))
            .credentials(List.of())
            .declared(
                "Visit",
                List.of(Map.of("id", "V", "count", 3, "of", new BigDecimal("1.50"), "on", true)))
            .year("cafe-guild/2024")
            .build();
    EnrollmentCase again = EnrollmentCase.fromJson(each.toJson());
    assertThat(again).isEqualTo(each).hasSameHashCodeAs(each);
    assertThat(again.toJson()).isEqualTo(each.toJson());
    assertThat(again.year()).contains("cafe-guild/2024");
    assertThat(again.ledger(Purchase.class)).isEqualTo(each.ledger(Purchase.class)).isPresent();
    assertThat(again.ledger(Credential.class)).contains(List.of());
    assertThat(Objects.requireNonNull(again.declared().get("Visit")).get(0))
        .containsEntry("of", "1.50");
  }

  @Test
  void aCaseOfAFileComesBackWithItsName() {
    EnrollmentCase each =
        EnrollmentCase.parse(
                "cases",
                """
                cases:
                  - case: Three visits
                    given: {application: {asOf: 2024-05-05}, partner: {id: P}, Visit: [{id: 7}]}
                """)
            .get(0);
    assertThat(EnrollmentCase.fromJson(each.toJson())).isEqualTo(each);
    assertThat(EnrollmentCase.fromJson(each.toJson()).name()).contains("Three visits");
  }

  @Test
  void aLedgerThatWasNotGivenIsNotGivenAfterwards() {
    assertThat(reading("").ledger(Purchase.class)).isEmpty();
    assertThat(reading("")).isNotEqualTo(reading(", \"purchases\": []"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.5", "\"12.5\"", "1.25e1", "125E-1", "12.50"})
  void aDecimalIsReadAsItIsWrittenInWhateverWay(String kpi) {
    assertThat(ofPurchase(kpi).ledger(Purchase.class).orElseThrow().get(0).kpi()).isEqualTo("12.5");
  }

  @Test
  void everyDigitOfADecimalCounts() {
    assertThat(
            ofPurchase("123456789012345.123457").ledger(Purchase.class).orElseThrow().get(0).kpi())
        .isEqualTo("123456789012345.123457");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e99999", "1e9999999999", "NaN", "01", "1."})
  void whatIsNoFigureOfThatSizeIsAProblem(String kpi) {
    assertThatThrownBy(() -> ofPurchase(kpi))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("case.json:1:");
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAndWhatWasMeant() {
    assertThat(problem("{\n  " + HEAD + ",\n  \"purchasses\": []\n}"))
        .startsWith("case.json:3:3: a case has no key \"purchasses\"")
        .contains("Did you mean \"purchases\"?");
    assertThat(problem("{" + HEAD.replace("1", "7").replace("7-", "1-") + "}"))
        .contains("\"format\" must be 1, not 7");
    assertThat(problem("{" + HEAD.replace("\"format\": 1, ", "") + "}"))
        .contains("a case has no \"format\"");
    assertThat(problem("{" + HEAD + ", \"case\": []}")).contains("\"case\" must be a single value");
    assertThat(problem("{" + HEAD + "} {}"))
        .startsWith("case.json:1:" + (HEAD.length() + 4) + ": ")
        .contains("this stands behind the end of the JSON");
    assertThat(problem("{" + HEAD + ", \"memberships\": [], \"memberships\": []}"))
        .contains("the key \"memberships\" is written twice");
    assertThat(problem("[]")).contains("must begin with a key, not a list");
    assertThat(problem("")).contains("the file is empty");
    assertThat(problem("{" + HEAD + ", \"orders\": " + "[".repeat(10_000)))
        .contains("values are nested too deep");
    assertThat(problem("{" + HEAD + ", \"year\": \"\\u202e\"}")).contains("U+202E");
  }

  @Test
  void jsonThatBreaksOffIsAProblemWhereItDoes() {
    assertThat(problem("{" + HEAD + ",\n  \"orders\": [\n")).startsWith("case.json:3:1: ");
    assertThat(problem("{\"format\" 1}"))
        .contains(
            "here the JSON cannot be read on: Unexpected character ('1' (code 49)): was expecting a"
                + " colon to separate property name and value");
    String whole = reading(", \"purchases\": [], \"Visit\": [{\"id\": \"é\\n\"}]").toJson();
    for (int end = 0; end < whole.length(); end++) {
      String part = whole.substring(0, end);
      assertThatThrownBy(() -> EnrollmentCase.fromJson(part))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining("case.json:1:");
    }
  }

  @Test
  void aFieldOfAFactIsPointedAt() {
    assertThat(
            problem(
                "{"
                    + HEAD
                    + ",\n\"purchases\": [{\"id\": \"L\",\n\"document\": \"invoice\",\n"
                    + "\t\"date\": \"2024-05-01\",\n\t\"units\": -1}]}"))
        .startsWith("case.json:5:11: ");
  }

  @Test
  void manyMistakesAreToldByTheirNumber() {
    String lines = String.join(",", java.util.Collections.nCopies(5_000, "{\"idd\": \"x\"}"));
    assertThatThrownBy(() -> reading(", \"purchases\": [" + lines + "]"))
        .isInstanceOfSatisfying(RuleSetException.class, e -> assertThat(e.problems()).hasSize(101));
  }

  @Test
  void aCaseShowsItsPartnerAndDayAlone() {
    assertThat(reading(", \"year\": \"cafe-guild/2024\""))
        .hasToString("case of P on 2024-05-05 by cafe-guild/2024");
    assertThat(Arrays.asList(reading(""))).contains(reading(""));
  }

  @Test
  void everyWholeNumberThatJavaHasComesBack() {
    for (int units : new int[] {0, 1_234_567_890, Integer.MAX_VALUE}) {
      EnrollmentCase each =
          EnrollmentCase.of(Application.on(CafeGuild.DAY), Partner.of("P"))
              .purchases(
                  List.of(
                      Purchase.of("L", "invoice", CafeGuild.DAY).withProduct("cup", "cup", units)))
              .build();
      assertThat(EnrollmentCase.fromJson(each.toJson())).isEqualTo(each);
    }
    assertThat(
            problem(
                "{"
                    + HEAD
                    + ", \"purchases\": [{\"id\": \"L\", \"document\": \"i\", \"date\":"
                    + " \"2024-05-01\", \"units\": 2147483648}]}"))
        .contains("\"units\" is not a whole number: 2147483648")
        .contains("at most 2147483647");
  }

  @Test
  void aNumberWhereATextBelongsIsAProblemInJsonAlone() {
    assertThat(problem("{" + HEAD.replace("\"P\"", "7") + "}"))
        .startsWith("case.json:1:72: \"id\" is a text, which 7 is not in JSON")
        .contains("Put it in quotes: \"7\"");
    assertThat(problem("{" + HEAD + ", \"year\": 2024}")).contains("\"year\" is a text");
    assertThat(
            problem("{" + HEAD.replace("05-05\"", "05-05\", \"asksFor\": {\"c\": [true]}") + "}"))
        .contains("\"c\" is a text, which true is not in JSON");
    assertThat(
            EnrollmentCase.parse(
                    "c",
                    "cases: [{case: c, given: {application: {asOf: 2024-05-05}, partner: {id: 7}}}]")
                .get(0)
                .partner())
        .isEqualTo(Partner.of("7"));
  }
}
