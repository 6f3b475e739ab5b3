package tierwise.live;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said where rules are published and swapped. */
enum LiveProblem implements Sentence {
  RULES_CHANGE_ALL_THE_TIME,
  READING_INTERRUPTED,
  RULES_NOT_BUILT("reason"),
  NOT_ONE_YEAR("folder"),
  REVISION_OF_ANOTHER_HISTORY("revision", "folder"),
  PUBLISHED_AS_IT_IS("year", "revision");

  private final List<String> slots;

  LiveProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
