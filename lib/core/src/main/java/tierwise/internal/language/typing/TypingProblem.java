package tierwise.internal.language.typing;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of names that are not there and of values that do not fit each other. */
enum TypingProblem implements Sentence {
  // Names
  TYPE_NOT_USED("sort", "name", "near"),
  NO_TYPE("sort", "name", "near"),
  NAME_NOT_USED("sort", "name", "near"),
  NAME_NOT_LISTED("sort", "name"),
  NO_NAME("sort", "name", "near"),
  MESSAGE_NOT_USED("sort", "name", "near"),
  MESSAGE_NOT_LISTED("sort", "name"),
  NO_MESSAGE("sort", "name", "near"),
  UNKNOWN_VARIABLE("variable"),
  OWN_FACT("variable"),
  BOUND_TWICE("variable"),
  NO_NAME_FOR_A_VARIABLE("name"),
  NO_FIELDS("type", "field"),
  UNKNOWN_FIELD("field", "type"),
  NO_HELPERS("type"),
  UNKNOWN_HELPER("helper", "type"),

  // Texts and numbers that are written out
  NO_NUMBER("text", "spelling"),
  DAY_TOO_FAR_AWAY("day", "first", "last"),
  NO_DAY("text", "spelling"),
  NO_DAY_OF_THE_CALENDAR("day"),
  INEXACT_NUMBER("number"),
  TOO_MANY_DIGITS("number"),

  // Arguments
  WRONG_ARGUMENTS("helper", "arguments", "decimal"),
  WRONG_ARGUMENT("helper", "parameter", "wanted", "given"),
  ARGUMENTS_SWAPPED("helper", "first", "second"),
  NOT_WRITTEN_OUT("helper"),
  OUT_OF_RANGE("parameter", "helper", "written", "min", "max"),
  NEW_OF_THE_LIBRARY("type"),
  NOT_MADE_FROM("type", "arguments", "figure"),
  STATEMENT_IN_A_CONDITION("helper"),
  STATEMENT_IN_A_STATEMENT,

  // What may be missing
  OWNER_MAY_BE_MISSING("value", "field"),
  ARGUMENT_MAY_BE_MISSING("value", "helper"),
  FIGURE_MAY_BE_MISSING("value"),
  CONDITION_MAY_BE_MISSING("value"),

  // Comparisons and conditions
  CONDITION_AS_A_VALUE,
  ORDER_OF_NOTHING,
  NO_ORDER("type", "sign"),
  WHOLE_FACT("type"),
  DIFFERENT_TYPES("left", "right", "sign", "written", "spelling"),
  DECIMAL_BESIDE_OTHERS("number"),
  NOT_WRITTEN_OUT_IN_LIST,
  NO_ARITHMETIC("type", "sign"),
  DECIMAL_IN_ARITHMETIC("number"),
  NEGATED_COMPARISON,
  NO_CONDITION("value", "type"),
  BOUND_FROM_ANOTHER_FACT,
  CONSTANT_CONDITION("condition");

  private final List<String> slots;

  TypingProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
