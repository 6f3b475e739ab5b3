package tierwise.internal.engine;

/**
 * How many steps a decision may take: so many for any case, and so many for each of its facts.
 *
 * @param ofAnyCase at least 1
 * @param perFact at least 0
 */
public record StepBudget(long ofAnyCase, long perFact) {
  /**
   * More than twice what a case with every subject takes: rules of the size of a year take 35 steps
   * for each ledger line, and 21 more for each subject in play.
   */
  public static final StepBudget USUAL = new StepBudget(100_000, 1_000);

  /**
   * Makes a budget.
   *
   * @throws IllegalArgumentException if a number is too small
   */
  public StepBudget {
    if (ofAnyCase < 1) {
      throw new IllegalArgumentException("a case must have at least 1 step, not " + ofAnyCase);
    }
    if (perFact < 0) {
      throw new IllegalArgumentException("a fact must have at least 0 steps, not " + perFact);
    }
  }

  /** The steps for so many facts; the greatest long if they cannot be counted. */
  public long stepsFor(int facts) {
    try {
      return Math.addExact(ofAnyCase, Math.multiplyExact(perFact, (long) facts));
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
