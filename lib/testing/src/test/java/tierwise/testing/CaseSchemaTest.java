package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema of each year's case files takes what the reader takes, and refuses mistakes. */
class CaseSchemaTest {
  private static final Path RULES = Path.of("../../rules");
  private static final Path EXAMPLES = Path.of("../../examples/cases");
  private static final RuleSets SETS = RuleSets.in(RULES);
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Schema> SCHEMAS = new HashMap<>();

  private static Schema schema(String year) {
    return SCHEMAS.computeIfAbsent(
        year,
        name ->
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SETS.year(name).caseSchema(), InputFormat.JSON));
  }

  // ---- real case files ---------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> theCasesOfEachYearKeepItsSchema() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (ProgramYear year : SETS.years()) {
      for (Path file : yamlIn(RULES.resolve(year.name()).resolve("tests"))) {
        tests.add(
            dynamicTest(
                year.name() + "/" + file.getFileName(),
                file.toUri(),
                () -> keeps(year.name(), file)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void keeps(String year, Path file) {
    ObjectNode root = (ObjectNode) YAML.readTree(file.toFile());
    ArrayNode cases = root.putArray("cases").addAll(withoutMistakes(file));
    if (!cases.isEmpty()) {
      assertThat(schema(year).validate(root)).isEmpty();
    }
  }

  /** The cases but those that expect that their facts are refused. */
  private static List<JsonNode> withoutMistakes(Path file) {
    return YAML.readTree(file.toFile())
        .path("cases")
        .valueStream()
        .filter(each -> !each.path("expect").has("problems"))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> theExamplesKeepTheSchemaOfTheirYear() throws IOException {
    List<Path> files = yamlIn(EXAMPLES);
    assertThat(files).isNotEmpty();
    return files.stream()
        .flatMap(
            file ->
                EnrollmentCase.read(file).stream()
                    .map(each -> SETS.forCase(each).programYear().name())
                    .distinct()
                    .map(
                        year ->
                            dynamicTest(
                                file.getFileName() + " in " + year, () -> keeps(year, file))));
  }

  private static List<Path> yamlIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  // ---- mistakes ----------------------------------------------------------------------------

  /** A case that gives one fact of each sort. */
  private static final String CASE =
      """
      cases:
        - case: One of each
          given:
            application: {asOf: 2015-03-10, asksFor: {competency: [Learning]}}
            partner: {id: "4711", active: yes}
            memberships:
              - {id: M-1, offer: silver, of: Learning, since: 2014-06-01, anniversary: 2015-05-31}
            purchases:
              - {id: INV-1, document: invoice, date: 2014-09-10, units: 40, revenue: 99.95, currency: USD}
            CustomerReference:
              - {id: R-1, customer: Customer 1, verifiable: yes}
      """;

  private static void assertRefused(String right, String wrong) {
    assertThat(CASE).contains(right);
    assertThat(refusals(CASE.replace(right, wrong))).as(wrong).isPositive();
  }

  private static int refusals(String cases) {
    return schema("learning-partner/2014").validate(YAML.readTree(cases)).size();
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(refusals(CASE)).isZero();
  }

  @Test
  void aMisspeltKeyIsRefusedWhereverItStands() {
    assertRefused("- case:", "- caze:");
    assertRefused("given:", "givn:");
    assertRefused("purchases:", "purchase:");
    assertRefused("asOf:", "asof:");
    assertRefused("units:", "unit_s:");
    assertRefused("verifiable:", "verified:");
    assertRefused("CustomerReference:", "CustomerReferences:");
  }

  @Test
  void aValueOfAWrongKindIsRefused() {
    assertRefused("2015-03-10", "March");
    assertRefused("units: 40", "units: 4.5");
    assertRefused("revenue: 99.95", "revenue: a hundred");
    assertRefused("verifiable: yes", "verifiable: perhaps");
    assertRefused("customer: Customer 1", "customer: [Customer 1]");
    assertRefused("partner: {id: \"4711\", active: yes}", "partner: 4711");
  }

  @Test
  void whatIsNotOnAListOfTheYearIsRefused() {
    assertRefused("document: invoice", "document: receipt");
    assertRefused("competency: [Learning]", "competency: [Cloud Platform]");
    assertRefused("competency: [Learning]", "location: Berlin");
    assertRefused("offer: silver", "offer: bronze");
    assertRefused("of: Learning", "of: Cloud Platform");
  }

  @Test
  void whatIsNeededMayNotBeMissing() {
    assertRefused("asOf: 2015-03-10, ", "");
    assertRefused("date: 2014-09-10, ", "");
    assertRefused("date: 2014-09-10", "date: null");
    assertRefused("{id: R-1, ", "{");
    assertRefused("of: Learning, since", "since");
  }

  @Test
  void aRowThatOnlyRulesStateCannotBeGiven() {
    assertRefused("CustomerReference:", "Target: []\n      CustomerReference:");
    assertRefused("CustomerReference:", "LineReach: []\n      CustomerReference:");
  }

  @Test
  void aCaseOnABaseGivesOnlyWhatDiffers() {
    assertThat(
            refusals(
                CASE
                    + """
                      - case: The same without purchases, on another day
                        base: One of each
                        given:
                          application: {asOf: 2015-04-10}
                          purchases:
                    """))
        .isZero();
  }
}
