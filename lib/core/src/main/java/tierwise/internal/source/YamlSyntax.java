package tierwise.internal.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what the YAML parser could not read. Its own words are for programmers. */
final class YamlSyntax {
  private static final String INDENTATION =
      "Keys that belong together begin in the same column; what belongs to a key is indented by"
          + " spaces.";

  /**
   * What a mistake is called.
   *
   * @param what the words of the parser
   * @param atContext whether the mistake is where the thing begins that could not be read, rather
   *     than where the parser gave up
   */
  private record Mistake(Pattern what, boolean atContext, String message, String wayOut) {
    Mistake(String what, boolean atContext, String message, String wayOut) {
      this(Pattern.compile(what), atContext, message, wayOut);
    }
  }

  /** The first that is found in the words of the parser is told. */
  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("TAB", false, "a line begins with a tab", "Indent with spaces."),
          new Mistake(
              "quoted scalar.*(end of stream|document separator)",
              true,
              "this text is never closed",
              "Add a quote where it ends."),
          new Mistake(
              "unknown escape character|escape sequence",
              false,
              "\\ begins an escape here, which this is none of",
              "Put the text in single quotes, where \\ is just a character."),
          new Mistake(
              "flow sequence", true, "this list cannot be read", "Write [first, second], and ]."),
          new Mistake(
              "flow mapping",
              true,
              "these keys cannot be read",
              "Write {key: value, other: value}, and }."),
          new Mistake(
              "could not find expected ':'", true, "this key has no colon", "Write key: value."),
          new Mistake(
              "mapping values are not allowed",
              false,
              "a second colon in one line, or a line that is indented wrongly",
              "Put a text with a colon in quotes. " + INDENTATION),
          new Mistake(
              "block (mapping|collection|sequence)|entries are not allowed|keys are not allowed",
              false,
              "this does not fit the lines above",
              INDENTATION),
          new Mistake(
              "cannot start any token|scanning an? (alias|anchor|directive)|scanning a tag"
                  + "|block scalar",
              false,
              "a value cannot begin like this",
              "Put it in quotes."),
          new Mistake(
              "node content", false, "here a value should stand", "Write it, or a pair of quotes."),
          new Mistake(
              "nested more than",
              false,
              "values are nested too deep",
              "No file of Tierwise needs that; look for a [ or { too many."));

  private YamlSyntax() {}

  static void tell(SourceText source, MarkedYamlEngineException e, Problems problems) {
    String words = e.getContext() + " " + e.getProblem();
    Span noColon = lineWithoutColon(source, e);
    if (noColon != null) {
      problems
          .error(Code.YAML_SYNTAX, noColon, "this line has no colon")
          .wayOut("Write key: value.");
      return;
    }
    for (Mistake mistake : MISTAKES) {
      if (mistake.what().matcher(words).find()) {
        Optional<Mark> mark =
            mistake.atContext() && e.getContextMark().isPresent()
                ? e.getContextMark()
                : e.getProblemMark();
        tell(source, mark.orElse(null), mistake.message(), mistake.wayOut(), problems);
        return;
      }
    }
    tell(source, e.getProblemMark().orElse(null), "this is not YAML", INDENTATION, problems);
  }

  /**
   * The line above the mistake, if that is what is wrong: without a colon the parser takes it for
   * the beginning of what follows.
   */
  private static @Nullable Span lineWithoutColon(SourceText source, MarkedYamlEngineException e) {
    if (!e.getProblem().startsWith("mapping values") || e.getProblemMark().isEmpty()) {
      return null;
    }
    int line = source.lineAt(source.offsetOfCodePoint(e.getProblemMark().get().getIndex())) - 1;
    while (line > 0 && isEmpty(source.lineSpan(line))) {
      line--;
    }
    if (line == 0) {
      return null;
    }
    Span words = source.lineSpan(line);
    String text = words.text();
    boolean fits =
        text.startsWith("#")
            || text.startsWith("- ")
            || text.indexOf(':') >= 0
            || "[{,".indexOf(text.charAt(text.length() - 1)) >= 0;
    return fits ? null : words;
  }

  private static boolean isEmpty(Span span) {
    return span.start() == span.end();
  }

  static void tell(
      SourceText source, @Nullable Mark mark, String message, String wayOut, Problems problems) {
    int offset =
        mark == null ? 0 : source.offsetOfCodePoint(Math.min(mark.getIndex(), source.length()));
    problems.error(Code.YAML_SYNTAX, pointing(source, offset), message).wayOut(wayOut);
  }

  /** One character, and never the nothing behind the last line: there is nothing to be seen. */
  private static Span pointing(SourceText source, int offset) {
    int end = source.length();
    while (end > 0 && Character.isWhitespace(source.text().codePointBefore(end))) {
      end -= Character.charCount(source.text().codePointBefore(end));
    }
    int at = Math.max(0, Math.min(offset, end - 1));
    return source.span(at, Math.min(at + 1, source.length()));
  }
}
