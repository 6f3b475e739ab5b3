package tierwise.internal.language.check;

import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/**
 * Looks at the rules of a folder as a whole, when each of them by itself is right. An error if a
 * decision could be wrong, a warning if somebody probably meant something else.
 */
@FunctionalInterface
public interface RuleCheck {
  /** Adds what is wrong, at the place where it is. Takes work in proportion to the rules. */
  void tell(RuleModel model, Manifest manifest, Problems problems);
}
