package tierwise.record;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What is said of records, of logs of them, and of deciding them again. */
enum RecordProblem implements Sentence {
  // A record
  RECORD_VALUE("key", "example"),
  RECORD_CHANGED,
  FACTS_CHANGED,
  DECISION_CHANGED,
  DECISION_OF_OTHER_RULES,
  HALF_ERASED,

  // A log
  RECORD_OUT_OF_CHAIN("previous", "hash"),
  LINE_TOO_LONG("most"),
  HASH_NOT_FOUND("hash"),
  LINE_BREAKS_OFF,
  NO_LOG("directory"),
  LOG_IN_USE("directory"),

  // Deciding
  DECIDED_BY_NAMES("year"),
  ERASED,
  NO_SUCH_RULES("year", "fingerprint"),
  REFUSED_BY_RULES("year", "problem");

  private final List<String> slots;

  RecordProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
