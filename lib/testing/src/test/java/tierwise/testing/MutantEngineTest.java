package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.BaseRun;
import tierwise.testing.internal.mutate.ChangedRules;
import tierwise.testing.internal.mutate.Mutant;
import tierwise.testing.internal.mutate.Mutants;

/**
 * All engines decide by the mutants of each year alike: rules that nobody wrote. Of two years all
 * mutants are tried in the thorough run, and one in ten in the build.
 */
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT)
class MutantEngineTest {
  private static final Set<String> WHOLE = Set.of("learning-partner/2014", "learning-partner/2021");
  private static final int ONE_IN = AllFolders.number("tierwise.mutants", 10, 1);
  private static final int DRAWS = AllFolders.number("tierwise.mutant.draws", 1, 5);

  static Stream<RuleFolderCases> folders() {
    return AllFolders.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void allEnginesDecideByMutantsAlike(RuleFolderCases folder) {
    TestedRules rules = folder.tested();
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    List<Mutant> mutants = new ArrayList<>(Mutants.of(rules));
    Collections.shuffle(mutants, new Random(rules.name().hashCode()));
    int wanted = WHOLE.contains(rules.name()) ? Math.max(1, mutants.size() / ONE_IN) : 1;
    int tried = 0;
    for (Mutant mutant : mutants) {
      if (tried == wanted) {
        break;
      }
      TestedRules changed = mutant.applied(rules);
      if (changed != null) {
        tried++;
        for (long seed = 0; seed < DRAWS; seed++) {
          CaseFacts facts = generator.draw(seed).facts();
          assertThat(outcome(() -> changed.decide(facts)))
              .as("case drawn with seed %d, decided with%n%s", seed, mutant.diff())
              .isEqualTo(outcome(() -> changed.decide(facts, changed.reference())))
              .isEqualTo(outcome(() -> changed.interpret(facts)));
          askingOneRuleTellsWhatAskingAllDoes(rules, mutant, changed, facts);
        }
      }
    }
    assertThat(tried).isPositive();
  }

  /** Mutation asks the changed rule first, and the others only where that one tells a change. */
  private static void askingOneRuleTellsWhatAskingAllDoes(
      TestedRules rules, Mutant mutant, TestedRules changed, CaseFacts facts) {
    BaseRun base;
    try {
      base = new BaseRun(rules, facts);
    } catch (RuleSetException e) {
      return; // Mutation does not look at such a case.
    }
    if (!base.differs(ChangedRules.of(rules, changed, mutant.rule()))) {
      assertThat(outcome(() -> changed.decide(facts)))
          .as("%s", mutant.diff())
          .isEqualTo(outcome(() -> rules.decide(facts)));
    }
  }

  private interface Deciding {
    TestedRules.Decided decide();
  }

  /** Lines of statements that did not change can differ, where the mutant takes some away. */
  private static Object outcome(Deciding deciding) {
    try {
      return Objects.requireNonNull(deciding.decide().decision().toJsonLine())
          .replaceAll("\"line\" ?: ?\\d+", "");
    } catch (RuleSetException e) {
      return e.problems().stream().map(problem -> problem.code()).toList();
    }
  }
}
