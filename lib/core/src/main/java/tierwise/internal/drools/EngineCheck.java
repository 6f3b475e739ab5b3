package tierwise.internal.drools;

import static tierwise.internal.drools.HostProblem.*;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.drools.base.util.Drools;
import org.drools.core.RuleBaseConfiguration;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.source.Problems;

/** Looks whether the Drools on the class path is the one that was tested, and finds its parts. */
final class EngineCheck {
  private static final String TESTED = "10.2.0";
  private static final String VERSIONS = "drools.versions.properties";

  /** Only what is well is remembered: what is not can be mended while the program runs. */
  private static volatile boolean well;

  /**
   * What there is.
   *
   * @param version the version of Drools
   * @param missing what went wrong when Drools looked for its parts; {@code null} if it has them
   * @param singleThreaded whether it runs in the thread that asks it
   */
  record Host(String version, @Nullable String missing, boolean singleThreaded) {
    static Host found() {
      String version = engineVersion();
      try {
        RuleBaseConfiguration base =
            OwnLoader.call(EngineSettings::ofBase).as(RuleBaseConfiguration.KEY);
        return new Host(version, null, !base.isParallelExecution() && !base.isParallelEvaluation());
      } catch (RuntimeException | LinkageError e) {
        return new Host(version, e.toString(), true);
      }
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
  }

  private EngineCheck() {}

  /**
   * Does nothing if rules can be built and run here.
   *
   * @throws RuleSetException if they cannot, with all that the embedder must put right
   */
  static void check() {
    if (well) {
      return;
    }
    Problems problems = new Problems();
    check(Host.found(), problems);
    problems.throwIfErrors();
    well = true;
  }

  static void check(Host host, Problems problems) {
    if (!host.version().equals(TESTED)) {
      problems.error(DROOLS_OF_ANOTHER_VERSION, null, host.version(), TESTED);
    }
    if (host.missing() != null) {
      problems.error(DROOLS_WITHOUT_ITS_PARTS, null, host.missing());
    }
    if (!host.singleThreaded()) {
      problems.error(DROOLS_IN_SEVERAL_THREADS, null);
    }
  }
}
