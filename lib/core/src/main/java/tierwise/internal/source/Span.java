package tierwise.internal.source;

import tierwise.Problem;
import tierwise.SourceLocation;

/**
 * Some words of a file, from the offset {@code start} up to the one before {@code end}. What stands
 * behind a node of the rule model or of a YAML file.
 */
public record Span(SourceText source, int start, int end) {
  public SourceLocation at() {
    return source.locate(start);
  }

  public int line() {
    return source.lineAt(start);
  }

  public String text() {
    return source.text().substring(start, end);
  }

  /** From the beginning of this to the end of the other. */
  public Span to(Span other) {
    return new Span(source, start, other.end);
  }

  /** Only what stands in its first line: enough to point at something long. */
  public Span firstLine() {
    return new Span(source, start, Math.max(start, Math.min(end, source.endOfLine(line()))));
  }

  /** The empty span just behind this one. */
  public Span behind() {
    return new Span(source, end, end);
  }

  /** The words with their line, cut off at the end of the line. */
  public Problem.Place place() {
    return source.place(start, end);
  }
}
