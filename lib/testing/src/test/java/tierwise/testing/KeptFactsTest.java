package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Verdicts;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.opened.OpenedCases;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;

/** What is kept of a case is decided as the whole case is, whatever else it told. */
class KeptFactsTest {
  private static final int DRAWN = AllFolders.number("tierwise.drawn.kept", 40, 2_000);
  private static final RuleSets SETS =
      RuleSets.with(RuleSettings.usual().withoutGuard()).in(Path.of("../../rules"));

  @TestFactory
  Stream<DynamicTest> whatTheRulesReadIsEnoughForTheSameDecision() {
    return AllFolders.stream()
        .filter(folder -> folder.name().startsWith("learning-partner/"))
        .map(folder -> dynamicTest(folder.name(), () -> check(folder)));
  }

  private static void check(RuleFolderCases folder) {
    RuleSet rules = SETS.year(folder.name());
    List<CaseFacts> all = new ArrayList<>();
    folder.cases().stream()
        .map(TestCase::facts)
        .forEach(
            each -> {
              if (each != null) {
                all.add(each);
              }
            });
    TestedRules tested = folder.tested();
    CaseGenerator drawn = new CaseGenerator(tested.manifest(), tested.model());
    for (int seed = 0; seed < DRAWN; seed++) {
      all.add(drawn.draw(seed).facts());
    }
    int decided = 0;
    for (CaseFacts facts : all) {
      EnrollmentCase whole = OpenedCases.of(facts);
      Decision decision;
      try {
        decision = rules.decide(whole);
      } catch (RuleSetException e) {
        continue; // It expects a problem.
      }
      decided++;
      EnrollmentCase kept = rules.onlyRead(whole);
      assertThat(kept.toJson().length()).isLessThanOrEqualTo(whole.toJson().length());
      assertThat(rules.decide(kept).toJson()).isEqualTo(decision.toJson());
      assertThat(rules.onlyRead(kept)).isEqualTo(kept);
      Map<String, String> names = new HashMap<>();
      EnrollmentCase renamed =
          rules.renamed(kept, name -> names.computeIfAbsent(name, n -> "~" + names.size()));
      assertThat(names).containsKey(whole.partner().id());
      assertThat(outcomes(rules.decide(renamed), Map.of()))
          .containsExactlyInAnyOrderElementsOf(outcomes(decision, names));
    }
    assertThat(decided).isPositive();
  }

  private static List<String> outcomes(Decision decision, Map<String, String> names) {
    return decision.verdicts().offers().stream()
        .map(
            each ->
                new Verdicts.Verdict(
                        each.offer(),
                        each.of() == null ? null : names.getOrDefault(each.of(), each.of()),
                        each.renewal(),
                        each.rung(),
                        each.status(),
                        each.figures())
                    .toString())
        .toList();
  }
}
