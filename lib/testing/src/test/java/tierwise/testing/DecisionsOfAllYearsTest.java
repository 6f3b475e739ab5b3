package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;

/** What holds of the decision of every case beside the rules; in the build of one in five. */
@Tag("thorough")
class DecisionsOfAllYearsTest {
  private static final int ONE_IN = AllFolders.number("tierwise.decisions", 5, 1);
  private static final List<RuleFolderCases> FOLDERS = AllFolders.ALL;
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Decision.jsonSchema(), InputFormat.JSON);

  private static Stream<Decision> decisions(RuleFolderCases folder) {
    List<TestCase> cases = folder.cases();
    return IntStream.range(0, cases.size())
        .filter(i -> i % ONE_IN == 0)
        .mapToObj(cases::get)
        .flatMap(test -> decision(folder, test));
  }

  private static Stream<Decision> decision(RuleFolderCases folder, TestCase test) {
    CaseFacts facts = test.facts();
    if (facts == null) {
      return Stream.empty();
    }
    try {
      return Stream.of(folder.tested().decide(facts).decision());
    } catch (RuleSetException e) {
      return Stream.empty(); // It expects a problem.
    }
  }

  @TestFactory
  Stream<DynamicTest> decisionsAsJsonKeepTheSchema() {
    return FOLDERS.stream()
        .map(
            folder ->
                dynamicTest(
                    folder.name(),
                    () ->
                        assertThat(decisions(folder))
                            .isNotEmpty()
                            .allSatisfy(
                                decision ->
                                    assertThat(SCHEMA.validate(decision.toJson(), InputFormat.JSON))
                                        .isEmpty())));
  }

  /** The decision from its JSON is the same, down to the last sentence, without case and rules. */
  @TestFactory
  Stream<DynamicTest> decisionsComeBackFromJson() {
    return FOLDERS.stream()
        .map(
            folder ->
                dynamicTest(
                    folder.name(),
                    () ->
                        assertThat(decisions(folder))
                            .isNotEmpty()
                            .allSatisfy(DecisionsOfAllYearsTest::comesBack)));
  }

  private static void comesBack(Decision decision) {
    Decision again = Decision.fromJson(decision.toJsonLine());
    assertThat(again.equals(decision)).isTrue();
    assertThat(again.toString()).isEqualTo(decision.toString());
    assertThat(again.toJson()).isEqualTo(decision.toJson());
    assertThat(again.measures()).isEqualTo(decision.measures());
    assertThat(again.verdicts()).isEqualTo(decision.verdicts());
  }

  /** The weights of 2014 are invented; the sum itself reads what was worked out from them. */
  @Test
  void aSumOfWhatRestsOnInventedFiguresSaysSo() {
    assertThat(FOLDERS)
        .filteredOn(folder -> folder.name().equals("learning-partner/2014"))
        .flatMap(folder -> decisions(folder).toList())
        .flatMap(Decision::offers)
        .flatMap(offer -> offer.findings())
        .filteredOn(Finding.OfMeasure.class::isInstance)
        .extracting(finding -> ((Finding.OfMeasure) finding).measured())
        .filteredOn(
            measured ->
                measured != null
                    && measured.measure().equals("reach")
                    && measured.parts().stream().anyMatch(part -> !part.evidence().isEmpty()))
        .isNotEmpty()
        .allMatch(measured -> measured.synthetic());
  }
}
