package tierwise.testing.internal.year;

import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;

/** Decides cases as they are and moved, and says what is in the way of moving them. */
final class MoveTrial {
  private final TestedRules rules;
  private final Predicate<LocalDate> inYear;
  private final IdentityHashMap<ReadCase, AsItIs> known = new IdentityHashMap<>();

  MoveTrial(TestedRules rules, Predicate<LocalDate> inYear) {
    this.rules = rules;
    this.inYear = inYear;
  }

  /**
   * What comes of the rows of a case that is moved.
   *
   * @param hindrance why it cannot be; empty if it can
   * @param sameRules whether the same rules state as much of it as before
   */
  record Outcome(String hindrance, boolean sameRules) {
    boolean isFree() {
      return hindrance.isEmpty();
    }
  }

  Outcome outcome(List<ReadCase> earlier, List<ReadCase> later) {
    if (earlier.size() != later.size()) {
      return new Outcome("its days cannot be moved", false);
    }
    boolean same = true;
    for (int i = 0; i < earlier.size(); i++) {
      Outcome outcome = outcome(earlier.get(i), later.get(i));
      if (!outcome.isFree()) {
        return outcome;
      }
      same &= outcome.sameRules();
    }
    return new Outcome("", same);
  }

  private Outcome outcome(ReadCase earlier, ReadCase later) {
    CaseFacts facts = later.facts();
    CaseFacts old = earlier.facts();
    if (!earlier.isRun()) {
      return new Outcome("", true);
    }
    AsItIs asItIs = known.computeIfAbsent(earlier, this::asItIs);
    if (!asItIs.difference().isEmpty()) {
      return new Outcome("it fails as it is: " + asItIs.difference(), false);
    }
    if (facts == null || old == null) {
      return new Outcome("", true); // It is about facts that cannot be read.
    }
    LocalDate day = facts.application().asOf();
    if (old.year() == null && !inYear.test(day)) {
      return new Outcome("its day would be " + day + ", which is not in the year", false);
    }
    String difference = difference(later);
    return difference.isEmpty()
        ? new Outcome("", asItIs.statements().equals(statements(facts)))
        : new Outcome(difference, false);
  }

  /** What comes of a case before it is moved. */
  private record AsItIs(String difference, Map<String, Integer> statements) {}

  private AsItIs asItIs(ReadCase test) {
    CaseFacts facts = test.facts();
    return new AsItIs(difference(test), facts == null ? Map.of() : statements(facts));
  }

  /** The first line of what differs from what it expects; empty if nothing does. */
  private static String difference(ReadCase test) {
    return test.compared().texts().stream().flatMap(String::lines).findFirst().orElse("");
  }

  /** How often each insert of each rule states something of the facts. */
  private Map<String, Integer> statements(CaseFacts facts) {
    Map<String, Integer> counts = new TreeMap<>();
    try {
      rules
          .decide(facts)
          .stated()
          .forEach(
              stated -> counts.merge(stated.rule().id() + "/" + stated.insert(), 1, Integer::sum));
    } catch (RuleSetException e) {
      counts.put("refused", e.problems().size());
    }
    return counts;
  }
}
