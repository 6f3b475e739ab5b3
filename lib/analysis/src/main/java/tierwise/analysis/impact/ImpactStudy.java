package tierwise.analysis.impact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSet;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.Population;

/**
 * What is to be found out about a change of rules. Immutable; each method that begins with {@code
 * with} or {@code by} gives another one.
 *
 * <pre>{@code
 * Impact impact = ImpactStudy.of(rules.year("2024"), rules.year("2025")).run(population, executor);
 * }</pre>
 */
public final class ImpactStudy {
  private static final int TOGETHER = 64;
  private static final int USUAL_LISTED = 20;
  private static final int USUAL_UNDONE = 1_000;
  private static final BigDecimal USUAL_NEAR = new BigDecimal("0.10");

  private final RuleSet before;
  private final RuleSet after;
  private final Options options;

  /**
   * How it is looked at.
   *
   * @param near as a part of what is asked
   * @param listed how many partners are named
   * @param undone for how many partners changes are undone
   */
  record Options(
      @Nullable LocalDate day,
      List<PartnerField> groups,
      BigDecimal near,
      int listed,
      int undone) {}

  private ImpactStudy(RuleSet before, RuleSet after, Options options) {
    this.before = before;
    this.after = after;
    this.options = options;
  }

  /**
   * A study of two rule sets, with the usual settings: each case on its own day, no groups, a tenth
   * is near, 20 partners are named, changes are undone for the first 1,000.
   *
   * @param before the present rules
   * @param after the others
   */
  public static ImpactStudy of(RuleSet before, RuleSet after) {
    return new ImpactStudy(
        Objects.requireNonNull(before, "before"),
        Objects.requireNonNull(after, "after"),
        new Options(null, List.of(), USUAL_NEAR, USUAL_LISTED, USUAL_UNDONE));
  }

  /** Decides all cases as of one day, rather than each as of its own. */
  public ImpactStudy on(LocalDate day) {
    return with(
        new Options(
            Objects.requireNonNull(day, "day"),
            options.groups(),
            options.near(),
            options.listed(),
            options.undone()));
  }

  /** Tells besides how it is for the partners of each value of some fields. */
  public ImpactStudy by(List<PartnerField> fields) {
    return with(
        new Options(
            options.day(),
            List.copyOf(fields),
            options.near(),
            options.listed(),
            options.undone()));
  }

  /**
   * Calls somebody near whose figure is no further from what is asked than this part of it. Where
   * figures are whole, the distance of who is short is rounded up, so that one person of two is
   * near, but nobody who has nothing.
   *
   * @param part from 0 to 1
   * @throws IllegalArgumentException if it is not
   */
  public ImpactStudy withNear(BigDecimal part) {
    if (part.signum() < 0 || part.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("not from 0 to 1: " + part);
    }
    return with(
        new Options(options.day(), options.groups(), part, options.listed(), options.undone()));
  }

  /** Names so many partners for whom something changes, and as many that cannot be decided. */
  public ImpactStudy withListed(int number) {
    return with(
        new Options(options.day(), options.groups(), options.near(), number, options.undone()));
  }

  /** Undoes changes for so many partners for whom something changes; for none with 0. */
  public ImpactStudy withUndone(int number) {
    return with(
        new Options(options.day(), options.groups(), options.near(), options.listed(), number));
  }

  private ImpactStudy with(Options other) {
    return new ImpactStudy(before, after, other);
  }

  /** The impact on a population, worked out in this thread. */
  public Impact run(Population population) {
    return run(population, Runnable::run, new ImpactListener() {});
  }

  /**
   * The impact on a population, worked out by several threads; this one works, too. Whatever the
   * number of threads, the result is the same.
   *
   * @param executor not shut down by this
   */
  public Impact run(Population population, Executor executor, ImpactListener listener) {
    Tally all = new Tally(before, after, options);
    TwoYears years = new TwoYears(before, after, options);
    boolean complete = true;
    try (Stream<Tally> pieces =
        population.pieces(TOGETHER, executor, piece -> tally(years, piece))) {
      Iterator<Tally> each = pieces.iterator();
      while (complete && each.hasNext()) {
        Tally piece = each.next();
        all.add(piece, listener);
        if (all.hasEnough() && !listener.hearsOfAll()) {
          years.enough();
        }
        complete = listener.goesOn(piece.until(), population.extent()) || !each.hasNext();
      }
    }
    Impact.@Nullable Causes causes = null;
    if (complete && !all.movers().isEmpty()) {
      causes =
          new UndoneChanges(before, after)
              .causes(
                  all.movers(),
                  executor,
                  () -> listener.goesOn(population.extent(), population.extent()));
      complete = causes != null;
    }
    return all.impact(population.title(), complete, causes);
  }

  private Tally tally(TwoYears years, List<Candidate> piece) {
    Tally tally = new Tally(before, after, options);
    for (Candidate each : piece) {
      years.look(each, tally);
    }
    return tally;
  }
}
