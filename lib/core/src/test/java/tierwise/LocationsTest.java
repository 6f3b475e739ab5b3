package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A measure that is taken of each offer, split by location, and made one of all locations. */
class LocationsTest {
  private static final String RULES =
      """
      package cafe.guild

      import tierwise.facts.*
      import static tierwise.facts.Statements.*

      rule "Only invoices bring points to a location"
      when
          $line : Purchase( document != "invoice" )
      then
          insert( leftOut( "location-points", $line, "no-points" ) );
      end

      rule "Each location has its points"
      when
          $offer : Offer( name == "roaster" )
          Subject( kind == "location", $location : name )
          accumulate(
              $line : Purchase( kpi != null, $points : kpi, location == $location ) and
              not Exclusion( measure == "location-points", evidence == $line );
              $sum : sum( $points ), $lines : collectList( $line ) )
      then
          insert( measuredAt( "location-points", $offer, $location, $sum, $lines ) );
      end

      rule "What no location bought has its points as well"
      when
          $offer : Offer( name == "roaster" )
          accumulate(
              $line : Purchase( kpi != null, $points : kpi, location == null ) and
              not Exclusion( measure == "location-points", evidence == $line );
              $sum : sum( $points ), $lines : collectList( $line ) )
      then
          insert( measured( "location-points", $offer, $sum, $lines ) );
      end

      rule "All locations together"
      when
          $offer : Offer( name == "roaster" )
          accumulate(
              $part : Measurement( measure == "location-points", of == $offer, value != null, $value : value );
              $sum : sum( $value ), $parts : collectList( $part ) )
      then
          insert( made( "all-points", $offer, $sum, $parts ) );
      end
      """;

  @TempDir Path temp;

  @BeforeEach
  void addRules() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"), "lists:", "lists:\n  location: {of: Purchase.location}");
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"),
        "measures:",
        """
        measures:
          all-points: {unit: point, per: offer, counts: Purchase}
          location-points: {unit: point, per: offer, split: location, counts: Purchase}""");
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "measures: {",
        "measures: {all-points: All points, location-points: Points of a location, ");
    Files.writeString(folder.resolve("locations.drl"), RULES);
  }

  private Decision decision() {
    String cases =
        """
        cases:
          - case: Two locations, and what neither of them bought
            given:
              application: {asOf: 2024-05-05, asksFor: {craft: [Brewing, Roasting]}}
              partner: {id: P}
              memberships: []
              purchases:
                - {id: P1, document: invoice, date: 2024-01-01, channel: Guild shop, kpi: 5, location: Turin}
                - {id: P2, document: invoice, date: 2024-01-01, channel: Guild shop, kpi: 7}
                - {id: P3, document: invoice, date: 2024-01-01, channel: Guild shop, kpi: 9, location: Lyon}
                - {id: P4, document: invoice, date: 2024-01-01, channel: Guild shop, kpi: 2, location: Turin}
                - {id: P5, document: receipt, date: 2024-01-01, channel: Guild shop, kpi: 4, location: Lyon}
              credentials: []
        """;
    return RuleSets.in(temp).decide(EnrollmentCase.parse("case.yaml", cases).get(0));
  }

  private List<Measured> allPoints() {
    return decision().measures().stream().filter(m -> m.measure().equals("all-points")).toList();
  }

  @Test
  void asJsonTheyKeepTheFormatOfDecisions() {
    String json = decision().toJson();
    assertThat(json).contains("\"at\": \"Turin\"");
    assertThat(DecisionSchemaTest.SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void eachOfferHasAMeasurementOfAllLocations() {
    assertThat(allPoints())
        .extracting(measured -> String.valueOf(measured.of()), Measured::value)
        .containsExactly(
            tuple("roaster Brewing", new BigDecimal(23)),
            tuple("roaster Roasting", new BigDecimal(23)));
  }

  @Test
  void theLocationsAreItsParts() {
    assertThat(allPoints().get(0).parts())
        .extracting(Measured::at, Measured::value, Measured::evidence)
        .containsExactlyInAnyOrder(
            tuple("Lyon", new BigDecimal(9), List.of("P3")),
            tuple("Turin", new BigDecimal(7), List.of("P1", "P4")),
            tuple(null, new BigDecimal(7), List.of("P2")));
  }

  @Test
  void whatALocationLeavesOutAllLocationsLeaveOut() {
    assertThat(allPoints().get(0).excluded())
        .extracting(Measured.LeftOut::evidence)
        .containsExactly("P5");
  }

  @Test
  void aPartIsNotListedBesides() {
    assertThat(allPoints().get(0).parts()).isNotEmpty();
    Decision decision =
        RuleSets.in(temp)
            .decide(
                EnrollmentCase.parse(
                        "case.yaml",
                        """
                        cases:
                          - case: One location
                            given:
                              application: {asOf: 2024-05-05, asksFor: {craft: [Roasting]}}
                              partner: {id: P}
                              memberships: []
                              purchases:
                                - {id: P1, document: invoice, date: 2024-01-01, channel: Guild shop, kpi: 5, location: Turin}
                              credentials: []
                        """)
                    .get(0));
    assertThat(decision.measures())
        .extracting(Measured::measure)
        .contains("all-points")
        .doesNotContain("location-points");
  }
}
