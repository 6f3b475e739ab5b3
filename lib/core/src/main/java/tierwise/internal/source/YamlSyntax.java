package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.*;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what the YAML parser could not read. Its own words are for programmers. */
final class YamlSyntax {
  /**
   * What a mistake is called.
   *
   * @param what the words of the parser
   * @param atContext whether the mistake is where the thing begins that could not be read, rather
   *     than where the parser gave up
   */
  private record Mistake(Pattern what, boolean atContext, ReadingProblem told) {
    Mistake(String what, boolean atContext, ReadingProblem told) {
      this(Pattern.compile(what), atContext, told);
    }
  }

  /** The first that is found in the words of the parser is told. */
  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("TAB", false, TAB_AT_THE_BEGINNING),
          new Mistake(
              "quoted scalar.*(end of stream|document separator)", true, YAML_TEXT_NOT_CLOSED),
          new Mistake("unknown escape character|escape sequence", false, NO_ESCAPE),
          new Mistake("flow sequence", true, YAML_LIST_NOT_CLOSED),
          new Mistake("flow mapping", true, YAML_KEYS_NOT_CLOSED),
          new Mistake("could not find expected ':'", true, KEY_WITHOUT_COLON),
          new Mistake("mapping values are not allowed", false, SECOND_COLON),
          new Mistake(
              "block (mapping|collection|sequence)|entries are not allowed|keys are not allowed",
              false,
              LINE_OUT_OF_PLACE),
          new Mistake(
              "cannot start any token|scanning an? (alias|anchor|directive)|scanning a tag"
                  + "|block scalar",
              false,
              VALUE_BEGINS_WRONGLY),
          new Mistake("node content", false, YAML_VALUE_WANTED),
          new Mistake("nested more than", false, NESTED_TOO_DEEP));

  private YamlSyntax() {}

  static void tell(SourceText source, MarkedYamlEngineException e, Problems problems) {
    String words = e.getContext() + " " + e.getProblem();
    Span noColon = lineWithoutColon(source, e);
    if (noColon != null) {
      problems.error(LINE_WITHOUT_COLON, noColon);
      return;
    }
    for (Mistake mistake : MISTAKES) {
      if (mistake.what().matcher(words).find()) {
        Optional<Mark> mark =
            mistake.atContext() && e.getContextMark().isPresent()
                ? e.getContextMark()
                : e.getProblemMark();
        tell(source, mark.orElse(null), mistake.told(), problems);
        return;
      }
    }
    tell(source, e.getProblemMark().orElse(null), NO_YAML, problems);
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

  static void tell(SourceText source, @Nullable Mark mark, Sentence told, Problems problems) {
    int offset =
        mark == null ? 0 : source.offsetOfCodePoint(Math.min(mark.getIndex(), source.length()));
    problems.error(told, pointing(source, offset));
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
