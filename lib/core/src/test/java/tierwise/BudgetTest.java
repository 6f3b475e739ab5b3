package tierwise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tierwise.RuleSettings.Engine;

/**
 * What rules cost that the grammar accepts and that no list of allowed calls can judge. Each costly
 * rule works on purchases of a channel of its own, so that one rule set serves all of them.
 */
class BudgetTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long STEPS = 100_000;
  private static final long STEPS_PER_FACT = 1_000;

  /** What the documentation of the budget promises, and what any decision needs besides. */
  private static final long BYTES_OF_A_STEP = 250;

  private static final long BYTES_OF_A_DECISION = 8_000_000;

  /** How many purchases each rule needs to spend the budget, by its conditions. */
  private static final Map<String, Integer> COSTLY = new LinkedHashMap<>();

  static {
    COSTLY.put("P( $a : id ) P( id != $a, $b : id ) P( id != $b )", 300);
    COSTLY.put("P( $a : date ) P( date == $a ) P( date == $a )", 300);
    COSTLY.put("P() P() P() P() P() P() P() P() P() P() P() P() P() P() P() P()", 3);
    COSTLY.put("P( $d : date ) not P( date != $d )", 1_000);
    COSTLY.put("P( $d : date ) exists P( date != $d )", 1_500);
    COSTLY.put("P( $d : date ) P( date == $d, $e : date ) not P( date < $e )", 300);
    COSTLY.put(
        "accumulate( P( $d : date ) and P( date == $d ) and $p : P(); $s : collectList( $p ) )",
        300);
    COSTLY.put("P() accumulate( $p : P(); $s : collectSet( $p ) )", 1_000);
  }

  @TempDir static Path temp;
  private static final Map<Engine, RuleSets> RULES = new EnumMap<>(Engine.class);

  @BeforeAll
  static void build() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Path manifest = folder.resolve("ruleset.yaml");
    StringBuilder drl =
        new StringBuilder(
            """
            package cafe.guild
            import tierwise.facts.*
            import static tierwise.facts.Statements.*
            """);
    StringBuilder channels = new StringBuilder("Guild shop, Market");
    int number = 0;
    for (String conditions : COSTLY.keySet()) {
      String channel = "C" + number++;
      channels.append(", ").append(channel);
      drl.append("rule \"").append(channel).append("\"\nwhen\n");
      drl.append(
          conditions
              .replace("P()", "Purchase( channel == \"" + channel + "\" )")
              .replace("P( ", "Purchase( channel == \"" + channel + "\", "));
      drl.append("\nthen\n");
      drl.append("insert( note( \"year-end\", date(\"2024-12-31\") ) );\n".repeat(20));
      drl.append("end\n");
    }
    Files.writeString(folder.resolve("costly.drl"), drl);
    Files.writeString(
        manifest, Files.readString(manifest).replace("[Guild shop, Market]", "[" + channels + "]"));
    for (Engine engine : Engine.values()) {
      RuleSets rules =
          RuleSets.with(RuleSettings.usual().decidedBy(engine).withoutGuard()).in(temp);
      rules.decide(purchases("Market", 10));
      RULES.put(engine, rules);
    }
  }

  @TestFactory
  Stream<DynamicTest> costlyRulesSpendTheirBudgetAndNoMore() {
    return COSTLY.entrySet().stream()
        .flatMap(
            rule ->
                RULES.entrySet().stream()
                    .map(
                        engine ->
                            dynamicTest(
                                engine.getKey() + " " + rule.getKey(),
                                () -> spends(engine.getValue(), rule.getKey(), rule.getValue()))));
  }

  private static void spends(RuleSets rules, String conditions, int number) {
    String channel = "C" + COSTLY.keySet().stream().toList().indexOf(conditions);
    EnrollmentCase costly = purchases(channel, number);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    RuleSetException spent =
        catchThrowableOfType(RuleSetException.class, () -> rules.decide(costly));
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    long steps = STEPS + STEPS_PER_FACT * (number + 20);
    assertThat(spent.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("TW-511");
              assertThat(problem.message()).contains("the rule \"" + channel + "\"");
            });
    assertThat(bytes).isLessThan(BYTES_OF_A_DECISION + steps * BYTES_OF_A_STEP);
    assertThat(rules.decide(purchases("Market", 10)).offers()).isNotEmpty();
  }

  @Test
  void theBudgetGrowsWithTheFactsAndIsWhatTheCallerSays() {
    for (Engine engine : Engine.values()) {
      theBudgetGrowsWithTheFacts(engine);
    }
  }

  private static void theBudgetGrowsWithTheFacts(Engine engine) {
    EnrollmentCase three = purchases("Market", 3);
    RuleSets rules = requireNonNull(RULES.get(engine));
    assertThatThrownBy(() -> with(engine, 50, 0).decide(three)).hasMessageContaining("TW-511");
    assertThatThrownBy(() -> with(engine, 1, 10).decide(three)).hasMessageContaining("TW-511");
    assertThat(with(engine, 1, 1_000).decide(three)).isEqualTo(rules.decide(three));
    assertThat(with(engine, 20_000, 0).decide(three)).isEqualTo(rules.decide(three));
    assertThat(with(engine, Long.MAX_VALUE, Long.MAX_VALUE).decide(three))
        .isEqualTo(rules.decide(three));
  }

  @Test
  void budgetsOfNothingAreRefused() {
    assertThatThrownBy(() -> RuleSettings.usual().withBudget(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RuleSettings.usual().withBudget(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RuleSets with(Engine engine, long stepsOfAnyCase, long stepsPerFact) {
    return RuleSets.with(
            RuleSettings.usual().decidedBy(engine).withBudget(stepsOfAnyCase, stepsPerFact))
        .in(temp);
  }

  private static EnrollmentCase purchases(String channel, int number) {
    return CafeGuild.withPurchases(number, purchase -> purchase.withChannel(channel));
  }
}
