package tierwise.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tierwise.Decision;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.internal.casefile.CaseSchema;
import tierwise.internal.language.check.ReadSet;
import tierwise.internal.language.model.Vocabulary;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.CaseText;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.MutationRun;

/** A new fact type is one record, {@link Visit}; nothing else knows that it exists. */
class NewFactTypeTest {
  private static final String MANIFEST =
      """
      title: Friends of the Museum
      guide: {name: Leaflet, address: "https://museum.example/friends"}
      effective: {from: 2024-01-01, until: 2025-01-01}
      ladder: [friend]
      offers: {friend: {}}
      measures: {visits: {unit: visit, counts: Visit}}
      values: {Visit.person: [Ada, Bert, Cleo, Dora]}
      """;

  private static final String MESSAGES =
      """
      offers: {friend: Friend}
      measures: {visits: Visits}
      units: {visit: visits}
      reasons: {too-early: The visit was before the year.}
      """;

  private static final String RULES =
      """
      package museum.friends

      import tierwise.facts.*
      import static tierwise.facts.Statements.*

      rule "A friend has come three times"
      when
          $offer : Offer( name == "friend" )
      then
          insert( $offer.asks( "visits", 3 ) );
      end

      rule "A visit before the year does not count"
      when
          $visit : Visit( date < date("2024-01-01") )
      then
          insert( leftOut( "visits", $visit, "too-early" ) );
      end

      rule "Visits are all others"
      when
          accumulate(
              $visit : Visit() and
              not Exclusion( measure == "visits", evidence == $visit );
              $visits : collectList( $visit ) )
      then
          insert( measured( "visits", size( $visits ), $visits ) );
      end
      """;

  private static final String CASES =
      """
      cases:
        - case: Three visits make a friend
          given:
            application: {asOf: 2024-05-05}
            partner: {id: P-1}
            visits:
              - {id: V-1, date: 2024-01-01, person: Ada}
              - {id: V-2, date: 2024-02-02, person: Ada}
              - {id: V-3, date: 2024-03-03, person: Bert}
              - {id: V-4, date: 2023-12-31, person: Cleo}
          expect:
            offers: [{offer: friend, status: GRANTED, findings: [{measure: visits, actual: 3}]}]
      """;

  private static final Museum MUSEUM =
      new Museum(MANIFEST, MESSAGES, Vocabulary.shared().with(Visit.class));
  private static final TestedRules RULE_SET = MUSEUM.rules(RULES);

  private static List<TestCase> cases(String text) {
    return MUSEUM.cases(RULE_SET, text);
  }

  @Test
  void itIsReadFromACaseFileAndDecidedByBothEngines() {
    TestResult result = cases(CASES).get(0).run(Engines.BOTH);
    assertThat(result.differences()).isEmpty();
  }

  @Test
  void aWrongKeyOfItIsToldWithTheNearest() {
    assertThat(problems(CASES.replace("visits:\n", "visit:\n")))
        .singleElement()
        .satisfies(
            each -> assertThat(each.toString()).contains("no key \"visit\"", "mean \"visits\""));
    assertThat(problems(CASES.replace("V-1, date", "V-1, day")))
        .first()
        .satisfies(
            each ->
                assertThat(each.toString())
                    .contains("a visit has no key \"day\"", "id, date, person"));
    assertThat(problems(CASES.replace("V-2", "V-1")))
        .singleElement()
        .satisfies(each -> assertThat(each.toString()).contains("two facts have the id \"V-1\""));
  }

  private static List<Problem> problems(String text) {
    return MUSEUM.problems(RULE_SET, text);
  }

  @Test
  void aWrongFieldOfItInARuleIsToldWithTheNearest() {
    assertThatThrownBy(() -> MUSEUM.rules(RULES.replace("Visit( date <", "Visit( dat <")))
        .hasMessageContaining("unknown field \"dat\" of Visit")
        .hasMessageContaining("Did you mean \"date\"?");
  }

  @Test
  void itIsDrawnAndEveryLawHolds() {
    CaseGenerator generator = new CaseGenerator(RULE_SET.manifest(), RULE_SET.model());
    assertThat(LongStream.range(0, 50).mapToObj(generator::draw))
        .anySatisfy(
            drawn ->
                assertThat(drawn.ledgers().getOrDefault("Visit", List.of()))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(line -> assertThat(line).isInstanceOf(Visit.class)));
    assertThat(
            LongStream.range(0, 50)
                .mapToObj(seed -> RULE_SET.decide(generator.draw(seed).facts()).decision())
                .map(Decision::offers)
                .map(offers -> offers.get(0).status())
                .distinct())
        .contains(
            OfferDecision.Status.GRANTED,
            OfferDecision.Status.REFUSED,
            OfferDecision.Status.UNDETERMINED);
    assertThat(Invariants.of(RULE_SET, 200).breaches()).isEmpty();
  }

  @Test
  void aDrawnCaseIsWrittenSoThatItIsReadAgain() {
    CaseGenerator generator = new CaseGenerator(RULE_SET.manifest(), RULE_SET.model());
    for (long seed = 0; seed < 20; seed++) {
      DrawnCase drawn = generator.draw(seed);
      String text = "cases:\n" + CaseText.of("Drawn", drawn, Map.of("notices", "[]"));
      DrawnCase again =
          DrawnCase.of(MUSEUM.vocabulary(), requireNonNull(cases(text).get(0).facts()));
      assertThat(again.ledgers()).isEqualTo(drawn.ledgers());
      assertThat(RULE_SET.decide(again.facts()).decision())
          .isEqualTo(RULE_SET.decide(drawn.facts()).decision());
      assertThat(drawn.toCase()).isNotNull();
    }
  }

  @Test
  void aMutantOfARuleAboutItIsNoticedOrComesWithACaseThatNoticesIt() {
    Mutation weak =
        MutationRun.of(
            RULE_SET,
            cases(CASES).stream().map(TestCase::read).toList(),
            (what, done, all) -> true);
    assertThat(weak.killed()).isPositive();
    assertThat(weak.survivors())
        .anySatisfy(
            each ->
                assertThat(each.killer())
                    .hasValueSatisfying(text -> assertThat(text).contains("visits:")));
  }

  @Test
  void theSchemaOfCaseFilesDescribesIt() {
    Map<String, ?> schema =
        CaseSchema.of(
            "museum-friends/2024",
            RULE_SET.manifest(),
            RULE_SET.model(),
            ReadSet.of(RULE_SET.model(), RULE_SET.manifest()));
    assertThat(schema.toString())
        .contains("visits={description=Who came to see the museum, and when.")
        .contains("person={description=Who came., enum=[Ada, Bert, Cleo, Dora]");
  }

  @Test
  void aFactTypeThatIsThereAlreadyIsRefused() {
    assertThatThrownBy(() -> MUSEUM.vocabulary().with(Visit.class))
        .hasMessageContaining("there is a fact type Visit already");
  }
}
