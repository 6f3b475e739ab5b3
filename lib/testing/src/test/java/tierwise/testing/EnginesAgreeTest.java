package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.RuleSetException;
import tierwise.facts.Measurement;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * All engines decide the same, letter by letter. {@code -Dtierwise.draws=10000} tries more drawn
 * cases.
 */
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT)
class EnginesAgreeTest {
  private static final int DRAWS = AllFolders.number("tierwise.draws", 1_000, 10_000);

  /** Of one case in so many the statements are compared as well, which takes longest. */
  private static final int EVERY = 20;

  /** Of one case in so many the interpreter, which is slow, is asked as well. */
  private static final int INTERPRETED = AllFolders.number("tierwise.interpreted", 10, 1);

  static Stream<RuleFolderCases> folders() {
    return Stream.concat(
        AllFolders.stream(), RuleFolderCases.in(Path.of("../../examples/patterns/rules")).stream());
  }

  /** In the build the tests of the rules decide these cases with both engines. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("folders")
  void onTheCasesOfEachYear(RuleFolderCases folder) {
    List<CaseFacts> cases = new ArrayList<>();
    for (TestCase each : folder.cases()) {
      if (each.facts() != null) {
        cases.add(each.facts());
      }
    }
    assertThat(cases).isNotEmpty();
    compare(folder.tested(), cases, 1);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void onDrawnCasesOfEachYear(RuleFolderCases folder) {
    TestedRules rules = folder.tested();
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    compare(
        rules,
        () -> LongStream.range(0, DRAWS).mapToObj(s -> generator.draw(s).facts()).iterator(),
        INTERPRETED);
  }

  private static void compare(TestedRules rules, Iterable<CaseFacts> cases, int interpreted) {
    RuleEngine direct = new DirectEngine(rules.model());
    RuleEngine drools = new DroolsEngine(rules.model());
    int number = 0;
    for (CaseFacts facts : cases) {
      boolean whole = number % EVERY == 0;
      Outcome expected = outcome(rules, facts, drools, whole);
      agrees(outcome(rules, facts, direct, whole), expected);
      if (number % interpreted == 0) {
        agrees(outcome(rules, facts, rules.interpreter(), whole), expected);
      }
      number++;
    }
  }

  private static void agrees(Outcome outcome, Outcome expected) {
    assertThat(outcome.stated()).isEqualTo(expected.stated());
    assertThat(outcome.decision()).isEqualTo(expected.decision());
  }

  /**
   * What came of a case.
   *
   * @param decision the decision as JSON, or the problems for which there is none, in no order
   * @param stated what was stated by which words of which rule, resting on what: also what the
   *     decision does not show, in no order
   */
  private record Outcome(Object decision, List<String> stated) {}

  private static Outcome outcome(
      TestedRules rules, CaseFacts facts, RuleEngine engine, boolean whole) {
    try {
      TestedRules.Decided decided = rules.decide(facts, engine);
      return new Outcome(
          decided.decision().toJsonLine(),
          !whole
              ? List.of()
              : decided.stated().stream()
                  .map(
                      statement ->
                          statement.rule().name()
                              + " "
                              + statement.insert()
                              + " "
                              + inNoOrder(statement.fact())
                              + statement.premises().stream()
                                  .map(EnginesAgreeTest::inNoOrder)
                                  .toList())
                  .sorted()
                  .toList());
    } catch (RuleSetException e) {
      return new Outcome(
          e.problems().stream()
              .map(problem -> problem.code() + problem.message())
              .sorted()
              .toList(),
          List.of());
    }
  }

  /** The fact as a text, with evidence as if it had come in any order. */
  private static String inNoOrder(Object fact) {
    if (!(fact instanceof Measurement measurement)) {
      return String.valueOf(fact);
    }
    return List.of(
            measurement.measure(),
            String.valueOf(measurement.of()),
            String.valueOf(measurement.at()),
            String.valueOf(measurement.value()),
            measurement.evidence().stream().map(Object::toString).sorted().toList(),
            measurement.parts().stream().map(EnginesAgreeTest::inNoOrder).sorted().toList())
        .toString();
  }
}
