package tierwise.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.casefile.CaseKeys;
import tierwise.internal.folder.ManifestKeys;
import tierwise.internal.folder.MessageKeys;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.Construct;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.KeyTable;
import tierwise.internal.source.Nearest;
import tierwise.testing.internal.expect.ExpectKeys;

/**
 * Everything that a rule folder and a file of cases may hold, for the people who write them: facts,
 * helpers, the parts of a rule, keys, and what messages can be filled in with. It is made of the
 * descriptions by which the readers themselves go. Immutable and safe for use by several threads.
 */
public final class LanguageReference {
  private static final LanguageReference USUAL = new LanguageReference(Vocabulary.shared());

  private final List<Entry> entries = new ArrayList<>();

  /** What the entries are about, in the order of the page. */
  public enum Chapter {
    /** What a rule file is made of. */
    RULES("The parts of a rule file"),
    /** The facts that a case gives. */
    GIVEN("Facts that a case gives"),
    /** The facts that the library works out. */
    WORKED_OUT("Facts that the library works out"),
    /** The facts that rules state. */
    STATED("Statements"),
    /** What rules call. */
    HELPERS("Helpers"),
    /** The keys of {@code ruleset.yaml}. */
    MANIFEST("ruleset.yaml"),
    /** The keys of {@code messages.yaml}. */
    MESSAGES("messages.yaml"),
    /** What messages can be filled in with. */
    FILLED_IN("What messages can be filled in with"),
    /** The keys of a file of cases. */
    CASES("Files of cases"),
    /** The keys of what a case expects. */
    EXPECT("What a case expects");

    private final String title;

    Chapter(String title) {
      this.title = title;
    }

    /** The title on the page. */
    public String title() {
      return title;
    }
  }

  /**
   * One entry.
   *
   * @param word how it is written; what people look for
   * @param says what it is, in a sentence
   * @param forms for a helper how it is called, with the kinds of its arguments and what it gives;
   *     else empty
   * @param parts for a type of facts its fields, for a mapping its keys, each with a sentence
   * @param example how it looks; may be empty
   */
  public record Entry(
      Chapter chapter,
      String word,
      String says,
      List<String> forms,
      Map<String, String> parts,
      String example) {
    /** The entry as text for people, without a line break at its end. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(word);
      text.append(" (").append(chapter.title()).append(")");
      if (!says.isEmpty()) {
        text.append("\n\n").append(says);
      }
      if (!forms.isEmpty()) {
        text.append("\n");
        forms.forEach(form -> text.append("\n    ").append(form));
      }
      if (!parts.isEmpty()) {
        text.append("\n");
        int width = parts.keySet().stream().mapToInt(String::length).max().orElse(0);
        parts.forEach(
            (part, sentence) ->
                text.append("\n    ")
                    .append(part)
                    .append(" ".repeat(width - part.length() + 2))
                    .append(sentence));
      }
      if (!example.isEmpty()) {
        text.append("\n\nFor example:\n").append(example.indent(4).stripTrailing());
      }
      return text.toString();
    }
  }

  private LanguageReference(Vocabulary vocabulary) {
    for (Construct construct : Construct.values()) {
      add(Chapter.RULES, construct.word(), construct.says(), Map.of(), construct.example());
    }
    facts(Chapter.GIVEN, vocabulary, FactType.Kind.SINGLE, FactType.Kind.LEDGER);
    facts(Chapter.WORKED_OUT, vocabulary, FactType.Kind.LIBRARY);
    facts(Chapter.STATED, vocabulary, FactType.Kind.STATEMENT);
    helpers(vocabulary.helpers());
    tables(Chapter.MANIFEST, ManifestKeys.ALL);
    tables(Chapter.MESSAGES, MessageKeys.ALL);
    for (Messages.Filled filled : Messages.Filled.values()) {
      add(
          Chapter.FILLED_IN,
          "{" + filled.word() + "}",
          "Becomes " + filled.says() + ".",
          filledIn(filled),
          "");
    }
    tables(Chapter.CASES, CaseKeys.ALL);
    given(vocabulary);
    tables(Chapter.EXPECT, ExpectKeys.ALL);
  }

  /** That of the language as it is. */
  public static LanguageReference usual() {
    return USUAL;
  }

  /** That of a language with other facts. */
  static LanguageReference of(Vocabulary vocabulary) {
    return new LanguageReference(vocabulary);
  }

  private void add(
      Chapter chapter, String word, String says, Map<String, String> parts, String example) {
    entries.add(new Entry(chapter, word, says, List.of(), parts, example));
  }

  // ---- facts -------------------------------------------------------------------------------

  private void facts(Chapter chapter, Vocabulary vocabulary, FactType.Kind... kinds) {
    for (FactType.Kind kind : kinds) {
      for (FactType type : vocabulary.factTypes(kind)) {
        Map<String, String> fields = new LinkedHashMap<>();
        type.fields()
            .values()
            .forEach(field -> fields.put(field.name(), kind(field) + ". " + field.says()));
        type.describe()
            .lists()
            .forEach((name, says) -> fields.put(name, "a list, which rules cannot read. " + says));
        String key =
            switch (kind) {
              case SINGLE -> " In a case: \"" + type.key() + "\".";
              case LEDGER -> " In a case: a list \"" + type.key() + "\".";
              default -> "";
            };
        add(chapter, type.name(), type.describe().says() + key, fields, "");
      }
    }
  }

  private static String kind(FactType.Field field) {
    return field.type() + (field.mayBeMissing() ? ", may be missing" : "");
  }

  private void given(Vocabulary vocabulary) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (FactType.Kind kind : List.of(FactType.Kind.SINGLE, FactType.Kind.LEDGER)) {
      vocabulary
          .factTypes(kind)
          .forEach(
              type -> keys.put(type.key(), type.describe().says() + " See " + type.name() + "."));
    }
    keys.put(
        "DeclaredType",
        "A list of facts of a type that the rules declare, by the name of the type. Its keys are the"
            + " fields.");
    add(
        Chapter.CASES,
        "given",
        "The facts of a case. A list that is there is known, even as []; one that is left out is"
            + " not.",
        keys,
        "");
  }

  // ---- helpers -----------------------------------------------------------------------------

  private void helpers(List<Helper> helpers) {
    Map<String, List<Helper>> byName = new LinkedHashMap<>();
    helpers.stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(each -> byName.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each));
    byName.forEach(
        (name, all) ->
            entries.add(
                new Entry(
                    Chapter.HELPERS,
                    name,
                    first(all.stream().map(Helper::says)),
                    all.stream().map(LanguageReference::form).toList(),
                    Map.of(),
                    first(all.stream().map(Helper::example)))));
  }

  private static String first(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private static String form(Helper helper) {
    String owner =
        helper.isStatic()
            ? ""
            : "$"
                + helper.method().getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT)
                + ".";
    String arguments =
        helper.parameters().stream()
            .map(LanguageReference::argument)
            .collect(Collectors.joining(", "));
    return (owner.equals("$localdate.") ? "$day." : owner)
        + helper.name()
        + (arguments.isEmpty() ? "()" : "( " + arguments + " )")
        + " gives "
        + result(helper.result());
  }

  private static String result(ValueType type) {
    return type instanceof ValueType.Fact fact ? fact.type().describe().called() : type.toString();
  }

  private static String argument(Helper.Parameter parameter) {
    Helper.Range range = parameter.range();
    return parameter.name()
        + ": "
        + kind(parameter)
        + (range == null ? "" : " from " + range.min() + " to " + range.max())
        + (range == null || range.notBelow().isEmpty() ? "" : ", not below " + range.notBelow())
        + (parameter.mayBeMissing() ? " or missing" : "");
  }

  /** The kind of an argument: where its texts come from says more than that it is one. */
  private static String kind(Helper.Parameter parameter) {
    if (!(parameter.domain() instanceof TextDomain.Named named)) {
      return parameter.type().toString();
    }
    return switch (named) {
      case OFFER -> "an offer of ruleset.yaml";
      case HOLDABLE -> "an offer or a membership of ruleset.yaml";
      case MEASURE -> "a measure of ruleset.yaml";
      case LIST -> "a list of ruleset.yaml";
      case SUBJECT ->
          parameter.type() == Plain.OFFER_OR_TEXT
              ? "an offer or the name of a subject"
              : "the name of a subject";
      case REASON -> "a reason of messages.yaml";
      case NOTICE -> "a notice of messages.yaml";
      case QUESTION -> "a question of messages.yaml";
      case WINDOW -> "the name of a window";
      case DAY -> "a day that is written out";
      case NUMBER -> "a decimal that is written out";
      case FREE -> parameter.type().toString();
    };
  }

  // ---- keys --------------------------------------------------------------------------------

  private void tables(Chapter chapter, List<KeyTable> tables) {
    tables.forEach(
        table -> add(chapter, table.title(), "", table.keys(), table.example().stripTrailing()));
  }

  private static Map<String, String> filledIn(Messages.Filled filled) {
    Map<String, String> places = new LinkedHashMap<>();
    Arrays.stream(Messages.Section.values())
        .filter(section -> section.filled().contains(filled))
        .forEach(section -> places.put(section.key(), "Any message of the section."));
    Arrays.stream(Messages.Sentence.values())
        .filter(sentence -> sentence.filled().contains(filled))
        .forEach(sentence -> places.put(sentence.key(), sentence.says()));
    return places;
  }

  // ---- what people ask ---------------------------------------------------------------------

  /** All entries, in the order of the page. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The entries of a word: those that have the name, else those with such a part. */
  public List<Entry> of(String word) {
    List<Entry> named = entries.stream().filter(each -> each.word().equals(word)).toList();
    return Stream.concat(
            named.stream(),
            entries.stream()
                .filter(each -> !named.contains(each) && each.parts().containsKey(word)))
        .toList();
  }

  /** The words that are most like one that is none, the nearest first; empty if none is. */
  public List<String> nearest(String word) {
    List<String> nearest = new ArrayList<>();
    // Signs such as < are near to everything that is short.
    Collection<String> words =
        words().stream()
            .filter(each -> Character.isLetter(each.charAt(0)))
            .collect(Collectors.toCollection(ArrayList::new));
    for (int i = 0; i < 3; i++) {
      @Nullable String one = Nearest.to(word, words);
      if (one != null) {
        nearest.add(one);
        words.remove(one);
      }
    }
    words().stream()
        .filter(each -> each.length() > 2 && word.contains(each) && !nearest.contains(each))
        .forEach(nearest::add);
    return nearest;
  }

  /** All words that {@link #of} knows, each once. */
  public List<String> words() {
    return entries.stream()
        .flatMap(each -> Stream.concat(Stream.of(each.word()), each.parts().keySet().stream()))
        .distinct()
        .toList();
  }

  /** The page, in Markdown. */
  public String page() {
    StringBuilder page = new StringBuilder("# Reference\n\n");
    page.append("Everything that a rule folder and a file of cases may hold. ");
    page.append("`tierwise reference atLeast` shows a part of it.\n\n");
    page.append("This page is written by a test from what the readers themselves go by; ");
    page.append("do not edit it.\n");
    Chapter chapter = null;
    for (Entry entry : entries) {
      if (entry.chapter() != chapter) {
        chapter = entry.chapter();
        page.append("\n## ").append(chapter.title()).append("\n");
      }
      page.append("\n### `").append(entry.word()).append("`\n");
      if (!entry.says().isEmpty()) {
        page.append("\n").append(entry.says()).append("\n");
      }
      if (!entry.forms().isEmpty()) {
        page.append("\n");
        entry.forms().forEach(form -> page.append("- `").append(form).append("`\n"));
      }
      if (!entry.parts().isEmpty()) {
        page.append("\n");
        entry
            .parts()
            .forEach(
                (part, says) ->
                    page.append("- `").append(part).append("`: ").append(says).append("\n"));
      }
      if (!entry.example().isEmpty()) {
        page.append("\n```").append(language(Objects.requireNonNull(chapter))).append("\n");
        page.append(entry.example()).append("\n```\n");
      }
    }
    return page.toString();
  }

  private static String language(Chapter chapter) {
    return switch (chapter) {
      case RULES, HELPERS -> "drl";
      default -> "yaml";
    };
  }
}
