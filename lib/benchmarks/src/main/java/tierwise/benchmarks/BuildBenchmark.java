package tierwise.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tierwise.Problem;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.language.model.RuleModel;

/** From a rule folder to rules that run, and to the network of Drools. */
public abstract class BuildBenchmark {
  /** A rule folder. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // Made by copy().
  public static class Folder {
    private Path path;

    /** Copies it. */
    @Setup
    public void copy() {
      path = Rules2021.folder();
    }
  }

  /** Checked rules. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // Made by read().
  public static class Checked {
    private RuleModel model;

    /** Reads them; Drools is not needed for it, so that a cold build is cold. */
    @Setup
    public void read() {
      model = Rules2021.read(Rules2021.folder()).model();
    }
  }

  /** Folder to checked rules: what a manager waits for. */
  @Benchmark
  public List<Problem> folderToChecked(Folder folder) {
    return RuleSets.check(folder.path);
  }

  /** Folder to a rule set that is ready to decide. */
  @Benchmark
  public RuleSet folderToReady(Folder folder) {
    return RuleSets.in(folder.path).year(Rules2021.YEAR).prepare();
  }

  /** The network of Drools, with which decisions are compared. */
  @Benchmark
  public DroolsEngine checkedToNetwork(Checked checked) {
    return new DroolsEngine(checked.model);
  }
}
