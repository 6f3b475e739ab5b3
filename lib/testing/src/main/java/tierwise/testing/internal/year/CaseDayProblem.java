package tierwise.testing.internal.year;

import java.util.List;
import tierwise.testing.internal.problems.HarnessSentence;

/** What is said of the days and years of cases. */
enum CaseDayProblem implements HarnessSentence {
  DAY_OF_ANOTHER_YEAR("year", "day", "more"),
  CASE_OF_ANOTHER_YEAR("other", "year");

  private final List<String> slots;

  CaseDayProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
