package tierwise.internal.language.model;

import java.util.List;

/** Which texts a field or an argument can have. */
public sealed interface TextDomain {
  /** Those that the manifest or the messages name. */
  enum Named implements TextDomain {
    OFFER,
    /** An offer or another membership. */
    HOLDABLE,
    MEASURE,
    LIST,
    SUBJECT,
    REASON,
    NOTICE,
    QUESTION,
    /** The name that rules give to a window. */
    WINDOW,
    /** A day, year-month-day, which must be written out. */
    DAY,
    /** A decimal, which must be written out. */
    NUMBER,
    /** Any. */
    FREE
  }

  /** The entries of a closed list of the manifest. */
  record Closed(String what, List<String> texts) implements TextDomain {
    /** Keeps its own copy of the texts. */
    public Closed {
      texts = List.copyOf(texts);
    }
  }
}
