package tierwise.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.Expression;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Kinds;
import tierwise.internal.language.RuleModel.Rule;
import tierwise.internal.source.Span;

/**
 * One case, decided by the unchanged rules. A set in which one rule differs is decided from here:
 * only that rule is run again, and those that read what changed. Immutable once made, and safe for
 * use by several threads.
 */
final class BaseRun {
  private final CaseFacts facts;
  private final TestedRules.Decided decided;
  private final Map<String, List<Statement<?>>> byRule = new LinkedHashMap<>();
  private final Interpreter.Facts all = new Interpreter.Facts();
  private final Map<Object, Object> rows = new HashMap<>();

  /**
   * Decides the case.
   *
   * @throws tierwise.RuleSetException if it cannot be decided
   */
  BaseRun(TestedRules rules, CaseFacts facts) {
    this.facts = facts;
    this.decided = rules.interpret(facts);
    for (Object given : decided.given()) {
      all.add(given);
      rows.putIfAbsent(value(given), given);
    }
    for (Statement<?> stated : decided.stated()) {
      all.add(stated.fact());
      byRule.computeIfAbsent(stated.rule().name(), name -> new ArrayList<>()).add(stated);
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
    for (Statement<?> stated : byRule.getOrDefault(mutant.rule(), List.of())) {
      Span words = stated.words().span();
      if (stated.rule().then().size() == 1
          || (words.start() <= mutant.span().start() && mutant.span().end() <= words.end())) {
        facts.add(stated.fact());
      }
    }
    return decided.stated().stream()
        .anyMatch(
            stated ->
                (stated.rule().name().equals(mutant.rule())
                        && !(stated.words().statement() instanceof Expression.Make))
                    || stated.premises().stream().anyMatch(facts::contains));
  }

  /** What a fact is by its values; rows are alike only to people. */
  private static Object value(Object fact) {
    return fact instanceof Interpreter.Row row ? List.of(row.type().name(), row.values()) : fact;
  }

  /**
   * Whether the changed rules state anything else of this case, rows aside, since a row by itself
   * decides nothing. Where they do not, they decide alike.
   */
  boolean differs(TestedRules changed, String ruleName) {
    if (same(run(changed, ruleName), byRule.getOrDefault(ruleName, List.of()))) {
      return false;
    }
    Changed engine = new Changed(changed, ruleName);
    engine.run(decided.given(), StepBudget.USUAL);
    return engine.differs;
  }

  private List<Statement<?>> run(TestedRules changed, String ruleName) {
    for (Rule rule : changed.model().rules()) {
      if (rule.name().equals(ruleName)) {
        return changed.interpreter().run(rule, all);
      }
    }
    return List.of();
  }

  private static boolean same(List<Statement<?>> some, List<Statement<?>> others) {
    return some.size() == others.size() && counted(some).equals(counted(others));
  }

  private static Map<Object, Integer> counted(List<Statement<?>> stated) {
    Map<Object, Integer> counted = new HashMap<>();
    stated.forEach(each -> counted.merge(value(each.fact()), 1, Integer::sum));
    return counted;
  }

  /**
   * What the changed rules decide of the case.
   *
   * @throws tierwise.RuleSetException if they cannot decide it
   */
  TestedRules.Decided decide(TestedRules changed, String ruleName) {
    return changed.decide(facts, new Changed(changed, ruleName));
  }

  /** Runs what has to be run again. For use by one thread. */
  private final class Changed implements RuleEngine {
    private final TestedRules changed;
    private final String ruleName;
    private boolean differs;

    Changed(TestedRules changed, String ruleName) {
      this.changed = changed;
      this.ruleName = ruleName;
    }

    /** The row that the rules were given before: what they stated hangs on its identity. */
    @Override
    public Object make(FactType type, List<@Nullable Object> values) {
      Object made = changed.interpreter().make(type, values);
      return rows.getOrDefault(value(made), made);
    }

    @Override
    public @Nullable Object read(FactType type, String field, Object fact) {
      return changed.interpreter().read(type, field, fact);
    }

    @Override
    public List<Statement<?>> run(Collection<?> given, StepBudget budget) {
      Map<String, List<Statement<?>>> now = new LinkedHashMap<>(byRule);
      List<Kinds.Kind> dirty = new ArrayList<>();
      Interpreter.Facts store = new Interpreter.Facts();
      given.forEach(store::add);
      byRule.forEach(
          (name, stated) -> {
            if (!name.equals(ruleName)) {
              stated.forEach(each -> store.add(each.fact()));
            }
          });
      if (changed.model().rules().stream().noneMatch(rule -> rule.name().equals(ruleName))) {
        replace(ruleName, List.of(), now, store, dirty);
      }
      for (Rule rule : changed.interpreter().rules()) {
        if (rule.name().equals(ruleName)
            || (!dirty.isEmpty() && changed.interpreter().reads(rule, dirty))) {
          replace(rule.name(), changed.interpreter().run(rule, store), now, store, dirty);
        }
      }
      List<Statement<?>> stated = new ArrayList<>();
      now.values().forEach(stated::addAll);
      return stated;
    }

    /** Puts new statements in the place of the old; those that are alike stay the same objects. */
    private void replace(
        String name,
        List<Statement<?>> stated,
        Map<String, List<Statement<?>>> now,
        Interpreter.Facts store,
        List<Kinds.Kind> dirty) {
      List<Statement<?>> before = byRule.getOrDefault(name, List.of());
      Map<Object, List<Statement<?>>> old = new HashMap<>();
      before.forEach(
          each -> old.computeIfAbsent(value(each.fact()), key -> new ArrayList<>()).add(each));
      List<Statement<?>> after = new ArrayList<>();
      for (Statement<?> each : stated) {
        List<Statement<?>> alike = old.getOrDefault(value(each.fact()), List.of());
        if (alike.isEmpty()) {
          after.add(each);
          dirty(each, dirty);
          store.add(each.fact());
        } else {
          Statement<?> same = alike.remove(alike.size() - 1);
          after.add(again(same.fact(), each));
          if (name.equals(ruleName)) {
            store.add(same.fact());
          }
        }
      }
      for (List<Statement<?>> gone : old.values()) {
        for (Statement<?> each : gone) {
          dirty(each, dirty);
          if (!name.equals(ruleName)) {
            store.remove(each.fact());
          }
        }
      }
      now.put(name, after);
    }

    /** The same fact, resting on what it rests on now: a row may be another one. */
    private static <T> Statement<T> again(T fact, Statement<?> now) {
      return new Statement<>(fact, now.rule(), now.insert(), now.premises());
    }

    private void dirty(Statement<?> stated, List<Kinds.Kind> dirty) {
      differs |= !(stated.words().statement() instanceof Expression.Make);
      Kinds.Kind kind = Kinds.stated(stated.words());
      if (kind != null && !dirty.contains(kind)) {
        dirty.add(kind);
      }
    }
  }
}
