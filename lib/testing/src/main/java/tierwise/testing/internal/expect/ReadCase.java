package tierwise.testing.internal.expect;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * A case as it was read, with the rules that decide it and what it expects of them. Immutable and
 * safe for use by several threads.
 *
 * @param file the file in which it stands
 * @param expectation what it expects; {@code null} if that has problems
 */
public record ReadCase(
    TestedRules rules, Path file, CaseFile.Entry entry, @Nullable Expectation expectation) {

  /** A way to decide a case. */
  public interface Way {
    TestedRules.Decided decide(CaseFacts facts);
  }

  /** Decides the case by the engine that answers, and compares. */
  public Differences compared() {
    return compared(rules::decide);
  }

  /** Decides the case in some way and compares. */
  public Differences compared(Way way) {
    Expectation expected = expected();
    Differences differences = new Differences();
    CaseFacts facts = entry.facts();
    if (facts == null || !entry.faults().isEmpty()) {
      expected.compare(entry.faults(), differences);
      return differences;
    }
    try {
      expected.compare(way.decide(facts), differences);
    } catch (RuleSetException e) {
      expected.compare(e.problems(), differences);
    }
    return differences;
  }

  /**
   * What it expects.
   *
   * @throws IllegalStateException if that has problems
   */
  public Expectation expected() {
    if (expectation == null) {
      throw new IllegalStateException("the case has problems: " + entry.name());
    }
    return expectation;
  }

  /** Its facts; {@code null} if they cannot be read, as the case expects. */
  public @Nullable CaseFacts facts() {
    return entry.faults().isEmpty() ? entry.facts() : null;
  }

  /** The line in which it begins, or of a table its row, counted from 1. */
  public int line() {
    return entry.place().line();
  }

  /** Whether it is to be run. */
  public boolean isRun() {
    return entry.skipped() == null;
  }

  /** Where it stands, and its name. */
  @Override
  public String toString() {
    return file + ":" + line() + ": " + entry.name();
  }
}
