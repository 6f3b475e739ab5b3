package tierwise.internal.history;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of histories and archives. */
enum HistoryProblem implements Sentence {
  // The history
  HISTORY_UNREADABLE("folder", "reason"),
  REVISIONS_ARE_NO_LIST,
  REVISION_OUT_OF_TURN("before", "year", "number"),
  ARCHIVE_OF_OTHER_WORDS("revision", "archive"),
  ARCHIVE_MISSING("archive", "revision"),

  // A revision, in the history or in its archive
  NO_FINGERPRINT("key"),
  NO_SIGNATURE("key"),
  NO_NUMBER_OF_A_REVISION("key", "least"),
  NO_LINE_OF_WORDS("key", "most"),
  NO_HASH_OF_A_FILE("name"),
  ARCHIVE_OF_ANOTHER_NAME("key", "archive"),

  // A year that is not as it was published
  FILE_ADDED("revision", "next", "folder"),
  FILE_TAKEN_AWAY("revision", "next", "folder"),
  FILE_CHANGED("revision", "next", "folder"),
  FILE_CONTINUED("revision", "next", "folder"),

  // An archive
  ARCHIVE_UNREADABLE("file", "reason"),
  ARCHIVE_TOO_LARGE("most"),
  ARCHIVE_WITHOUT_REVISION("name"),
  NO_NAME_OF_A_RULE_FILE("name"),
  ARCHIVE_OF_SEVERAL_FOLDERS("one", "other"),
  REVISION_WRITTEN_OTHERWISE("name", "folder"),
  ANOTHER_FILE_THAN_PUBLISHED("name"),
  PUBLISHED_FILE_MISSING,
  ENTRY_NAME_TOO_LONG("at", "length"),
  ENTRY_COMPRESSED("at", "name"),
  ENTRY_TOO_LARGE("at", "name", "most"),
  ENTRY_WITH_EXTRA_FIELDS("at", "name"),
  ENTRY_CUT_OFF("at", "name"),
  ENTRY_TWICE("at", "name"),
  ENTRY_OUT_OF_PLACE("at", "name"),
  TOO_MANY_ENTRIES("at", "most"),
  ENTRY_CHANGED("at", "name"),
  NEVER_WRITTEN("at");

  private final List<String> slots;

  HistoryProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
