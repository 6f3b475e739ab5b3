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
import tierwise.internal.drools.ClassFiles;
import tierwise.internal.drools.RuleBase;
import tierwise.internal.language.RuleModel;

/** From a rule folder to rules that run, and the two parts of the way. */
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

  /** Class files that an earlier build made. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // Made by read().
  public static class Compiled {
    private RuleModel model;
    private ClassFiles files;

    /** Reads them; the engine is not needed for it, so that a cold load is cold. */
    @Setup
    public void read() {
      model = Rules2021.read(Rules2021.folder()).model();
      files = KeptClassFiles.read(model);
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

  /** The last part of the way, from class files that were kept. */
  @Benchmark
  public RuleBase loadOfKeptClassFiles(Compiled compiled) {
    return RuleBase.load(compiled.model, compiled.files);
  }
}
