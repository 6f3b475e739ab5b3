package tierwise;

import java.io.Serializable;

/**
 * A place in a file that somebody edits. Immutable.
 *
 * @param file the file, as a path that the reader of the message can open or at least recognise
 * @param line the line, counted from 1
 * @param column the character in the line, counted from 1; a tab is one character
 */
public record SourceLocation(String file, int line, int column) implements Serializable {
  /** The usual form {@code file:line:column}, which editors and terminals can follow. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
