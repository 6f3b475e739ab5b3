package tierwise.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Span;
import tierwise.testing.internal.expect.Differences;
import tierwise.testing.internal.expect.Expectation;
import tierwise.testing.internal.expect.NearestChange;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * One case with what it expects; of a table, one row. Immutable and safe for use by several
 * threads.
 */
public final class TestCase {
  private final ReadCase read;

  TestCase(ReadCase read) {
    this.read = read;
  }

  /** The sentence that names it. */
  public String name() {
    return read.entry().name();
  }

  /** The file in which it stands. */
  public Path file() {
    return read.file();
  }

  /** The line in which it begins, or of a table its row, counted from 1. */
  public int line() {
    return read.entry().place().line();
  }

  /** Why it is not to be run; empty if it is. */
  public Optional<String> skipped() {
    return Optional.ofNullable(read.entry().skipped()).map(reason -> reason.value());
  }

  /** What it follows from; empty if it does not say. */
  public List<String> sources() {
    return read.entry().sources().stream().map(source -> source.value()).toList();
  }

  /**
   * Decides the case by the rules of its folder and compares; a skipped one is left alone.
   *
   * @param engines what decides it
   */
  public TestResult run(Engines engines) {
    if (read.entry().skipped() != null) {
      return new TestResult(
          this,
          TestResult.Status.SKIPPED,
          List.of(),
          read.entry().skipped().value(),
          Duration.ZERO);
    }
    long start = System.nanoTime();
    List<String> differences = compared(engines).texts();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return differences.isEmpty()
        ? new TestResult(this, TestResult.Status.PASSED, List.of(), "", took)
        : new TestResult(this, TestResult.Status.FAILED, differences, report(differences), took);
  }

  private Differences compared(Engines engines) {
    TestedRules rules = read.rules();
    Differences differences =
        read.compared(engines == Engines.DROOLS ? rules::decideByReference : rules::decide);
    CaseFacts facts = facts();
    if (engines == Engines.BOTH && facts != null) {
      compareEngines(outcome(facts, rules::decide), outcome(facts, rules::decideByReference))
          .ifPresent(differences::add);
    }
    return differences;
  }

  /**
   * What is decided of the case, or why nothing is, line by line. Of a rule that fails or spends
   * the budget only that: where several would, each engine comes upon another one first.
   */
  private static List<String> outcome(CaseFacts facts, ReadCase.Way way) {
    try {
      return way.decide(facts).decision().toJson().lines().toList();
    } catch (RuleSetException e) {
      return e.problems().stream()
          .map(problem -> isOfARun(problem) ? problem.code() : problem.toString())
          .toList();
    }
  }

  private static boolean isOfARun(Problem problem) {
    return problem.code().equals(ProblemCode.RULE_FAILED.toString())
        || problem.code().equals(ProblemCode.BUDGET_SPENT.toString());
  }

  private static Optional<String> compareEngines(List<String> direct, List<String> drools) {
    if (direct.equals(drools)) {
      return Optional.empty();
    }
    int line = 0;
    while (line < Math.min(direct.size(), drools.size())
        && direct.get(line).equals(drools.get(line))) {
      line++;
    }
    return Optional.of(
        "the engines decide this case differently, which is a mistake of Tierwise: please report"
            + " it, with the rule folder\n  directly: "
            + at(direct, line)
            + "\n  Drools:   "
            + at(drools, line));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "nothing more";
  }

  /** Whether it is about facts that are refused. */
  boolean expectsProblems() {
    Expectation expectation = read.expectation();
    return expectation != null && expectation.expectsProblems();
  }

  /** What of the facts does not fit the rules; empty if all does. */
  List<Problem> misfits(CaseFacts facts) {
    return read.rules().misfits(facts);
  }

  /** Its facts; {@code null} if they cannot be read, as the case expects. */
  @Nullable CaseFacts facts() {
    return read.facts();
  }

  /** The rules by which it is decided. */
  String rules() {
    return read.rules().name();
  }

  ReadCase read() {
    return read;
  }

  /** The report of a failure: where the case stands, what it says, and what differs. */
  private String report(List<String> differences) {
    StringBuilder report = new StringBuilder();
    report.append(read.file()).append(':').append(line()).append(": ").append(name());
    differences.forEach(
        difference -> report.append("\n  ").append(difference.replace("\n", "\n  ")));
    if (!read.entry().merged().isEmpty()) {
      report.append("\n  ").append(merged());
    }
    if (!read.expected().expectsProblems()) {
      new NearestChange(read)
          .find()
          .ifPresent(change -> report.append("\n  It would pass with ").append(change).append('.'));
    }
    return report.toString();
  }

  /** Which facts the case does not give itself. */
  private String merged() {
    Span first = read.entry().merged().get(0).from();
    return "From its base at "
        + first.source().name()
        + ":"
        + first.line()
        + ": "
        + read.entry().merged().stream().map(CaseFile.Merged::key).collect(Collectors.joining(", "))
        + ".";
  }
}
