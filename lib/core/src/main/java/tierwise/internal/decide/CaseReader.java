package tierwise.internal.decide;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Membership;
import tierwise.facts.Offer;
import tierwise.facts.Order;
import tierwise.facts.Subject;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.DeclaredFact;
import tierwise.internal.casefile.FieldReader;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.language.FactType;
import tierwise.internal.language.FactType.Field;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.ValueType.Plain;
import tierwise.internal.source.Code;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Looks at a case with the eyes of one rule set: are its names on the lists, which offers and
 * subjects are in play, which facts do the rules read.
 */
final class CaseReader {
  private static final int LONGEST_TEXT = 200;

  private final Manifest manifest;
  private final RuleModel model;
  private final Set<String> typesRead;
  private final RuleEngine engine;
  private final CaseFacts facts;
  private final Problems problems;
  private final Map<String, List<Line>> ledgers = new LinkedHashMap<>();
  private final IdentityHashMap<Object, Line> lines = new IdentityHashMap<>();
  private final List<Object> inserted = new ArrayList<>();

  CaseReader(
      Manifest manifest,
      RuleModel model,
      Set<String> typesRead,
      RuleEngine engine,
      CaseFacts facts,
      Problems problems) {
    this.manifest = manifest;
    this.model = model;
    this.typesRead = typesRead;
    this.engine = engine;
    this.facts = facts;
    this.problems = problems;
  }

  DecidedCase read() {
    insert("Application", facts.application());
    insert("Partner", facts.partner());
    facts.ledgers().forEach(this::ledger);
    facts.declared().forEach(this::declaredLedger);
    checkNames();
    Map<String, List<String>> subjects = subjects();
    List<Offer> offers = offers(subjects);
    offers.forEach(offer -> insert("Offer", offer));
    subjects.forEach(
        (list, names) -> names.forEach(name -> insert("Subject", new Subject(list, name))));
    for (List<Line> ledger : ledgers.values()) {
      ledger.sort(Comparator.comparing(Line::id, Line.NATURAL));
    }
    return new DecidedCase(facts, offers, inserted, ledgers, lines);
  }

  private void insert(String type, Object fact) {
    if (typesRead.contains(type)) {
      inserted.add(fact);
    }
  }

  private void ledger(String name, List<?> given) {
    FactType type = Objects.requireNonNull(model.types().get(name), name);
    List<ClosedTexts> closed = closedTexts(name);
    for (ClosedTexts texts : closed) {
      String field = fieldOf(texts);
      FieldReader reader = FieldReader.of(type, field);
      given.forEach(fact -> checkClosed(texts, fact, field, reader.read(fact)));
    }
    List<Line> ledger = new ArrayList<>(given.size());
    FieldReader id = FieldReader.of(type, "id");
    for (Object fact : given) {
      ledger.add(line(type, String.valueOf(id.read(fact)), fact));
      insert(name, fact);
    }
    ledgers.put(name, ledger);
  }

  private Line line(FactType type, String id, Object fact) {
    Line line = new Line(type, id, fact);
    lines.put(fact, line);
    return line;
  }

  private List<ClosedTexts> closedTexts(String type) {
    return manifest.values().values().stream()
        .filter(texts -> texts.field().value().startsWith(type + "."))
        .toList();
  }

  private static String fieldOf(ClosedTexts texts) {
    String key = texts.field().value();
    return key.substring(key.indexOf('.') + 1);
  }

  private void checkClosed(ClosedTexts texts, Object fact, String field, @Nullable Object value) {
    if (value instanceof String text && !texts.has(text)) {
      problems
          .error(
              Code.NAME_NOT_IN_LIST,
              facts.place(fact, field),
              "\"" + field + "\" cannot be \"" + text + "\"")
          .allowed("It can be", texts.texts(), text);
    }
  }

  // ---- declared types ----------------------------------------------------------------------

  private void declaredLedger(String name, List<DeclaredFact> given) {
    FactType type = model.types().get(name);
    if (type == null || type.kind() != FactType.Kind.DECLARED_INPUT) {
      Span place = given.isEmpty() ? null : facts.place(given.get(0), "");
      problems
          .error(
              Code.UNKNOWN_FACT_TYPE,
              place,
              "the rules of this year know no fact type \"" + name + "\" that a case could give")
          .allowed("They declare", inputTypes(), name);
      return;
    }
    List<ClosedTexts> closed = closedTexts(name);
    List<Line> ledger = new ArrayList<>(given.size());
    for (DeclaredFact declared : given) {
      Object fact = fact(type, declared);
      if (fact != null) {
        for (ClosedTexts texts : closed) {
          String field = fieldOf(texts);
          checkClosed(texts, declared, field, engine.read(type, field, fact));
        }
        if (type.isLedger()) {
          ledger.add(line(type, String.valueOf(engine.read(type, "id", fact)), fact));
        }
        insert(name, fact);
      }
    }
    ledgers.put(name, ledger);
  }

  private List<String> inputTypes() {
    return model.types().values().stream()
        .filter(type -> type.kind() == FactType.Kind.DECLARED_INPUT)
        .map(FactType::name)
        .toList();
  }

  private @Nullable Object fact(FactType type, DeclaredFact declared) {
    boolean complete = true;
    for (String given : declared.values().keySet()) {
      if (type.field(given) == null) {
        problems
            .error(
                Code.UNKNOWN_KEY,
                facts.place(declared, given),
                "a " + type.name() + " has no field \"" + given + "\"")
            .allowed("Its fields are", type.fields().keySet(), given);
        complete = false;
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : type.fields().values()) {
      Object given = declared.values().get(field.name());
      Object value = given == null ? null : converted(field, given);
      if (value == null && (given != null || !field.mayBeMissing())) {
        problems.error(
            Code.INVALID_FACT,
            facts.place(declared, field.name()),
            "\""
                + field.name()
                + "\" of a "
                + type.name()
                + " "
                + (given == null ? "is missing" : "is not " + field.type() + ": " + given));
        complete = false;
      }
      values.add(value);
    }
    return complete ? engine.make(type, values) : null;
  }

  /** The value as the field wants it; {@code null} if it cannot be that. */
  private static @Nullable Object converted(Field field, Object given) {
    String text = given.toString();
    try {
      return switch ((Plain) field.type()) {
        case TEXT -> given instanceof String && validText(text) ? text : null;
        case WHOLE -> Integer.valueOf(text);
        case DECIMAL -> validDecimal(given) ? normal(new BigDecimal(text)) : null;
        case DATE -> LocalDate.parse(text);
        case YES_NO ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "yes", "true" -> true;
              case "no", "false" -> false;
              default -> null;
            };
        default -> null;
      };
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static boolean validText(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_TEXT
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean validDecimal(Object given) {
    return given.toString().matches("-?\\d{1,15}(\\.\\d{1,6})?");
  }

  private static BigDecimal normal(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  // ---- names -------------------------------------------------------------------------------

  private void checkNames() {
    for (Subject subject : facts.application().asksFor()) {
      SubjectList list = manifest.lists().get(subject.kind());
      if (list == null) {
        problems
            .error(
                Code.NAME_NOT_IN_LIST,
                facts.place(subject, ""),
                "the rules of this year have no list \"" + subject.kind() + "\" to ask for")
            .allowed("There are", manifest.lists().keySet(), subject.kind());
      } else {
        checkInList(list, subject.name(), facts.place(subject, ""));
      }
    }
    for (Object fact : facts.ledgers().getOrDefault("Membership", List.of())) {
      Membership membership = (Membership) fact;
      checkHeld(membership, membership.offer(), membership.of());
    }
    for (Object fact : facts.ledgers().getOrDefault("Order", List.of())) {
      Order order = (Order) fact;
      checkHeld(order, order.offer(), order.of());
    }
  }

  private void checkHeld(Object fact, String offer, @Nullable String of) {
    Collection<String> holdable = manifest.holdable();
    if (!holdable.contains(offer)) {
      problems
          .error(
              Code.NAME_NOT_IN_LIST,
              facts.place(fact, "offer"),
              "the rules of this year know no offer or membership \"" + offer + "\"")
          .allowed("There are", holdable, offer);
      return;
    }
    OfferSpec spec = manifest.offers().get(offer);
    Located<String> per = spec == null ? null : spec.per();
    SubjectList list = per == null ? null : manifest.lists().get(per.value());
    if (list != null && of == null) {
      problems
          .error(
              Code.INVALID_FACT,
              facts.place(fact, "offer"),
              "\"of\" is missing: " + offer + " exists for each " + list.name())
          .wayOut("Add the " + list.name() + " that it is about.");
    } else if (list != null && of != null) {
      checkInList(list, of, facts.place(fact, "of"));
    }
  }

  private void checkInList(SubjectList list, String name, @Nullable Span place) {
    if (!list.has(name)) {
      problems
          .error(
              Code.NAME_NOT_IN_LIST,
              place,
              "\"" + name + "\" is not in the year's list of " + list.name())
          .allowed("The list has", list.names(), name);
    }
  }

  // ---- subjects and offers -----------------------------------------------------------------

  /** The subjects in play, list by list in the order of the manifest. */
  private Map<String, List<String>> subjects() {
    Map<String, List<String>> subjects = new LinkedHashMap<>();
    for (SubjectList list : manifest.lists().values()) {
      Set<String> inPlay = new LinkedHashSet<>();
      facts.application().asksFor().stream()
          .filter(subject -> subject.kind().equals(list.name()))
          .forEach(subject -> inPlay.add(subject.name()));
      for (Membership membership : DecidedCase.ownMemberships(facts)) {
        OfferSpec offer = manifest.offers().get(membership.offer());
        Located<String> per = offer == null ? null : offer.per();
        if (per != null && per.value().equals(list.name()) && membership.of() != null) {
          inPlay.add(membership.of());
        }
      }
      subjects.put(
          list.name(),
          list.field() != null
              ? valuesOf(list.field().value())
              : list.names().stream()
                  .filter(name -> !list.askedOrHeld() || inPlay.contains(name))
                  .toList());
    }
    return subjects;
  }

  /** The different texts that a field of a ledger has in the case. */
  private List<String> valuesOf(String field) {
    String type = field.substring(0, field.indexOf('.'));
    String name = field.substring(field.indexOf('.') + 1);
    return ledgers.getOrDefault(type, List.of()).stream()
        .map(
            line ->
                line.type().isDeclared()
                    ? engine.read(line.type(), name, line.fact())
                    : FieldReader.read(line.type(), name, line.fact()))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .distinct()
        .sorted(Line.NATURAL)
        .toList();
  }

  private List<Offer> offers(Map<String, List<String>> subjects) {
    List<OfferSpec> specs = new ArrayList<>(manifest.offers().values());
    // Tiers first, the highest first; the others as the manifest lists them.
    specs.sort(
        Comparator.comparingInt(
            spec ->
                manifest.rung(spec.name()) < 0 ? Integer.MAX_VALUE : manifest.rung(spec.name())));
    List<Offer> offers = new ArrayList<>();
    for (OfferSpec spec : specs) {
      for (String of : existsFor(spec, subjects)) {
        String about = of.isEmpty() ? null : of;
        Membership held = spec.renewable() ? latest(spec.name(), about) : null;
        if (held != null) {
          offers.add(new Offer(spec.name(), about, held));
        }
        offers.add(new Offer(spec.name(), about, null));
      }
    }
    return offers;
  }

  /** What an offer exists for; the empty text stands for nothing in particular. */
  private List<String> existsFor(OfferSpec spec, Map<String, List<String>> subjects) {
    Located<String> per = spec.per();
    if (per == null) {
      return List.of("");
    }
    List<String> names = subjects.get(per.value());
    return names != null
        ? names
        : ledgers.getOrDefault(per.value(), List.of()).stream()
            .map(Line::id)
            .sorted(Line.NATURAL)
            .toList();
  }

  private @Nullable Membership latest(String offer, @Nullable String of) {
    return DecidedCase.ownMemberships(facts).stream()
        .filter(each -> each.offer().equals(offer) && Objects.equals(each.of(), of))
        .max(
            Comparator.comparing(Membership::anniversary)
                .thenComparing(Membership::since)
                .thenComparing(Membership::id, Line.NATURAL))
        .orElse(null);
  }
}
