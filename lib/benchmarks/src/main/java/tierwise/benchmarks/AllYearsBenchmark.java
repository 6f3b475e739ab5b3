package tierwise.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import tierwise.RuleSet;
import tierwise.RuleSets;

/** All years, one after another, in a Java machine that has built them before. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(1)
public class AllYearsBenchmark {
  /** From the folders to rule sets that are ready to decide. */
  @Benchmark
  public List<RuleSet> foldersToReady() {
    return AllYears.names().stream()
        .map(year -> RuleSets.in(AllYears.folder(year)).year(year).prepare())
        .toList();
  }
}
