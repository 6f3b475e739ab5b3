package tierwise.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import tierwise.RuleSets;

/**
 * All years together, in a Java machine that has built them before: some twenty times, since the
 * engine's generator and the compiler are large, and Java takes long to make them quick.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 22)
@Measurement(iterations = 5)
@Fork(1)
public class AllYearsBenchmark {
  /** From the folders to rule sets that are ready to decide. */
  @Benchmark
  public RuleSets foldersToReady() {
    return AllYears.rules().prepare();
  }
}
