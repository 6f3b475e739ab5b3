package tierwise.internal.casefile;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of files with cases, and of facts that no rules have seen yet. */
enum CaseProblem implements Sentence {
  NO_CASE_IN_THE_FILE,
  CASES_ARE_NO_LIST("kind"),
  NO_ROW_IN_THE_TABLE,
  SKIPPED_WITHOUT_REASON,
  NO_SUCH_CASE("name"),
  TABLE_AS_A_BASE,
  OWN_BASE,
  TOO_MANY_BASES("most"),
  CASES_TOO_LARGE("most"),
  NO_VALUE_IN_THE_ROW("column"),
  COLUMN_NOT_USED("column"),
  TOO_MANY_FACTS("number", "most"),
  TWO_FACTS_OF_ONE_ID("id"),
  INEXACT_VALUE("field", "type", "java", "value"),
  VALUE_OF_ANOTHER_TYPE("field", "type", "java"),
  NO_LIST_OF_FACTS("key", "kind"),
  NO_LISTS_TO_ASK_FOR("kind"),
  REFUSED_BY_THE_FACT("field", "fact", "reason");

  private final List<String> slots;

  CaseProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
