package tierwise.internal.drools;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.drools.base.base.CoreComponentsBuilder;
import org.drools.base.util.Drools;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.builder.impl.KnowledgeBuilderRulesConfigurationImpl;
import org.drools.core.RuleBaseConfiguration;
import org.drools.core.common.BetaConstraints;
import tierwise.RuleSetException;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * Looks once whether the engine on the class path is the one that was tested. What holds rules off
 * the host counts on it: what it generates, what it runs while it builds, and where steps are
 * counted.
 */
final class StartUp {
  private static final String TESTED = "10.2.0";
  private static final String VERSIONS = "drools.versions.properties";

  /** Only what is well is remembered: what is not can be mended while the program runs. */
  private static volatile boolean well;

  /**
   * What there is.
   *
   * @param version the engine's version
   * @param interpreter whether drools-mvel is there, which runs texts of rules while it builds
   * @param compiler whether the engine's Java compiler can be had for the Java of rule sets
   * @param externalised whether each condition gets a class of its own
   * @param singleThreaded whether bases run in the thread that asks them
   * @param counted whether joins can be counted
   */
  record Host(
      String version,
      boolean interpreter,
      boolean compiler,
      boolean externalised,
      boolean singleThreaded,
      boolean counted) {
    static Host found() {
      RuleBaseConfiguration base = EngineSettings.ofBase().as(RuleBaseConfiguration.KEY);
      return new Host(
          engineVersion(),
          CoreComponentsBuilder.present(),
          hasCompiler(),
          isExternalised(),
          !base.isParallelExecution() && !base.isParallelEvaluation(),
          canCount());
    }

    /** Its manifest does not say so where all jars are put into one. */
    private static String engineVersion() {
      try (InputStream in = Drools.class.getClassLoader().getResourceAsStream(VERSIONS)) {
        Properties versions = new Properties();
        if (in != null) {
          versions.load(in);
        }
        return versions.getProperty("drools.version", "unknown").strip();
      } catch (IOException e) {
        return "unreadable (" + e.getMessage() + ")";
      }
    }

    private static boolean hasCompiler() {
      try {
        RuleProject.compiler();
        return true;
      } catch (RuntimeException e) {
        return false;
      }
    }

    private static boolean isExternalised() {
      KnowledgeBuilderConfigurationImpl builder =
          EngineSettings.ofBuilder(StartUp.class.getClassLoader());
      return builder
          .as(KnowledgeBuilderRulesConfigurationImpl.KEY)
          .isExternaliseCanonicalModelLambda();
    }

    private static boolean canCount() {
      try {
        return CountedJoins.constraints().getType() == BetaConstraints.class
            && Arrays.stream(BetaConstraints.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet())
                .containsAll(CountedConstraints.COUNTED);
      } catch (IllegalStateException e) {
        return false;
      }
    }
  }

  private StartUp() {}

  /**
   * Does nothing if rules can be built and run here.
   *
   * @throws RuleSetException if they cannot, with all that the embedder must put right
   */
  static void check() {
    if (well) {
      return;
    }
    List<String> complaints = OwnLoader.call(() -> complaints(Host.found()));
    if (complaints.isEmpty()) {
      well = true;
    } else {
      Problems problems = new Problems();
      for (String complaint : complaints) {
        problems.error(Code.UNTESTED_ENGINE, null, complaint);
      }
      problems.throwIfErrors();
    }
  }

  static List<String> complaints(Host host) {
    List<String> complaints = new ArrayList<>();
    if (!host.version().equals(TESTED)) {
      complaints.add(
          "Drools "
              + host.version()
              + " is on the class path, but rules are safe with "
              + TESTED
              + " only: pin that version of all org.drools and org.kie artifacts");
    }
    if (host.interpreter()) {
      complaints.add(
          "drools-mvel is on the class path, which runs texts of rule files while they are built:"
              + " exclude org.drools:drools-mvel, which nothing of Tierwise needs");
    }
    if (!host.compiler()) {
      complaints.add(
          "the engine's Java compiler is missing: add org.drools:drools-ecj " + TESTED + " again");
    }
    if (!host.externalised()) {
      complaints.add(
          "the engine does not put each condition into a class of its own: look for a"
              + " META-INF/kie.properties.conf on the class path, and take it away");
    }
    if (!host.singleThreaded()) {
      complaints.add(
          "the engine runs rules in several threads, where steps are not counted: look for a"
              + " META-INF/kie.properties.conf on the class path, and take it away");
    }
    if (!host.counted()) {
      complaints.add(
          "the steps of rules cannot be counted: keep drools-core "
              + TESTED
              + " as it is, and on the class path rather than the module path");
    }
    return complaints;
  }
}
