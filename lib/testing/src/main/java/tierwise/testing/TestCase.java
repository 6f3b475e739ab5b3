package tierwise.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFile;

/** One case with what it expects. Immutable and safe for use by several threads. */
public final class TestCase {
  private final RuleSet rules;
  private final Path file;
  private final CaseFile.Entry entry;
  private final EnrollmentCase facts;
  private final @Nullable Expectation expectation;

  TestCase(
      RuleSet rules,
      Path file,
      CaseFile.Entry entry,
      EnrollmentCase facts,
      @Nullable Expectation expectation) {
    this.rules = rules;
    this.file = file;
    this.entry = entry;
    this.facts = facts;
    this.expectation = expectation;
  }

  /** The sentence that names it. */
  public String name() {
    return entry.name();
  }

  /** The file in which it stands. */
  public Path file() {
    return file;
  }

  /** The line in which it begins, counted from 1. */
  public int line() {
    return entry.span().line();
  }

  /**
   * Decides the case and compares.
   *
   * @return what differs from what the case expects, for people to read; empty if nothing does
   */
  public List<String> differences() {
    if (expectation == null) {
      throw new IllegalStateException("the case has problems: " + name());
    }
    Decision decision;
    try {
      decision = rules.decide(facts);
    } catch (RuleSetException e) {
      return List.of("the case cannot be decided:\n" + e.getMessage());
    }
    List<String> differences = new ArrayList<>();
    expectation.compare(decision, differences);
    return differences;
  }

  /** The report of a failure: where the case stands, what it says, and what differs. */
  public String report(List<String> differences) {
    StringBuilder report = new StringBuilder();
    report.append(file).append(':').append(line()).append(": ").append(name());
    differences.forEach(
        difference -> report.append("\n  ").append(difference.replace("\n", "\n  ")));
    return report.toString();
  }
}
