package tierwise.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;

/**
 * What stock Drools 10.2.0 reads otherwise than the library, each with both answers. No year has
 * any of it, but for a sum of averages. A test that fails after an update of Drools is good news:
 * strike it off the table in {@code lib/README.md}.
 */
class DifferencesTest {
  /** All that can be built and run together. */
  private static final Snippet TOGETHER =
      new Snippet(
          """
          rule "Nothing is on the list"
          when
              not Found( what == "seeds" )
          then
              insert( new Day( date( "2024-01-01" ) ) );
          end

          rule "Seeds are on the list"
          when
              Offer( name == "grower" )
          then
              insert( new Found( "seeds" ) );
          end

          rule "It has a tenth of a gram"
          when
              Line( grams == 0.1, $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "It has a tenth of a gram or more"
          when
              Line( grams >= 0.1, $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "It has a tenth of a gram, as a number"
          when
              Line( grams == number( "0.1" ), $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "Ten times the bags are more"
          when
              Line( (bags * 10) > bags, $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "All bags are more than five"
          when
              accumulate( Line( $bags : bags ); $all : sum( $bags ) )
              Line( $all > 5, $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "What nobody has is weighed"
          when
              accumulate( Line( id == "none", grams != null, $grams : grams );
                          $all : sum( $grams ), $least : min( $grams ) )
          then
              insert( new Found( "nothing" ) );
          end

          rule "All bags, as numbers"
          when
              accumulate( Line( $bags : number( bags ) ); $all : sum( $bags ) )
          then
              insert( new Figure( $all ) );
          end

          rule "What nobody has is weighed by one function"
          when
              accumulate( Line( id == "none", grams != null, $grams : grams );
                          $least : min( $grams ) )
          then
              insert( new Found( "nothing" ) );
          end

          rule "It is of the first day"
          when
              accumulate( Line( day != null, $day : day ); $first : min( $day ) )
              Line( day == $first, $id : id )
          then
              insert( new Found( $id ) );
          end

          rule "The offer was held, and is over"
          when
              Offer( held != null, !held!.activeOn( date( "2024-01-01" ) ), $name : name )
          then
              insert( new Found( $name ) );
          end

          rule "A third of ten grams"
          when
              $line : Line( $id : id )
          then
              insert( averaged( "weight", $id, 10, 3, evidence( $line ) ) );
          end

          rule "Three thirds"
          when
              accumulate( Measurement( measure == "weight", value != null, $third : value );
                          $all : sum( $third ) )
          then
              insert( new Figure( $all ) );
          end
          """);

  private static final RuleEngine OURS = TOGETHER.ours();
  private static final RuleEngine STOCK = TOGETHER.stock();

  /** No difference, but for the strata that the rules were given. */
  @Test
  void whatIsDeniedIsStatedBefore() {
    assertAlike("Seeds are on the list", "seeds", "seeds");
    assertAlike("Nothing is on the list");
  }

  /** What to write instead. */
  @Test
  void thereIsAWayThatBothReadAlike() {
    assertAlike("It has a tenth of a gram, as a number", "L2");
    assertAlike("All bags, as numbers", "4000000005");
    assertAlike("What nobody has is weighed by one function");
    assertAlike("It is of the first day", "L2");
    assertAlike("The offer was held, and is over", "grower");
  }

  private static void assertAlike(String rule, String... stated) {
    assertThat(TOGETHER.stated(OURS, rule)).containsExactly(stated);
    assertThat(TOGETHER.stated(STOCK, rule)).containsExactly(stated);
  }

  @Test
  void aDecimalLiteralGoesThroughADouble() {
    String exactly = "It has a tenth of a gram";
    assertThat(TOGETHER.stated(OURS, exactly)).containsExactly("L2");
    assertThat(TOGETHER.stated(STOCK, exactly)).isEmpty();
    String least = "It has a tenth of a gram or more";
    assertThat(TOGETHER.stated(OURS, least)).containsExactly("L1", "L2");
    assertThat(TOGETHER.stated(STOCK, least)).containsExactly("L1");
  }

  @Test
  void arithmeticOfWholeNumbersOverflows() {
    String rule = "Ten times the bags are more";
    assertThat(TOGETHER.stated(OURS, rule)).containsExactly("L1", "L2", "L3");
    assertThat(TOGETHER.stated(STOCK, rule)).containsExactly("L3");
  }

  @Test
  void aSumOfWholeNumbersOverflows() {
    String rule = "All bags are more than five";
    assertThat(TOGETHER.stated(OURS, rule)).containsExactly("L1", "L2", "L3");
    assertThat(TOGETHER.stated(STOCK, rule)).isEmpty();
  }

  @Test
  void theLeastOfNothingIsNothingIfAnotherFunctionStandsBesideIt() {
    String rule = "What nobody has is weighed";
    assertThat(TOGETHER.stated(OURS, rule)).isEmpty();
    assertThat(TOGETHER.stated(STOCK, rule)).containsExactly("nothing");
  }

  @Test
  void aSumOfAveragesIsNotExact() {
    String rule = "Three thirds";
    assertThat(TOGETHER.stated(OURS, rule)).containsExactly("10");
    assertThat(TOGETHER.stated(STOCK, rule))
        .singleElement()
        .satisfies(sum -> assertThat(sum).startsWith("9.99999"));
  }

  @Test
  void aListOfFactsBesideASumIsOfWholeJoins() {
    String rule = "The weight of what was given";
    Snippet joined =
        new Snippet(
            """
            rule "The weight of what was given"
            when
                accumulate(
                    $line : Line( $id : id ) and
                    Gift( line == $id, grams != null, $grams : grams );
                    $sum : sum( $grams ), $lines : collectList( $line ) )
            then
                insert( measured( "weight", $sum, $lines ) );
            end
            """);
    assertThat(joined.stated(joined.ours(), rule))
        .singleElement()
        .satisfies(
            weight ->
                assertThat(weight)
                    .contains("value=1.7")
                    .contains("evidence=[Line[L1", "Line[L2")
                    .doesNotContain("Gift"));
    assertThat(joined.stated(joined.stock(), rule))
        .singleElement()
        .satisfies(weight -> assertThat(weight).contains("value=1.7").contains("Gift("));
  }

  @Test
  void sumsOfTwoJoinedFactsDoNotRun() {
    Snippet joined =
        new Snippet(
            """
            rule "The weight of both"
            when
                accumulate(
                    Line( $id : id, grams != null, $own : grams ) and
                    Gift( line == $id, grams != null, $given : grams );
                    $sum : sum( $given ), $other : sum( $own ) )
            then
                insert( new Figure( plus( $sum, $other ) ) );
            end
            """);
    assertThat(joined.stated(joined.ours(), "The weight of both")).containsExactly("3.8");
    RuleEngine stock = joined.stock();
    assertThatThrownBy(() -> joined.stated(stock, "The weight of both"))
        .isInstanceOf(RuleFailure.class)
        .hasMessageContaining("SubnetworkTuple");
  }

  @Test
  void aDenialOfWhatMayBeMissingIsNotGuarded() {
    Snippet denied =
        new Snippet(
            """
            rule "The offer is not held"
            when
                Offer( !held!.activeOn( date( "2024-01-01" ) ), $name : name )
            then
                insert( new Found( $name ) );
            end
            """);
    assertThat(denied.stated(denied.ours(), "The offer is not held")).containsExactly("grower");
    RuleEngine stock = denied.stock();
    assertThatThrownBy(() -> denied.stated(stock, "The offer is not held"))
        .isInstanceOf(RuleFailure.class)
        .hasMessageContaining("activeOn");
  }

  @Test
  void theFirstOfDaysIsNoDayInAStatement() {
    Snippet first =
        new Snippet(
            """
            rule "The first day"
            when
                accumulate( Line( day != null, $day : day ); $first : min( $day ) )
            then
                insert( new Day( $first ) );
            end
            """);
    assertThat(first.stated(first.ours(), "The first day")).containsExactly("2024-01-01");
    assertThatThrownBy(first::stock)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Day(Comparable) is undefined");
  }

  @Test
  void aSumOfWholeNumbersIsNoDecimalInAStatement() {
    Snippet sum =
        new Snippet(
            """
            rule "All bags"
            when
                accumulate( Line( $bags : bags ); $all : sum( $bags ) )
            then
                insert( new Figure( $all ) );
            end
            """);
    assertThat(sum.stated(sum.ours(), "All bags")).containsExactly("4000000005");
    assertThatThrownBy(sum::stock)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Figure(Integer) is undefined");
  }
}
