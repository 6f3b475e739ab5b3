package tierwise.internal.engine;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.FactType;

/**
 * What runs the rules of a set. There are several, so that they can be compared; whoever asks one
 * need not know which.
 */
public interface RuleEngine {
  /** A fact of a declared type, with its values in the order of the fields. */
  Object make(FactType type, List<@Nullable Object> values);

  /** The value of a field of a fact of a declared type. */
  @Nullable Object read(FactType type, String field, Object fact);

  /**
   * What the rules state of the facts, in the order of firing.
   *
   * @throws RuleFailure if a rule fails, or if the rules spend the budget
   */
  List<Statement<?>> run(Collection<?> facts, StepBudget budget);
}
