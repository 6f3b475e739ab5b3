package tierwise.internal.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Token;
import tierwise.internal.source.Code;
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

  /** Words that open something in DRL which is not in the language, and what to write instead. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "function",
              "Use a helper of tierwise.facts.Statements; there are no functions of your own.",
          "query", "Write a rule; there are no queries.",
          "global", "What a rule needs comes in as a fact; there are no globals.",
          "unit", "Leave it out; there are no rule units.",
          "dialect", "Leave it out.",
          "attributes", "Leave it out; rules have no attributes.",
          "expander", "Leave it out.",
          "template", "Leave it out.");

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
        problems
            .error(Code.WRONG_PACKAGE, here().span(), "the file is empty")
            .wayOut("Delete it, or begin it with the programme's package, as its neighbours do.");
      } else if (here().is("package")) {
        at++;
        packageName = qualifiedName();
      } else {
        problems
            .error(Code.WRONG_PACKAGE, here().span(), "the file does not begin with a package")
            .wayOut("Begin it with the programme's package, as its neighbours do.");
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
        problems
            .warning(Code.UNUSED, packageName.span(), "the file has no rule and no declaration")
            .wayOut("Delete it, or write one.");
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
      } else if (first.kind() == Token.Kind.WORD && FOREIGN.containsKey(word)) {
        problems
            .error(
                Code.NOT_IN_THE_LANGUAGE, first.span(), "\"" + word + "\" is not in the language")
            .wayOut(String.valueOf(FOREIGN.get(word)));
        skip();
      } else {
        Problems.Draft problem =
            problems.error(
                Code.CANNOT_BE_READ,
                first.span(),
                "here a rule or a declaration should begin, not " + first.shown());
        if (Nearest.to(first.text(), PARTS) != null) {
          problem.allowed("Parts begin with", PARTS, first.text());
        } else {
          problem.wayOut(
              first.is("#")
                  ? "A comment begins with //."
                  : "Delete it, or look whether an \"end\" above comes too early.");
        }
        skip();
      }
    }

    private void readImport() {
      Token word = tokens.get(at++);
      if (here().is("function") || here().is("accumulate") || here().is("acc")) {
        problems
            .error(
                Code.NOT_IN_THE_LANGUAGE,
                word.span().to(here().span()),
                "\"import " + here().text() + "\" is not in the language")
            .wayOut("Leave it out; the helpers of tierwise.facts.Statements are there already.");
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
        problems
            .error(Code.CANNOT_BE_READ, word.span(), "imports stand above all rules")
            .wayOut("Move this line to the top of the file.");
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
        problems.error(Code.CANNOT_BE_READ, here().span(), "here a name should stand");
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
                  .error(
                      Code.MISSING_END,
                      tokens.get(at - 1).span().behind(),
                      "this " + tokens.get(start).text() + " is not ended")
                  .related("it begins here", tokens.get(start).span())
                  .wayOut("Add \"end\" on a line of its own.");
          if (next) {
            problem.related("before the next begins here", token.span());
          }
          return;
        }
        at++;
      }
      List<Token> words = tokens.subList(start, at);
      if (words.size() > MOST_WORDS) {
        problems
            .error(
                Code.TOO_COMPLEX,
                words.get(MOST_WORDS).span(),
                "a " + words.get(0).text() + " has at most " + MOST_WORDS + " words and signs")
            .related("it begins here", words.get(0).span())
            .wayOut("Split it into several.");
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
        problems
            .error(Code.CANNOT_BE_READ, word.span(), "\"" + word.text() + "\" has capital letters")
            .wayOut("Write \"" + word.text().toLowerCase(Locale.ROOT) + "\".");
      }
    }

    private static boolean opensPart(String word) {
      return opensBlock(word) || word.equals("import") || FOREIGN.containsKey(word);
    }

    private static boolean opensBlock(String word) {
      return word.equals("rule") || word.equals("declare");
    }

    private Token here() {
      return tokens.get(Math.min(at, tokens.size() - 1));
    }
  }
}
