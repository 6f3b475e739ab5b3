package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Partner;

/** What several years make of one case, shown on three years of a Book Club. */
class ComparisonTest {
  private static final Path YEARS = Path.of("src/test/resources/years");
  private static final RuleSets CLUB = RuleSets.in(YEARS);
  private static final List<String> ALL =
      List.of("book-club/2023", "book-club/2024", "book-club/2025");

  private static EnrollmentCase.Builder reader(String... genres) {
    return EnrollmentCase.of(
            Application.on(LocalDate.of(2024, 5, 5)).askingFor("genre", genres), Partner.of("P"))
        .attestations(List.of(book("B-1"), book("B-2"), book("B-3"), book("B-4")));
  }

  private static Attestation book(String id) {
    return new Attestation(id, "book", "Crime", null, null);
  }

  private static List<Map<String, Object>> meetings(int number) {
    return java.util.stream.IntStream.rangeClosed(1, number)
        .mapToObj(i -> Map.<String, Object>of("id", "E-" + i, "guests", 7))
        .toList();
  }

  private static Comparison.ComparedOffer offer(Comparison comparison, String name) {
    return comparison.offers().stream()
        .filter(offer -> offer.offer().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Comparison.Change change(Comparison.ComparedOffer offer, String requirement) {
    return offer.changes().stream()
        .filter(change -> change.requirement().equals(requirement))
        .findFirst()
        .orElseThrow();
  }

  // ---- what differs --------------------------------------------------------------------------

  @Test
  void eachYearDecidesTheCaseWhateverItsDay() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(1)).build(), ALL);
    assertThat(comparison.years()).isEqualTo(ALL);
    assertThat(offer(comparison, "reader").byYear())
        .extractingByKeys(ALL.toArray(String[]::new))
        .extracting(OfferDecision::status)
        .containsExactly(
            OfferDecision.Status.GRANTED,
            OfferDecision.Status.GRANTED,
            OfferDecision.Status.REFUSED);
  }

  @Test
  void aRequirementThatOneYearAsksOtherwiseIsAChangeWithTheRuleOfEach() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(1)).build(), ALL);
    Map<String, Finding> books = change(offer(comparison, "reader"), "books").byYear();
    assertThat(books.values())
        .extracting(finding -> ((Finding.OfMeasure) finding).required().intValue())
        .containsExactly(3, 4, 4);
    assertThat(books.values())
        .extracting(finding -> finding.askedBy().get(0).rule())
        .containsExactly(
            "A reader has read three books",
            "A reader has read four books and been to a meeting",
            "A reader has read four books and been to two meetings");
  }

  @Test
  void aRequirementThatOnlySomeYearsHaveIsAChange() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(1)).build(), ALL);
    assertThat(change(offer(comparison, "reader"), "meetings").byYear())
        .containsOnlyKeys("book-club/2024", "book-club/2025");
  }

  @Test
  void anOfferThatOnlySomeYearsHaveStandsWhereTheyHaveIt() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(1)).build(), ALL);
    assertThat(comparison.offers())
        .extracting(Comparison.ComparedOffer::offer)
        .containsExactly("critic", "reader", "host");
    assertThat(offer(comparison, "critic").byYear()).containsOnlyKeys("book-club/2025");
  }

  @Test
  void aClosureMakesAnotherOutcome() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(1)).build(), ALL);
    assertThat(offer(comparison, "host").sameOutcome()).isFalse();
    assertThat(offer(comparison, "critic").sameOutcome()).isTrue();
  }

  @Test
  void yearsThatAskAndMeasureTheSameDifferInNothing() {
    EnrollmentCase enrollmentCase = reader("Crime").declared("Meeting", meetings(2)).build();
    Comparison.ComparedOffer reader =
        offer(CLUB.compare(enrollmentCase, List.of("book-club/2024", "book-club/2025")), "reader");
    assertThat(reader.sameOutcome()).isTrue();
    assertThat(reader.changes())
        .extracting(Comparison.Change::requirement)
        .containsExactly("meetings");
    assertThat(CLUB.compare(enrollmentCase, List.of("book-club/2025")).offers())
        .isNotEmpty()
        .allMatch(offer -> offer.changes().isEmpty() && offer.sameOutcome());
  }

  // ---- what is not read ----------------------------------------------------------------------

  @Test
  void aTypeThatOnlySomeYearsDeclareIsNotReadByTheOthers() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", meetings(2)).build(), ALL);
    assertThat(comparison.notRead())
        .containsExactly(
            new Comparison.NotRead("Meeting", List.of("E-1", "E-2"), List.of("book-club/2023")));
    assertThat(offer(comparison, "reader").byYear().get("book-club/2025"))
        .extracting(OfferDecision::status)
        .isEqualTo(OfferDecision.Status.GRANTED);
  }

  @Test
  void aTypeThatIsGivenAsEmptyIsGivenToTheYearsThatDeclareIt() {
    Comparison comparison =
        CLUB.compare(reader("Crime").declared("Meeting", List.of()).build(), ALL);
    assertThat(comparison.notRead())
        .containsExactly(new Comparison.NotRead("Meeting", List.of(), List.of("book-club/2023")));
    assertThat(change(offer(comparison, "reader"), "meetings").byYear().values())
        .extracting(Finding::status)
        .containsOnly(Finding.Status.MISSED);
  }

  @Test
  void aTypeThatNoYearDeclaresIsAProblem() {
    EnrollmentCase misspelt =
        EnrollmentCase.parse(
                "case.yaml",
                """
                cases:
                  - case: A misspelt type
                    given:
                      application: {asOf: 2024-05-05}
                      partner: {id: P}
                      Meetign: [{id: E-1, guests: 7}]
                """)
            .get(0);
    assertThatThrownBy(() -> CLUB.compare(misspelt, ALL))
        .isInstanceOfSatisfying(
            RuleSetException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.code()).isEqualTo("TW-403");
                          assertThat(problem.message()).startsWith("it fits none of the years");
                          assertThat(problem.nearest()).isEqualTo("Meeting");
                          assertThat(problem.place()).isNotNull();
                        }));
  }

  @Test
  void aNameThatOnlyOneYearHasOnItsListIsNotReadByTheOthers() {
    Comparison comparison = CLUB.compare(reader("Crime", "Travel").build(), ALL);
    assertThat(comparison.notRead())
        .containsExactly(
            new Comparison.NotRead(
                "Subject", List.of("genre Travel"), List.of("book-club/2023", "book-club/2024")));
    assertThat(comparison.offers())
        .filteredOn(offer -> "Travel".equals(offer.of()))
        .singleElement()
        .satisfies(offer -> assertThat(offer.byYear()).containsOnlyKeys("book-club/2025"));
  }

  @Test
  void aNameThatNoYearHasOnItsListIsAProblem() {
    assertThatThrownBy(() -> CLUB.compare(reader("Crmie").build(), ALL))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("Did you mean \"Crime\"?");
  }

  // ---- JSON ----------------------------------------------------------------------------------

  @Test
  void theJsonKeepsItsFormat() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of("urn:tierwise:decision", Decision.jsonSchema())))
            .getSchema(Comparison.jsonSchema(), InputFormat.JSON);
    Comparison comparison =
        CLUB.compare(reader("Crime", "Travel").declared("Meeting", meetings(1)).build(), ALL);
    String json = comparison.toJson();
    assertThat(json)
        .contains("\"notRead\": [\n    {", "\"closedBy\"", "\"required\": 3", "\"requirement\"");
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(comparison.toJson("a reader")).contains("\n  \"case\": \"a reader\",\n");
    assertThat(schema.validate(comparison.toJson("a reader"), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(json.replace("\"MET\"", "\"met\""), InputFormat.JSON)).isNotEmpty();
    assertThat(schema.validate(json.replace("\"byYear\"", "\"years\""), InputFormat.JSON))
        .isNotEmpty();
  }

  // ---- which years ---------------------------------------------------------------------------

  @Test
  void aYearAloneIsEnoughIfOneProgrammeHasIt() {
    assertThat(CLUB.compare(reader("Crime").build(), List.of("2023", "2025")).years())
        .containsExactly("book-club/2023", "book-club/2025");
    assertThat(CLUB.year("2024").programYear().name()).isEqualTo("book-club/2024");
  }

  @Test
  void aYearAloneIsOfTheProgrammeThatWasNamedBefore() {
    EnrollmentCase named = reader("Crime").year("book-club/2023").build();
    assertThat(named.withYear("2024").year()).contains("book-club/2024");
    assertThat(named.withYear("tea-club/2024").year()).contains("tea-club/2024");
    assertThat(CLUB.compare(reader("Crime").build(), List.of("book-club/2023", "2024")).years())
        .containsExactly("book-club/2023", "book-club/2024");
  }

  @Test
  void aYearThatIsNamedTwiceCountsOnce() {
    assertThat(
            CLUB.compare(reader("Crime").build(), List.of("2024", "2023", "book-club/2024"))
                .years())
        .containsExactly("book-club/2024", "book-club/2023");
  }

  @Test
  void allUnknownYearsAreToldAtOnce() {
    assertThatThrownBy(
            () -> CLUB.compare(reader("Crime").build(), List.of("2022", "2023", "book-club/2026")))
        .isInstanceOfSatisfying(
            RuleSetException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::message)
                    .containsExactly(
                        "there is no programme year \"2022\"",
                        "there is no programme year \"book-club/2026\""));
  }

  @Test
  void thereIsNoComparisonOfNothingAndNoneOfOneYearTwice() {
    EnrollmentCase enrollmentCase = reader("Crime").build();
    assertThatThrownBy(() -> CLUB.compare(enrollmentCase, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Decision decision = CLUB.year("book-club/2023").decide(enrollmentCase);
    assertThatThrownBy(() -> Comparison.of(List.of(decision, decision)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Comparison.of(List.of(decision)).notRead()).isEmpty();
  }
}
