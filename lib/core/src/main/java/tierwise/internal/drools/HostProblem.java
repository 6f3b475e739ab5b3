package tierwise.internal.drools;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of the Drools that the embedding program has. */
enum HostProblem implements Sentence {
  DROOLS_OF_ANOTHER_VERSION("version", "tested"),
  DROOLS_WITHOUT_ITS_PARTS("failure"),
  DROOLS_IN_SEVERAL_THREADS;

  private final List<String> slots;

  HostProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
