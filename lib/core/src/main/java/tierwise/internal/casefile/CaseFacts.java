package tierwise.internal.casefile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Vocabulary;
import tierwise.internal.source.Code;
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
    Origins origins) {
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

  /** Says what is wrong with the case under any rules: too many facts, or two with one id. */
  public void check(Problems problems) {
    int count =
        ledgers.values().stream().mapToInt(List::size).sum()
            + declared.values().stream().mapToInt(List::size).sum();
    if (count > MOST_FACTS) {
      problems
          .error(
              Code.TOO_LARGE,
              null,
              "the case has " + count + " facts; at most " + MOST_FACTS + " are decided")
          .wayOut("Leave out lines that are older than any window.");
      return;
    }
    Map<String, Object> byId = new LinkedHashMap<>();
    for (Object fact : facts()) {
      String id = idOf(fact);
      if (id != null) {
        Object earlier = byId.putIfAbsent(id, fact);
        if (earlier != null) {
          problems
              .error(
                  Code.DUPLICATE_ID,
                  origins.field(fact, "id"),
                  "two facts have the id \"" + id + "\"")
              .related("the other one", origins.field(earlier, "id"))
              .wayOut("Evidence is named by its id; give each fact one of its own.");
        }
      }
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
    FactType type = Vocabulary.shared().factType(fact.getClass());
    return (String) FieldReader.read(type, "id", fact);
  }

  /** Where a fact stands, or a field of it; {@code null} if it was made in Java. */
  public @Nullable Span place(Object fact, String field) {
    return origins.field(fact, field);
  }

  /** The same facts, to be decided by the rules of the given year. */
  public CaseFacts withYear(@Nullable String other) {
    return new CaseFacts(name, other, null, application, partner, ledgers, declared, origins);
  }
}
