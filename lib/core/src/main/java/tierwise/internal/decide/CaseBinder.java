package tierwise.internal.decide;

import static tierwise.internal.decide.DecisionProblem.*;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Membership;
import tierwise.facts.Offer;
import tierwise.facts.Subject;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.DeclaredFact;
import tierwise.internal.decide.DecisionPlan.ClosedColumn;
import tierwise.internal.decide.DecisionPlan.LedgerPlan;
import tierwise.internal.decide.DecisionPlan.OfferPlan;
import tierwise.internal.decide.DecisionPlan.SubjectPlan;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.Written;

/**
 * Looks at a case with the eyes of one rule set: are its names on the lists, which offers and
 * subjects are in play, which facts do the rules read.
 */
final class CaseBinder {
  /** Characters of a text of a declared fact, as of those of the library. */
  private static final int LONGEST_TEXT = 200;

  /** Down to the ids, which no two share, so that the order of the case never chooses. */
  private static final Comparator<Membership> LATER =
      Comparator.comparing(Membership::anniversary)
          .thenComparing(Membership::since)
          .thenComparing(Membership::id, LedgerLine.NATURAL);

  private final DecisionPlan plan;
  private final CaseFacts facts;
  private final Problems problems;
  private final Map<String, List<LedgerLine>> ledgers = new LinkedHashMap<>();
  private final IdentityHashMap<Object, LedgerLine> lines;
  private final List<Object> inserted = new ArrayList<>();

  CaseBinder(DecisionPlan plan, CaseFacts facts, Problems problems) {
    this.plan = plan;
    this.facts = facts;
    this.problems = problems;
    int size = 0;
    for (List<?> ledger : facts.ledgers().values()) {
      size += ledger.size();
    }
    for (List<?> ledger : facts.declared().values()) {
      size += ledger.size();
    }
    this.lines = new IdentityHashMap<>(size);
  }

  /**
   * The case, bound. Facts that no rule reads are not handed over: they could change nothing, and
   * looking for them would cost. Their ledgers are kept all the same, since a ledger that was given
   * and is empty is another answer than one that was not.
   */
  BoundCase bind() {
    insert("Application", facts.application());
    insert("Partner", facts.partner());
    facts.ledgers().forEach(this::ledger);
    facts.declared().forEach(this::declaredLedger);
    checkNames();
    List<Membership> held = BoundCase.ownMemberships(facts);
    Map<String, List<String>> subjects = subjects(held);
    List<OfferCase> offers = offers(subjects, held);
    if (plan.reads("Offer")) {
      offers.forEach(offer -> inserted.add(offer.offer()));
    }
    if (plan.reads("Subject")) {
      subjects.forEach(
          (list, names) -> names.forEach(name -> inserted.add(new Subject(list, name))));
    }
    return new BoundCase(facts, offers, inserted, ledgers, lines);
  }

  private void insert(String type, Object fact) {
    if (plan.reads(type)) {
      inserted.add(fact);
    }
  }

  private void ledger(String name, List<?> given) {
    LedgerPlan ledger = plan.ledger(name);
    if (ledger == null) {
      problems.error(NO_SUCH_LEDGER, null, name);
      return;
    }
    for (ClosedColumn closed : ledger.closed()) {
      for (Object fact : given) {
        checkClosed(closed, fact, closed.column().read(fact));
      }
    }
    List<LedgerLine> all = new ArrayList<>(given.size());
    for (Object fact : given) {
      addLine(ledger, fact, all);
    }
    if (ledger.isRead()) {
      inserted.addAll(given);
    }
    ledgers.put(name, all);
  }

  private void addLine(LedgerPlan ledger, Object fact, List<LedgerLine> all) {
    Field id = ledger.id();
    // Without an id nobody could say which line counted, so that no measure counts such a type.
    if (id != null) {
      LedgerLine line = new LedgerLine(ledger.type(), String.valueOf(id.read(fact)), fact);
      lines.put(fact, line);
      all.add(line);
    }
  }

  private void checkClosed(ClosedColumn closed, Object fact, @Nullable Object value) {
    if (value instanceof String text && !closed.allowed().contains(text)) {
      String field = closed.column().name();
      problems
          .error(TEXT_NOT_LISTED, facts.place(fact, field), field, text)
          .allowed(closed.texts().texts(), text);
    }
  }

  // ---- declared types ----------------------------------------------------------------------

  private void declaredLedger(String name, List<DeclaredFact> given) {
    LedgerPlan ledger = plan.ledger(name);
    if (ledger == null || ledger.type().kind() != FactType.Kind.DECLARED_INPUT) {
      Span place = given.isEmpty() ? null : facts.place(given.get(0), "");
      problems.error(NO_DECLARED_TYPE_OF_A_CASE, place, name).allowed(inputTypes(), name);
      return;
    }
    List<LedgerLine> all = new ArrayList<>(given.size());
    for (DeclaredFact declared : given) {
      Object fact = fact(ledger.type(), declared);
      if (fact != null) {
        for (ClosedColumn closed : ledger.closed()) {
          checkClosed(closed, declared, closed.column().read(fact));
        }
        addLine(ledger, fact, all);
        if (ledger.isRead()) {
          inserted.add(fact);
        }
      }
    }
    ledgers.put(name, all);
  }

  private List<String> inputTypes() {
    return plan.model().types().values().stream()
        .filter(type -> type.kind() == FactType.Kind.DECLARED_INPUT)
        .map(FactType::name)
        .toList();
  }

  /**
   * The fact, or {@code null} with all that is wrong with it. What is left out of it is told by its
   * name and not taken for 0, the empty text or no.
   */
  private @Nullable Object fact(FactType type, DeclaredFact declared) {
    boolean complete = true;
    for (String given : declared.values().keySet()) {
      if (type.field(given) == null) {
        problems
            .error(NO_FIELD_OF_A_DECLARED_TYPE, facts.place(declared, given), type.name(), given)
            .allowed(type.fields().keySet(), given);
        complete = false;
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : type.fields().values()) {
      Object given = declared.values().get(field.name());
      Object value = given == null ? null : converted(field, given);
      if (value == null && (given != null || !field.mayBeMissing())) {
        Span place = facts.place(declared, field.name());
        if (given == null) {
          problems.error(FIELD_NOT_GIVEN, place, field.name(), type.name());
        } else {
          problems.error(
              VALUE_THAT_DOES_NOT_FIT, place, field.name(), type.name(), field.type(), given);
        }
        complete = false;
      }
      values.add(value);
    }
    return complete ? new Row(type, values) : null;
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
            // Both words, since JSON has only the one pair and people write the other.
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
        && text.chars().noneMatch(Character::isISOControl)
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static boolean validDecimal(Object given) {
    return Written.isDecimal(given.toString());
  }

  /** One form for each value, so that 5, 5.0 and 5.00 join and are the same key of an index. */
  private static BigDecimal normal(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  // ---- names -------------------------------------------------------------------------------

  /**
   * Refuses names that the year does not have. A misspelt one would be in play nowhere, and the
   * partner be refused without a word of it.
   */
  private void checkNames() {
    for (Subject subject : facts.application().asksFor()) {
      SubjectPlan list = plan.subjects().get(subject.kind());
      if (list == null) {
        problems
            .error(NO_LIST_TO_ASK_FOR, facts.place(subject, ""), subject.kind())
            .allowed(plan.subjects().keySet(), subject.kind());
      } else {
        checkInList(list, subject.name(), facts.place(subject, ""));
      }
    }
    facts
        .ledgers()
        .forEach(
            (name, lines) -> {
              LedgerPlan ledger = plan.ledger(name);
              if (ledger != null && ledger.held() != null) {
                lines.forEach(fact -> checkHeld(fact, ledger.held(), ledger.of()));
              }
            });
  }

  private void checkHeld(Object fact, Field held, @Nullable Field about) {
    String offer = String.valueOf(held.read(fact));
    String of = about == null ? null : (String) about.read(fact);
    if (!plan.holdable().contains(offer)) {
      problems
          .error(NOTHING_THAT_CAN_BE_HELD, facts.place(fact, held.name()), offer)
          .allowed(plan.holdable(), offer);
      return;
    }
    OfferPlan known = plan.offers().get(offer);
    SubjectPlan list =
        known == null || known.per() == null ? null : plan.subjects().get(known.per());
    if (list != null && of == null) {
      problems.error(SUBJECT_NOT_GIVEN, facts.place(fact, held.name()), offer, list.list().name());
    } else if (list != null && of != null) {
      checkInList(list, of, facts.place(fact, "of"));
    }
  }

  private void checkInList(SubjectPlan list, String name, @Nullable Span place) {
    // A name that the year knew once says what became of it, rather than what looks like it.
    String retired = list.list().retired().get(name);
    if (retired != null) {
      problems.error(RETIRED_NAME, place, name, retired);
    } else if (!list.has(name)) {
      problems
          .error(NOT_IN_THE_LIST_OF_THE_YEAR, place, name, list.list().name())
          .allowed(list.names(), name);
    }
  }

  // ---- subjects and offers -----------------------------------------------------------------

  /**
   * The subjects in play, list by list in the order of the manifest. What a partner holds is in
   * play even if it asks for nothing, else its renewal would not be decided.
   */
  private Map<String, List<String>> subjects(List<Membership> held) {
    Map<String, List<String>> subjects = new LinkedHashMap<>();
    for (SubjectPlan list : plan.subjects().values()) {
      String name = list.list().name();
      subjects.put(
          name,
          list.ledger() != null && list.field() != null
              ? valuesOf(list.ledger(), list.field())
              : list.list().askedOrHeld()
                  ? only(list.names(), inPlay(name, held))
                  : List.copyOf(list.names()));
    }
    return subjects;
  }

  /** Those of the names that are in play, in the order of the manifest and not of the case. */
  private static List<String> only(Set<String> names, Set<String> inPlay) {
    List<String> only = new ArrayList<>(inPlay.size());
    for (String name : names) {
      if (inPlay.contains(name)) {
        only.add(name);
      }
    }
    return only;
  }

  /** What the application asks for or the partner holds. */
  private Set<String> inPlay(String list, List<Membership> held) {
    Set<String> inPlay = new HashSet<>();
    for (Subject subject : facts.application().asksFor()) {
      if (subject.kind().equals(list)) {
        inPlay.add(subject.name());
      }
    }
    for (Membership membership : held) {
      OfferPlan offer = plan.offers().get(membership.offer());
      if (offer != null && list.equals(offer.per()) && membership.of() != null) {
        inPlay.add(membership.of());
      }
    }
    return inPlay;
  }

  /**
   * The different texts that a field of a ledger has, in an order that the case does not choose.
   */
  private List<String> valuesOf(String ledger, Field field) {
    return ledgers.getOrDefault(ledger, List.of()).stream()
        .map(line -> field.read(line.fact()))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .distinct()
        .sorted(LedgerLine.NATURAL)
        .toList();
  }

  /** What is held and renewable is decided twice, as its renewal and as enrolling anew. */
  private List<OfferCase> offers(Map<String, List<String>> subjects, List<Membership> held) {
    Map<HeldKey, Membership> latest = latest(held);
    List<OfferCase> offers = new ArrayList<>();
    for (OfferPlan offer : plan.offers().values()) {
      String name = offer.spec().name();
      for (String of : existsFor(offer, subjects)) {
        String about = of.isEmpty() ? null : of;
        Membership renewed =
            offer.spec().renewable() && !latest.isEmpty()
                ? latest.get(new HeldKey(name, about))
                : null;
        // The renewal first: a partner who can renew is told so before what enrolling anew takes.
        if (renewed != null) {
          offers.add(new OfferCase(new Offer(name, about, renewed), offer));
        }
        offers.add(new OfferCase(new Offer(name, about, null), offer));
      }
    }
    return offers;
  }

  /** What an offer exists for; the empty text stands for nothing in particular. */
  private List<String> existsFor(OfferPlan offer, Map<String, List<String>> subjects) {
    if (offer.per() == null) {
      return List.of("");
    }
    List<String> names = subjects.get(offer.per());
    return names != null
        ? names
        : LedgerLine.inOrder(ledgers.getOrDefault(offer.per(), List.of())).stream()
            .map(LedgerLine::id)
            .toList();
  }

  private record HeldKey(String offer, @Nullable String of) implements Comparable<HeldKey> {
    private static final Comparator<HeldKey> ORDER =
        Comparator.comparing(HeldKey::offer)
            .thenComparing(HeldKey::of, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** So that names chosen to share a hash are found as fast as others. */
    @Override
    public int compareTo(HeldKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The term that ends last of each thing that is held, even when it is over: whether days of grace
   * let it be renewed is for the rules of the year to say.
   */
  private static Map<HeldKey, Membership> latest(List<Membership> held) {
    Map<HeldKey, Membership> latest = new HashMap<>();
    for (Membership membership : held) {
      latest.merge(
          new HeldKey(membership.offer(), membership.of()),
          membership,
          (one, other) -> LATER.compare(one, other) >= 0 ? one : other);
    }
    return latest;
  }
}
