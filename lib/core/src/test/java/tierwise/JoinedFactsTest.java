package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that counts facts of one type, each joined with a fact of another. */
class JoinedFactsTest {

  @TempDir Path temp;

  @Test
  void whatIsSummedAndCollectedBelongsToTheFactThatTheRuleNames() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Path manifest = folder.resolve("ruleset.yaml");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("measures:", "measures:\n  weight: {unit: point, counts: Purchase}"));
    Path messages = folder.resolve("messages.yaml");
    Files.writeString(
        messages, Files.readString(messages).replace("measures: {", "measures: {weight: Weight, "));
    Files.writeString(
        folder.resolve("weight.drl"),
        """
        package cafe.guild

        import tierwise.facts.*
        import static tierwise.facts.Statements.*

        declare Bag
            product : String
            kilos : int
        end

        rule "The bags"
        when
        then
            insert( new Bag( "Arabica", 2 ) );
            insert( new Bag( "Robusta", 5 ) );
        end

        rule "What is no bag weighs nothing"
        when
            $line : Purchase( $product : product )
            not Bag( product == $product )
        then
            insert( leftOut( "weight", $line, "no-points" ) );
        end

        rule "A purchase weighs what its bag weighs"
        when
            accumulate(
                $line : Purchase( product != null, $product : product ) and
                Bag( product == $product, $kilos : kilos ) and
                not Exclusion( measure == "weight", evidence == $line );
                $sum : sum( $kilos ), $lines : collectList( $line ) )
        then
            insert( measured( "weight", $sum, $lines ) );
        end
        """);
    Decision decision =
        RuleSets.in(temp)
            .decide(
                EnrollmentCase.parse(
                        "case.yaml",
                        """
                        cases:
                          - case: Three bags and a cup
                            given:
                              application: {asOf: 2024-05-05}
                              partner: {id: P}
                              purchases:
                                - {id: P1, document: invoice, date: 2024-01-01, product: Robusta}
                                - {id: P2, document: invoice, date: 2024-01-01, product: Arabica}
                                - {id: P3, document: invoice, date: 2024-01-01, product: Cup}
                                - {id: P4, document: invoice, date: 2024-01-01, product: Arabica}
                        """)
                    .get(0));
    assertThat(decision.measures())
        .filteredOn(measured -> measured.measure().equals("weight"))
        .singleElement()
        .satisfies(
            weight -> {
              assertThat(weight.value()).isEqualByComparingTo("9");
              assertThat(weight.evidence()).containsExactly("P1", "P2", "P4");
            });
  }
}
