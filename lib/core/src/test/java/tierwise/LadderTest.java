package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a higher tier asks at least is not less than what the tier below it asks, and when not. */
class LadderTest {
  private static final String FIGURES_OUT_OF_ORDER = "TW-314";

  @TempDir Path temp;
  private Path rules;
  private Path manifest;

  @BeforeEach
  void theMasterAsksLessThanTheRoaster() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    rules = folder.resolve("guild.drl");
    manifest = folder.resolve("ruleset.yaml");
    CafeGuild.replace(
        rules, "Target( \"master\", \"Brewing\", 200,", "Target( \"master\", \"Brewing\", 20,");
  }

  @Test
  void aThresholdBelowTheTierBelowIsRefused() {
    assertThat(codes()).containsExactly(FIGURES_OUT_OF_ORDER);
  }

  @Test
  void aHigherTierMayAskLessOfAMeasureThatTheManifestCallsUneven() throws IOException {
    Files.writeString(
        manifest, Files.readString(manifest) + "uneven: {points: Masters teach instead}\n");
    assertThat(codes()).isEmpty();
  }

  @Test
  void theOtherMeasuresMustStillKeepTheOrder() throws IOException {
    Files.writeString(
        manifest, Files.readString(manifest) + "uneven: {baristas: Masters work alone}\n");
    assertThat(codes()).containsExactly(FIGURES_OUT_OF_ORDER);
  }

  @Test
  void anUpperBoundOfAnotherMeasureInTheSameStatementHidesNothing() throws IOException {
    CafeGuild.replace(manifest, "{unit: person,", "{may-fall: yes, unit: person,");
    CafeGuild.replace(
        rules,
        "$offer.asks( \"points\", $points )",
        "$offer.asks( \"points\", $points ).or( \"baristas\", atMost( 10 ) )");
    assertThat(codes()).containsExactly(FIGURES_OUT_OF_ORDER);
  }

  @Test
  void aTextThatSaysAtMostIsNoUpperBound() throws IOException {
    CafeGuild.replace(
        rules,
        "$offer.asks( \"points\", $points )",
        "$offer.asks( \"points\", $points /* and not atMost */ )");
    assertThat(codes()).containsExactly(FIGURES_OUT_OF_ORDER);
  }

  @Test
  void ofAMeasureWithAnUpperBoundAHigherTierMayAskLess() throws IOException {
    CafeGuild.replace(manifest, "{unit: point,", "{may-fall: yes, unit: point,");
    CafeGuild.replace(
        rules,
        "$offer.asks( \"points\", $points )",
        "$offer.asks( \"points\", atMost( $points ) )");
    assertThat(codes()).isEmpty();
  }

  @Test
  void anUpperBoundIsFoundInTheSecondWayToo() throws IOException {
    CafeGuild.replace(manifest, "{unit: point,", "{may-fall: yes, unit: point,");
    CafeGuild.replace(
        rules,
        "$offer.asks( \"points\", $points )",
        "$offer.asks( \"baristas\", 9 ).or( \"points\", atMost( $points ) )");
    assertThat(codes()).isEmpty();
  }

  private List<String> codes() {
    return RuleSets.check(temp).stream().map(Problem::code).toList();
  }
}
