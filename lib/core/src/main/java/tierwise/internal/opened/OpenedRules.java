package tierwise.internal.opened;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSet;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.SourceText;

/**
 * The inside of a rule set, for what describes and compares rules in other modules. A caller of the
 * library has no way to it: the package is exported to those modules only.
 */
public record OpenedRules(
    Manifest manifest, Messages messages, RuleModel model, List<SourceText> drl) {
  private static volatile @Nullable Function<RuleSet, OpenedRules> door;
  private static volatile @Nullable BiFunction<RuleSet, List<SourceText>, @Nullable RuleSet> desk;

  /** The class of rule sets says here how they are opened, before there is any. */
  public static void openedBy(
      Function<RuleSet, OpenedRules> opening,
      BiFunction<RuleSet, List<SourceText>, @Nullable RuleSet> rewriting) {
    door = opening;
    desk = rewriting;
  }

  /**
   * Rules that differ from others in their DRL files alone, to try out what a change does. They
   * have the fingerprint of the others and are nobody's year.
   *
   * @return {@code null} if such rules have errors
   */
  public static @Nullable RuleSet rewritten(RuleSet rules, List<SourceText> drl) {
    return Objects.requireNonNull(desk).apply(rules, drl);
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
