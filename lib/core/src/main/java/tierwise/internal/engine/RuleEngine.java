package tierwise.internal.engine;

import java.util.Collection;
import java.util.List;
import tierwise.internal.language.model.Row;

/**
 * What runs the rules of a set. There are several, so that they can be compared; whoever asks one
 * need not know which.
 */
public interface RuleEngine {
  /**
   * What the rules state of the facts, those of declared types being {@link Row}s, in an order of
   * the engine's own.
   *
   * @throws RuleFailure if a rule fails, or if the rules spend the budget
   */
  List<Statement<?>> run(Collection<?> facts, StepBudget budget);
}
