package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Membership;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** What is said of findings of a measure with an upper bound, and of the subject of a measure. */
class FindingSentencesTest {
  private static final Purchase MUCH =
      Purchase.of("L1", "invoice", LocalDate.of(2024, 4, 4))
          .withChannel("Guild shop")
          .withKpi(BigDecimal.valueOf(90));

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void aTierAllowsPointsAtMost() throws IOException {
    folder = CafeGuild.copyTo(temp);
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"), "{unit: point,", "{may-fall: yes, unit: point,");
    CafeGuild.replace(
        folder.resolve("guild.drl"),
        "$offer.asks( \"points\", $points )",
        "$offer.asks( \"points\", atMost( $points ) )");
  }

  @Test
  void anUpperBoundThatWasNotReportedReadsAsAnUpperBound() {
    EnrollmentCase asking =
        EnrollmentCase.of(
                Application.on(CafeGuild.DAY).askingFor("craft", "Roasting"), Partner.of("P"))
            .build();
    assertThat(points(asking, "roaster", false))
        .isEqualTo("Points: at most 80 points allowed, but this was not reported.");
  }

  @Test
  void anUpperBoundThatIsWaivedReadsAsAnUpperBound() {
    LocalDate anniversary = LocalDate.of(2024, 2, 2);
    EnrollmentCase asking =
        EnrollmentCase.of(Application.on(CafeGuild.DAY), Partner.of("P"))
            .memberships(
                List.of(
                    new Membership(
                        "M", "roaster", "Roasting", null, anniversary.minusYears(1), anniversary)))
            .purchases(List.of(MUCH))
            .build();
    assertThat(points(asking, "roaster", true))
        .startsWith("Points: at most 80 points would be allowed, 90 counted. Waived:");
  }

  @Test
  void aSentenceOfAMeasureNamesWhatItIsTakenOf() throws IOException {
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "points: Points",
        "points: {name: Points, missed-at-most: \"{of}: {short} too many.\"}");
    EnrollmentCase asking =
        EnrollmentCase.of(
                Application.on(CafeGuild.DAY).askingFor("craft", "Roasting"), Partner.of("P"))
            .purchases(List.of(MUCH))
            .build();
    assertThat(points(asking, "roaster", false)).isEqualTo("Roasting: 10 too many.");
  }

  private String points(EnrollmentCase asking, String offer, boolean renewal) {
    return RuleSets.in(temp).year("cafe-guild/2024").decide(asking).offers().stream()
        .filter(each -> each.offer().equals(offer) && each.renewal() == renewal)
        .flatMap(each -> each.findings().stream())
        .filter(finding -> finding instanceof Finding.OfMeasure of && of.measure().equals("points"))
        .map(Finding::text)
        .findFirst()
        .orElseThrow();
  }
}
