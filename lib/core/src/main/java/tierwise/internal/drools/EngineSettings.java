package tierwise.internal.drools;

import java.util.Properties;
import org.drools.core.impl.RuleBaseFactory;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.internal.utils.ChainedProperties;

/**
 * How the engine is set, in all that makes a difference. Otherwise it would look into the system
 * properties of the host, which come after what is said here, and into files of the class path.
 */
final class EngineSettings {
  private static final Properties SETTINGS = new Properties();

  static {
    set("drools.propertySpecific", "ALWAYS");
    set("drools.alphaNetworkCompiler", "disabled");
    // Bases: one thread, and sessions that share nothing.
    set("drools.parallelExecution", "sequential");
    set("drools.maxThreads", "1");
    set("drools.sessionPool", "-1");
    set("drools.equalityBehavior", "identity");
    set("drools.eventProcessingMode", "cloud");
    set("drools.sequential", "false");
    set("drools.sequential.agenda", "sequential");
    set("drools.declarativeAgendaEnabled", "false");
    set("drools.removeIdentities", "false");
    set("drools.shareAlphaNodes", "true");
    set("drools.shareBetaNodes", "true");
    set("drools.alphaNodeHashingThreshold", "3");
    set("drools.alphaNodeRangeIndexThreshold", "9");
    set("drools.betaNodeRangeIndexEnabled", "false");
    set("drools.compositeKeyDepth", "3");
    set("drools.indexLeftBetaMemory", "true");
    set("drools.indexRightBetaMemory", "true");
    set("drools.indexPrecedence", "equality");
    set("drools.jittingThreshold", "20");
    set(
        "drools.consequenceExceptionHandler",
        "org.drools.core.runtime.rule.impl.DefaultConsequenceExceptionHandler");
    set("drools.ruleBaseUpdateHandler", "");
    set("kie.mbeans", "disabled");
    set("drools.kieBaseMutability", "ALLOWED");
    // Sessions
    set("drools.clockType", "pseudo");
    set("drools.keepReference", "true");
    set("drools.directFiring", "false");
    set("drools.threadSafe", "true");
    set("drools.accumulateNullPropagation", "false");
    set("drools.forceEagerActivation", "false");
    set("drools.timedRuleExecution", "false");
    set("drools.beliefSystem", "simple");
    set("drools.queryListener", "STANDARD");
    set("drools.timerJobFactory", "thread_safe_trackable");
  }

  private EngineSettings() {}

  private static void set(String name, String value) {
    SETTINGS.setProperty(name, value);
  }

  static KieBaseConfiguration ofBase() {
    return RuleBaseFactory.newKnowledgeBaseConfiguration(SETTINGS, OwnLoader.LOADER);
  }

  static KieSessionConfiguration ofSession() {
    ChainedProperties properties = ChainedProperties.getChainedProperties(OwnLoader.LOADER);
    properties.addProperties(SETTINGS);
    return RuleBaseFactory.newKnowledgeSessionConfiguration(properties, OwnLoader.LOADER);
  }
}
