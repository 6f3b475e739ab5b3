package tierwise.testing.internal.mutate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.direct.SingleRule;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Row;
import tierwise.internal.source.Span;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * One case, decided by the unchanged rules: what a changed rule set is compared with. Immutable
 * once made, and safe for use by several threads.
 */
public final class BaseRun {
  private final CaseFacts facts;
  private final TestedRules.Decided decided;
  private final SingleRule.Given known;
  private final Map<String, List<Said>> statedBy = new HashMap<>();

  /**
   * Decides the case.
   *
   * @throws tierwise.RuleSetException if it cannot be decided
   */
  public BaseRun(TestedRules rules, CaseFacts facts) {
    this.facts = facts;
    this.decided = rules.decide(facts);
    this.known =
        SingleRule.Given.of(
            Stream.concat(decided.given().stream(), decided.stated().stream().map(Statement::fact))
                .toList());
    for (Statement<?> stated : decided.stated()) {
      statedBy
          .computeIfAbsent(stated.rule().name(), rule -> new ArrayList<>())
          .add(Said.of(stated));
    }
  }

  TestedRules.Decided decided() {
    return decided;
  }

  CaseFacts facts() {
    return facts;
  }

  /**
   * Whether the decision has to do with what the mutant changes: its rule stated something, or for
   * one of several statements, some rule read what it states.
   */
  boolean restsOn(Mutant mutant) {
    Set<Object> facts = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Statement<?> stated : decided.stated()) {
      Span words = stated.words().span();
      if (stated.rule().name().equals(mutant.rule())
          && (stated.rule().then().size() == 1
              || (words.start() <= mutant.span().start() && mutant.span().end() <= words.end()))) {
        facts.add(stated.fact());
      }
    }
    return decided.stated().stream()
        .anyMatch(
            stated ->
                (stated.rule().name().equals(mutant.rule()) && !isRow(stated))
                    || stated.premises().stream().anyMatch(facts::contains));
  }

  /**
   * Whether the changed rules state anything else of the case, rows aside, since a row by itself
   * decides nothing. Where they do not, they decide alike.
   */
  public boolean differs(ChangedRules changed) {
    try {
      // The rest of the rules need not be asked while the changed one states what it did.
      return !statesAlike(changed)
          && !areAlike(
              decisive(decided.stated()),
              decisive(changed.rules().engine().run(decided.given(), StepBudget.USUAL)));
    } catch (RuleFailure e) {
      return true; // The decision will tell what fails.
    }
  }

  /**
   * What the changed rules decide of the case, from the beginning: a decision makes offers of its
   * own, and statements of another run are not about these.
   *
   * @throws tierwise.RuleSetException if they cannot decide it
   */
  TestedRules.Decided decide(ChangedRules changed) {
    return changed.rules().decide(facts);
  }

  /**
   * Whether the changed rule states what it did, or only other rows, of which the rules that read
   * them make the same.
   */
  private boolean statesAlike(ChangedRules changed) {
    List<Said> before = statedBy(changed.name());
    List<Said> now = changed.states(known);
    if (areAlike(before, now)) {
      return true;
    }
    if (!Stream.concat(before.stream(), now.stream())
        .allMatch(said -> said.fact() instanceof Row)) {
      return false;
    }
    SingleRule.Given others =
        known.with(before.stream().map(Said::fact).toList(), now.stream().map(Said::fact).toList());
    return changed.readers().stream()
        .allMatch(reader -> areAlike(statedBy(reader.name()), reader.states(others)));
  }

  private List<Said> statedBy(String rule) {
    return statedBy.getOrDefault(rule, List.of());
  }

  /** Whether the same is said, in whatever order. */
  private static boolean areAlike(List<Said> some, List<Said> others) {
    return some.size() == others.size()
        && (some.equals(others) || counted(some).equals(counted(others)));
  }

  private static Map<Said, Integer> counted(List<Said> facts) {
    Map<Said, Integer> counted = new HashMap<>();
    facts.forEach(fact -> counted.merge(fact, 1, Integer::sum));
    return counted;
  }

  private static List<Said> decisive(List<Statement<?>> stated) {
    return stated.stream().filter(each -> !isRow(each)).map(Said::of).toList();
  }

  private static boolean isRow(Statement<?> stated) {
    return stated.words().statement() instanceof Expression.Make;
  }
}
