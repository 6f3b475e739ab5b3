package tierwise.internal.folder;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of rule folders, of their manifests and of their messages. */
enum FolderProblem implements Sentence {
  // Where folders are
  NO_FOLDER("directory"),
  CANNOT_READ("directory", "reason"),
  NO_RULE_FOLDER("directory"),
  NO_NAME_FOR_A_PROGRAMME("name"),
  NO_NAME_FOR_A_YEAR("name"),
  CLASS_PATH_UNREADABLE("reason"),
  INDEX_TOO_LARGE("index", "most"),
  CLASS_PATH_TOO_LARGE("bytes", "files", "shown"),
  NO_FILE_OF_A_RULE_FOLDER("shown", "noun", "name"),
  TWICE_ON_THE_CLASS_PATH("folder"),
  NOT_LISTED_BY_ITSELF("root", "index"),
  NO_RULE_FOLDER_ON_THE_CLASS_PATH,

  // The files of a folder
  TOO_MANY_FILES("most"),
  UNKNOWN_FILE_OF_A_FOLDER("name"),
  NOT_A_FILE("name"),
  FILE_MISSING("name"),
  COPY_WORD_BY_WORD("copy", "original"),
  COPY_IN_OTHER_WORDS("copy", "original"),

  // The years of a programme
  YEARS_OVERLAP("later", "begin", "earlier"),
  DAY_WITHOUT_A_YEAR("day", "programme", "earlier", "later", "begin"),
  DAYS_WITHOUT_A_YEAR("first", "last", "programme", "earlier", "later", "begin"),
  TITLE_OF_ANOTHER_YEAR("other", "year"),
  NO_SUCH_YEAR("year"),
  YEAR_OF_SEVERAL_PROGRAMMES("year"),
  DAY_OF_NO_YEAR("programme", "day"),
  DAY_OF_SEVERAL_PROGRAMMES("day"),

  // The manifest
  ENDS_BEFORE_IT_BEGINS,
  MEMBERSHIP_IS_AN_OFFER("name"),
  NO_ORIGIN_OF_A_LIST("origin"),
  SPLIT_OF_NOTHING,
  NO_TEXT_OF_A_FIELD("field"),
  COUNTS_NO_TYPE,
  NO_MEASURE_OF_A_COLUMN,
  NO_VALUES_OF_A_COLUMN("column", "name"),
  NO_TWO_COLUMNS_OF_DAYS,
  NO_FIELD_OF_A_TYPE("name"),
  UNEVEN_WITHOUT_REASON,
  NO_PERCENTAGE("key"),
  NO_SINGLE_PERCENTAGE("key", "kind"),
  NO_NAME_IN_THE_MANIFEST("name", "what"),
  NAME_NOT_IN_THE_MANIFEST("what", "name"),
  ENTRY_NOT_IN_THE_LIST("list", "name"),
  LISTED_TWICE("name"),
  VALUE_AND_RETIRED("name"),

  // Messages
  NO_NAME_IN_MESSAGES("name", "section"),
  NO_SENTENCE("what"),
  NOT_A_SENTENCE("what", "kind"),
  SENTENCE_TOO_LONG("most"),
  BRACE_NOT_CLOSED,
  NOT_FILLED_IN("name"),
  FILLED_IN_TOO_OFTEN("most", "places");

  private final List<String> slots;

  FolderProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
