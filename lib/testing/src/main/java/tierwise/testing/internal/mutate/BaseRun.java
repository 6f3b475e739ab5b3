package tierwise.testing.internal.mutate;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.Expression;
import tierwise.internal.source.Span;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * One case, decided by the unchanged rules: what a changed rule set is compared with. Immutable
 * once made, and safe for use by several threads.
 */
final class BaseRun {
  private final CaseFacts facts;
  private final TestedRules.Decided decided;

  /**
   * Decides the case.
   *
   * @throws tierwise.RuleSetException if it cannot be decided
   */
  BaseRun(TestedRules rules, CaseFacts facts) {
    this.facts = facts;
    this.decided = rules.decide(facts);
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
   * Whether the changed rules state anything else of this case, rows aside, since a row by itself
   * decides nothing. Where they do not, they decide alike.
   */
  boolean differs(TestedRules changed) {
    List<Statement<?>> now;
    try {
      now = changed.engine().run(decided.given(), StepBudget.USUAL);
    } catch (RuleFailure e) {
      return true; // The decision will tell what fails.
    }
    return !areAlikeInOrder(decided.stated(), now)
        && !counted(decided.stated()).equals(counted(now));
  }

  private static boolean areAlikeInOrder(List<Statement<?>> before, List<Statement<?>> now) {
    Iterator<Object> others = decisive(now).iterator();
    for (Object fact : (Iterable<Object>) decisive(before)::iterator) {
      if (!others.hasNext() || !fact.equals(others.next())) {
        return false;
      }
    }
    return !others.hasNext();
  }

  private static Map<Object, Integer> counted(List<Statement<?>> stated) {
    Map<Object, Integer> counted = new HashMap<>();
    decisive(stated).forEach(fact -> counted.merge(fact, 1, Integer::sum));
    return counted;
  }

  private static Stream<Object> decisive(List<Statement<?>> stated) {
    return stated.stream().filter(each -> !isRow(each)).map(Statement::fact);
  }

  private static boolean isRow(Statement<?> stated) {
    return stated.words().statement() instanceof Expression.Make;
  }

  /**
   * What the changed rules decide of the case.
   *
   * @throws tierwise.RuleSetException if they cannot decide it
   */
  TestedRules.Decided decide(TestedRules changed) {
    return changed.decide(facts);
  }
}
