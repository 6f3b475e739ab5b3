package tierwise.internal.casefile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.language.check.ReadSet;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Written;

/**
 * Describes the case files of a programme year as a JSON Schema, draft 2020-12.
 *
 * <p>Whatever the readers of cases take, the schema takes. It refuses unknown keys, values of a
 * wrong kind, missing ones, and texts outside of the closed lists of the manifest. What only two
 * values together can break, such as a payment before its order, it leaves to the readers.
 */
public final class CaseSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final FactType APPLICATION = Described.factType(Application.class);
  private static final FactType PARTNER = Described.factType(Partner.class);
  private static final String OR_NONE = "OrNone";
  private static final String UNREAD = " No rule of this year reads it.";

  /** What YAML makes of a text without quotes. */
  private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");

  private final Manifest manifest;
  private final RuleModel model;
  private final ReadSet reads;

  private CaseSchema(Manifest manifest, RuleModel model, ReadSet reads) {
    this.manifest = manifest;
    this.model = model;
    this.reads = reads;
  }

  /**
   * The schema, as maps, lists and single values.
   *
   * @param year the name of the programme year
   */
  public static Map<String, ?> of(String year, Manifest manifest, RuleModel model, ReadSet reads) {
    return new CaseSchema(manifest, model, reads).file(year);
  }

  // ---- the file ----------------------------------------------------------------------------

  private Map<String, Object> file(String year) {
    Map<String, Object> properties = map();
    properties.put("base", described("Facts that all cases of the file share.", ref("facts")));
    properties.put("cases", map("type", "array", "minItems", 1));
    Map<String, Object> schema = map("$schema", DIALECT, "title", "Cases of " + year);
    schema.put(
        "description",
        manifest.title()
            + ": the facts of enrollment cases. Days are written year-month-day, a yes/no as yes,"
            + " no, true or false. Spans of days are half open: \"until\" is the first day no longer"
            + " in.");
    schema.putAll(object(properties, List.of("cases")));
    schema.put("if", map("required", List.of("base")));
    schema.put("then", cases("caseOnBase"));
    schema.put("else", cases("case"));
    schema.put("$defs", definitions());
    return schema;
  }

  private static Map<String, Object> cases(String definition) {
    return map("properties", map("cases", map("items", ref(definition))));
  }

  private Map<String, Object> definitions() {
    Map<String, Object> definitions = map();
    definitions.put("case", oneCase(ifBased()));
    definitions.put("caseOnBase", oneCase(given(orNone(ref("facts")))));
    definitions.put("keysOfCase", keysOfCase());
    definitions.put("given", given());
    definitions.put("facts", facts());
    for (FactType type : model.types().values()) {
      if (isGiven(type)) {
        definitions.put(type.name(), fact(type));
      }
    }
    Map<String, Object> values = values();
    definitions.putAll(values);
    values.keySet().forEach(name -> definitions.put(name + OR_NONE, orNone(ref(name))));
    definitions.put("words", map("type", ANY_SCALAR));
    return definitions;
  }

  private static boolean isGiven(FactType type) {
    return switch (type.kind()) {
      case SINGLE, LEDGER, DECLARED_INPUT -> true;
      default -> false;
    };
  }

  // ---- a case ------------------------------------------------------------------------------

  /** Values of a table stand in its rows, so what such a case gives is known only row by row. */
  private static Map<String, Object> oneCase(Map<String, Object> withoutRows) {
    Map<String, Object> schema = ref("keysOfCase");
    schema.put("if", map("required", List.of("rows")));
    schema.put("else", withoutRows);
    return schema;
  }

  private static Map<String, Object> ifBased() {
    Map<String, Object> alone = given(ref("given"));
    alone.put("required", List.of("given"));
    return map(
        "if", map("required", List.of("base")), "then", given(orNone(ref("facts"))), "else", alone);
  }

  private static Map<String, Object> given(Map<String, Object> facts) {
    return map("properties", map("given", facts));
  }

  private Map<String, Object> keysOfCase() {
    Map<String, Object> properties = map();
    properties.put("case", described("A sentence that names the case.", ref("words")));
    properties.put("source", described("What it follows from.", listOf(ref("words"))));
    properties.put(
        "year",
        described(
            "The programme year that decides it; without it, the year of its day.", ref("words")));
    properties.put("base", described("The case whose facts it changes.", ref("words")));
    properties.put(
        "rows",
        described(
            "A table: each row makes a case, and gives values for the names in curly brackets.",
            map("type", "array", "minItems", 1, "items", map("type", "object"))));
    properties.put("skip", described("Why it is not run.", ref("words")));
    properties.put("given", map("description", "Its facts."));
    properties.put("expect", map("description", "What tests compare."));
    return object(properties, List.of("case"));
  }

  /** All facts of a case: nothing needed is missing, and no key stands there for nothing. */
  private Map<String, Object> given() {
    Map<String, Object> properties = map();
    properties.put(APPLICATION.key(), present(APPLICATION));
    properties.put(PARTNER.key(), present(PARTNER));
    for (String key : ledgers().keySet()) {
      properties.put(key, map("type", "array"));
    }
    Map<String, Object> schema = ref("facts");
    schema.put("properties", properties);
    schema.put("required", List.of(APPLICATION.key(), PARTNER.key()));
    return schema;
  }

  private static Map<String, Object> present(FactType type) {
    List<String> required = required(type);
    Map<String, Object> properties = map();
    required.forEach(field -> properties.put(field, map("not", map("type", "null"))));
    return map("type", "object", "properties", properties, "required", required);
  }

  /**
   * Facts of which a base can give one part and a case the other. A key that a case leaves empty
   * takes away what the base gives.
   */
  private Map<String, Object> facts() {
    Map<String, Object> properties = map();
    properties.put(APPLICATION.key(), orNone(ref(APPLICATION.name())));
    properties.put(PARTNER.key(), orNone(ref(PARTNER.name())));
    ledgers()
        .forEach(
            (key, type) -> {
              Map<String, Object> ledger = map("description", description(type));
              ledger.put("type", List.of("array", "null"));
              ledger.put("items", ref(type.name()));
              properties.put(key, ledger);
            });
    return object(properties, List.of());
  }

  /** The fact types of which a case gives a list, by the key of the list. */
  private Map<String, FactType> ledgers() {
    Map<String, FactType> ledgers = new LinkedHashMap<>();
    for (FactType type : model.vocabulary().factTypes(FactType.Kind.LEDGER)) {
      ledgers.put(type.key(), Objects.requireNonNull(model.types().get(type.name())));
    }
    for (FactType type : model.types().values()) {
      if (type.kind() == FactType.Kind.DECLARED_INPUT) {
        ledgers.put(type.name(), type);
      }
    }
    return ledgers;
  }

  // ---- a fact ------------------------------------------------------------------------------

  private Map<String, Object> fact(FactType type) {
    boolean single = type.kind() == FactType.Kind.SINGLE;
    Map<String, Object> properties = map();
    for (Field field : type.fields().values()) {
      boolean optional = single || field.mayBeMissing();
      Map<String, Object> value = value(type, field, optional);
      String description = description(type, field);
      properties.put(field.name(), description.isEmpty() ? value : described(description, value));
    }
    if (type.equals(APPLICATION)) {
      type.describe()
          .lists()
          .forEach((name, says) -> properties.put(name, described(says, asksFor())));
    }
    Map<String, Object> schema = map("description", description(type));
    schema.putAll(object(properties, single ? List.of() : required(type)));
    List<Map<String, Object>> subjects = subjects(type);
    if (!subjects.isEmpty()) {
      schema.put("allOf", subjects);
    }
    return schema;
  }

  private static List<String> required(FactType type) {
    return type.fields().values().stream()
        .filter(field -> !field.mayBeMissing())
        .map(Field::name)
        .toList();
  }

  private Map<String, Object> value(FactType type, Field field, boolean optional) {
    ClosedTexts closed = manifest.closed(type.name(), field.name());
    if (closed != null) {
      return oneOf(closed.texts(), optional);
    }
    if (field.role() == Role.HOLDABLE) {
      return oneOf(manifest.holdable(), optional);
    }
    String definition =
        switch ((Plain) field.type()) {
          case WHOLE -> "whole";
          case DECIMAL -> "figure";
          case DATE -> "day";
          case YES_NO -> "answer";
          default -> "text";
        };
    return ref(optional ? definition + OR_NONE : definition);
  }

  /** What is held of an offer that exists for each entry of a list must name an entry. */
  private List<Map<String, Object>> subjects(FactType type) {
    List<Map<String, Object>> subjects = new ArrayList<>();
    Field held = type.fieldOf(Role.HOLDABLE);
    Field of = type.fieldOf(Role.SUBJECT);
    if (held != null && of != null) {
      for (SubjectList list : manifest.lists().values()) {
        List<String> offers =
            manifest.offers().values().stream()
                .filter(offer -> isPer(offer, list))
                .map(OfferSpec::name)
                .toList();
        if (!offers.isEmpty()) {
          Map<String, Object> condition =
              map(
                  "properties",
                  map(held.name(), oneOf(offers, false)),
                  "required",
                  List.of(held.name()));
          Map<String, Object> then =
              map("properties", map(of.name(), subject(list)), "required", List.of(of.name()));
          subjects.add(map("if", condition, "then", then));
        }
      }
    }
    return subjects;
  }

  private static boolean isPer(OfferSpec offer, SubjectList list) {
    return offer.per() != null && offer.per().value().equals(list.name());
  }

  private Map<String, Object> asksFor() {
    Map<String, Object> properties = map();
    manifest.lists().values().forEach(list -> properties.put(list.name(), listOf(subject(list))));
    return orNone(object(properties, List.of()));
  }

  private static Map<String, Object> subject(SubjectList list) {
    return list.field() == null ? oneOf(list.names(), false) : ref("text");
  }

  // ---- descriptions ------------------------------------------------------------------------

  private String description(FactType type) {
    String text =
        type.declared() == null
            ? type.describe().says()
            : commentAbove(type.declared(), type.name());
    return reads.reads(type) || type.kind() == FactType.Kind.SINGLE ? text : text + UNREAD;
  }

  private String description(FactType type, Field field) {
    boolean unread = reads.reads(type) && !reads.reads(type, field.name());
    return unread ? (field.says() + UNREAD).strip() : field.says();
  }

  /** What the author says of a declared type in the lines above it. */
  private static String commentAbove(Span declared, String name) {
    SourceText source = declared.source();
    List<String> lines = new ArrayList<>();
    for (int line = declared.line() - 1; line > 0; line--) {
      String text = source.line(line).strip();
      if (!text.startsWith("//")) {
        break;
      }
      lines.add(0, text.substring(2).strip());
    }
    return lines.isEmpty() ? "Facts of the type " + name + "." : String.join(" ", lines);
  }

  // ---- values ------------------------------------------------------------------------------

  /** In YAML and JSON a figure can stand in quotes, and a text like a figure without them. */
  private static Map<String, Object> values() {
    Map<String, Object> values = map();
    values.put("text", map("type", ANY_SCALAR, "minLength", 1, "maxLength", 200, "pattern", "\\S"));
    values.put(
        "whole",
        map(
            "type",
            List.of("integer", "string"),
            "minimum",
            Integer.MIN_VALUE,
            "maximum",
            Integer.MAX_VALUE,
            "pattern",
            "^[+-]?[0-9]{1,10}$"));
    values.put(
        "figure",
        map(
            "description",
            "At most 15 digits before and 6 after the point.",
            "type",
            List.of("number", "string"),
            "exclusiveMinimum",
            -1_000_000_000_000_000L,
            "exclusiveMaximum",
            1_000_000_000_000_000L,
            "pattern",
            "^[+-]?[0-9]+(\\.[0-9]+)?$"));
    values.put("day", map("type", "string", "format", "date", "pattern", "^" + Written.DAY + "$"));
    values.put(
        "answer",
        map(
            "type",
            List.of("boolean", "string"),
            "pattern",
            "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"));
    return values;
  }

  /** The texts, and what YAML makes of those that look like something else without quotes. */
  private static Map<String, Object> oneOf(Collection<String> texts, boolean optional) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String text : texts) {
      values.add(text);
      if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
        values.add(new BigDecimal(text));
      } else if (text.equals("true") || text.equals("false")) {
        values.add(Boolean.valueOf(text));
      }
    }
    if (optional) {
      values.add(null);
    }
    return map("enum", values);
  }

  private static Map<String, Object> orNone(Map<String, Object> schema) {
    return map("anyOf", List.of(schema, map("type", "null")));
  }

  private static Map<String, Object> listOf(Map<String, Object> items) {
    return map("type", "array", "items", items);
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = map("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> ref(String definition) {
    return map("$ref", "#/$defs/" + definition);
  }

  private static Map<String, Object> described(String description, Map<String, Object> schema) {
    Map<String, Object> all = map("description", description);
    all.putAll(schema);
    return all;
  }

  /** The keys and their values, in turn. */
  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> all = Arrays.asList(keysAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      map.put((String) all.get(i), all.get(i + 1));
    }
    return map;
  }
}
