package tierwise.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import tierwise.internal.drools.ClassFiles;
import tierwise.internal.drools.CountedSession;
import tierwise.internal.drools.RuleCompiler;

/**
 * One decision, between two ends of a scale: the same rules in a plain session, which is what the
 * engine takes anyway, and a hand-written method, which is what the machine could do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // Made by prepare().
public class DecisionBenchmark {
  /** How many lines the ledger has. */
  @Param({"0", "50", "200"})
  int lines;

  private RuleSet ruleSet;
  private EnrollmentCase enrollmentCase;
  private PlainSession plainSession;
  private CountedSession counted;
  private CountedSession uncounted;
  private List<Object> inserted;
  private SampleCase facts;

  /** Prepares all three, and refuses to compare what does not give the same answers. */
  @Setup
  public void prepare() {
    Path folder = Rules2021.folder();
    Rules2021 rules = Rules2021.read(folder);
    facts = SampleCase.withLines(lines);
    ruleSet = RuleSets.in(folder).year(Rules2021.YEAR).prepare();
    enrollmentCase = facts.enrollmentCase();
    plainSession = new PlainSession(rules.model());
    ClassFiles files = RuleCompiler.compile(rules.model());
    counted = CountedSession.counted(files);
    uncounted = CountedSession.uncounted(files);
    inserted = facts.insertedFor(rules);
    SameAnswers.check(tierwise(), rules, plainSession, facts);
  }

  /** The library: everything that a caller gets. */
  @Benchmark
  public Decision tierwise() {
    return ruleSet.decide(enrollmentCase);
  }

  /** The engine alone. */
  @Benchmark
  public int plainSession() {
    return plainSession.run(inserted);
  }

  /** The engine with steps that count. */
  @Benchmark
  public int counted() {
    return counted.run(inserted);
  }

  /** The same session with steps that do not. */
  @Benchmark
  public int uncounted() {
    return uncounted.run(inserted);
  }

  /** No engine. */
  @Benchmark
  public Map<String, List<HandWritten.Finding>> handWritten() {
    return HandWritten.decide(facts);
  }
}
