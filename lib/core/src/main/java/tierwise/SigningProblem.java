package tierwise;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of years that are to be signed. */
enum SigningProblem implements Sentence {
  YEAR_NOT_PUBLISHED("year"),
  REVISION_NOT_SIGNED("revision"),
  REVISION_NOT_SIGNED_BY_THE_TRUSTED("revision");

  private final List<String> slots;

  SigningProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
