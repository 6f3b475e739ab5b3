package tierwise.internal.source;

/**
 * The sorts of problems. A number is never given to another sort, since people look it up and
 * programs depend on it.
 */
public enum Code {
  // Reading files
  UNREADABLE(101),
  TOO_LARGE(102),
  NOT_UTF8(103),
  BYTE_ORDER_MARK(104),
  FORBIDDEN_CHARACTER(105),
  UNKNOWN_FILE(106),
  NO_MANIFEST(107),
  NO_SUCH_FOLDER(108),
  NOTHING_FOUND(109),

  // YAML of any file
  YAML_SYNTAX(121),
  YAML_DUPLICATE_KEY(122),
  YAML_ALIAS_OR_TAG(123),
  UNKNOWN_KEY(124),
  MISSING_KEY(125),
  WRONG_KIND_OF_VALUE(126),
  NOT_A_DATE(127),
  NOT_A_NUMBER(128),
  NOT_YES_OR_NO(129),
  EMPTY_VALUE(130),

  // DRL: reading and grammar
  CANNOT_BE_READ(201),
  NOT_IN_THE_LANGUAGE(202),
  UNKNOWN_TYPE(203),
  UNKNOWN_FIELD(204),
  UNKNOWN_NAME(205),
  UNKNOWN_HELPER(206),
  WRONG_ARGUMENTS(207),
  WRONG_TYPE(208),
  MAY_BE_MISSING(209),
  NAME_TAKEN(210),
  WRONG_PACKAGE(211),
  MISSING_IMPORT(212),
  TOO_COMPLEX(213),
  MISSING_END(214),
  UNCLOSED_TEXT(215),
  NOT_A_STATEMENT(216),
  UNUSED(217),
  NO_SHARED_VARIABLE(218),

  // Rules against the manifest and each other
  UNKNOWN_VALUE(301),
  CIRCLE_OF_RULES(302),
  CIRCLE_OF_OFFERS(303),
  NOT_MEASURED(304),
  MISSING_ROW(305),
  NO_PROVENANCE(306),
  NO_MESSAGE(307),
  UNKNOWN_PLACEHOLDER(308),
  OVERLAPPING_YEARS(309),
  INVALID_MANIFEST(310),
  NEVER_STATED(311),
  MAY_FALL(312),
  NEVER_MATCHES(313),
  FIGURES_OUT_OF_ORDER(314),
  GAP_BETWEEN_YEARS(315),
  OTHER_YEAR_IN_TITLE(316),

  // Cases
  INVALID_FACT(401),
  DUPLICATE_ID(402),
  UNKNOWN_FACT_TYPE(403),
  NAME_NOT_IN_LIST(404),
  NO_YEAR_FOR_DATE(405),
  UNKNOWN_YEAR(406),
  NO_CASES(407),
  NOTHING_EXPECTED(408),

  // What one decision brings to light in the rules
  DIFFERENT_BOUNDS(501),
  DIFFERENT_VALUES(502),
  NOT_ACCOUNTED_FOR(503),
  COUNTED_AND_LEFT_OUT(504),
  NOTHING_SAID(505),
  OPEN_AND_ASKING(506),
  UNKNOWN_EVIDENCE(507),
  VALUE_WITHOUT_MEASUREMENT(508),
  WRONG_SUBJECT(509),
  RULE_FAILED(510),
  BUDGET_SPENT(511),

  // What the embedding program has on its class path
  UNTESTED_ENGINE(604),

  // What was published
  CHANGED_SINCE_PUBLISHED(701),
  NOT_PUBLISHED(702),
  NOT_SIGNED(703),
  DAMAGED_ARCHIVE(704),
  DAMAGED_HISTORY(705),

  /** What no rule file and no case should be able to cause. */
  INTERNAL(999);

  private final String text;

  Code(int number) {
    this.text = "TW-" + number;
  }

  /** The code as problems show it. */
  @Override
  public String toString() {
    return text;
  }
}
