package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.facts.Bound;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.Tree;

/** The format of decisions, and decisions in it. */
class DecisionSchemaTest {
  static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Decision.jsonSchema(), InputFormat.JSON);
  private static final RuleSets CLUB = RuleSets.in(Path.of("src/test/resources/rules/tea-club"));

  @TestFactory
  Stream<DynamicTest> decisionsKeepTheFormat() {
    List<EnrollmentCase> cases = EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"));
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name().orElseThrow(),
                    () ->
                        assertThat(SCHEMA.validate(CLUB.decide(each).toJson(), InputFormat.JSON))
                            .isEmpty()));
  }

  /** The one description of a decision and the schema: neither has what the other has not. */
  @Test
  void descriptionAndFormatHaveTheSameNamesInTheSameOrder() {
    SchemaWalk walk = new SchemaWalk(Decision.jsonSchema());
    EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"))
        .forEach(
            each ->
                walk.walk(Tree.of(DecisionTree.of(CLUB.decide(each), each.name().orElseThrow()))));
    assertThat(walk.unseen()).as("what these cases do not show").isNotEmpty();
    walk.walk(Tree.of(DecisionTree.of(seldom(), null)));
    assertThat(walk.unseen()).isEmpty();
  }

  /** What two rules ask, what is asked of something else, and what is split. */
  private static Decision seldom() {
    RuleReference rule = new RuleReference("Two rules ask it", "requirements.drl", 7, null);
    Supplier<Finding.Grounds> grounds =
        () -> new Finding.Grounds(List.of(rule, rule), null, false, "as two rules ask");
    Measured cups =
        new Measured(
            "cups/@here",
            "cups",
            null,
            "here",
            BigDecimal.ONE,
            null,
            "cup",
            List.of("C-1"),
            List.of(),
            List.of(),
            false,
            rule);
    Finding measure =
        new Finding.OfMeasure(
            "cups",
            "the house",
            Finding.Status.MET,
            Bound.Relation.AT_MOST,
            BigDecimal.ONE,
            BigDecimal.ONE,
            null,
            BigDecimal.ZERO,
            "cup",
            () -> cups,
            grounds);
    Finding answer = new Finding.OfAnswer("own-pot", Finding.Status.MISSED, false, grounds);
    Finding needs = new Finding.OfOffers(List.of("green"), Finding.Status.MISSED, 1, 0, 0, grounds);
    return new Decision(
        "tea-club/2024",
        "Tea Club",
        "sha256:" + "0".repeat(64),
        LocalDate.of(2024, 5, 5),
        null,
        List.of(
            new OfferDecision(
                "black",
                null,
                false,
                -1,
                OfferDecision.Status.REFUSED,
                List.of(
                    answer,
                    needs,
                    new Finding.Either(
                        Finding.Status.MET,
                        List.of(measure, new Finding.Together(List.of(measure), grounds)),
                        grounds)),
                () -> new OfferDecision.Grounds("Black", List.of(), null))),
        List::of,
        () -> List.of(cups),
        List::of);
  }

  @Test
  void theDecisionThatShowsWhatIsSeldomKeepsTheFormat() {
    assertThat(SCHEMA.validate(seldom().toJson(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void aNameThatOnlyOneOfTheTwoHasIsNoticed() {
    Map<String, @Nullable Object> decision =
        Tree.of(
            DecisionTree.of(
                CLUB.decide(
                    EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml")).get(0)),
                null));
    SchemaWalk renamed =
        new SchemaWalk(Decision.jsonSchema().replace("\"evidence\": {", "\"lines\": {"));
    assertThatThrownBy(() -> renamed.walk(decision)).isInstanceOf(AssertionError.class);
    SchemaWalk more =
        new SchemaWalk(
            Decision.jsonSchema()
                .replace("\"format\": {", "\"more\": { \"type\": \"string\" }, \"format\": {"));
    more.walk(decision);
    assertThat(more.unseen()).contains("#/more");
  }

  @Test
  void whatIsNoDecisionDoesNotKeepTheFormat() {
    String decision =
        CLUB.decide(EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml")).get(0))
            .toJson();
    assertThat(SCHEMA.validate(decision.replace("\"asOf\"", "\"day\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(SCHEMA.validate(decision.replace("\"MET\"", "\"met\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(SCHEMA.validate(decision.replace("\"2024-", "\"24-"), InputFormat.JSON))
        .isNotEmpty();
  }
}
