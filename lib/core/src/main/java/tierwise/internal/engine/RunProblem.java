package tierwise.internal.engine;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of rules that could not be run to their end. */
enum RunProblem implements Sentence {
  RULE_NOT_APPLICABLE("rule", "reason"),
  DAY_OF_NO_CALENDAR("rule", "helper"),
  TOO_MANY_STEPS_OF_RULES("rule", "steps");

  private final List<String> slots;

  RunProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
