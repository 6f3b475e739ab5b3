package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.Decision;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.decide.Decider;
import tierwise.internal.decide.VerdictRules;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.RuleModel;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts, for which only some of the rules run, against the decision by all of them. */
@Tag("thorough")
class VerdictsTest {
  private static final int DRAWN = AllFolders.number("tierwise.verdicts", 30, 100);

  @TestFactory
  Stream<DynamicTest> verdictsAreThatPartOfTheDecision() {
    return RuleFolderCases.in(Path.of("../../rules")).stream()
        .map(folder -> dynamicTest(folder.name(), () -> compare(folder)));
  }

  private static void compare(RuleFolderCases folder) {
    TestedRules rules = folder.tested();
    RuleModel needed = VerdictRules.of(rules.model());
    assertThat(needed.rules()).hasSizeLessThan(rules.model().rules().size());
    Decider decider = decider(rules, needed);
    CaseGenerator drawn = new CaseGenerator(rules.manifest(), rules.model());
    List<CaseFacts> cases =
        Stream.concat(
                folder.cases().stream().map(TestCase::facts).filter(Objects::nonNull),
                LongStream.range(0, DRAWN).mapToObj(seed -> drawn.draw(seed).facts()))
            .toList();
    long granted = 0;
    for (CaseFacts facts : cases) {
      Decision decision = decision(rules, facts);
      if (decision != null) {
        Verdicts verdicts = decider.verdicts(facts, StepBudget.USUAL);
        assertThat(verdicts).isEqualTo(decision.verdicts());
        assertThat(partOf(verdicts, decision)).isTrue();
        granted += verdicts.highest() == null ? 0 : 1;
      }
    }
    assertThat(granted).isPositive();
  }

  /** Whether the JSON of the decision says all that of its verdicts, in the same places. */
  private static boolean partOf(Verdicts verdicts, Decision decision) {
    return partOf(
        JsonMapper.shared().readTree(verdicts.toJsonLine()),
        JsonMapper.shared().readTree(decision.toJsonLine()));
  }

  private static boolean partOf(JsonNode part, JsonNode whole) {
    if (part.isObject()) {
      return part.propertyStream()
          .allMatch(
              each ->
                  whole.has(each.getKey()) && partOf(each.getValue(), whole.get(each.getKey())));
    }
    if (part.isArray()) {
      return part.size() == whole.size()
          && IntStream.range(0, part.size()).allMatch(i -> partOf(part.get(i), whole.get(i)));
    }
    return part.isNumber()
        ? whole.isNumber() && part.decimalValue().compareTo(whole.decimalValue()) == 0
        : part.equals(whole);
  }

  @Test
  void verdictsAreTheNamesOfADecisionThatTheirSchemaHas() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of("urn:tierwise:decision", Decision.jsonSchema())))
            .getSchema(Verdicts.jsonSchema(), InputFormat.JSON);
    TestedRules rules = RuleFolderCases.in(Path.of("src/test/resources/rules")).get(0).tested();
    CaseGenerator drawn = new CaseGenerator(rules.manifest(), rules.model());
    Set<String> names = new HashSet<>();
    for (int seed = 0; seed < DRAWN; seed++) {
      Decision decision = decision(rules, drawn.draw(seed).facts());
      if (decision != null) {
        String json = decision.verdicts().toJson();
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
        names(JsonMapper.shared().readTree(json), names);
      }
    }
    assertThat(names)
        .contains("highest", "rung", "status", "bound", "required", "actual", "short")
        .doesNotContain("title", "text", "held", "measurements", "askedBy", "unit");
    Decision whole = Objects.requireNonNull(decision(rules, drawn.draw(0).facts()));
    assertThat(schema.validate(whole.toJson(), InputFormat.JSON)).isNotEmpty();
  }

  private static void names(JsonNode node, Set<String> names) {
    names.addAll(node.propertyNames());
    node.forEach(each -> names(each, names));
  }

  private static Decider decider(TestedRules rules, RuleModel model) {
    return new Decider(
        new ProgramYear(
            rules.folder().programme(),
            rules.folder().year(),
            rules.manifest().title(),
            rules.manifest().from(),
            rules.manifest().until()),
        rules.folder().fingerprint(),
        rules.manifest(),
        rules.messages(),
        model,
        new DirectEngine(model));
  }

  private static @Nullable Decision decision(TestedRules rules, CaseFacts facts) {
    try {
      return rules.decide(facts).decision();
    } catch (RuleSetException e) {
      return null; // The case is there to be refused.
    }
  }
}
