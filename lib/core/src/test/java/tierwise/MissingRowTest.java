package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** A decision that lacks a row of a table says so, and does not blame the partner. */
class MissingRowTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void pointsAreWeightedByCraft() throws IOException {
    folder = CafeGuild.copyTo(temp);
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"),
        "  points: {unit: point, counts: Purchase}",
        "  points: {unit: point, counts: Purchase}\n  weighted: {unit: point, per: craft}\n"
            + "  twice: {unit: point, per: craft}");
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "points: Points,",
        "points: Points, weighted: Weighted points, twice: Twice the points,");
    Files.writeString(
        folder.resolve("weights.drl"),
        """
        package cafe.guild

        import tierwise.facts.*
        import static tierwise.facts.Statements.*

        declare Weight
            craft : String
            weight : int
            source : String
        end

        rule "Weights"
        when
        then
            insert( new Weight( "Brewing", 2, "Handbook" ) );
        end

        rule "Points are weighted by craft"
        when
            Subject( kind == "craft", $craft : name )
            Weight( craft == $craft, $weight : weight )
            $points : Measurement( measure == "points", value != null, $value : value )
        then
            insert( made( "weighted", $craft, times( $value, $weight ), $points ) );
        end

        rule "What is weighted counts twice"
        when
            Subject( kind == "craft", $craft : name )
            $points : Measurement( measure == "weighted", of == $craft, value != null, $value : value )
        then
            insert( made( "twice", $craft, times( $value, 2 ), $points ) );
        end

        rule "A roaster has weighted points"
        when
            $offer : Offer( name == "roaster" )
        then
            insert( $offer.asks( "weighted", 5 ) );
            insert( $offer.asks( "twice", atLeast( 10 ) ) );
        end
        """);
  }

  private List<String> texts(String craft) {
    EnrollmentCase asking =
        EnrollmentCase.of(Application.on(CafeGuild.DAY).askingFor("craft", craft), Partner.of("P"))
            .purchases(List.of())
            .build();
    return RuleSets.in(temp).decide(asking).offers().stream()
        .filter(offer -> offer.offer().equals("roaster"))
        .flatMap(offer -> offer.findings().stream())
        .map(Finding::text)
        .toList();
  }

  @Test
  void aRowThatIsMissingIsNotToldAsSomethingThatWasNotReported() {
    assertThat(texts("Roasting"))
        .contains(
            "Weighted points: 5 points required, but the rules have no row of Weight for Roasting.");
  }

  @Test
  void whatIsMadeOfItIsToldAlike() {
    assertThat(texts("Roasting"))
        .contains(
            "Twice the points: 10 points required, but the rules have no row of Weight for"
                + " Roasting.");
  }

  @Test
  void whatHasItsRowIsMeasured() {
    assertThat(texts("Brewing"))
        .contains("Weighted points: 5 points required, 0 counted, 5 missing.");
  }

  @Test
  void whatWasNotReportedIsToldSo() {
    assertThat(texts("Brewing"))
        .contains("Baristas: 1 person required, but this was not reported.");
  }
}
