package tierwise.testing.internal.draw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.DeclaredFact;
import tierwise.internal.casefile.FactLocations;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Vocabulary;

/**
 * A case that was drawn, or changed, with its facts to be looked at. Immutable.
 *
 * @param vocabulary the fact types that there are
 * @param ledgers the lines of each ledger that is given, by the name of the fact type
 * @param declared the same for the types that the rule set declares, with the values by field
 */
public record DrawnCase(
    Vocabulary vocabulary,
    Application application,
    Partner partner,
    Map<String, List<Object>> ledgers,
    Map<String, List<Map<String, Object>>> declared) {
  /** Keeps the maps as they are, unmodifiable. */
  public DrawnCase {
    ledgers = Collections.unmodifiableMap(ledgers);
    declared = Collections.unmodifiableMap(declared);
  }

  /** The facts of a case that was read. */
  public static DrawnCase of(Vocabulary vocabulary, CaseFacts facts) {
    Map<String, List<Object>> ledgers = new LinkedHashMap<>();
    facts.ledgers().forEach((type, lines) -> ledgers.put(type, List.copyOf(lines)));
    Map<String, List<Map<String, Object>>> declared = new LinkedHashMap<>();
    facts
        .declared()
        .forEach(
            (type, lines) -> declared.put(type, lines.stream().map(DeclaredFact::values).toList()));
    return new DrawnCase(vocabulary, facts.application(), facts.partner(), ledgers, declared);
  }

  /** The same of a case that somebody has made. */
  public static DrawnCase of(Vocabulary vocabulary, EnrollmentCase enrollmentCase) {
    Map<String, List<Object>> ledgers = new LinkedHashMap<>();
    for (FactType type : vocabulary.factTypes(FactType.Kind.LEDGER)) {
      enrollmentCase
          .ledger(Objects.requireNonNull(type.javaClass()).asSubclass(Record.class))
          .ifPresent(lines -> ledgers.put(type.name(), List.copyOf(lines)));
    }
    return new DrawnCase(
        vocabulary,
        enrollmentCase.application(),
        enrollmentCase.partner(),
        ledgers,
        new LinkedHashMap<>(enrollmentCase.declared()));
  }

  /** The case, to be decided. */
  public EnrollmentCase toCase() {
    EnrollmentCase.Builder builder = EnrollmentCase.of(application, partner);
    ledgers.forEach((type, lines) -> add(builder, type, lines));
    declared.forEach(builder::declared);
    return builder.build();
  }

  /** The case as it would come out of a file. */
  public CaseFacts facts() {
    Map<String, List<DeclaredFact>> declaredFacts = new LinkedHashMap<>();
    declared.forEach(
        (type, lines) ->
            declaredFacts.put(
                type, lines.stream().map(values -> new DeclaredFact(type, values)).toList()));
    return new CaseFacts(
        null,
        null,
        null,
        application,
        partner,
        Collections.unmodifiableMap(ledgers),
        declaredFacts,
        FactLocations.none());
  }

  private void add(EnrollmentCase.Builder builder, String type, List<Object> lines) {
    FactType ledger = Objects.requireNonNull(vocabulary.factTypes().get(type), type);
    add(builder, Objects.requireNonNull(ledger.javaClass()).asSubclass(Record.class), lines);
  }

  private static <T extends Record> void add(
      EnrollmentCase.Builder builder, Class<T> type, List<Object> lines) {
    builder.ledger(type, lines.stream().map(type::cast).toList());
  }

  public DrawnCase with(Application other) {
    return new DrawnCase(vocabulary, other, partner, ledgers, declared);
  }

  public DrawnCase with(Partner other) {
    return new DrawnCase(vocabulary, application, other, ledgers, declared);
  }

  /** All lines, of ledgers and of declared types, by type. */
  public Map<String, List<Object>> lines() {
    Map<String, List<Object>> all = new LinkedHashMap<>(ledgers);
    declared.forEach((type, lines) -> all.put(type, List.copyOf(lines)));
    return all;
  }

  /** The case with other lines of one type. */
  public DrawnCase withLines(String type, List<Object> lines) {
    if (declared.containsKey(type)) {
      Map<String, List<Map<String, Object>>> other = new LinkedHashMap<>(declared);
      other.put(type, lines.stream().map(DrawnCase::values).toList());
      return new DrawnCase(vocabulary, application, partner, ledgers, other);
    }
    Map<String, List<Object>> other = new LinkedHashMap<>(ledgers);
    other.put(type, List.copyOf(lines));
    return new DrawnCase(vocabulary, application, partner, other, declared);
  }

  /** The case without the ledger: it is not known what it holds. */
  public DrawnCase without(String type) {
    Map<String, List<Object>> otherLedgers = new LinkedHashMap<>(ledgers);
    otherLedgers.remove(type);
    Map<String, List<Map<String, Object>>> otherDeclared = new LinkedHashMap<>(declared);
    otherDeclared.remove(type);
    return new DrawnCase(vocabulary, application, partner, otherLedgers, otherDeclared);
  }

  @SuppressWarnings("unchecked") // The lines of declared types are made as maps.
  private static Map<String, Object> values(Object line) {
    return (Map<String, Object>) line;
  }

  /** The same facts in another order. */
  public DrawnCase shuffled(Random random) {
    Map<String, List<Object>> otherLedgers = new LinkedHashMap<>();
    ledgers.forEach((type, lines) -> otherLedgers.put(type, shuffled(lines, random)));
    Map<String, List<Map<String, Object>>> otherDeclared = new LinkedHashMap<>();
    declared.forEach((type, facts) -> otherDeclared.put(type, shuffled(facts, random)));
    return new DrawnCase(vocabulary, application, partner, otherLedgers, otherDeclared);
  }

  private static <T> List<T> shuffled(List<T> lines, Random random) {
    List<T> other = new ArrayList<>(lines);
    Collections.shuffle(other, random);
    return other;
  }
}
