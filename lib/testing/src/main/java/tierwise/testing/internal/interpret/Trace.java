package tierwise.testing.internal.interpret;

import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Span;

/** Is told what rules look at while the {@link Interpreter} runs them. */
public interface Trace {
  /** A condition held or did not. */
  void condition(Rule rule, Span condition, boolean held);

  /** Two values were compared by their order. */
  void compared(
      Rule rule, Expression.Compare comparison, @Nullable Object left, @Nullable Object right);

  /** A pattern of the rule matched the fact. */
  void matched(Rule rule, Object fact);
}
