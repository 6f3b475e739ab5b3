package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.RuleSetException;

/**
 * No choir is refused or let in by a rounding: averages of points go into sums, bounds, bands and
 * money as the fractions that they are.
 */
class ExactArithmeticTest {
  private static final String MANIFEST =
      """
      title: Choir League 2024
      guide: {name: Handbook of the Choir League, address: "https://choirs.example/2024"}
      effective: {from: 2024-01-01, until: 2025-01-01}
      ladder: [first-league]
      lists: {voice: {values: [alto, bass, tenor]}}
      offers: {first-league: {}, stage: {}, encore: {}, prize: {}}
      measures:
        voice: {unit: point, per: voice, counts: Song, split: voice, may-fall: yes}
        together: {unit: point, may-fall: yes}
        summed: {unit: point, may-fall: yes}
        kept: {unit: point, may-fall: yes}
        worst: {unit: point, may-fall: yes}
        best: {unit: point, may-fall: yes}
      """;

  private static final String MESSAGES =
      """
      offers: {first-league: The first league, stage: The stage, encore: An encore, prize: A prize}
      measures:
        {voice: A voice, together: Together, summed: Summed, kept: Kept, worst: Worst, best: Best}
      units: {point: points}
      notices: {purse: "The purse is {amount}.", band: "It sings in band B."}
      """;

  private static final String HEAD =
      """
      package choir.league
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal

      declare Song
          id : String
          voice : String
          points : BigDecimal
      end

      declare Total
          figure : BigDecimal
      end

      """;

  private static final String RULES =
      Stream.of("alto", "bass", "tenor")
              .map(
                  voice ->
                      """
                      rule "The %1$s scores what its songs score on average"
                      when
                          accumulate(
                              $song : Song( voice == "%1$s", points != null, $points : points );
                              $sum : sum( $points ), $number : count( $song ),
                              $songs : collectList( $song ) )
                      then
                          insert( averaged( "voice", "%1$s", $sum, $number, $songs ) );
                      end

                      """
                          .formatted(voice))
              .collect(Collectors.joining())
          + """
          rule "All voices together, one by one"
          when
              $alto : Measurement( measure == "voice", of == "alto", value != null, $a : value )
              $bass : Measurement( measure == "voice", of == "bass", value != null, $b : value )
              Measurement( measure == "voice", of == "tenor", value != null, $t : value )
          then
              insert( made( "together", plus( plus( $a, $b ), $t ), $alto, $bass ) );
              insert( new Total( plus( plus( $a, $b ), $t ) ) );
              insert( note( "purse" ).amount( percent( 10, $a ), "EUR" ) );
          end

          rule "All voices together, summed up"
          when
              accumulate(
                  $voice : Measurement( measure == "voice", value != null, $points : value );
                  $sum : sum( $points ), $least : min( $points ), $most : max( $points ),
                  $voices : collectList( $voice ) )
          then
              insert( made( "summed", $sum, $voices ) );
              insert( made( "worst", $least, $voices ) );
              insert( made( "best", $most, $voices ) );
          end

          rule "What a fact of the rules keeps is exact"
          when
              Total( $figure : figure )
              $alto : Measurement( measure == "voice", of == "alto", value != null, $a : value )
              $bass : Measurement( measure == "voice", of == "bass", value != null, $b : value )
          then
              insert( made( "kept", minus( minus( $figure, $b ), $a ), $alto, $bass ) );
          end

          rule "The alto is in band B below four and a half"
          when
              Measurement( measure == "voice", of == "alto", value < 4.5 )
          then
              insert( note( "band" ) );
          end

          rule "The first league asks sixty points"
          when
              $offer : Offer( name == "first-league" )
          then
              insert( $offer.asks( "together", 60 ) );
              insert( $offer.asks( "summed", 60 ) );
          end

          rule "The stage asks four and a half of the alto"
          when
              $offer : Offer( name == "stage" )
          then
              insert( $offer.asks( "voice", "alto", number( "4.5" ) ) );
          end

          rule "An encore allows four and a half of the alto"
          when
              $offer : Offer( name == "encore" )
          then
              insert( $offer.asks( "voice", "alto", atMost( number( "4.5" ) ) ) );
          end

          rule "A prize asks as much of the bass as the alto has"
          when
              $offer : Offer( name == "prize" )
              Measurement( measure == "voice", of == "alto", value != null, $a : value )
          then
              insert( $offer.asks( "voice", "bass", $a ) );
          end

          rule "Without an alto there is no prize"
          when
              $offer : Offer( name == "prize" )
              Measurement( measure == "voice", of == "alto", value == null )
          then
              insert( $offer.closed( "no-alto" ) );
          end
          """;

  @TempDir Path temp;

  /** A case of songs, each a voice and its points: {@code "alto 3, alto 4, bass 20"}. */
  private Decision decide(String songs) throws IOException {
    return decide(RULES, songs);
  }

  private Decision decide(String rules, String songs) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("choir-league/2024"));
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("ruleset.yaml"), MANIFEST);
    Files.writeString(folder.resolve("messages.yaml"), MESSAGES + "reasons: {no-alto: No alto.}\n");
    Files.writeString(folder.resolve("league.drl"), HEAD + rules);
    String[] all = songs.split(", ", -1);
    Files.writeString(
        folder.resolve("tests/songs.yaml"),
        """
        cases:
          - case: Songs
            given:
              application: {asOf: 2024-05-05}
              partner: {id: P}
              Song:
        """
            + IntStream.range(0, all.length)
                .mapToObj(
                    i ->
                        "        - {id: S%d, voice: %s, points: %s}\n"
                            .formatted(i, all[i].split(" ", 2)[0], all[i].split(" ", 2)[1]))
                .collect(Collectors.joining())
            + "    expect: {highest: none}\n");
    RuleFolderCases cases = RuleFolderCases.in(temp).get(0);
    return cases
        .tested()
        .interpret(Objects.requireNonNull(cases.cases().get(0).facts()))
        .decision();
  }

  private static OfferDecision offer(Decision decision, String name) {
    return decision.offers().stream()
        .filter(offer -> offer.offer().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Finding.OfMeasure finding(Decision decision, String offer) {
    return (Finding.OfMeasure) offer(decision, offer).findings().get(0);
  }

  /** So many songs, the first with the points that make them the total. */
  private static String songs(String voice, String total, int number) {
    return voice
        + " "
        + total
        + IntStream.range(1, number)
            .mapToObj(i -> ", " + voice + " 0")
            .collect(Collectors.joining());
  }

  @Test
  void thirdsThatAddUpToSixtyAreSixty() throws IOException {
    Decision decision =
        decide(
            songs("alto", "10", 3)
                + ", "
                + songs("bass", "20", 3)
                + ", "
                + songs("tenor", "50", 1));
    OfferDecision league = offer(decision, "first-league");
    assertThat(league.status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(league.findings())
        .hasSize(2)
        .allSatisfy(
            finding -> {
              Finding.OfMeasure ofMeasure = (Finding.OfMeasure) finding;
              assertThat(ofMeasure.actual()).isEqualTo(BigDecimal.valueOf(60));
              assertThat(ofMeasure.actualExact()).isNull();
              assertThat(ofMeasure.shortBy()).isZero();
            });
    assertThat(Objects.requireNonNull(finding(decision, "first-league").measured()).parts())
        .extracting(Measured::valueExact)
        .containsExactly("10/3", "20/3");
  }

  @Test
  void aLittleLessThanSixtyIsRefusedAndSaysSo() throws IOException {
    Decision decision =
        decide(
            songs("alto", "10", 3)
                + ", "
                + songs("bass", "19.999999", 3)
                + ", "
                + songs("tenor", "50", 1));
    OfferDecision league = offer(decision, "first-league");
    assertThat(league.status()).isEqualTo(OfferDecision.Status.REFUSED);
    assertThat(finding(decision, "first-league"))
        .satisfies(
            finding -> {
              assertThat(finding.actual()).isEqualByComparingTo("59.999999");
              assertThat(finding.actualExact()).isEqualTo("179999999/3000000");
              assertThat(finding.shortBy()).isEqualByComparingTo("0.000001");
              assertThat(finding.text()).contains("59.999999").contains("0.000001");
            });
    assertThat(decision.toJson())
        .contains("\"actual\": 59.999999")
        .contains("\"exact\": \"179999999/3000000\"");
  }

  @Test
  void anAverageJustBelowABoundDoesNotKeepItAndDoesNotPrintAsIt() throws IOException {
    // 9 songs of 40.499999: 4.4999998888…
    Decision decision = decide(songs("alto", "40.499999", 9) + ", bass 1, tenor 1");
    assertThat(offer(decision, "stage").status()).isEqualTo(OfferDecision.Status.REFUSED);
    assertThat(finding(decision, "stage").actual()).isEqualByComparingTo("4.499999");
    assertThat(finding(decision, "stage").shortBy()).isEqualByComparingTo("0.000001");
    assertThat(offer(decision, "encore").status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(decision.notices()).anyMatch(notice -> notice.code().equals("band"));
  }

  @Test
  void anAverageJustAboveABoundDoesNotKeepAnUpperOneAndDoesNotPrintAsIt() throws IOException {
    Decision decision = decide(songs("alto", "40.500001", 9) + ", bass 1, tenor 1");
    assertThat(offer(decision, "stage").status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(finding(decision, "stage").actual()).isEqualByComparingTo("4.5");
    assertThat(finding(decision, "stage").actualExact()).isEqualTo("40500001/9000000");
    assertThat(offer(decision, "encore").status()).isEqualTo(OfferDecision.Status.REFUSED);
    assertThat(finding(decision, "encore").actual()).isEqualByComparingTo("4.500001");
    assertThat(finding(decision, "encore").shortBy()).isEqualByComparingTo("0.000001");
    assertThat(decision.notices()).noneMatch(notice -> notice.code().equals("band"));
  }

  @Test
  void aBoundCanBeAFraction() throws IOException {
    Decision same = decide(songs("alto", "10", 3) + ", " + songs("bass", "20", 6) + ", tenor 1");
    assertThat(offer(same, "prize").status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(finding(same, "prize").required()).isEqualByComparingTo("3.333334");
    assertThat(finding(same, "prize").actual()).isEqualByComparingTo("3.333334");
    assertThat(finding(same, "prize").actualExact()).isEqualTo("10/3");
    Decision less = decide(songs("alto", "10", 3) + ", bass 3.333333, tenor 1");
    assertThat(offer(less, "prize").status()).isEqualTo(OfferDecision.Status.REFUSED);
    assertThat(finding(less, "prize").shortBy()).isEqualByComparingTo("0.000001");
  }

  @Test
  void whatRulesKeepCompareAndRoundIsExact() throws IOException {
    Decision decision =
        decide(songs("alto", "10", 3) + ", " + songs("bass", "10", 7) + ", tenor 2");
    assertThat(decision.measures())
        .extracting(Measured::measure, Measured::value, Measured::valueExact)
        .contains(
            tuple("kept", BigDecimal.valueOf(2), null),
            tuple("worst", new BigDecimal("1.428571"), "10/7"),
            tuple("best", new BigDecimal("3.333333"), "10/3"));
    assertThat(decision.notices())
        .anyMatch(notice -> notice.text().equals("The purse is 0.33 EUR."));
  }

  @Test
  void aFractionOfTooManyDigitsIsAProblemThatNamesTheRule() throws IOException {
    // 1/101 to the 29th has 59 digits below the line, to the 30th 61.
    String songs = songs("alto", "1", 101) + ", bass 1, tenor 1";
    RuleSetException failure =
        catchThrowableOfType(
            RuleSetException.class,
            () -> decide(RULES.replace("plus( plus( $a, $b ), $t )", power("$a", 30)), songs));
    assertThat(failure).isNotNull();
    assertThat(failure.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("the rule \"All voices together, one by one\"")
                    .contains("more than 60 digits"));
    assertThat(decide(RULES.replace("plus( plus( $a, $b ), $t )", power("$a", 29)), songs))
        .isNotNull();
  }

  /** The figure times itself, so often. */
  private static String power(String figure, int exponent) {
    int half = exponent / 2;
    return exponent == 1
        ? figure
        : "times( " + power(figure, half) + ", " + power(figure, exponent - half) + " )";
  }
}
