package tierwise.internal.language.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.folder.TrustedClass;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.language.syntax.DeclareParser;
import tierwise.internal.language.syntax.Outline;
import tierwise.internal.language.syntax.RuleParser;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.source.Code;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/** Reads the DRL files of a folder into the rule model. */
public final class RuleChecker {
  private static final int MOST_RULES = 500;
  private static final int MOST_TYPES = 100;
  private static final String FACTS = "tierwise.facts.*";
  private static final String HELPERS = "static tierwise.facts.Statements.*";

  /** What a file can import; the classes only where declarations need them. */
  private static final List<String> IMPORTS =
      List.of(FACTS, HELPERS, "java.math.BigDecimal", "java.time.LocalDate");

  private final RuleFolder folder;
  private final Problems problems;
  private final NameTable names;

  private RuleChecker(RuleFolder folder, Vocabulary vocabulary, Problems problems) {
    this.folder = folder;
    this.problems = problems;
    this.names = new NameTable(folder, vocabulary, problems);
  }

  /**
   * The rules of the folder, or {@code null} with the reasons among the problems. Without a usable
   * manifest or messages the rules are still read, so that their own problems are told too.
   */
  public static @Nullable RuleModel read(RuleFolder folder, Problems problems) {
    return read(folder, Vocabulary.shared(), problems);
  }

  /**
   * The same, of rules that know other fact types.
   *
   * @param vocabulary what they know, beside the classes that the folder's rules may call
   */
  public static @Nullable RuleModel read(
      RuleFolder folder, Vocabulary vocabulary, Problems problems) {
    return new RuleChecker(folder, vocabulary.calling(folder.trusted()), problems).read();
  }

  /**
   * The model with one rule changed: read again from a file in which nothing else differs, or taken
   * out if the file has it no more. {@code null} with the reasons among the problems.
   *
   * @param folder the folder as it was read before
   * @param changed the file with the change
   */
  public static @Nullable RuleModel reread(
      RuleFolder folder, RuleModel model, String rule, SourceText changed, Problems problems) {
    return new RuleChecker(folder, model.vocabulary(), problems).reread(model, rule, changed);
  }

  private @Nullable RuleModel reread(RuleModel model, String name, SourceText changed) {
    int before = problems.size();
    List<Rule> rules = new ArrayList<>();
    Outline outline = Outline.of(changed, problems);
    for (Rule rule : model.rules()) {
      Rule now = rule.name().equals(name) ? again(rule, outline, model.types()) : rule;
      if (now != null) {
        rules.add(now);
      }
    }
    names.tellWhatIsNotThere(model.types());
    RuleModel other = model.withRules(List.copyOf(rules));
    if (problems.errorsSince(before)) {
      return null;
    }
    RuleModel stratified = Stratifier.stratify(other, problems);
    Manifest manifest = folder.manifest();
    if (manifest != null) {
      new ManifestCheck(other, manifest, names, problems).checkRules();
    }
    ContradictionCheck.tell(other, problems);
    return problems.errorsSince(before) ? null : stratified;
  }

  private @Nullable Rule again(Rule rule, Outline outline, Map<String, FactType> types) {
    for (List<Token> words : outline.rules()) {
      if (words.size() > 1 && words.get(1).text().equals(rule.name())) {
        return RuleParser.rule(rule.id(), words, types, names, problems);
      }
    }
    return null;
  }

  private @Nullable RuleModel read() {
    int before = problems.size();
    if (folder.drl().isEmpty()) {
      if (folder.complete()) {
        problems
            .error(
                Code.NOTHING_FOUND,
                new SourceText(folder.path(), "").whole(),
                "the rule folder has no DRL file")
            .wayOut("Copy those of the year before and change them.");
      }
      return null;
    }
    List<Outline> outlines =
        folder.drl().stream().map(source -> Outline.of(source, problems)).toList();
    boolean complete = folder.complete() && outlines.stream().allMatch(Outline::complete);
    if (!complete) {
      names.doNotMissTypes();
    }
    outlines.forEach(this::checkHeader);
    Map<String, FactType> types = declaredTypes(outlines);
    List<Rule> rules = rules(outlines, types);
    sameNames(rules);
    RuleModel model = new RuleModel(packageName(), types, rules, names.vocabulary());
    Manifest manifest = folder.manifest();
    ManifestCheck agreement =
        manifest == null ? null : new ManifestCheck(model, manifest, names, problems);
    boolean rulesCanBeRead = complete && !problems.errorsSince(before);
    if (agreement != null && complete) {
      agreement.checkManifest();
    }
    int sofar = problems.size();
    names.tellWhatIsNotThere(types);
    rulesCanBeRead &= !problems.errorsSince(sofar, Code.NO_MESSAGE);
    if (!rulesCanBeRead) {
      // Nothing can be said of rules as a whole while some of them are not known.
      return null;
    }
    RuleModel stratified = Stratifier.stratify(model, problems);
    if (agreement != null) {
      agreement.checkRules();
    }
    ContradictionCheck.tell(model, problems);
    Messages messages = folder.messages();
    if (manifest != null && messages != null && !problems.errorsSince(before)) {
      Lint.tell(model, manifest, messages, problems);
    }
    return problems.errorsSince(before) ? null : stratified;
  }

  private String packageName() {
    return folder.programme().replace('-', '.');
  }

  private void checkHeader(Outline outline) {
    Located<String> name = outline.packageName();
    if (name != null && !name.value().equals(packageName())) {
      problems
          .error(
              Code.WRONG_PACKAGE,
              name.span(),
              "the package of the programme " + folder.programme() + " is not " + name.value())
          .wayOut("Write \"package " + packageName() + "\", in every file and every year.");
    }
    Set<String> imported = new HashSet<>();
    List<String> importable = new ArrayList<>(IMPORTS);
    folder.trusted().forEach(each -> importable.add(each.imports()));
    for (Located<String> imports : outline.imports()) {
      imported.add(imports.value());
      if (!importable.contains(imports.value())) {
        problems
            .error(
                Code.NOT_IN_THE_LANGUAGE, imports.span(), "rules cannot import " + imports.value())
            .allowed("They can import", importable);
      }
    }
    requireImport(outline, imported, FACTS, !outline.rules().isEmpty());
    requireImport(
        outline, imported, HELPERS, uses(outline, Vocabulary.shared().staticHelperNames()));
    for (TrustedClass each : folder.trusted()) {
      requireImport(
          outline,
          imported,
          each.imports(),
          uses(outline, names.vocabulary().staticHelperNames(each.type())));
    }
    requireImport(outline, imported, "java.math.BigDecimal", declares(outline, "BigDecimal"));
    requireImport(outline, imported, "java.time.LocalDate", declares(outline, "LocalDate"));
  }

  private void requireImport(Outline outline, Set<String> imported, String what, boolean needed) {
    if (needed && !imported.contains(what)) {
      Located<String> name = outline.packageName();
      List<Located<String>> imports = outline.imports();
      Span place =
          !imports.isEmpty()
              ? imports.get(imports.size() - 1).span()
              : name == null ? outline.source().span(0, 0) : name.span();
      problems
          .error(Code.MISSING_IMPORT, place, "the file does not import " + what)
          .wayOut("Add \"import " + what + "\" below this line.");
    }
  }

  private static boolean uses(Outline outline, Set<String> helpers) {
    return outline.rules().stream()
        .flatMap(List::stream)
        .anyMatch(token -> token.kind() == Token.Kind.WORD && helpers.contains(token.text()));
  }

  private static boolean declares(Outline outline, String type) {
    return outline.declares().stream().flatMap(List::stream).anyMatch(token -> token.is(type));
  }

  private Map<String, FactType> declaredTypes(List<Outline> outlines) {
    Set<String> made = new HashSet<>();
    for (Outline outline : outlines) {
      // In broken rules as well: whether they can be read must not change what a type is.
      List<Token> words = outline.tokens();
      for (int i = 0; i + 1 < words.size(); i++) {
        if (words.get(i).is("new")) {
          made.add(words.get(i + 1).text());
        }
      }
    }
    Map<String, FactType> types = new LinkedHashMap<>();
    names.vocabulary().factTypes().forEach((name, type) -> types.put(name, closed(type)));
    for (Outline outline : outlines) {
      for (List<Token> words : outline.declares()) {
        FactType type = DeclareParser.declaration(words, made, names, problems);
        if (type != null) {
          FactType earlier = types.putIfAbsent(type.name(), type);
          if (earlier != null && earlier.isDeclared()) {
            types.put(type.name(), FactType.unclear(type.name()));
            problems
                .error(
                    Code.NAME_TAKEN,
                    type.declared(),
                    "the fact type \"" + type.name() + "\" is declared twice")
                .related("first declared here", earlier.declared())
                .wayOut("Delete one of the two; all files of the folder share one declaration.");
          }
        } else if (words.size() > 1) {
          types.put(words.get(1).text(), FactType.unclear(words.get(1).text()));
        }
      }
    }
    List<FactType> declared = types.values().stream().filter(FactType::isDeclared).toList();
    if (declared.size() > MOST_TYPES) {
      problems.error(
          Code.TOO_COMPLEX,
          declared.get(MOST_TYPES).declared(),
          "a folder declares at most " + MOST_TYPES + " fact types");
    }
    return types;
  }

  /** A type of the library, with the closed lists of texts that the manifest gives its fields. */
  private FactType closed(FactType type) {
    return type.withDomains(
        field -> {
          TextDomain closed = names.domainOf(type.name(), field.name());
          return closed == TextDomain.Named.FREE ? field.domain() : closed;
        });
  }

  private List<Rule> rules(List<Outline> outlines, Map<String, FactType> types) {
    List<Rule> rules = new ArrayList<>();
    for (Outline outline : outlines) {
      for (List<Token> words : outline.rules()) {
        Rule rule = RuleParser.rule("r" + (rules.size() + 1), words, types, names, problems);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    if (rules.size() > MOST_RULES) {
      problems.error(
          Code.TOO_COMPLEX,
          rules.get(MOST_RULES).nameSpan(),
          "a folder has at most " + MOST_RULES + " rules");
    }
    return rules;
  }

  private void sameNames(List<Rule> rules) {
    Map<String, Rule> byName = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Rule earlier = byName.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule);
      if (earlier != null && earlier.name().equals(rule.name())) {
        problems
            .error(Code.NAME_TAKEN, rule.nameSpan(), "two rules have this name")
            .related("the other one", earlier.nameSpan())
            .wayOut("Say in each name what is special about the rule.");
      } else if (earlier != null) {
        problems
            .warning(Code.NAME_TAKEN, rule.nameSpan(), "two names of rules differ in capitals only")
            .related("the other one", earlier.nameSpan())
            .wayOut("Say in each name what is special about the rule.");
      }
    }
  }
}
