package tierwise.analysis.diff;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.internal.opened.OpenedRules;
import tierwise.testing.internal.draw.DrawnCase;

/** Two years that decide the same partners, each on days of its own. */
final class YearPair {
  private final RuleSet before;
  private final RuleSet after;
  private final OpenedRules openedBefore;
  private final OpenedRules openedAfter;
  private final KnownFacts knownBefore;
  private final KnownFacts knownAfter;
  private final Period moved;

  YearPair(RuleSet before, RuleSet after) {
    this.before = before;
    this.after = after;
    this.openedBefore = OpenedRules.of(before);
    this.openedAfter = OpenedRules.of(after);
    this.knownBefore = new KnownFacts(openedBefore);
    this.knownAfter = new KnownFacts(openedAfter);
    this.moved = Period.between(before.programYear().from(), after.programYear().from());
  }

  RuleSet before() {
    return before;
  }

  RuleSet after() {
    return after;
  }

  OpenedRules openedBefore() {
    return openedBefore;
  }

  OpenedRules openedAfter() {
    return openedAfter;
  }

  /** From the first day of the earlier year to that of the later. */
  Period moved() {
    return moved;
  }

  /** The case of the earlier year in days of the later. */
  @Nullable DrawnCase later(DrawnCase facts) {
    return new MovedDays(moved, openedBefore.model()).of(facts);
  }

  /** The case of the later year in days of the earlier. */
  @Nullable DrawnCase earlier(DrawnCase facts) {
    return new MovedDays(moved.negated(), openedAfter.model()).of(facts);
  }

  DrawnCase knownBefore(DrawnCase facts) {
    return knownBefore.of(facts);
  }

  DrawnCase knownAfter(DrawnCase facts) {
    return knownAfter.of(facts);
  }

  /** What each year decides, in days of its own; {@code null} if one of them cannot. */
  @Nullable DecidedTwice decide(DrawnCase facts) {
    DrawnCase later = later(facts);
    return later == null ? null : decided(facts, later, moved);
  }

  /**
   * What each year decides on the days of the later one; {@code null} if the earlier cannot.
   *
   * @param decided what each decides on days of its own
   */
  @Nullable DecidedTwice decideOnOneDay(DrawnCase facts, DecidedTwice decided) {
    DrawnCase later = later(facts);
    Decision was = later == null ? null : decision(before, knownBefore.of(later));
    return was == null ? null : new DecidedTwice(was, decided.after(), Period.ZERO);
  }

  private @Nullable DecidedTwice decided(DrawnCase first, DrawnCase second, Period by) {
    Decision was = decision(before, knownBefore.of(first));
    Decision is = was == null ? null : decision(after, knownAfter.of(second));
    return was == null || is == null ? null : new DecidedTwice(was, is, by);
  }

  private static @Nullable Decision decision(RuleSet year, DrawnCase facts) {
    try {
      return year.decide(facts.toCase());
    } catch (RuleSetException e) {
      return null; // Whoever wants to know asks for the refusal.
    }
  }

  /** Why one of the years cannot decide the case in days of its own; {@code null} if both can. */
  @Nullable String refusal(DrawnCase facts) {
    DrawnCase later = later(facts);
    if (later == null) {
      return "its days cannot be moved";
    }
    String refusal = refusal(before, knownBefore.of(facts));
    return refusal == null ? refusal(after, knownAfter.of(later)) : refusal;
  }

  private static @Nullable String refusal(RuleSet year, DrawnCase facts) {
    try {
      year.decide(facts.toCase());
      return null;
    } catch (RuleSetException e) {
      return year + ": " + e.problems().get(0).message();
    }
  }
}
