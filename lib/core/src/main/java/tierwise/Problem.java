package tierwise;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.json.ProblemTree;

/**
 * Something wrong with a rule folder or a case, said so that whoever edits the file can mend it.
 *
 * <p>{@link #toString()} is the text for people: place, message and code on the first line, then
 * the author's line with a caret under the exact words, then what is allowed and the way out.
 * Immutable.
 *
 * @param code the stable code of this sort of problem, {@code TW-} and three digits
 * @param severity whether it keeps the rules or the case from being used
 * @param message what is wrong, in the words of the file
 * @param place where it is; {@code null} if it is in no file, as for a case made in Java
 * @param related other places that matter, such as the first of two that disagree
 * @param allowed what could stand there instead; {@code null} if that cannot be listed
 * @param nearest the allowed value that looks most like what was written; {@code null} if none does
 * @param wayOut what to do about it; {@code null} if the rest says it
 */
public record Problem(
    String code,
    Severity severity,
    String message,
    @Nullable Place place,
    List<Related> related,
    @Nullable Allowed allowed,
    @Nullable String nearest,
    @Nullable String wayOut)
    implements Serializable {
  private static final int WIDTH = 100;

  /** Whether a problem keeps the rules or the case from being used. */
  public enum Severity {
    /** It does. */
    ERROR,
    /** It does not, but is most likely a mistake. */
    WARNING
  }

  /**
   * A place with the line as its author wrote it. Of a line that is longer than 160 characters only
   * the part around the words is given, with … where it is cut; {@code at} is the place in the file
   * all the same.
   *
   * @param at where the words begin
   * @param line the line, or the part of it
   * @param caret at which character of {@code line} the words begin, counted from 1; the column,
   *     unless the line is cut before it
   * @param length how many characters of the file's line are meant, at least 1
   */
  public record Place(SourceLocation at, String line, int caret, int length)
      implements Serializable {}

  /**
   * Another place that matters.
   *
   * @param what what is there, such as {@code "first stated here"}
   * @param place where it is
   */
  public record Related(String what, Place place) implements Serializable {}

  /**
   * What could stand there instead.
   *
   * @param intro what the values are, such as {@code "Offer has"}
   * @param values the values, or the first of them if there are very many
   * @param more how many more there are, which are not among them; 0 if those are all
   */
  public record Allowed(String intro, List<String> values, int more) implements Serializable {
    /** Keeps its own copy of the values. */
    public Allowed {
      values = List.copyOf(values);
    }
  }

  /** Keeps its own copy of the related places. */
  public Problem {
    related = List.copyOf(related);
  }

  /** The text for people, without a line break at its end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String first = (place == null ? "" : place.at() + ": ") + warning() + message;
    text.append(first);
    int gap = WIDTH - first.codePointCount(0, first.length()) - code.length() - 2;
    text.append(" ".repeat(Math.max(1, gap))).append('[').append(code).append(']');
    if (place != null) {
      excerpt(text, place);
    }
    for (Related other : related) {
      text.append("\n   ").append(other.place().at()).append(": ").append(other.what());
      excerpt(text, other.place());
    }
    String advice = advice();
    if (!advice.isEmpty()) {
      text.append("\n   ").append(advice);
    }
    return text.toString();
  }

  /** This problem as JSON, indented for people; what is not there has no key. */
  public String toJson() {
    return JsonLayout.write(ProblemTree.of(this));
  }

  /** Problems as JSON, indented for people: the errors, and apart from them the warnings. */
  public static String toJson(List<Problem> problems) {
    return JsonLayout.write(ProblemTree.of(problems));
  }

  /**
   * What is allowed, what was probably meant and the way out, as one line; empty if none is known.
   */
  public String advice() {
    StringBuilder advice = new StringBuilder();
    if (allowed != null) {
      advice.append(allowed.intro()).append(": ");
      advice.append(
          allowed.values().isEmpty()
              ? "nothing"
              : allowed.values().stream().collect(Collectors.joining(", ")));
      advice.append(allowed.more() == 0 ? "" : " and " + allowed.more() + " more").append('.');
    }
    if (nearest != null) {
      advice.append(advice.isEmpty() ? "" : " ").append("Did you mean \"" + nearest + "\"?");
    }
    if (wayOut != null) {
      advice.append(advice.isEmpty() ? "" : " ").append(wayOut);
    }
    return advice.toString();
  }

  private String warning() {
    return severity == Severity.WARNING ? "warning: " : "";
  }

  private static void excerpt(StringBuilder text, Place place) {
    if (place.line().isEmpty()) {
      return;
    }
    String number = String.valueOf(place.at().line());
    String margin = " ".repeat(Math.max(0, 4 - number.length()));
    String line = place.line();
    int caret = line.offsetByCodePoints(0, Math.min(place.caret() - 1, codePoints(line)));
    text.append('\n').append(margin).append(number).append(" | ").append(line);
    text.append('\n').append(" ".repeat(margin.length() + number.length())).append(" | ");
    line.substring(0, caret).codePoints().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
    int shown = codePoints(line.substring(caret));
    text.append("^".repeat(Math.max(1, Math.min(place.length(), shown))));
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
