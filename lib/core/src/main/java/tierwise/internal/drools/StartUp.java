package tierwise.internal.drools;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.drools.base.util.Drools;
import org.drools.core.RuleBaseConfiguration;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/** Looks whether the Drools on the class path is the one that was tested, and finds its parts. */
final class StartUp {
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
    List<String> complaints = complaints(Host.found());
    if (complaints.isEmpty()) {
      well = true;
      return;
    }
    Problems problems = new Problems();
    for (String complaint : complaints) {
      problems.error(Code.UNTESTED_ENGINE, null, complaint);
    }
    problems.throwIfErrors();
  }

  static List<String> complaints(Host host) {
    List<String> complaints = new ArrayList<>();
    if (!host.version().equals(TESTED)) {
      complaints.add(
          "Drools "
              + host.version()
              + " is on the class path, but decisions were compared with "
              + TESTED
              + " only: pin that version of all org.drools and org.kie artifacts");
    }
    if (host.missing() != null) {
      complaints.add(
          "Drools does not find its parts ("
              + host.missing()
              + "): keep all org.drools and org.kie artifacts of Tierwise in one class loader, and"
              + " where the program uses Drools itself, let it do so first in a thread whose"
              + " context class loader sees them, since Drools never looks again");
    }
    if (!host.singleThreaded()) {
      complaints.add(
          "Drools runs rules in several threads, where steps are not counted: look for a"
              + " META-INF/kie.properties.conf on the class path, and take it away");
    }
    return complaints;
  }
}
