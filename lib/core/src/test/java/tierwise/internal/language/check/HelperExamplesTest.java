package tierwise.internal.language.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Problems;

/** The example of each helper, as the reference shows it, is in the language. */
class HelperExamplesTest {
  /** What an example may name that the café guild does not have. */
  private static final Set<String> NAMES_OF_OTHERS = Set.of("TW-301", "TW-304", "TW-307");

  private static final String FILE = "example.drl";

  static Stream<Helper> examples() {
    return Vocabulary.shared().helpers().stream().filter(each -> !each.example().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsInTheLanguage(Helper helper) throws IOException {
    Problems problems = new Problems();
    RuleChecker.read(RuleFolder.read(CafeGuild.with(FILE, rule(helper)), problems), problems);
    List<Problem> others =
        problems.inFileOrder().stream()
            .filter(each -> each.severity() == Problem.Severity.ERROR)
            .filter(each -> !NAMES_OF_OTHERS.contains(each.code()))
            .toList();
    assertThat(others).isEmpty();
    assertThat(helper.example()).contains(helper.name() + "( ");
  }

  private static String rule(Helper helper) {
    boolean isCondition = helper.result() == Plain.YES_NO;
    return """
    package cafe.guild
    import tierwise.facts.*
    import static tierwise.facts.Statements.*

    rule "An example of the reference"
    when
        $offer : Offer( name == "stall" )
        $line : Purchase( kpi != null, $kpi : kpi, units != null, $units : units, $day : date )
        Order( price != null, $price : price, receivedOn != null, $from : orderedOn,
               $until : receivedOn )
        $membership : Membership()
        $credential : Credential()
        Attestation( of != null, $location : of, count != null, $n : count )
        Tasting( $answer : blind )
        $window : Window( name == "other" )
        $a : Measurement( measure == "tasted", value != null, $one : value )
        $b : Measurement( measure == "poured", value != null, $two : value )
        accumulate( $each : Purchase( kpi != null, $share : kpi, $product : document );
            $sum : sum( $share ), $total : sum( $share ), $number : count( $each ),
            $lines : collectList( $each ), $people : collectSet( $product ) )
    %s
    then
        insert( %s );
    end
    """
        .formatted(
            isCondition ? "    Purchase( " + helper.example() + " )" : "",
            isCondition ? "note( \"example\" )" : statement(helper));
  }

  private static String statement(Helper helper) {
    if (helper.states()) {
      return helper.example();
    }
    if (helper.result() == Plain.DATE) {
      return "note( \"example\", " + helper.example() + " )";
    }
    if (helper.result() == Plain.BOUND) {
      return "$offer.asks( \"example\", " + helper.example() + " )";
    }
    if (helper.result() == Plain.TOGETHER) {
      return "$offer.asks( " + helper.example() + " )";
    }
    return helper.result().isNumber()
        ? "measured( \"example\", " + helper.example() + ", $lines )"
        : "measured( \"example\", 1, " + helper.example() + " )";
  }
}
