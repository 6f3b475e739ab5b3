package tierwise.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kie.dmn.api.core.DMNResult;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Verdicts;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;

/**
 * One decision of 2021, by the library and by others. {@link PeersTable} says what each row gives;
 * tests show that it does. Each has a Java machine of its own in which nothing else was built.
 *
 * <p>Code is compiled before it goes on: on a busy machine the compiler's threads do not keep up,
 * and half-compiled code would be measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xbatch", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // All made by methods for setting up.
public class PeersBenchmark {
  /** The case. */
  @State(Scope.Benchmark)
  public static class Facts {
    /** How many lines the ledger has. */
    @Param({"0", "50", "200", "2000"})
    int lines;

    private SampleCase sample;
    private FullCase full;

    /** Makes it. */
    @Setup
    public void make() {
      sample = SampleCase.withLines(lines);
      full = FullCase.of(sample);
    }
  }

  // ---- the library -------------------------------------------------------------------------

  /** Rules that are ready, and one decision. */
  @State(Scope.Benchmark)
  public static class Library {
    private RuleSet rules;
    private EnrollmentCase enrollmentCase;
    private Decision decision;

    /** Prepares it. */
    @Setup
    public void prepare(Facts facts) {
      rules =
          RuleSets.with(RuleSettings.usual().withoutGuard())
              .in(Rules2021.folder())
              .year(Rules2021.YEAR)
              .prepare();
      enrollmentCase = facts.sample.enrollmentCase();
      decision = rules.decide(enrollmentCase);
      if (!FullDecision.of(decision).equals(HandWrittenFull.decide(facts.full))) {
        throw new IllegalStateException("the hand-written method gives something else");
      }
    }
  }

  /** Statuses and figures; sentences, evidence and places are made when somebody asks. */
  @Benchmark
  public Decision decision(Library library) {
    return library.rules.decide(library.enrollmentCase);
  }

  /** A decision with all that it can be asked for. */
  @Benchmark
  public String told(Library library) {
    return library.rules.decide(library.enrollmentCase).toJsonLine();
  }

  /** What is granted and what is missing. */
  @Benchmark
  public Verdicts verdict(Library library) {
    return library.rules.verdicts(library.enrollmentCase);
  }

  /** What the rules state, directly. */
  @Benchmark
  public List<Statement<?>> rulesAlone(Direct direct) {
    return direct.engine.run(direct.inserted, StepBudget.USUAL);
  }

  /** The engine that answers. */
  @State(Scope.Benchmark)
  public static class Direct {
    private DirectEngine engine;
    private List<Object> inserted;

    /** Plans the rules. */
    @Setup
    public void build(Facts facts) {
      Rules2021 rules = Rules2021.read(Rules2021.folder());
      engine = new DirectEngine(rules.model());
      inserted = facts.sample.insertedFor(rules);
    }
  }

  /** A decision that is there, as JSON in one line. */
  @Benchmark
  public String jsonLine(Library library) {
    return library.decision.toJsonLine();
  }

  /** A decision that is there, as JSON. */
  @Benchmark
  public String json(Library library) {
    return library.decision.toJson();
  }

  // ---- the same rules in a plain session ---------------------------------------------------

  /** The rules of the folder in stock Drools. */
  @State(Scope.Benchmark)
  public static class SameRules {
    private PlainSession session;
    private List<Object> inserted;

    /** Builds them. */
    @Setup
    public void build(Facts facts) {
      Path folder = Rules2021.folder();
      Rules2021 rules = Rules2021.read(folder);
      session = new PlainSession(folder, rules.model());
      inserted = facts.sample.insertedFor(rules);
    }
  }

  /** Rules that fire, and nothing else. */
  @Benchmark
  public int plainSession(SameRules rules) {
    return rules.session.run(rules.inserted);
  }

  // ---- by hand -----------------------------------------------------------------------------

  /** Three tiers. */
  @Benchmark
  public Map<String, List<HandWritten.Finding>> handWrittenThin(Facts facts) {
    return HandWritten.decide(facts.sample);
  }

  /** All that a decision has but words and places. */
  @Benchmark
  public FullDecision handWrittenFull(Facts facts) {
    return HandWrittenFull.decide(facts.full);
  }

  // ---- peers -------------------------------------------------------------------------------

  /** A dozen rules for plain Drools. */
  @State(Scope.Benchmark)
  public static class Drools {
    private DroolsPeer peer;

    /** Builds them. */
    @Setup
    public void build(Facts facts) {
      peer = new DroolsPeer();
      peer.decide(facts.sample).check(facts.sample);
    }
  }

  /** Three tiers. */
  @Benchmark
  public ThinAnswer drools(Drools drools, Facts facts) {
    return drools.peer.decide(facts.sample);
  }

  /** Rules for Evrete. */
  @State(Scope.Benchmark)
  public static class Evrete {
    private EvretePeer peer;

    /** Builds them. */
    @Setup
    public void build(Facts facts) {
      peer = new EvretePeer();
      peer.decide(facts.sample).check(facts.sample);
    }

    /** Ends its threads. */
    @TearDown
    public void close() {
      peer.close();
    }
  }

  /** Three tiers. */
  @Benchmark
  public ThinAnswer evrete(Evrete evrete, Facts facts) {
    return evrete.peer.decide(facts.sample);
  }

  /** Rules for Easy Rules. */
  @State(Scope.Benchmark)
  public static class EasyRules {
    private EasyRulesPeer peer;

    /** Builds them. */
    @Setup
    public void build(Facts facts) {
      peer = new EasyRulesPeer();
      peer.decide(facts.sample).check(facts.sample);
    }
  }

  /** Three tiers. */
  @Benchmark
  public ThinAnswer easyRules(EasyRules easyRules, Facts facts) {
    return easyRules.peer.decide(facts.sample);
  }

  /** Decisions in DMN, and the facts as maps. */
  @State(Scope.Benchmark)
  public static class Dmn {
    private DmnPeer peer;
    private Map<String, Object> input;

    /** Builds them. */
    @Setup
    public void build(Facts facts) {
      peer = new DmnPeer();
      input = DmnPeer.input(facts.sample);
      DmnPeer.answer(peer.decide(input)).check(facts.sample);
    }
  }

  /** Three tiers. */
  @Benchmark
  public DMNResult kieDmn(Dmn dmn) {
    return dmn.peer.decide(dmn.input);
  }
}
