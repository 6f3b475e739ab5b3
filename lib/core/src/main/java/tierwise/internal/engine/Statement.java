package tierwise.internal.engine;

import java.util.List;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * A fact that a rule stated, and why.
 *
 * @param fact the fact
 * @param rule the rule
 * @param insert which of the rule's inserts stated it, counted from 0
 * @param premises the facts that the rule matched
 */
public record Statement<T>(T fact, Rule rule, int insert, List<Object> premises) {
  /** The words of the rule that stated it. */
  public Insert words() {
    return rule.then().get(insert);
  }
}
