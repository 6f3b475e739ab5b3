package tierwise.analysis.impact;

import tierwise.analysis.population.Undecided;

/** Hears of single partners while an impact is worked out, always in the same thread. */
public interface ImpactListener {
  /**
   * Whether {@link #moved} is to be told of all partners for whom something changes, which takes a
   * full decision of each by both rule sets; else it is told of the first ones.
   */
  default boolean hearsOfAll() {
    return false;
  }

  /** Something changes for a partner; heard in the order of the population. */
  default void moved(Impact.Moved moved) {}

  /** A case could not be decided; heard in the order of the population, of every case. */
  default void undecided(Undecided undecided) {}

  /**
   * So far it is.
   *
   * @param done how much of the extent is done
   * @param extent what it will be at the end
   * @return whether to go on; otherwise the impact of those who were looked at so far is told
   */
  default boolean goesOn(long done, long extent) {
    return true;
  }
}
