package tierwise.testing;

import java.util.List;
import tierwise.testing.internal.problems.HarnessSentence;

/** What is said where cases are found, and where a year is copied. */
enum CasesProblem implements HarnessSentence {
  NO_FILE_OF_CASES("folder"),
  FOLDER_WITHOUT_CASES("year"),
  NO_FILE_TO_READ("name"),
  YEAR_ALREADY_HELD("day", "copy", "year");

  private final List<String> slots;

  CasesProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
