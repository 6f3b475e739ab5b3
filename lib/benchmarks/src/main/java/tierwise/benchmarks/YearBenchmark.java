package tierwise.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSets;

/** One decision of each year, over the cases beside its rules in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // Made by prepare().
public class YearBenchmark {
  /** The programme year, such as {@code learning-partner/2021}; Main names all that there are. */
  @Param({""})
  String year;

  private RuleSet rules;
  private List<EnrollmentCase> cases;
  private int next;

  /** Builds the rules and reads the cases. */
  @Setup
  public void prepare() {
    rules = RuleSets.in(AllYears.folder(year)).year(year).prepare();
    cases = AllYears.cases(year, rules);
  }

  /** One decision. */
  @Benchmark
  public Decision decision() {
    next = (next + 1) % cases.size();
    return rules.decide(cases.get(next));
  }
}
