package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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

  @Test
  void theCasesShowEveryKeyOfTheFormat() {
    StringBuilder all = new StringBuilder();
    EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"))
        .forEach(each -> all.append(CLUB.decide(each).toJson()));
    Stream.of(Decision.jsonSchema().split("\n"))
        .filter(line -> line.matches(" {8,10}\"[a-zA-Z]+\": \\{.*"))
        .map(line -> line.replaceAll("^ *(\"[a-zA-Z]+\":).*", "$1"))
        .filter(key -> !List.of("\"if\":", "\"items\":", "\"properties\":").contains(key))
        .filter(key -> !key.equals("\"at\":")) // Shown by LocationsTest.
        .distinct()
        .forEach(key -> assertThat(all.indexOf(key)).as(key).isPositive());
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
