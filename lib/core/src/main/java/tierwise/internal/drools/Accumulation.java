package tierwise.internal.drools;

import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.Accumulator;
import org.drools.core.reteoo.SubnetworkTuple;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;
import tierwise.internal.engine.AccumulateResults;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Works out all functions of an accumulate at once, as an array of their results. Immutable; two
 * are never the same, so that rules share none.
 */
final class Accumulation implements Accumulator {
  private final Rule rule;
  private final long cost;
  private final AccumulateResults.Plan functions;

  /** The names of the facts of the source. */
  private final String[] names;

  /**
   * Makes an accumulation.
   *
   * @param rule the rule that names it if it fails
   * @param cost the steps that each match takes
   * @param functions find the facts in the order of their names
   * @param names the names of the facts of the source that the functions read; rules cannot have
   *     them read others
   */
  Accumulation(Rule rule, long cost, AccumulateResults.Plan functions, String[] names) {
    this.rule = rule;
    this.cost = cost;
    this.functions = functions;
    this.names = names;
  }

  @Override
  public @Nullable Object createWorkingMemoryContext() {
    return null;
  }

  @Override
  public Object createContext() {
    return new AccumulateResults(functions);
  }

  @Override
  public Object init(
      @Nullable Object memory,
      Object context,
      BaseTuple before,
      Declaration[] declarations,
      ValueResolver resolver) {
    return new AccumulateResults(functions);
  }

  @Override
  public @Nullable Object accumulate(
      @Nullable Object memory,
      Object context,
      BaseTuple match,
      FactHandle handle,
      Declaration[] declarations,
      Declaration[] innerDeclarations,
      ValueResolver resolver) {
    CurrentRun.get().take(rule, cost);
    @Nullable Object[] bound = new Object[names.length];
    // Where the source is more than one pattern, its facts come as one.
    if (handle.getObject() instanceof SubnetworkTuple facts) {
      for (int i = 0; i < names.length; i++) {
        bound[i] = named(names[i], innerDeclarations).getValue(resolver, (BaseTuple) facts);
      }
    } else if (names.length > 0) {
      bound[0] = handle.getObject();
    }
    ((AccumulateResults) context).add(bound);
    return null;
  }

  private static Declaration named(String name, Declaration[] declarations) {
    for (Declaration declaration : declarations) {
      if (declaration.getIdentifier().equals(name)) {
        return declaration;
      }
    }
    throw new IllegalStateException("the engine gives no " + name);
  }

  /** Whether a match can be taken back; as rules only add facts, none is. */
  @Override
  public boolean supportsReverse() {
    return false;
  }

  @Override
  public boolean tryReverse(
      @Nullable Object memory,
      Object context,
      BaseTuple match,
      FactHandle handle,
      @Nullable Object value,
      Declaration[] declarations,
      Declaration[] innerDeclarations,
      ValueResolver resolver) {
    return false;
  }

  /** The results; {@code null} if the rule does not hold. */
  @Override
  public @Nullable Object getResult(
      @Nullable Object memory,
      Object context,
      BaseTuple before,
      Declaration[] declarations,
      ValueResolver resolver) {
    return ((AccumulateResults) context).results();
  }
}
