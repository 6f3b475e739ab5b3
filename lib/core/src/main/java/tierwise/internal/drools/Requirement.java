package tierwise.internal.drools;

import org.drools.model.Constraint;
import org.drools.model.Index;
import org.drools.model.Variable;
import org.drools.model.constraints.AbstractSingleConstraint;
import org.drools.model.functions.Predicate1;
import org.drools.model.functions.Predicate2;
import org.drools.model.functions.Predicate3;
import org.drools.model.functions.Predicate4;
import org.drools.model.functions.Predicate5;
import org.drools.model.functions.PredicateInformation;
import org.drools.model.functions.PredicateN;
import org.drools.model.impl.ModelComponent;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Criterion;
import tierwise.internal.language.model.RuleModel.Rule;

/** Something that a pattern requires of its fact. Each time that it is looked at is a step. */
final class Requirement extends AbstractSingleConstraint {
  private static final @Nullable Object[] NO_OTHERS = {};

  private final Rule rule;
  private final long cost;
  private final Criterion criterion;
  private final Variable<?>[] variables;

  /**
   * Makes a requirement.
   *
   * @param meaning tells it from all others that facts of the pattern have to meet
   * @param rule the rule that names it if it fails; others can share it
   * @param cost the steps that it takes to look at it
   * @param criterion finds the other facts in the order of their variables
   * @param variables the fact of the pattern, and after it the other facts
   * @param index how the facts that meet it are found; {@code null} if all must be looked at
   */
  Requirement(
      String meaning,
      Rule rule,
      long cost,
      Criterion criterion,
      Variable<?>[] variables,
      @Nullable Index<?, ?> index) {
    super(meaning, PredicateInformation.EMPTY_PREDICATE_INFORMATION);
    this.rule = rule;
    this.cost = cost;
    this.criterion = criterion;
    this.variables = variables;
    setIndex(index);
  }

  /** Whether each pair of facts is looked at. */
  boolean looksAtPairs() {
    return variables.length > 1 && getIndex() == null;
  }

  private boolean holds(@Nullable Object own, @Nullable Object... others) {
    CurrentRun.get().take(rule, cost);
    return criterion.holds(own, others);
  }

  @Override
  @SuppressWarnings("rawtypes") // The engine asks so.
  public Variable[] getVariables() {
    return variables;
  }

  @Override
  public Predicate1<Object> getPredicate1() {
    return own -> holds(own, NO_OTHERS);
  }

  @Override
  public Predicate2<Object, Object> getPredicate2() {
    return (own, a) -> holds(own, a);
  }

  @Override
  public Predicate3<Object, Object, Object> getPredicate3() {
    return (own, a, b) -> holds(own, a, b);
  }

  @Override
  public Predicate4<Object, Object, Object, Object> getPredicate4() {
    return (own, a, b, c) -> holds(own, a, b, c);
  }

  @Override
  public Predicate5<Object, Object, Object, Object, Object> getPredicate5() {
    return (own, a, b, c, d) -> holds(own, a, b, c, d);
  }

  @Override
  public PredicateN getPredicate() {
    return facts -> {
      @Nullable Object[] others = new Object[facts.length - 1];
      System.arraycopy(facts, 1, others, 0, others.length);
      return holds(facts[0], others);
    };
  }

  @Override
  public Constraint negate() {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings("rawtypes") // The engine asks so.
  public Constraint replaceVariable(Variable before, Variable after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isEqualTo(ModelComponent other) {
    return other == this;
  }
}
