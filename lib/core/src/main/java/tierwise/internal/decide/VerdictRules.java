package tierwise.internal.decide;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactKinds.Kind;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * The rules that statuses and figures need: those that state what offers ask and what was measured,
 * and those that state what these read. Notices, and what is worked out for them only, are left.
 */
public final class VerdictRules {
  private static final List<String> NEEDED =
      List.of("Requirement", "Measurement", "Exclusion", "Waiver", "Closure", "Opening");

  private VerdictRules() {}

  /** The model with these rules only, in their order. */
  public static RuleModel of(RuleModel model) {
    Deque<Kind> open = new ArrayDeque<>();
    for (String name : NEEDED) {
      FactType type = Objects.requireNonNull(model.types().get(name), name);
      open.add(new Kind(type, null));
    }
    Set<Kind> seen = new HashSet<>(open);
    Set<Rule> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Kind wanted = open.remove();
      for (Rule rule : model.rules()) {
        if (!needed.contains(rule) && states(rule, wanted)) {
          needed.add(rule);
          read(rule).filter(seen::add).forEach(open::add);
        }
      }
    }
    return needed.size() == model.rules().size()
        ? model
        : model.withRules(model.rules().stream().filter(needed::contains).toList());
  }

  private static boolean states(Rule rule, Kind wanted) {
    return rule.then().stream()
        .map(FactKinds::stated)
        .anyMatch(stated -> stated != null && stated.meets(wanted));
  }

  private static Stream<Kind> read(Rule rule) {
    return FactKinds.readings(rule).stream().map(FactKinds.Reading::kind);
  }
}
