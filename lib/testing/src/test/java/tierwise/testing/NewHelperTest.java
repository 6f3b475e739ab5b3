package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.internal.language.model.Vocabulary;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.MutationRun;

/** A new helper is one method, that of {@link Seasons}; nothing else knows that it exists. */
class NewHelperTest {
  private static final String MANIFEST =
      """
      title: Friends of the Museum
      guide: {name: Leaflet, address: "https://museum.example/friends"}
      effective: {from: 2024-01-01, until: 2025-01-01}
      ladder: [friend]
      offers: {friend: {}}
      measures: {donations: {unit: donation, counts: Attestation}}
      """;

  private static final String MESSAGES =
      """
      offers: {friend: Friend}
      measures: {donations: Donations in summer}
      units: {donation: donations}
      reasons: {no-summer: It was not in the third quarter.}
      """;

  private static final String RULES =
      """
      package museum.friends

      import tierwise.facts.*
      import static tierwise.facts.Statements.*

      rule "A friend gives in summer"
      when
          $offer : Offer( name == "friend" )
      then
          insert( $offer.asks( "donations", 1 ) );
      end

      rule "Another quarter does not count"
      when
          $gift : Attestation( date != null, $day : date, quarter( $day ) != 3 )
      then
          insert( leftOut( "donations", $gift, "no-summer" ) );
      end

      rule "Donations are all others"
      when
          accumulate(
              $gift : Attestation() and
              not Exclusion( measure == "donations", evidence == $gift );
              $gifts : collectList( $gift ) )
      then
          insert( measured( "donations", size( $gifts ), $gifts ) );
      end
      """;

  private static final String CASES =
      """
      cases:
        - case: Only what was given in summer counts
          given:
            application: {asOf: 2024-12-05}
            partner: {id: P-1}
            attestations:
              - {id: A-1, kind: donation, date: 2024-06-30}
              - {id: A-2, kind: donation, date: 2024-07-01}
              - {id: A-3, kind: donation, date: 2024-09-30}
              - {id: A-4, kind: donation, date: 2024-10-01}
          expect:
            offers: [{offer: friend, status: GRANTED, findings: [{measure: donations, actual: 2}]}]
      """;

  private static final Museum MUSEUM =
      new Museum(MANIFEST, MESSAGES, Vocabulary.shared().withHelpersOf(Seasons.class));
  private static final TestedRules RULE_SET = MUSEUM.rules(RULES);
  private static final List<TestCase> READ = MUSEUM.cases(RULE_SET, CASES);

  @Test
  void bothEnginesCallItAndAgree() {
    assertThat(READ.get(0).run(Engines.BOTH).differences()).isEmpty();
  }

  @Test
  void theInterpreterAgreesAndEveryLawHoldsOnDrawnCases() {
    assertThat(Invariants.of(RULE_SET, 200).breaches()).isEmpty();
  }

  @Test
  void wrongArgumentsOfItAreToldWithWhatItTakes() {
    assertThatThrownBy(() -> MUSEUM.rules(RULES.replace("quarter( $day )", "quarter( 3 )")))
        .hasMessageContaining("quarter")
        .hasMessageContaining("quarter(day)");
    assertThatThrownBy(() -> MUSEUM.rules(RULES.replace("quarter( $day )", "quater( $day )")))
        .hasMessageContaining("Did you mean \"quarter\"?");
  }

  @Test
  void aMistakeBesideItIsNoticedByTheCases() {
    Mutation mutation =
        MutationRun.of(
            RULE_SET, READ.stream().map(TestCase::read).toList(), (what, done, all) -> true);
    assertThat(mutation.killed()).isPositive();
  }

  @Test
  void theReferenceHasIt() {
    assertThat(LanguageReference.of(MUSEUM.vocabulary()).page())
        .contains(
            "quarter( day: a date ) gives a whole number",
            "The quarter of the year in which the day lies, 1 to 4.");
  }
}
