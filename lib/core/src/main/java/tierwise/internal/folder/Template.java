package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * A sentence with places to fill in, written in braces: {@code "{required} are required"}.
 * Immutable.
 *
 * @param parts the words and names in turn, beginning with words, which can be empty
 * @param span where it stands
 */
public record Template(List<String> parts, Span span) {
  /** More than a sentence of any language has; they are filled in for each finding. */
  private static final int MOST_FILLED_IN = 20;

  private static final int LONGEST = 2_000;

  /** Parses the text; a name that is not among those allowed is a problem and stays as it is. */
  static Template parse(Located<String> text, Collection<String> names, Problems problems) {
    List<String> parts = new ArrayList<>();
    String sentence = text.value();
    if (sentence.length() > LONGEST) {
      problems.error(SENTENCE_TOO_LONG, text.span(), LONGEST);
      return new Template(List.of(""), text.span());
    }
    int wordsFrom = 0;
    int open = sentence.indexOf('{');
    while (open >= 0) {
      int close = sentence.indexOf('}', open);
      String name = close < 0 ? "" : sentence.substring(open + 1, close);
      if (names.contains(name)) {
        parts.add(sentence.substring(wordsFrom, open));
        parts.add(name);
        wordsFrom = close + 1;
      } else {
        (close < 0
                ? problems.error(BRACE_NOT_CLOSED, text.span())
                : problems.error(NOT_FILLED_IN, text.span(), name))
            .allowed(names.stream().map(n -> "{" + n + "}").toList());
      }
      open = close < 0 ? -1 : sentence.indexOf('{', close);
    }
    parts.add(sentence.substring(wordsFrom));
    if (parts.size() / 2 > MOST_FILLED_IN) {
      problems.error(FILLED_IN_TOO_OFTEN, text.span(), MOST_FILLED_IN, parts.size() / 2);
    }
    return new Template(List.copyOf(parts), text.span());
  }

  /** The sentence, with each name replaced by what the function gives for it. */
  public String fill(UnaryOperator<String> values) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i % 2 == 0 ? parts.get(i) : values.apply(parts.get(i)));
    }
    return text.toString();
  }
}
