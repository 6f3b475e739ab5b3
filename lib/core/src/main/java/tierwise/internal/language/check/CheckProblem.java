package tierwise.internal.language.check;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of rules that do not go together with the manifest or with each other. */
enum CheckProblem implements Sentence {
  // Files
  NO_DRL,
  OTHER_PACKAGE("programme", "name", "meant"),
  NOT_IMPORTABLE("name"),
  NOT_IMPORTED("name"),
  TYPE_DECLARED_TWICE("type"),
  TOO_MANY_TYPES("most"),
  TOO_MANY_RULES("most"),
  TWO_RULES_OF_ONE_NAME,
  NAMES_DIFFER_IN_CAPITALS,

  // The manifest against the types
  NO_LEDGER_FOR_A_LIST("type"),
  NO_OFFERS_PER("per"),
  NOTHING_TO_COUNT("type"),
  NO_MEASURE_PER("per"),
  NO_TEXT_FIELD("field", "type"),
  NO_TYPE_OF_A_CASE("type"),

  // Targets
  TYPE_NOT_DECLARED("key", "type"),
  NO_COLUMN_OF_FIGURES("column", "type"),
  NO_COLUMN_OF_TEXTS("column", "type"),
  NO_COLUMN_OF_DAYS("column", "type"),
  NO_COLUMN("column", "type"),
  TWO_ROWS("row"),
  NO_ROW("type", "row"),
  NO_ROW_ON_THESE_DAYS("type", "row", "from", "last"),
  ROWS_OF_THE_SAME_DAYS("type", "row"),
  VALUE_NOT_OF_THE_TABLE("type", "column", "value"),
  FIGURE_BELOW_THE_ONE_BEFORE("column", "figure", "row", "lower", "other"),
  ROW_NOT_LISTED("type", "row"),
  FIGURE_BELOW_A_LOWER_TIER("offer", "figure", "measure", "lower", "below"),
  NO_SOURCE_OF_A_ROW,
  NO_SOURCE_OF_A_TABLE("type"),

  // Measures and offers
  NO_MEASUREMENT("measure"),
  MAY_GET_WORSE("measure"),
  LINE_MAY_BE_FORGOTTEN("measure", "line"),
  OFFER_NEEDS_ITSELF("offer", "needed"),
  OFFERS_NEED_EACH_OTHER("offer", "needed"),

  // Rules against each other
  RULE_READS_ITSELF("kind"),
  RULES_IN_A_CIRCLE("number", "rule", "kind"),
  NO_RULE_STATES("kind"),
  PATTERN_WITHOUT_FACTS("type"),
  TWO_FIGURES("measure"),
  TWO_MEASUREMENTS("measure"),

  // What is most likely a mistake
  EACH_WITH_EACH("type", "other"),
  CODE_NOT_USED("sort", "code"),
  UNIT_NOT_USED("unit"),

  // Rules of several years
  RULE_UNLIKE_ITS_NEIGHBOURS("year");

  private final List<String> slots;

  CheckProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
