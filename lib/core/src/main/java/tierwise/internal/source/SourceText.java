package tierwise.internal.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tierwise.SourceLocation;

/** The text of one file and where its lines begin. Immutable; equality is identity. */
public final class SourceText {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  /** How many code points stand before each one that takes two characters. */
  private final int[] pairs;

  /** The line that was asked for last: many problems can stand in one long line. */
  private volatile Line last = new Line(0, "");

  private record Line(int number, String text) {}

  public SourceText(String name, String text) {
    this.name = Characters.visible(name);
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.pairs = pairs(text);
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] pairs(String text) {
    int most = text.length() - text.codePointCount(0, text.length());
    int[] pairs = new int[most];
    int found = 0;
    for (int i = 0; found < most; i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        pairs[found] = i - found;
        found++;
        i++;
      }
    }
    return pairs;
  }

  /** The path under which problems name this file. */
  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  public Span whole() {
    return span(0, text.length());
  }

  /** The number of the line, from 1, in which the offset lies. */
  public int lineAt(int offset) {
    int low = 0;
    int high = lineStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  /** The offset of the n-th code point, counted from 0. */
  int offsetOfCodePoint(int n) {
    int place = Arrays.binarySearch(pairs, n);
    return Math.min(n + (place < 0 ? -place - 1 : place), text.length());
  }

  public SourceLocation locate(int offset) {
    int line = lineAt(offset);
    return new SourceLocation(
        name, line, text.codePointCount(lineStarts[line - 1], Math.min(offset, text.length())) + 1);
  }

  /** The text of a line, without its end. */
  public String line(int number) {
    Line line = last;
    if (line.number() != number) {
      line = new Line(number, text.substring(lineStarts[number - 1], endOfLine(number)));
      last = line;
    }
    return line.text();
  }

  /** What is written in a line, without the white space around it. */
  Span lineSpan(int number) {
    String line = line(number);
    int start = lineStarts[number - 1] + line.length() - line.stripLeading().length();
    return span(start, start + line.strip().length());
  }

  /** The offset just behind the last character of a line. */
  int endOfLine(int number) {
    int end = number < lineStarts.length ? lineStarts[number] : text.length();
    while (end > lineStarts[number - 1]
        && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /** Whether nothing but white space stands before the offset in its line. */
  public boolean firstInLine(int offset) {
    for (int i = lineStarts[lineAt(offset) - 1]; i < offset; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
