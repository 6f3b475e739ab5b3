package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.internal.casefile.BareCase;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;

/** A case that went through JSON is the same case, whatever it tells and whatever came of it. */
@Tag("thorough")
class CaseJsonOfAllYearsTest {
  /** Of each year; together over a thousand. */
  private static final int DRAWN = AllFolders.number("tierwise.drawn.json", 70, 1_000);

  /** Deciding takes longer than reading. */
  private static final int DECIDED = AllFolders.number("tierwise.decided.json", 5, 1_000);

  @TestFactory
  Stream<DynamicTest> casesGoThroughJsonUnchanged() {
    return AllFolders.stream().map(folder -> dynamicTest(folder.name(), () -> goThrough(folder)));
  }

  private static void goThrough(RuleFolderCases folder) {
    TestedRules rules = folder.tested();
    CaseGenerator drawn = new CaseGenerator(rules.manifest(), rules.model());
    List<CaseFacts> written =
        folder.cases().stream().map(TestCase::facts).filter(Objects::nonNull).toList();
    assertThat(written).isNotEmpty();
    written.forEach(
        facts -> assertThat(decided(rules, again(facts))).isEqualTo(decided(rules, facts)));
    for (int seed = 0; seed < DRAWN; seed++) {
      CaseFacts facts = drawn.draw(seed).facts();
      CaseFacts again = again(facts);
      if (seed < DECIDED) {
        assertThat(decided(rules, again)).isEqualTo(decided(rules, facts));
      }
    }
  }

  private static CaseFacts again(CaseFacts facts) {
    String json = JsonLayout.writeLine(BareCase.of(facts));
    Problems problems = new Problems();
    CaseFacts again = BareCase.read(new SourceText("case.json", json), problems);
    assertThat(problems.inFileOrder()).as(json).isEmpty();
    assertThat(Objects.requireNonNull(again).tellsTheSame(facts)).as(json).isTrue();
    assertThat(JsonLayout.writeLine(BareCase.of(again))).isEqualTo(json);
    return again;
  }

  /** The decision, or why there is none. */
  private static @Nullable Object decided(TestedRules rules, CaseFacts facts) {
    try {
      return rules.decide(facts).decision().toJson();
    } catch (RuleSetException e) {
      return e.problems().stream().map(Problem::message).toList();
    }
  }
}
