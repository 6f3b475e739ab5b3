package tierwise.internal.casefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.InvalidFactException;
import tierwise.facts.Partner;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.Subject;
import tierwise.internal.language.check.ReadSet;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * What is kept of a case: no more than the rules read of it, and other names for what names
 * somebody. The rules decide it as they decide the whole.
 */
public final class KeptFacts {
  private KeptFacts() {}

  /**
   * The case without the facts that the rules do not read, and without the fields of the others
   * that they do not read, but for those that a fact cannot be without, such as its id. It has no
   * name.
   */
  public static CaseFacts read(CaseFacts facts, RuleModel model, ReadSet reads) {
    FactType application = Described.factType(Application.class);
    FactType partner = Described.factType(Partner.class);
    Map<String, List<?>> ledgers = new LinkedHashMap<>();
    facts
        .ledgers()
        .forEach(
            (name, lines) -> {
              FactType type = model.types().get(name);
              if (type != null && reads.reads(type)) {
                ledgers.put(name, lines.stream().map(each -> read(each, type, reads)).toList());
              }
            });
    Map<String, List<DeclaredFact>> declared = new LinkedHashMap<>();
    facts
        .declared()
        .forEach(
            (name, all) -> {
              FactType type = model.types().get(name);
              if (type != null && reads.reads(type)) {
                declared.put(name, all.stream().map(each -> read(each, type, reads)).toList());
              }
            });
    Application asking = facts.application();
    return new CaseFacts(
        null,
        facts.year(),
        null,
        new Application(
            asking.asOf(),
            reads.reads(application, "role") ? asking.role() : null,
            asking.asksFor()),
        (Partner) read(facts.partner(), partner, reads),
        ledgers,
        declared,
        FactLocations.none());
  }

  private static Object read(Object fact, FactType type, ReadSet reads) {
    return changed(fact, type, (field, value) -> isKept(type, field, reads) ? value : null);
  }

  private static boolean isKept(FactType type, FactType.Field field, ReadSet reads) {
    return !field.mayBeMissing()
        || reads.reads(type, field.name())
        // What is held of a list is looked up there, whether a rule reads it or not.
        || (field.role() == Role.SUBJECT && type.fieldOf(Role.HOLDABLE) != null);
  }

  private static DeclaredFact read(DeclaredFact fact, FactType type, ReadSet reads) {
    Map<String, Object> values = new LinkedHashMap<>();
    fact.values()
        .forEach(
            (name, value) -> {
              FactType.Field field = type.field(name);
              if (field == null || isKept(type, field, reads)) {
                values.put(name, value);
              }
            });
    return new DeclaredFact(fact.type(), values);
  }

  /**
   * The case with other texts in the place of those that name somebody or something of the
   * partner's: ids, names, numbers, and texts of declared facts. Whatever text is replaced is
   * replaced wherever it stands, so that what was the same is the same afterwards.
   *
   * @param codes the texts that are no names to the rules, which stay
   * @param names gives the other text; different ones for different texts
   */
  public static CaseFacts renamed(
      CaseFacts facts, RuleModel model, Set<String> codes, UnaryOperator<String> names) {
    Map<String, String> others = new HashMap<>();
    for (String text : naming(facts, model)) {
      if (!codes.contains(text)) {
        others.put(text, names.apply(text));
      }
    }
    if (new HashSet<>(others.values()).size() < others.size()) {
      throw new IllegalArgumentException("two texts get one other text");
    }
    UnaryOperator<String> renaming = text -> others.getOrDefault(text, text);
    Map<String, List<?>> ledgers = new LinkedHashMap<>();
    facts
        .ledgers()
        .forEach(
            (name, lines) -> {
              FactType type = typeOf(name, model);
              ledgers.put(name, lines.stream().map(each -> renamed(each, type, renaming)).toList());
            });
    Map<String, List<DeclaredFact>> declared = new LinkedHashMap<>();
    facts
        .declared()
        .forEach(
            (name, all) ->
                declared.put(
                    name, all.stream().map(each -> renamed(each, model, renaming)).toList()));
    Application asking = facts.application();
    String role = asking.role();
    return new CaseFacts(
        null,
        facts.year(),
        null,
        new Application(
            asking.asOf(),
            role == null ? null : renaming.apply(role),
            asking.asksFor().stream()
                .map(each -> new Subject(each.kind(), renaming.apply(each.name())))
                .toList()),
        (Partner) renamed(facts.partner(), Described.factType(Partner.class), renaming),
        ledgers,
        declared,
        FactLocations.none());
  }

  /** The texts that name somebody or something. */
  private static Set<String> naming(CaseFacts facts, RuleModel model) {
    Set<String> texts = new HashSet<>();
    addNames(facts.partner(), Described.factType(Partner.class), texts);
    facts
        .ledgers()
        .forEach(
            (name, lines) -> lines.forEach(each -> addNames(each, typeOf(name, model), texts)));
    facts.declared().values().forEach(all -> all.forEach(each -> addNames(each, model, texts)));
    return texts;
  }

  private static void addNames(Object fact, FactType type, Set<String> texts) {
    for (String name : FactRecord.of(type).naming()) {
      if (type.requireField(name).read(fact) instanceof String text) {
        texts.add(text);
      }
    }
  }

  private static void addNames(DeclaredFact fact, RuleModel model, Set<String> texts) {
    fact.texts()
        .forEach(
            (name, text) -> {
              if (isText(fact, name, model)) {
                texts.add(text);
              }
            });
  }

  private static FactType typeOf(String name, RuleModel model) {
    FactType type = model.types().get(name);
    if (type == null) {
      throw new IllegalStateException("no rules know " + name);
    }
    return type;
  }

  private static Object renamed(Object fact, FactType type, UnaryOperator<String> renaming) {
    return changed(
        fact, type, (field, value) -> value instanceof String text ? renaming.apply(text) : value);
  }

  private static DeclaredFact renamed(
      DeclaredFact fact, RuleModel model, UnaryOperator<String> renaming) {
    Map<String, Object> values = new LinkedHashMap<>();
    fact.values()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    value instanceof String text && isText(fact, name, model)
                        ? renaming.apply(text)
                        : value));
    return new DeclaredFact(fact.type(), values);
  }

  /** Figures and days of declared facts are texts in files as well. */
  private static boolean isText(DeclaredFact fact, String name, RuleModel model) {
    FactType.Field field = typeOf(fact.type(), model).field(name);
    return field == null || field.type() == Plain.TEXT;
  }

  private static Object changed(
      Object fact,
      FactType type,
      BiFunction<FactType.Field, @Nullable Object, @Nullable Object> change) {
    FactRecord described = FactRecord.of(type);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String name : described.names()) {
      FactType.Field field = type.requireField(name);
      values.put(name, change.apply(field, field.read(fact)));
    }
    while (true) {
      try {
        return described.make(new ArrayList<>(values.values()));
      } catch (InvalidFactException e) {
        // A fact that has one field can need another beside it.
        Object needed = type.requireField(e.field()).read(fact);
        if (needed == null || values.put(e.field(), needed) != null) {
          throw e;
        }
      }
    }
  }
}
