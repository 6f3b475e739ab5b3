package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

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

  /** What is looked at when all rules are known. */
  private static final List<RuleCheck> CHECKS =
      List.of(TableCheck::tell, MeasureCheck::tell, OfferCircles::tell);

  private final RuleFolder folder;
  private final List<RuleCheck> checks;
  private final Problems problems;
  private final NameTable names;

  private RuleChecker(
      RuleFolder folder, Vocabulary vocabulary, List<RuleCheck> checks, Problems problems) {
    this.folder = folder;
    this.checks = checks;
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
    return new RuleChecker(folder, vocabulary.calling(folder.trusted()), CHECKS, problems).read();
  }

  /** The same, with a check more. */
  static @Nullable RuleModel read(RuleFolder folder, RuleCheck more, Problems problems) {
    List<RuleCheck> checks = new ArrayList<>(CHECKS);
    checks.add(more);
    Vocabulary vocabulary = Vocabulary.shared().calling(folder.trusted());
    return new RuleChecker(folder, vocabulary, checks, problems).read();
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
    return new RuleChecker(folder, model.vocabulary(), CHECKS, problems)
        .reread(model, rule, changed);
  }

  private @Nullable RuleModel reread(RuleModel model, String name, SourceText changed) {
    Problems.Stage<RuleModel> other =
        problems.stage(
            () -> {
              Outline outline = Outline.of(changed, problems);
              List<Rule> rules = new ArrayList<>();
              for (Rule rule : model.rules()) {
                Rule now = rule.name().equals(name) ? again(rule, outline, model.types()) : rule;
                if (now != null) {
                  rules.add(now);
                }
              }
              names.tellWhatIsNotThere(model.types());
              return model.withRules(List.copyOf(rules));
            });
    return other.isSound()
        ? asAWhole(
            other.result(),
            other.result().rules().stream().filter(rule -> rule.name().equals(name)).toList())
        : null;
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
    if (folder.drl().isEmpty()) {
      if (folder.complete()) {
        problems.error(NO_DRL, new SourceText(folder.path(), "").whole());
      }
      return null;
    }
    Problems.Stage<@Nullable RuleModel> rules = problems.stage(this::rulesAndTheirNames);
    RuleModel model = rules.isSound() ? rules.result() : null;
    Manifest manifest = folder.manifest();
    Messages messages = folder.messages();
    if (model != null && manifest != null) {
      LedgerCheck.tell(model, manifest, problems);
    }
    if (model != null && manifest != null && messages != null) {
      Lint.tell(model, manifest, messages, problems);
    }
    return model;
  }

  /** What the files say, and what can be said of it part by part. */
  private record Parsed(RuleModel model, boolean complete) {}

  private @Nullable RuleModel rulesAndTheirNames() {
    Problems.Stage<Parsed> stage = problems.stage(this::parse);
    RuleModel model = stage.result().model();
    boolean complete = stage.result().complete();
    Manifest manifest = folder.manifest();
    if (manifest != null && complete) {
      new ManifestCheck(model, manifest, problems).check();
      TargetCheck targets = new TargetCheck(model, manifest, names, problems);
      targets.checkTables();
      new TableCheck(model, manifest, problems).checkColumns(targets);
    }
    boolean namesAreThere = names.tellWhatIsNotThere(model.types());
    // Nothing can be said of rules as a whole while some of them are not known.
    return complete && stage.isSound() && namesAreThere ? asAWhole(model, model.rules()) : null;
  }

  private Parsed parse() {
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
    return new Parsed(new RuleModel(packageName(), types, rules, names.vocabulary()), complete);
  }

  /**
   * The rules in their strata, if they go together; {@code null} with problems.
   *
   * @param unchecked those that may contradict themselves
   */
  private @Nullable RuleModel asAWhole(RuleModel model, List<Rule> unchecked) {
    Problems.Stage<RuleModel> stratified =
        problems.stage(
            () -> {
              RuleModel inStrata = Stratifier.stratify(model, problems);
              Manifest manifest = folder.manifest();
              if (manifest != null) {
                new TargetCheck(model, manifest, names, problems).checkRows();
                checks.forEach(check -> check.tell(model, manifest, problems));
              }
              ContradictionCheck.tell(model, unchecked, problems);
              return inStrata;
            });
    return stratified.isSound() ? stratified.result() : null;
  }

  private String packageName() {
    return folder.programme().replace('-', '.');
  }

  private void checkHeader(Outline outline) {
    Located<String> name = outline.packageName();
    if (name != null && !name.value().equals(packageName())) {
      problems.error(OTHER_PACKAGE, name.span(), folder.programme(), name.value(), packageName());
    }
    Set<String> imported = new HashSet<>();
    List<String> importable = new ArrayList<>(IMPORTS);
    folder.trusted().forEach(each -> importable.add(each.imports()));
    for (Located<String> imports : outline.imports()) {
      imported.add(imports.value());
      if (!importable.contains(imports.value())) {
        problems.error(NOT_IMPORTABLE, imports.span(), imports.value()).allowed(importable);
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
      problems.error(NOT_IMPORTED, place, what);
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
                .error(TYPE_DECLARED_TWICE, type.declared(), type.name())
                .place(earlier.declared());
          }
        } else if (words.size() > 1) {
          types.put(words.get(1).text(), FactType.unclear(words.get(1).text()));
        }
      }
    }
    List<FactType> declared = types.values().stream().filter(FactType::isDeclared).toList();
    if (declared.size() > MOST_TYPES) {
      problems.error(TOO_MANY_TYPES, declared.get(MOST_TYPES).declared(), MOST_TYPES);
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
      problems.error(TOO_MANY_RULES, rules.get(MOST_RULES).nameSpan(), MOST_RULES);
    }
    return rules;
  }

  private void sameNames(List<Rule> rules) {
    Map<String, Rule> byName = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Rule earlier = byName.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule);
      if (earlier != null && earlier.name().equals(rule.name())) {
        problems.error(TWO_RULES_OF_ONE_NAME, rule.nameSpan()).place(earlier.nameSpan());
      } else if (earlier != null) {
        problems.warning(NAMES_DIFFER_IN_CAPITALS, rule.nameSpan()).place(earlier.nameSpan());
      }
    }
  }
}
