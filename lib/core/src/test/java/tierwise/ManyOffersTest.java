package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the number of offers grows with it, and not with its square. */
class ManyOffersTest {
  private static final int LINES = 60_000;

  /** Many times what it takes, and less than it would take to look at each pair of offers. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String RULES =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      rule "A tasting of a line wants the line"
      when
          $offer : Offer( name == "tasting" )
      then
          insert( $offer.needs( "line" ) );
      end
      rule "A line is had by those who are clean"
      when
          $offer : Offer( name == "line" )
      then
          insert( $offer.expects( "clean", true ) );
      end
      """;

  @TempDir Path temp;

  @Test
  void offersThatNeedOthersOfTheirSubjectDoNotLookAtAllThereAre() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"),
        "  stall: {}\n",
        "  stall: {}\n  line: {per: Purchase}\n  tasting: {per: Purchase}\n");
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "stall: A stall",
        "stall: A stall, line: \"Line {of}\", tasting: \"Tasting of {of}\"");
    Files.writeString(folder.resolve("lines.drl"), RULES);
    RuleSets rules = RuleSets.in(temp);
    EnrollmentCase lines =
        CafeGuild.withPurchases(LINES, purchase -> purchase.withChannel("Market"));
    Decision decision = assertTimeoutPreemptively(LONGEST, () -> rules.decide(lines));
    assertThat(decision.offers())
        .filteredOn(offer -> offer.offer().equals("tasting"))
        .hasSize(LINES)
        .allMatch(offer -> offer.status() == OfferDecision.Status.GRANTED);
  }
}
