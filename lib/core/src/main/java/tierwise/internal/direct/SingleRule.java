package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * One rule of a set by itself. It is given all that it reads, what the other rules state as well as
 * the facts of the case. Immutable, and safe for use by several threads.
 *
 * <p>Rules never feed themselves, so that facts to which no rule adds anything, and of which none
 * takes anything away, are all that the rules state. A rule set in which one rule was changed
 * therefore states what it did before if that rule by itself does.
 */
public final class SingleRule {
  private final ListPlan lists;
  private final RulePlan plan;
  private final int places;
  private final Map<Object, Filing> filings = new HashMap<>();

  /** Plans a rule of a checked model. */
  public SingleRule(RuleModel model, Rule rule) {
    RuleLayout layout = new RuleLayout(rule);
    lists = new ListPlan(model, List.of(rule), true);
    plan = new RulePlanner(rule, layout, lists).plan();
    places = layout.size();
    model.types().values().forEach(this::plan);
  }

  private void plan(FactType type) {
    FactKinds.Kind kind = new FactKinds.Kind(type, null);
    int[] filedIn = lists.listsOf(kind);
    Filing.Named named = lists.named(kind);
    if (filedIn.length > 0 || named != null) {
      filings.put(type.runtimeType(), new Filing(filedIn, named, lists.noTables(filedIn), -1));
    }
  }

  /** The facts that rules are given, sorted by their types. Immutable. */
  public static final class Given {
    private final Map<Object, List<Object>> byType;
    private final int size;

    private Given(Map<Object, List<Object>> byType) {
      this.byType = byType;
      this.size = byType.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Sorts facts.
     *
     * @param facts those of a case and all that rules state of it
     */
    public static Given of(Collection<?> facts) {
      return new Given(sorted(facts));
    }

    /**
     * The same, but for some facts.
     *
     * @param less facts that are left out; these very ones, not others that equal them
     * @param more facts in their place
     */
    public Given with(Collection<?> less, Collection<?> more) {
      Map<Object, List<Object>> changed = new HashMap<>(byType);
      Set<Object> gone = Collections.newSetFromMap(new IdentityHashMap<>());
      gone.addAll(less);
      less.stream()
          .map(Row::typeOf)
          .distinct()
          .forEach(
              type ->
                  changed.computeIfPresent(
                      type,
                      (same, facts) ->
                          facts.stream().filter(fact -> !gone.contains(fact)).toList()));
      sorted(more)
          .forEach(
              (type, facts) ->
                  changed.merge(
                      type,
                      facts,
                      (before, added) -> Stream.concat(before.stream(), added.stream()).toList()));
      return new Given(changed);
    }

    private static Map<Object, List<Object>> sorted(Collection<?> facts) {
      Map<Object, List<Object>> byType = new HashMap<>();
      facts.forEach(
          fact -> byType.computeIfAbsent(Row.typeOf(fact), type -> new ArrayList<>()).add(fact));
      return byType;
    }
  }

  /**
   * What the rule states. What it stated before may be among the facts, since it reads none of it.
   *
   * @throws RuleFailure if the rule fails, or if it spends the budget
   */
  public List<Statement<?>> run(Given given, StepBudget budget) {
    StepCounter steps = new StepCounter(budget.stepsFor(given.size));
    Run run =
        new Run(
            steps,
            places,
            lists.emptyLists(),
            lists.noIndexes(),
            lists.words(),
            lists.tables(),
            List.of());
    filings.forEach(
        (type, filing) ->
            given.byType.getOrDefault(type, List.of()).forEach(fact -> filing.file(run, fact)));
    DirectEngine.apply(run, steps, new RulePlan[] {plan});
    return run.stated();
  }
}
