package tierwise.internal.json;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of the JSON of a decision. */
enum WrittenDecisionProblem implements Sentence {
  NOT_WRITTEN_SO("key", "example"),
  EMPTY_LIST("key"),
  STATUS_OF_PARTS("status"),
  GROUNDS_MISSING("key", "status"),
  GROUNDS_TOO_MANY("key", "status"),
  NO_SUCH_MEASUREMENT("id"),
  MEASUREMENT_WRITTEN_TWICE("id"),
  PART_OF_ITSELF("id");

  private final List<String> slots;

  WrittenDecisionProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
