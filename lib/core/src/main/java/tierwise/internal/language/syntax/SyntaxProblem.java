package tierwise.internal.language.syntax;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of a DRL file whose words do not fit the grammar. */
enum SyntaxProblem implements Sentence {
  // Words
  COMMENT_NOT_CLOSED,
  TEXT_NOT_CLOSED,
  BACKSLASH_IN_A_TEXT,
  NOT_A_NUMBER_OF_DRL("number", "spelling"),
  BEGINS_WITH_ZERO("number"),
  DAY_WITHOUT_QUOTES("day"),
  SINGLE_QUOTES,
  CHARACTER_OUTSIDE_OF_TEXTS("character", "digit"),
  TYPOGRAPHIC_QUOTE("character", "text"),
  CAPITAL_LETTERS("word", "meant"),

  // The parts of a file
  EMPTY_FILE,
  NO_PACKAGE,
  NOTHING_IN_THE_FILE,
  FOREIGN_PART("word"),
  NO_PART("here"),
  FOREIGN_IMPORT("word"),
  IMPORT_BELOW_RULES,
  NAME_WANTED,
  NOT_ENDED("part"),
  TOO_MANY_WORDS("part", "most"),

  // Declarations
  FOREIGN_DECLARATION("word"),
  TYPE_NAME_WANTED("here"),
  NO_NAME_FOR_A_TYPE("name"),
  TYPE_OF_THE_LIBRARY("name"),
  TYPE_NAME_TAKEN("name", "owner"),
  MORE_THAN_FIELDS("word"),
  FIELD_DECLARED_TWICE("field"),
  NUMBER_OF_FIELDS("most"),
  FIELD_NAME_WANTED("here"),
  NO_NAME_FOR_A_FIELD("name"),
  RESERVED_FIELD_NAME("name"),
  NO_COLON_IN_A_FIELD("here"),
  FIELD_TYPE_WANTED("here"),
  NO_TYPE_OF_A_FIELD("type", "meant"),
  FIELD_WITH_MORE,

  // A rule
  RULE_NAME_WANTED("here"),
  NO_NAME_FOR_A_RULE,
  NO_WHEN("here"),
  WHEN_WANTED("here"),
  SECOND_WHEN,
  RULE_EXTENDS,
  SALIENCE,
  ATTRIBUTES,
  TOO_MANY_CONDITIONS("most"),
  NO_THEN("here"),
  SECOND_THEN,
  NOTHING_STATED,
  TOO_MANY_STATEMENTS("most"),
  VARIABLE_NOT_USED("variable"),

  // Conditions
  FOREIGN_CONDITION("word"),
  CLOSES_NOTHING,
  ONE_PATTERN_WANTED("here", "word"),
  PATTERN_NOT_ENDED("here"),
  FACT_TYPE_WANTED("here"),
  QUALIFIED_TYPE,
  NO_COLON_AFTER_VARIABLE("here"),
  NO_BRACKET_AFTER_TYPE("here"),
  FROM("word"),
  UNIFICATION("variable"),
  BOUND_AND_COMPARED,
  NAME_WITHOUT_DOLLAR("name"),
  TOO_LONG("what", "operators", "characters"),
  PATTERN_RUNS_ON("here"),
  SPACE_IN_A_SIGN,
  WRONG_SIGN("sign", "meant"),
  AND_OR_IN_WORDS("word"),
  FOREIGN_OPERATOR("word"),
  NO_COMPARISON("word"),
  POSITIONS,
  FOREIGN_SIGN("sign"),
  CONDITIONAL,
  NO_COMMA("here"),
  NO_BRACKET_AFTER_CONSTRAINTS("here"),

  // Accumulate
  NO_BRACKET_AFTER_ACCUMULATE("here"),
  COUNTED_FIRST,
  NO_AND_IN_ACCUMULATE("here"),
  NO_COMMA_BEFORE_FUNCTIONS("here"),
  RESULTS_COMPARED,
  ACCUMULATE_NOT_ENDED("here"),
  OWN_CODE,
  RESULT_WANTED("here"),
  FUNCTION_WANTED("here"),
  NO_FUNCTION("word"),
  NO_BRACKET_AFTER_FUNCTION("here"),
  COUNTED_VARIABLE_WANTED("here"),
  SUMMED_VARIABLE_WANTED("here"),
  FUNCTION_OF_WRONG_TYPE("function", "type"),
  PASSED_OVER_IN_SILENCE("variable"),
  NOT_COUNTED_HERE("variable"),

  // Values
  NO_BRACKET_AFTER_IN("here"),
  IN_NOT_ENDED("here"),
  DIVISION("sign"),
  BARE_ARITHMETIC("sign"),
  BRACKET_NOT_ENDED("here"),
  NAMED_INSIDE,
  TOO_MANY_BRACKETS("most"),
  SIGN_FOR_A_VALUE("sign"),
  VALUE_WANTED("here"),
  TOO_MANY_STEPS("most"),
  FIELD_OR_HELPER_WANTED("here"),
  ARGUMENTS_NOT_ENDED("here"),

  // Statements
  ONLY_INSERT,
  NO_BRACKET_AFTER_INSERT("here"),
  NOT_STATED("value", "type"),
  STATEMENT_NOT_CLOSED("here"),
  NO_SEMICOLON("here"),
  FIELD_IN_A_STATEMENT("field"),
  NULL_SAFE_STATEMENT,
  DECLARED_TYPE_WANTED("here"),
  NEW_OF_A_CLASS,
  NO_BRACKET_AFTER_NEW("here"),
  NOTHING_AS_A_VALUE,
  NEITHER_VARIABLE_NOR_HELPER("word"),
  SIGNS_IN_A_STATEMENT;

  private final List<String> slots;

  SyntaxProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
