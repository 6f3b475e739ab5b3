package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.*;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.Subject;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * The facts of a case. Immutable.
 *
 * @param name the sentence that names the case; {@code null} without one
 * @param year the programme year that should decide it; {@code null} for that of its day
 * @param yearSpan where that is written; {@code null} if it is not
 * @param ledgers the lines of each ledger that was given, by the name of the fact type; a ledger
 *     that was not given is not there, one that was given as empty is
 * @param declared the same for the types that rule sets declare
 * @param origins where the facts stand in a file; empty for facts made in Java
 */
public record CaseFacts(
    @Nullable String name,
    @Nullable String year,
    @Nullable Span yearSpan,
    Application application,
    Partner partner,
    Map<String, List<?>> ledgers,
    Map<String, List<DeclaredFact>> declared,
    FactLocations origins) {
  /** More lines than any partner has; beyond it a case is taken for a mistake. */
  private static final int MOST_FACTS = 200_000;

  /** Keeps its own copies of the ledgers. */
  public CaseFacts {
    Map<String, List<?>> ledgerCopies = new LinkedHashMap<>();
    ledgers.forEach((type, lines) -> ledgerCopies.put(type, List.copyOf(lines)));
    ledgers = Collections.unmodifiableMap(ledgerCopies);
    Map<String, List<DeclaredFact>> declaredCopies = new LinkedHashMap<>();
    declared.forEach((type, facts) -> declaredCopies.put(type, List.copyOf(facts)));
    declared = Collections.unmodifiableMap(declaredCopies);
  }

  /** What a value of a declared fact can be in Java; anything else is not looked into. */
  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          BigInteger.class,
          BigDecimal.class,
          LocalDate.class,
          Boolean.class);

  /**
   * Says what is wrong with the case under any rules: too many facts, two with one id, or values
   * that no field holds.
   */
  public void check(Problems problems) {
    int count =
        application.asksFor().size()
            + ledgers.values().stream().mapToInt(List::size).sum()
            + declared.values().stream().mapToInt(List::size).sum();
    if (count > MOST_FACTS) {
      problems.error(TOO_MANY_FACTS, null, count, MOST_FACTS);
      return;
    }
    declared.values().forEach(facts -> facts.forEach(fact -> checkValues(fact, problems)));
    Map<String, Object> byId = new LinkedHashMap<>();
    for (Object fact : facts()) {
      String id = idOf(fact);
      if (id != null) {
        Object earlier = byId.putIfAbsent(id, fact);
        if (earlier != null) {
          problems
              .error(TWO_FACTS_OF_ONE_ID, origins.field(fact, "id"), id)
              .place(origins.field(earlier, "id"));
        }
      }
    }
  }

  private void checkValues(DeclaredFact fact, Problems problems) {
    fact.values()
        .forEach(
            (field, value) -> {
              if (value != null && !VALUES.contains(value.getClass())) {
                refuse(fact, field, value, problems);
              }
            });
  }

  private void refuse(DeclaredFact fact, String field, Object value, Problems problems) {
    Class<?> type = value.getClass();
    Span place = origins.field(fact, field);
    if (value instanceof Double || value instanceof Float) {
      problems.error(INEXACT_VALUE, place, field, fact.type(), type.getSimpleName(), value);
    } else {
      problems.error(VALUE_OF_ANOTHER_TYPE, place, field, fact.type(), type.getTypeName());
    }
  }

  private List<Object> facts() {
    List<Object> facts = new ArrayList<>();
    ledgers.values().forEach(facts::addAll);
    declared.values().forEach(facts::addAll);
    return facts;
  }

  private static @Nullable String idOf(Object fact) {
    if (fact instanceof DeclaredFact declared) {
      Object id = declared.values().get("id");
      return id == null ? null : id.toString();
    }
    FactType.Field id = Described.factType(fact.getClass()).fieldOf(Role.ID);
    return id == null ? null : (String) id.read(fact);
  }

  /** Where a fact stands, or a field of it; {@code null} if it was made in Java. */
  public @Nullable Span place(Object fact, String field) {
    return origins.field(fact, field);
  }

  /** Everything that the case tells beside the application and the partner. */
  public List<CasePart> parts() {
    List<CasePart> parts = new ArrayList<>();
    for (Subject subject : application.asksFor()) {
      parts.add(new CasePart("Subject", subject, subject.kind() + " " + subject.name()));
    }
    ledgers.forEach(
        (type, facts) -> facts.forEach(fact -> parts.add(new CasePart(type, fact, id(fact)))));
    declared.forEach(
        (type, facts) -> {
          facts.forEach(fact -> parts.add(new CasePart(type, fact, id(fact))));
          if (facts.isEmpty()) {
            parts.add(new CasePart(type, null, ""));
          }
        });
    return parts;
  }

  private static String id(Object fact) {
    String id = idOf(fact);
    return id == null ? "" : id;
  }

  /**
   * The same case without all parts but the given ones, which are in the order of {@link #parts}. A
   * ledger stays given if it loses its lines; a type that some rule sets declare is not given any
   * more, since nothing of it can be read. Costs what is kept, however much there was.
   */
  public CaseFacts keeping(Collection<CasePart> parts) {
    List<Subject> subjects = new ArrayList<>();
    Map<String, List<Object>> lines = new LinkedHashMap<>();
    ledgers.keySet().forEach(type -> lines.put(type, new ArrayList<>()));
    Map<String, List<DeclaredFact>> keptDeclared = new LinkedHashMap<>();
    for (CasePart part : parts) {
      List<Object> ledger = lines.get(part.type());
      if (part.fact() instanceof Subject subject) {
        subjects.add(subject);
      } else if (ledger != null && part.fact() != null) {
        ledger.add(part.fact());
      } else {
        List<DeclaredFact> facts =
            keptDeclared.computeIfAbsent(part.type(), type -> new ArrayList<>());
        if (part.fact() instanceof DeclaredFact fact) {
          facts.add(fact);
        }
      }
    }
    Map<String, List<?>> keptLedgers = new LinkedHashMap<>(lines);
    Application asking = new Application(application.asOf(), application.role(), subjects);
    return new CaseFacts(name, year, yearSpan, asking, partner, keptLedgers, keptDeclared, origins);
  }

  /** Whether the other tells the same, wherever both come from; the order of lines counts. */
  public boolean tellsTheSame(CaseFacts other) {
    return told().equals(other.told());
  }

  /** All that counts for that. */
  public List<?> told() {
    Map<String, List<Map<String, String>>> texts = new LinkedHashMap<>();
    declared.forEach(
        (type, facts) -> texts.put(type, facts.stream().map(DeclaredFact::texts).toList()));
    return Arrays.asList(name, year, application, partner, ledgers, texts);
  }

  /** The same facts, to be decided by the rules of the given year. */
  public CaseFacts withYear(@Nullable String other) {
    return new CaseFacts(name, other, null, application, partner, ledgers, declared, origins);
  }

  /** The same facts on another day. */
  public CaseFacts on(LocalDate day) {
    Application other = new Application(day, application.role(), application.asksFor());
    return new CaseFacts(name, year, yearSpan, other, partner, ledgers, declared, origins);
  }
}
