package tierwise.testing.internal.expect;

import java.util.List;
import tierwise.testing.internal.problems.HarnessSentence;

/** What is said of what cases expect. */
enum ExpectProblem implements HarnessSentence {
  // What is expected
  CASE_EXPECTS_NOTHING,
  EXACTLY_NOTHING,
  NOTHING_BESIDE("key", "other"),
  OFFER_WITHOUT_ANYTHING("offer"),
  NO_HIGHEST("offer"),
  FINDING_WITHOUT_A_NAME,
  NO_LIST_OF_WHAT_IS_EXPECTED("key", "kind"),
  NO_PROBLEM_EXPECTED,
  NO_SUCH_PROBLEM("code"),

  // Names that no decision can have
  NO_SUCH_TIER("name"),
  NO_SUCH_OFFER("name"),
  NOTHING_TO_HOLD("name"),
  NO_SUCH_MEASURE("name"),
  NO_SUCH_QUESTION("name"),
  NO_SUCH_REASON("name"),
  NO_SUCH_NOTICE("name"),
  NO_SUCH_STATUS("name"),
  NO_SUCH_RULE("name"),
  OF_NOTHING_IN_THE_CASE("name"),
  ABOUT_NOTHING_IN_THE_CASE("name");

  private final List<String> slots;

  ExpectProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
