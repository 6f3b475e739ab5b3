package tierwise.analysis.population;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.SourceLocation;

/**
 * One of a population, not read yet: reading takes as long as deciding, so that each thread reads
 * what it decides.
 */
public final class Candidate {
  private final String where;
  private final long until;
  private final int line;
  private final Supplier<@Nullable EnrollmentCase> reading;

  private Candidate(
      String where, long until, int line, Supplier<@Nullable EnrollmentCase> reading) {
    this.where = where;
    this.until = until;
    this.line = line;
    this.reading = reading;
  }

  /**
   * A candidate.
   *
   * @param where what to call its place, such as {@code partners.jsonl:17}
   * @param until how far the population is looked through with it, in what {@link
   *     Population#extent()} counts
   * @param reading gives its case, or {@code null} if there is none any more
   */
  public static Candidate of(String where, long until, Supplier<@Nullable EnrollmentCase> reading) {
    return new Candidate(where, until, 0, Objects.requireNonNull(reading, "reading"));
  }

  /** One that is a line of a file, which is read as a text of its own. */
  static Candidate ofLine(
      String file, int line, long until, Supplier<@Nullable EnrollmentCase> reading) {
    return new Candidate(file + ":" + line, until, line, reading);
  }

  /** What to call its place, such as {@code partners.jsonl:17}. */
  public String where() {
    return where;
  }

  /** How far the population is looked through with it. */
  public long until() {
    return until;
  }

  /**
   * The case.
   *
   * @return {@code null} if there is none any more, as in a record that was erased
   * @throws RuleSetException with everything that is wrong with it
   */
  public @Nullable EnrollmentCase read() {
    try {
      return reading.get();
    } catch (RuleSetException e) {
      throw new RuleSetException(placed(e.problems()));
    }
  }

  /** Problems of its case in a sentence each: the place, what is wrong, and the way out. */
  public List<String> told(List<Problem> problems) {
    return placed(problems).stream().map(Candidate::told).toList();
  }

  private static String told(Problem problem) {
    String advice = problem.advice();
    return (problem.place() == null ? "" : problem.place().at() + ": ")
        + problem.message()
        + " ["
        + problem.code()
        + "]"
        + (advice.isEmpty() ? "" : " " + advice);
  }

  /** Problems of its case with their places in the file. */
  public List<Problem> placed(List<Problem> problems) {
    return line == 0 ? problems : problems.stream().map(this::placed).toList();
  }

  private Problem placed(Problem problem) {
    return new Problem(
        problem.code(),
        problem.severity(),
        problem.message(),
        problem.place() == null ? null : placed(problem.place()),
        problem.related().stream()
            .map(other -> new Problem.Related(other.what(), placed(other.place())))
            .toList(),
        problem.allowed(),
        problem.nearest(),
        problem.wayOut());
  }

  private Problem.Place placed(Problem.Place place) {
    SourceLocation at = place.at();
    return new Problem.Place(
        new SourceLocation(at.file(), line, at.column()),
        place.line(),
        place.caret(),
        place.length());
  }
}
