package tierwise.internal.engine;

import tierwise.facts.Measurement;

/**
 * The steps that a decision has left. A step is one fact looked at by one condition, one helper
 * called, or one piece of evidence; a statement takes several, see {@link #OF_A_STATEMENT}. Used by
 * one thread.
 */
public final class StepCounter {
  /** What it takes to make a statement and to keep it. */
  public static final int OF_A_STATEMENT = 5;

  private final long given;
  private long left;

  public StepCounter(long steps) {
    this.given = steps;
    this.left = steps;
  }

  /**
   * Takes steps.
   *
   * @throws Spent if there are not so many left
   */
  public void take(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Spent();
    }
  }

  /** What a statement takes that was made: each fact that it rests on is looked at with it. */
  public static long ofStatement(Object fact) {
    return fact instanceof Measurement measurement
        ? OF_A_STATEMENT + (long) measurement.evidence().size() + measurement.numberOfParts()
        : OF_A_STATEMENT;
  }

  /** How many there were. */
  public long given() {
    return given;
  }

  /** How many were taken. */
  public long taken() {
    return given - left;
  }

  /** Ends a run. An error, so that an engine passes it on as it is. */
  public static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    private Spent() {
      super("the budget of steps is spent", null, false, false);
    }
  }
}
