package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** The order of facts leaves no trace, also where several of them make one line state the same. */
class OrderOfFactsTest {
  private static final String BAGS =
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
          insert( new Bag( "Arabica", 5 ) );
          insert( new Bag( "Robusta", 5 ) );
          insert( new Bag( "Excelsa", 7 ) );
      end

      """;

  @TempDir Path temp;

  /** The answers in every order of the products and by both engines, none of them twice. */
  private Stream<Object> answers(String rule, String... products) throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Files.writeString(folder.resolve("bags.drl"), BAGS + rule);
    if (rule.contains("weight")) {
      CafeGuild.replace(
          folder.resolve("ruleset.yaml"),
          "measures:",
          "measures:\n  weight: {unit: point, counts: Purchase"
              + (rule.contains("\"weight\", $id") ? ", per: Purchase}" : "}"));
      CafeGuild.replace(
          folder.resolve("messages.yaml"), "measures: {", "measures: {weight: Weight, ");
    }
    List<Object> answers = new ArrayList<>();
    for (RuleSettings.Engine engine : RuleSettings.Engine.values()) {
      RuleSets rules = RuleSets.with(RuleSettings.usual().decidedBy(engine)).in(temp);
      for (List<String> order : List.of(List.of(products), reversed(products))) {
        answers.add(answer(rules, order));
      }
    }
    return answers.stream().distinct();
  }

  private static List<String> reversed(String... products) {
    List<String> reversed = new ArrayList<>();
    for (String product : products) {
      reversed.add(0, product);
    }
    return reversed;
  }

  /** The decision, or the text of its problems. */
  private static Object answer(RuleSets rules, List<String> products) {
    EnrollmentCase partner =
        EnrollmentCase.of(Application.on(CafeGuild.DAY), Partner.of("P"))
            .purchases(
                products.stream()
                    .map(
                        product ->
                            Purchase.of(product, "invoice", CafeGuild.DAY.minusDays(30))
                                .withProduct(product, "bag", 1))
                    .toList())
            .credentials(List.of())
            .build();
    RuleSetException refused =
        catchThrowableOfType(RuleSetException.class, () -> rules.decide(partner));
    return refused == null
        ? rules.decide(partner).toJson()
        : Objects.requireNonNull(refused.getMessage());
  }

  @Test
  void ofEqualNoticesTheFirstRowIsNamed() throws IOException {
    assertThat(
            answers(
                """
                rule "Bags end the year"
                when
                    Application( $today : asOf )
                    Purchase( $product : product )
                    Bag( product == $product, $kilos : kilos )
                then
                    insert( note( "year-end", $today.plusDays( $kilos ) ) );
                end
                """,
                "Robusta",
                "Arabica"))
        .singleElement()
        .asString()
        .contains("\"line\": 14");
  }

  @Test
  void ofDifferentFiguresTheLeastIsNamedFirst() throws IOException {
    assertThat(
            answers(
                """
                rule "A purchase weighs what its bag weighs"
                when
                    $line : Purchase( $product : product )
                    Bag( product == $product, $kilos : kilos )
                    accumulate( $other : Purchase(); $lines : collectList( $other ) )
                then
                    insert( measured( "weight", $kilos, $lines ) );
                end
                """,
                "Excelsa",
                "Arabica"))
        .singleElement()
        .asString()
        .contains("5 and 7");
  }

  @Test
  void ofEvidenceThatIsNoFactOfTheCaseTheFirstTextIsNamed() throws IOException {
    assertThat(
            answers(
                """
                rule "Bags are no lines"
                when
                    accumulate(
                        Purchase( $product : product ) and
                        $bag : Bag( product == $product );
                        $bags : collectList( $bag ) )
                then
                    insert( measured( "weight", 1, $bags ) );
                end
                """,
                "Robusta",
                "Arabica"))
        .singleElement()
        .asString()
        .contains("the evidence of \"weight\" is no fact of the case: Bag[Arabica, 5]");
  }

  @Test
  void ofSeveralThatOneLineForgetsAllAreToldInOneOrder() throws IOException {
    assertThat(
            answers(
                """
                rule "A purchase weighs its own bag only"
                when
                    Purchase( $id : id )
                    accumulate(
                        $own : Purchase( id == $id );
                        $bags : count( $own ), $lines : collectList( $own ) )
                then
                    insert( measured( "weight", $id, $bags, $lines ) );
                end
                """,
                "Robusta",
                "Arabica",
                "Excelsa"))
        .singleElement()
        .asString()
        .containsSubsequence("weight\" of Arabica", "weight\" of Excelsa", "weight\" of Robusta");
  }
}
