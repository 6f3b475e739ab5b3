package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Located;
import tierwise.internal.source.Nearest;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/**
 * A DRL file cut into its parts by looking at words only, so that one broken rule does not hide the
 * others.
 *
 * @param packageName what stands behind {@code package}; {@code null} if nothing usable does
 * @param imports what each import names, with {@code static} before it if it is static
 * @param declares the words of each declaration, its first and last word included
 * @param rules the words of each rule, its first and last word included
 * @param tokens all words of the file
 * @param complete whether nothing was passed over; if not, what is missed elsewhere may be there
 */
public record Outline(
    SourceText source,
    @Nullable Located<String> packageName,
    List<Located<String>> imports,
    List<List<Token>> declares,
    List<List<Token>> rules,
    List<Token> tokens,
    boolean complete) {

  /** Words that open something in DRL which is not in the language. */
  private static final Set<String> FOREIGN =
      Set.of(
          "function", "query", "global", "unit", "dialect", "attributes", "expander", "template");

  /** Of these, the ones of which there is nothing to say but that they fall away. */
  private static final Set<String> WITHOUT_ADVICE = Set.of("dialect", "expander", "template");

  private static final List<String> PARTS = List.of("rule", "declare", "import");

  /** More than anybody would read as one rule; the parser takes no more. */
  private static final int MOST_WORDS = 2_000;

  /** Cuts a file; what cannot be cut is a problem. */
  public static Outline of(SourceText source, Problems problems) {
    return new Cutter(source, Scanner.scan(source, problems), problems).run();
  }

  private static final class Cutter {
    private final SourceText source;
    private final List<Token> tokens;
    private final Problems problems;
    private final List<Located<String>> imports = new ArrayList<>();
    private final List<List<Token>> declares = new ArrayList<>();
    private final List<List<Token>> rules = new ArrayList<>();
    private int at;
    private boolean skipped;

    Cutter(SourceText source, List<Token> tokens, Problems problems) {
      this.source = source;
      this.tokens = tokens;
      this.problems = problems;
    }

    Outline run() {
      Located<String> packageName = null;
      if (here().kind() == Token.Kind.END_OF_FILE) {
        problems.error(EMPTY_FILE, here().span());
      } else if (here().is("package")) {
        at++;
        packageName = qualifiedName();
      } else {
        problems.error(NO_PACKAGE, here().span());
        if (here().kind() == Token.Kind.WORD && !opensPart(here().text())) {
          // What stands there instead of the package has been told.
          skip();
        }
      }
      while (here().kind() != Token.Kind.END_OF_FILE) {
        part();
      }
      boolean complete = tokens.stream().noneMatch(token -> token.kind() == Token.Kind.BAD);
      if (complete && !skipped && packageName != null && declares.isEmpty() && rules.isEmpty()) {
        problems.warning(NOTHING_IN_THE_FILE, packageName.span());
      }
      return new Outline(
          source, packageName, imports, declares, rules, tokens, complete && !skipped);
    }

    private void part() {
      Token first = here();
      String word = first.text().toLowerCase(Locale.ROOT);
      if (first.is("import")) {
        readImport();
      } else if (first.kind() == Token.Kind.WORD && opensBlock(word)) {
        lowerCase(first);
        block(word.equals("rule") ? rules : declares);
      } else if (first.kind() == Token.Kind.BAD) {
        skip();
      } else if (first.kind() == Token.Kind.WORD && FOREIGN.contains(word)) {
        problems
            .error(FOREIGN_PART, first.span(), word)
            .way(WITHOUT_ADVICE.contains(word) ? "other" : word);
        skip();
      } else {
        Problems.Draft problem = problems.error(NO_PART, first.span(), first.shown());
        if (Nearest.to(first.text(), PARTS) != null) {
          problem.allowed(PARTS, first.text());
        } else {
          problem.way(first.is("#") ? "comment" : "other");
        }
        skip();
      }
    }

    private void readImport() {
      Token word = tokens.get(at++);
      if (here().is("function") || here().is("accumulate") || here().is("acc")) {
        problems.error(FOREIGN_IMPORT, word.span().to(here().span()), here().text());
        skip();
        return;
      }
      String prefix = "";
      if (here().is("static")) {
        prefix = "static ";
        at++;
      }
      Located<String> name = qualifiedName();
      if (name != null) {
        imports.add(new Located<>(prefix + name.value(), word.span().to(name.span())));
      } else {
        skip();
      }
      if (!declares.isEmpty() || !rules.isEmpty()) {
        problems.error(IMPORT_BELOW_RULES, word.span());
      }
    }

    private @Nullable Located<String> qualifiedName() {
      StringBuilder name = new StringBuilder();
      Span start = here().span();
      Span end = start;
      boolean wantsWord = true;
      while (wantsWord ? here().kind() == Token.Kind.WORD || here().is("*") : here().is(".")) {
        name.append(here().text());
        end = here().span();
        wantsWord = !wantsWord;
        at++;
      }
      if (wantsWord) {
        problems.error(NAME_WANTED, here().span());
        return null;
      }
      if (here().is(";")) {
        at++;
      }
      return new Located<>(name.toString(), start.to(end));
    }

    /** Takes the words up to the next {@code end} and puts them where they belong. */
    private void block(List<List<Token>> blocks) {
      int start = at;
      at++;
      while (true) {
        Token token = here();
        String word = token.text().toLowerCase(Locale.ROOT);
        if (token.kind() == Token.Kind.WORD && word.equals("end")) {
          lowerCase(token);
          at++;
          break;
        }
        boolean next = beginsPart(at);
        if (next || token.kind() == Token.Kind.END_OF_FILE) {
          Problems.Draft problem =
              problems
                  .error(NOT_ENDED, tokens.get(at - 1).span().behind(), tokens.get(start).text())
                  .place(tokens.get(start).span());
          if (next) {
            problem.place("next", token.span());
          }
          return;
        }
        at++;
      }
      List<Token> words = tokens.subList(start, at);
      if (words.size() > MOST_WORDS) {
        problems
            .error(TOO_MANY_WORDS, words.get(MOST_WORDS).span(), words.get(0).text(), MOST_WORDS)
            .place(words.get(0).span());
      } else if (words.stream().noneMatch(token -> token.kind() == Token.Kind.BAD)) {
        blocks.add(words);
      }
    }

    /** Goes on where the next part begins. */
    private void skip() {
      skipped = true;
      do {
        at++;
      } while (here().kind() != Token.Kind.END_OF_FILE && !beginsPart(at));
    }

    /**
     * Whether the next part begins at the word. Fields can have the names of parts, but signs
     * follow them.
     */
    private boolean beginsPart(int index) {
      Token token = tokens.get(index);
      return token.kind() == Token.Kind.WORD
          && opensPart(token.text().toLowerCase(Locale.ROOT))
          && tokens.get(Math.min(index + 1, tokens.size() - 1)).kind() != Token.Kind.SIGN
          && token.firstInLine();
    }

    private void lowerCase(Token word) {
      if (!word.text().equals(word.text().toLowerCase(Locale.ROOT))) {
        problems.error(
            CAPITAL_LETTERS, word.span(), word.text(), word.text().toLowerCase(Locale.ROOT));
      }
    }

    private static boolean opensPart(String word) {
      return opensBlock(word) || word.equals("import") || FOREIGN.contains(word);
    }

    private static boolean opensBlock(String word) {
      return word.equals("rule") || word.equals("declare");
    }

    private Token here() {
      return tokens.get(Math.min(at, tokens.size() - 1));
    }
  }
}
