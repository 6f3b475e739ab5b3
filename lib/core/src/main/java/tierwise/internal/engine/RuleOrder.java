package tierwise.internal.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * The order in which each rule can be applied once, after all rules that state what it reads. The
 * checker has found that there is one: rules feed no circle.
 */
public final class RuleOrder {
  private record Stated(FactKinds.Kind kind, Rule by) {}

  private final IdentityHashMap<Rule, Collection<Rule>> before = new IdentityHashMap<>();
  private final List<Rule> inOrder;

  /** The order of the rules of a checked model. */
  public RuleOrder(RuleModel model) {
    Map<String, List<Stated>> byType = new HashMap<>();
    for (Rule rule : model.rules()) {
      rule.then().stream()
          .map(FactKinds::stated)
          .filter(kind -> kind != null)
          .distinct()
          .forEach(
              kind ->
                  byType
                      .computeIfAbsent(kind.type().name(), type -> new ArrayList<>())
                      .add(new Stated(kind, rule)));
    }
    for (Rule rule : model.rules()) {
      Map<String, Rule> staters = new LinkedHashMap<>();
      FactKinds.readings(rule).stream()
          .map(FactKinds.Reading::kind)
          .distinct()
          .forEach(
              kind -> {
                for (Stated stated : byType.getOrDefault(kind.type().name(), List.of())) {
                  if (stated.kind().meets(kind)) {
                    staters.put(stated.by().id(), stated.by());
                  }
                }
              });
      before.put(rule, staters.values());
    }
    this.inOrder = sorted(model.rules());
  }

  /** The rules, each after those that state what it reads. */
  public List<Rule> inOrder() {
    return inOrder;
  }

  /** The rules that state what the rule reads. */
  public Collection<Rule> before(Rule rule) {
    return before.getOrDefault(rule, List.of());
  }

  private record Visit(Rule rule, Iterator<Rule> before) {}

  /** With a stack of its own: a chain of rules can be longer than Java's. */
  private List<Rule> sorted(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>(rules.size());
    IdentityHashMap<Rule, Boolean> seen = new IdentityHashMap<>();
    Deque<Visit> path = new ArrayDeque<>();
    for (Rule first : rules) {
      if (seen.put(first, true) == null) {
        path.push(new Visit(first, before(first).iterator()));
      }
      while (!path.isEmpty()) {
        Visit visit = path.element();
        if (!visit.before().hasNext()) {
          sorted.add(path.pop().rule());
        } else {
          Rule next = visit.before().next();
          if (seen.put(next, true) == null) {
            path.push(new Visit(next, before(next).iterator()));
          }
        }
      }
    }
    return List.copyOf(sorted);
  }
}
