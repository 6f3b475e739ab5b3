package tierwise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What rules make cannot grow from one rule to the next, in ways that the steps of a decision do
 * not show: figures, lists of evidence, and measurements made of measurements.
 */
class BoundedValuesTest {
  private static final String HEAD =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      """;

  @TempDir Path temp;

  @Test
  void aSumThatARuleKeepsHasNoMoreDigitsThanAnyFigure() throws IOException {
    String rules =
        """
        declare Total
            figure : BigDecimal
        end
        rule "Keeps the sum"
        when
            accumulate( Purchase( kpi != null, $kpi : kpi ); $sum : sum( $kpi ) )
        then
            insert( new Total( $sum ) );
        end
        rule "Reads the sum"
        when
            Total( figure > 5 )
        then
            insert( note( "year-end", date("2024-12-31") ) );
        end
        """;
    RuleSets sets = rules(rules, "");
    // They count for no measure, whose figure would have too many digits as well.
    EnrollmentCase bomb =
        CafeGuild.withPurchases(
            20,
            purchase -> purchase.withChannel("Market").withKpi(new BigDecimal("999999999999999")));
    assertFails(sets, bomb, "Keeps the sum", "digits");
    assertThat(sets.decide(purchases(20, BigDecimal.TEN)).notices()).isNotEmpty();
  }

  @Test
  void aProductHasNoMoreDigitsThanAnyFigureAndTheRuleThatWorksItOutIsNamed() throws IOException {
    RuleSets sets =
        rules(
            """
            rule "Multiplies in a condition"
            when
                Purchase( kpi != null, (kpi * kpi) > 5 )
            then
                insert( note( "year-end", date("2024-12-31") ) );
            end
            """,
            "");
    assertFails(
        sets, purchases(1, new BigDecimal("999999999")), "Multiplies in a condition", "digits");
    assertThat(sets.decide(purchases(1, BigDecimal.TEN)).notices()).isNotEmpty();
  }

  @Test
  void measurementsOfMeasurementsDoNotDouble() throws IOException {
    StringBuilder rules =
        new StringBuilder(
            """
            rule "Doubles 0"
            when
                accumulate( $p : Purchase( units == 77777 ); $none : collectList( $p ) )
            then
                insert( measured( "m0", 1, $none ) );
            end
            """);
    for (int i = 1; i <= 40; i++) {
      rules.append(
          """
          rule "Doubles %1$d"
          when
              $m : Measurement( measure == "m%2$d" )
          then
              insert( made( "m%1$d", 1, $m, $m ) );
          end
          """
              .formatted(i, i - 1));
    }
    RuleSets sets =
        rules(
            rules.toString(),
            IntStream.rangeClosed(0, 40)
                .mapToObj(i -> "  m%d: {unit: point, may-fall: yes}\n".formatted(i))
                .collect(Collectors.joining()));
    assertFails(sets, purchases(1, BigDecimal.TEN), "Doubles 13", "parts are more than 10000");
  }

  @Test
  void evidenceIsCountedBeforeItIsPutTogether() throws IOException {
    RuleSets sets =
        rules(
            """
            rule "Measures the lines"
            when
                accumulate( $p : Purchase(); $lines : collectList( $p ) )
            then
                insert( measured( "m0", 1, $lines ) );
            end
            rule "Makes a measure of it, once for each line"
            when
                accumulate(
                    Purchase( $id : id ) and $m : Measurement( measure == "m0" );
                    $parts : collectList( $m ) )
            then
                insert( made( "m1", 1, $parts ) );
            end
            """,
            "  m0: {unit: point}\n  m1: {unit: point}\n");
    assertFails(
        sets,
        purchases(5_000, BigDecimal.TEN),
        "Makes a measure of it, once for each line",
        "evidence has more than 1000000 lines");
    assertThat(sets.decide(purchases(2, BigDecimal.TEN)).measures())
        .anyMatch(measured -> measured.measure().equals("m1"));
  }

  @Test
  void copiesOfPartsTakeSteps() throws IOException {
    RuleSets sets =
        rules(
            """
            rule "Measures nothing"
            when
                accumulate( $p : Purchase( units == 77777 ); $none : collectList( $p ) )
            then
                insert( measured( "m0", 1, $none ) );
            end
            rule "Makes a measure of each line, of many parts"
            when
                accumulate(
                    Purchase( $id : id ) and $m : Measurement( measure == "m0" );
                    $parts : collectList( $m ) )
                Purchase( $of : id )
            then
                insert( made( "m1", $of, 1, $parts ) );
            end
            """,
            "  m0: {unit: point}\n  m1: {unit: point, per: Purchase}\n");
    assertFails(
        sets,
        purchases(2_000, BigDecimal.TEN),
        "Makes a measure of each line, of many parts",
        "steps");
  }

  @Test
  void accountingTakesStepsToo() throws IOException {
    RuleSets sets =
        rules(
            """
            rule "Nothing counts"
            when
                $p : Purchase()
            then
                insert( leftOut( "m0", $p, "other-channel" ) );
            end
            rule "Measures each line of each line"
            when
                accumulate( $p : Purchase( units == 77777 ); $none : collectList( $p ) )
                Purchase( $of : id )
            then
                insert( measured( "m0", $of, 0, $none ) );
            end
            """,
            "  m0: {unit: point, per: Purchase, counts: Purchase}\n");
    assertFails(
        sets, purchases(5_000, BigDecimal.TEN), "Measures each line of each line", "to tell in");
    assertThat(sets.decide(purchases(5, BigDecimal.TEN)).measures())
        .filteredOn(measured -> measured.measure().equals("m0"))
        .hasSize(5);
  }

  @Test
  void whatRulesStateIsNoEvidenceAndFactsWithListsAreNotComparedAsAWhole() throws IOException {
    for (String rule :
        List.of(
            "$m : Measurement() then insert( leftOut( \"points\", $m, \"no-points\" ) );",
            "$m : Measurement() then insert( measured( \"points\", 1, evidence( $m ) ) );",
            "$m : Measurement() Measurement( this != $m ) then insert( note( \"year-end\" ) );",
            "$m : Measurement() Exclusion( evidence == $m ) then insert( note( \"year-end\" ) );",
            "accumulate( $m : Measurement(); $set : collectSet( $m ), $n : count( $m ) )"
                + " then insert( measured( \"points\", size( $set ), $set ) );",
            "accumulate( $m : Measurement(); $list : collectList( $m ) )"
                + " then insert( measured( \"points\", 1, $list ) );",
            "$a : Application() Application( this == $a ) then insert( note( \"year-end\" ) );")) {
      String text = "rule \"r\"\nwhen\n" + rule.replace(" then ", "\nthen\n") + "\nend\n";
      RuleSetException refused =
          catchThrowableOfType(RuleSetException.class, () -> rules(text, ""));
      assertThat(refused).as(rule).isNotNull();
      assertThat(refused.problems().get(0).code()).as(refused.getMessage()).startsWith("TW-20");
    }
  }

  private static void assertFails(
      RuleSets sets, EnrollmentCase bomb, String rule, String... words) {
    RuleSetException failure =
        catchThrowableOfType(RuleSetException.class, () -> sets.decide(bomb));
    assertThat(failure).isNotNull();
    assertThat(failure.problems()).hasSize(1);
    Problem problem = failure.problems().get(0);
    assertThat(problem.message()).contains("the rule \"" + rule + "\"").contains(words);
    assertThat(requireNonNull(problem.place()).line()).contains(rule);
  }

  /** The guild's rules with some more, and with more measures. */
  private RuleSets rules(String more, String measures) throws IOException {
    Path rules = Files.createTempDirectory(temp, "rules");
    Path folder = CafeGuild.copyTo(rules);
    Files.writeString(folder.resolve("more.drl"), HEAD + more);
    Path manifest = folder.resolve("ruleset.yaml");
    CafeGuild.replace(manifest, "\ntargets:", "\n" + measures + "targets:");
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "measures: {",
        "measures: {" + measures.replaceAll("(?m)^  (m\\d+): .*\n", "$1: Figure $1, "));
    return RuleSets.in(rules);
  }

  private static EnrollmentCase purchases(int number, BigDecimal kpi) {
    return CafeGuild.withPurchases(
        number, purchase -> purchase.withChannel("Guild shop").withKpi(kpi));
  }
}
