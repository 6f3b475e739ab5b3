package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.engine.RuleOrder;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * How the rules of a set are applied: in which order, and which of them once for all cases.
 * Immutable.
 */
final class RuleSetPlan {
  private final ListPlan lists;
  private final RulePlan[] ofNoCase;
  private final RulePlan[] ofCases;
  private final int places;

  RuleSetPlan(RuleModel model) {
    RuleOrder order = new RuleOrder(model);
    List<Rule> rules = order.inOrder();
    lists = new ListPlan(model, rules);
    Map<String, RuleLayout> layouts = new HashMap<>();
    int most = 0;
    for (Rule rule : rules) {
      RuleLayout layout = new RuleLayout(rule);
      layouts.put(rule.id(), layout);
      most = Math.max(most, layout.size());
      lists.whatIsLeftOut(rule, layout);
    }
    // One array serves all rules in turn: they run one after the other, and each fills what it
    // reads.
    places = most;
    Set<String> constant = constant(order);
    lists.findNeverChanging(rules, constant);
    // Conditions first: they tell which tables and indexes statements must be put into.
    List<RulePlanner> planners = new ArrayList<>();
    for (Rule rule : rules) {
      planners.add(new RulePlanner(rule, Objects.requireNonNull(layouts.get(rule.id())), lists));
    }
    List<RulePlan> without = new ArrayList<>();
    List<RulePlan> with = new ArrayList<>();
    for (int i = 0; i < planners.size(); i++) {
      (constant.contains(rules.get(i).id()) ? without : with).add(planners.get(i).plan());
    }
    ofNoCase = without.toArray(RulePlan[]::new);
    ofCases = with.toArray(RulePlan[]::new);
  }

  /**
   * The rules that state the same whatever the case is, by their ids: they read rows only, and only
   * such as rules of this sort state. Their rows are worked out once and shared by all decisions.
   */
  private static Set<String> constant(RuleOrder order) {
    Set<String> constant = new HashSet<>();
    // In order, so that whatever states what a rule reads was looked at before it.
    for (Rule rule : order.inOrder()) {
      boolean readsRowsOnly =
          FactKinds.readings(rule).stream()
              .allMatch(reading -> reading.kind().type().kind() == FactType.Kind.DECLARED_ROW);
      if (readsRowsOnly
          && order.before(rule).stream().allMatch(other -> constant.contains(other.id()))) {
        constant.add(rule.id());
      }
    }
    return constant;
  }

  RulePlan[] ofNoCase() {
    return ofNoCase;
  }

  RulePlan[] ofCases() {
    return ofCases;
  }

  int places() {
    return places;
  }

  /** Where the facts are kept. */
  ListPlan lists() {
    return lists;
  }
}
