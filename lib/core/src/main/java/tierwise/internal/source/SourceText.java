package tierwise.internal.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tierwise.Problem;
import tierwise.SourceLocation;

/**
 * The text of one file and where its lines begin. A place is told in the same time wherever it is,
 * however long its line. Immutable; equality is identity.
 */
public final class SourceText {
  /** So much is shown of a line. */
  private static final int MOST_SHOWN = 160;

  /** So much of that stands before the words that are meant, if the line goes on so far. */
  private static final int SHOWN_BEFORE = 60;

  /** A character with more marks than fit in so much is cut in two all the same. */
  private static final int LONGEST_CHARACTER = 20;

  private static final String LEFT_OUT = "…";

  private final String name;
  private final String text;
  private final int[] lineStarts;

  /** How many code points stand before each one that takes two characters. */
  private final int[] pairs;

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
    return new SourceLocation(name, line, codePoints(lineStarts[line - 1], offset) + 1);
  }

  /** How many code points stand between two offsets. */
  int codePoints(int from, int to) {
    int begin = Math.min(from, text.length());
    int end = Math.min(to, text.length());
    return end - begin - (pairsBefore(end) - pairsBefore(begin));
  }

  /** How many code points that take two characters end at the offset or before it. */
  private int pairsBefore(int offset) {
    int low = 0;
    int high = pairs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pairs[middle] + middle + 2 <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The text of a line, without its end. */
  public String line(int number) {
    return text.substring(lineStarts[number - 1], endOfLine(number));
  }

  /** What is written in a line, without the white space around it; empty if nothing is. */
  public Span lineSpan(int number) {
    int start = lineStarts[number - 1];
    int end = endOfLine(number);
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (start < end && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return span(start, end);
  }

  /**
   * The words from the offset {@code start} up to the one before {@code end} with as much of their
   * line as somebody needs to find them: all of it if it is no longer than usual.
   */
  Problem.Place place(int start, int end) {
    int line = lineAt(start);
    int begin = lineStarts[line - 1];
    int last = endOfLine(line);
    int at = Math.min(start, last);
    int from = begin;
    int to = last;
    if (last - begin > MOST_SHOWN) {
      to = Math.min(last, Math.max(begin, at - SHOWN_BEFORE) + MOST_SHOWN);
      from = to - MOST_SHOWN;
      from = from == begin ? from : firstBetween(from, Math.min(at, from + LONGEST_CHARACTER));
      to = to == last ? to : lastBetween(Math.max(at + 1, to - LONGEST_CHARACTER), to);
    }
    String before = (from > begin ? LEFT_OUT : "") + text.substring(from, at);
    String behind = text.substring(at, to) + (to < last ? LEFT_OUT : "");
    return new Problem.Place(
        locate(start),
        Characters.visible(before + behind),
        before.codePointCount(0, before.length()) + 1 + Math.max(0, start - last),
        Math.max(1, codePoints(at, Math.max(at, Math.min(end, last)))));
  }

  /** The first offset of the two or between them that no character is cut in two at. */
  private int firstBetween(int from, int to) {
    int at = from;
    while (at < to && Characters.joins(text, at)) {
      at++;
    }
    return at < to || !Characters.joins(text, at) ? at : wholeCodePoint(from);
  }

  /** The last of them. */
  private int lastBetween(int from, int to) {
    int at = to;
    while (at > from && Characters.joins(text, at)) {
      at--;
    }
    return Characters.joins(text, at) ? wholeCodePoint(to) : at;
  }

  /** The offset, or the one before it if it would cut a pair. */
  private int wholeCodePoint(int at) {
    boolean cuts = Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return cuts ? at - 1 : at;
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
