package tierwise.internal.source;

import java.util.List;

/**
 * What is said of files before anybody asks what they are about: of characters, YAML and values.
 * And of problems, if there are very many.
 */
enum ReadingProblem implements Sentence {
  // Characters
  FILE_TOO_LARGE("most"),
  UTF_16,
  BYTE_THAT_IS_NOT_UTF_8("byte", "character"),
  BYTE_ORDER_MARK_AT_THE_BEGINNING,
  INVISIBLE_CHARACTER("character"),

  // YAML
  TAB_AT_THE_BEGINNING,
  YAML_TEXT_NOT_CLOSED,
  NO_ESCAPE,
  YAML_LIST_NOT_CLOSED,
  YAML_KEYS_NOT_CLOSED,
  KEY_WITHOUT_COLON,
  SECOND_COLON,
  LINE_OUT_OF_PLACE,
  VALUE_BEGINS_WRONGLY,
  YAML_VALUE_WANTED,
  NESTED_TOO_DEEP,
  LINE_WITHOUT_COLON,
  NO_YAML,
  NO_YAML_BELOW,
  EMPTY_YAML,
  NO_KEY_AT_THE_BEGINNING("kind"),
  SECOND_DOCUMENT,
  ALIAS,
  TAG,
  NO_WORD_AS_A_KEY("kind"),
  KEY_WRITTEN_TWICE("key"),
  TYPOGRAPHIC_QUOTE_OF_YAML("character"),
  CHARACTER_BY_ESCAPE("character"),

  // JSON
  NO_JSON("reason"),
  JSON_GOES_ON,

  // Keys and their values
  NO_SUCH_KEY("owner", "key"),
  NO_KEYS("owner", "kind"),
  NO_VALUE("key", "owner"),
  KEY_NOT_THERE("owner", "key"),
  NO_TEXT_IN_A_LIST("key", "kind"),
  NO_LIST("key", "kind"),
  NO_PLAIN_LIST("key", "kind"),
  NO_SINGLE_VALUE("key", "kind"),
  NO_TEXT("key", "value"),
  ANOTHER_FORMAT("known", "format"),
  KEY_WITHOUT_SUCH_A_DAY("key", "day"),
  KEY_WITHOUT_A_DAY("key", "text", "spelling"),
  KEY_WITHOUT_A_NUMBER("key", "text", "spelling"),
  KEY_WITHOUT_A_WHOLE_NUMBER("key", "text", "spelling"),
  NUMBER_TOO_SMALL("key", "least", "number"),
  NEITHER_YES_NOR_NO("key", "text"),
  NO_SUCH_WORD("key", "word"),

  // More than anybody reads
  ONE_MORE_PROBLEM,
  MORE_PROBLEMS("number");

  private final List<String> slots;

  ReadingProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
