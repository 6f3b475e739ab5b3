package tierwise.analysis.population;

import java.util.List;

/**
 * A case that could not be decided. Immutable.
 *
 * @param where its place in the population
 * @param problems what is wrong, as people read it
 */
public record Undecided(String where, List<String> problems) {
  /** Keeps its own copy. */
  public Undecided {
    problems = List.copyOf(problems);
  }
}
