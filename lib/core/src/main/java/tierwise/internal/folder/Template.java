package tierwise.internal.folder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import tierwise.internal.source.Code;
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
      problems
          .error(Code.TOO_LARGE, text.span(), "a sentence has at most " + LONGEST + " characters")
          .wayOut("Keep it short; what is longer belongs into the guide that it names.");
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
        problems
            .error(
                Code.UNKNOWN_PLACEHOLDER,
                text.span(),
                close < 0 ? "a { is not closed" : "{" + name + "} cannot be filled in here")
            .allowed("What can be filled in", names.stream().map(n -> "{" + n + "}").toList());
      }
      open = close < 0 ? -1 : sentence.indexOf('{', close);
    }
    parts.add(sentence.substring(wordsFrom));
    if (parts.size() / 2 > MOST_FILLED_IN) {
      problems
          .error(
              Code.TOO_LARGE,
              text.span(),
              "a sentence can be filled in at "
                  + MOST_FILLED_IN
                  + " places; this one has "
                  + parts.size() / 2)
          .wayOut("Fill in each name once.");
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
