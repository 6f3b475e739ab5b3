package tierwise;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of years that are asked for, and of who published them. */
enum YearProblem implements Sentence {
  NO_SUCH_YEAR("year"),
  YEAR_OF_SEVERAL_PROGRAMMES("year"),
  DAY_OF_NO_YEAR("programme", "day"),
  DAY_OF_SEVERAL_PROGRAMMES("day"),
  YEAR_NOT_PUBLISHED("year"),
  REVISION_NOT_SIGNED("revision"),
  REVISION_NOT_SIGNED_BY_THE_TRUSTED("revision");

  private final List<String> slots;

  YearProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
