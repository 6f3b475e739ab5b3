package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** What a host has set for rules of its own, by system properties of the engine. */
@Isolated("it changes the settings of the machine")
class HostSettingsTest {
  private static final Path RULES = Path.of("src/test/resources/rules");

  /** How rules are built; some would build them into something else, some would end the build. */
  private static final Map<String, String> OF_BUILDING =
      Map.ofEntries(
          Map.entry("drools.accumulate.function.sum", "java.lang.String"),
          Map.entry(
              "drools.accumulate.function.count",
              "org.drools.core.base.accumulators.AverageAccumulateFunction"),
          Map.entry("drools.alphaNetworkCompiler", "INMEMORY"),
          Map.entry("drools.dialect.default", "mvel"),
          Map.entry("drools.dialect.java.compiler", "NATIVE"),
          Map.entry("drools.dialect.java.compiler.lnglevel", "1.8"),
          Map.entry("drools.drl.antlr4.parser.enabled", "true"),
          Map.entry("drools.externaliseCanonicalModelLambda", "false"),
          Map.entry("drools.groupDRLsInKieBasesByFolder", "true"),
          Map.entry("drools.lang.level", "DRL10"),
          Map.entry("drools.parallelLambdaExternalization", "true"),
          Map.entry("drools.parallelRulesBuildThreshold", "0"),
          Map.entry("drools.parser.processStringEscapes", "false"),
          Map.entry("drools.propertySpecific", "DISABLED"),
          Map.entry("drools.prototypes", "ALLOWED"),
          Map.entry("drools.reproducibleExecutableModelGeneration", "true"),
          Map.entry("drools.dateformat", "yyyy"));

  /** How rules are run. */
  private static final Map<String, String> OF_RUNNING =
      Map.ofEntries(
          Map.entry("drools.accumulateNullPropagation", "true"),
          Map.entry("drools.alphaNodeHashingThreshold", "1"),
          Map.entry("drools.alphaNodeRangeIndexThreshold", "1"),
          Map.entry("drools.beliefSystem", "jtms"),
          Map.entry("drools.betaNodeRangeIndexEnabled", "true"),
          Map.entry("drools.clockType", "realtime"),
          Map.entry("drools.compositeKeyDepth", "1"),
          Map.entry("drools.consequenceExceptionHandler", "java.lang.String"),
          Map.entry("drools.declarativeAgendaEnabled", "true"),
          Map.entry("drools.directFiring", "true"),
          Map.entry("drools.equalityBehavior", "equality"),
          Map.entry("drools.eventProcessingMode", "stream"),
          Map.entry("drools.forceEagerActivation", "true"),
          Map.entry("drools.indexLeftBetaMemory", "false"),
          Map.entry("drools.indexPrecedence", "pattern_order"),
          Map.entry("drools.indexRightBetaMemory", "false"),
          Map.entry("drools.keepReference", "false"),
          Map.entry("drools.kieBaseMutability", "DISABLED"),
          Map.entry("drools.maxThreads", "8"),
          Map.entry("drools.parallelExecution", "fully_parallel"),
          Map.entry("drools.queryListener", "LIGHTWEIGHT"),
          Map.entry("drools.removeIdentities", "true"),
          Map.entry("drools.sequential", "true"),
          Map.entry("drools.sequential.agenda", "dynamic"),
          Map.entry("drools.sessionPool", "2"),
          Map.entry("drools.shareAlphaNodes", "false"),
          Map.entry("drools.shareBetaNodes", "false"),
          Map.entry("drools.threadSafe", "false"),
          Map.entry("drools.timedRuleExecution", "true"),
          Map.entry("kie.mbeans", "enabled"));

  @Test
  void settingsOfTheEngineChangeNoDecision() {
    String decision = decision();
    assertThat(with(OF_BUILDING)).isEqualTo(decision);
    assertThat(with(OF_RUNNING)).isEqualTo(decision);
  }

  private static String with(Map<String, String> settings) {
    Map<String, String> before = new HashMap<>();
    try {
      settings.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
      return decision();
    } finally {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
  }

  /** Of rules that are built anew, by several sessions. */
  private static String decision() {
    LocalDate day = LocalDate.of(2024, 5, 5);
    EnrollmentCase purchases =
        EnrollmentCase.of(
                Application.on(day).askingFor("craft", "Roasting", "Brewing"), Partner.of("P"))
            .purchases(
                List.of(
                    Purchase.of("L1", "invoice", day).withChannel("Market"),
                    Purchase.of("L2", "invoice", day).withChannel("Guild shop"),
                    Purchase.of("L3", "invoice", day)
                        .withChannel("Guild shop")
                        .withKpi(BigDecimal.TEN)))
            .build();
    RuleSet rules =
        RuleSets.with(RuleSettings.usual().decidedBy(RuleSettings.Engine.DROOLS))
            .in(RULES)
            .year("cafe-guild/2024");
    String first = rules.decide(purchases).toJson();
    assertThat(rules.decide(purchases).toJson()).isEqualTo(first);
    return first;
  }
}
