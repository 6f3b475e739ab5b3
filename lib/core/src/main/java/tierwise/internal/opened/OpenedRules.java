package tierwise.internal.opened;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSet;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.RuleModel;

/**
 * The inside of a rule set, for what describes and compares rules in other modules. A caller of the
 * library has no way to it: the package is exported to those modules only.
 */
public record OpenedRules(Manifest manifest, Messages messages, RuleModel model) {
  private static volatile @Nullable Function<RuleSet, OpenedRules> door;

  /** The class of rule sets says here how they are opened, before there is any. */
  public static void openedBy(Function<RuleSet, OpenedRules> opening) {
    door = opening;
  }

  /** The inside of the rule set. */
  public static OpenedRules of(RuleSet rules) {
    Function<RuleSet, OpenedRules> opening = door;
    if (opening == null) {
      throw new IllegalStateException("no rule set opens before its class is there: " + rules);
    }
    return opening.apply(rules);
  }
}
