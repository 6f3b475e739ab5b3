package tierwise.analysis.diff;

import org.jspecify.annotations.Nullable;

/**
 * One thing that two years write otherwise. Immutable.
 *
 * @param part where it belongs
 * @param of the rule, by its sentence, the table, or the part of the manifest or of the messages
 * @param what what of it, such as the key of a row and a column; empty if it is all of it
 * @param before what the earlier year says, in words; {@code null} if it says nothing of the kind
 * @param after what the later year says; {@code null} if it says nothing of the kind
 * @param beforeAt where that stands; {@code null} if it stands nowhere
 * @param afterAt where that stands; {@code null} if it stands nowhere
 */
public record Change(
    Part part,
    Kind kind,
    String of,
    String what,
    @Nullable String before,
    @Nullable String after,
    @Nullable Place beforeAt,
    @Nullable Place afterAt) {

  /** What a change is about: numbers apart from structure, days and words apart from both. */
  public enum Part {
    /** Numbers of rows and of rules. */
    FIGURES,
    /** Rows that tell names apart, such as products that count, and what has no number. */
    ENTRIES,
    /** Conditions and statements of rules. */
    RULES,
    /** Offers, lists, measures, tables: what the manifest and the declarations say. */
    PROGRAMME,
    /** Days of rows, of rules and of the year. */
    DAYS,
    /** Titles, sources and messages, which decide nothing. */
    WORDS
  }

  /** What became of it. */
  public enum Kind {
    /** Both years have it, and say it otherwise. */
    CHANGED,
    /** Only the later year has it. */
    NEW,
    /** Only the earlier year has it. */
    GONE,
    /** The same under another name. */
    RENAMED
  }

  /** A line of a file of a year; the file without its folder. */
  public record Place(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }
}
