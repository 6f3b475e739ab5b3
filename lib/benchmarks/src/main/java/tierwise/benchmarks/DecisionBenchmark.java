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
import tierwise.RuleSettings;

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
  private RuleSet decidedByDrools;
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
    decidedByDrools =
        RuleSets.with(RuleSettings.usual().decidedBy(RuleSettings.Engine.DROOLS))
            .in(folder)
            .year(Rules2021.YEAR)
            .prepare();
    plainSession = new PlainSession(folder, rules.model());
    inserted = facts.insertedFor(rules);
    SameAnswers.check(tierwise(), rules, plainSession, facts);
  }

  /** The library: everything that a caller gets. */
  @Benchmark
  public Decision tierwise() {
    return ruleSet.decide(enrollmentCase);
  }

  /** Drools alone. */
  @Benchmark
  public int plainSession() {
    return plainSession.run(inserted);
  }

  /** The library, with Drools to apply the rules. */
  @Benchmark
  public Decision byDrools() {
    return decidedByDrools.decide(enrollmentCase);
  }

  /** No engine. */
  @Benchmark
  public Map<String, List<HandWritten.Finding>> handWritten() {
    return HandWritten.decide(facts);
  }
}
