package tierwise.testing.internal.mutate;

import org.jspecify.annotations.Nullable;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * The rules with one small mistake, as a person might make it.
 *
 * @param kind the sort of mistake
 * @param rule the name of the rule that it is in
 * @param span the words that are replaced
 * @param text the words instead
 */
public record Mutant(Kind kind, String rule, Span span, String text) {
  /** The sorts of mistakes. */
  enum Kind {
    NUMBER("a number one unit off"),
    DAY("a day off by one"),
    COMPARISON("the edge of a comparison"),
    NEGATION("a negation lost"),
    TEXT("a name swapped"),
    OPTION("an option lost"),
    CONDITION("a condition lost"),
    ROW("a row lost"),
    WINDOW("a window moved by a month"),
    WAIVER("a waiver lost"),
    REASON("an excluded reason accepted"),
    STATEMENT("a statement lost");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The rules with the mistake, or {@code null} if the checker finds it. */
  public @Nullable TestedRules applied(TestedRules rules) {
    SourceText original = span.source();
    String changed =
        original.text().substring(0, span.start()) + text + original.text().substring(span.end());
    return rules.changed(rule, new SourceText(original.name(), changed));
  }

  /** Where it is, without its folder: {@code requirements.drl:17}. */
  String shortPlace() {
    String path = span.source().name();
    return path.substring(path.lastIndexOf('/') + 1) + ":" + span.line();
  }

  /** The lines that differ, as a diff shows them. */
  public String diff() {
    SourceText source = span.source();
    int first = span.line();
    int last = source.lineAt(Math.max(span.start(), span.end() - 1));
    int start = lineStart(source, span.start());
    int end = lineEnd(source, span.end());
    String after =
        source.text().substring(start, span.start())
            + text
            + source.text().substring(span.end(), end);
    StringBuilder diff = new StringBuilder();
    for (int line = first; line <= last; line++) {
      diff.append("  - ").append(source.line(line).strip()).append('\n');
    }
    after
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> diff.append("  + ").append(line.strip()).append('\n'));
    return diff.toString();
  }

  private static int lineStart(SourceText source, int offset) {
    return source.text().lastIndexOf('\n', offset - 1) + 1;
  }

  private static int lineEnd(SourceText source, int offset) {
    int end = source.text().indexOf('\n', offset);
    return end < 0 ? source.length() : end;
  }
}
