package tierwise.internal.drools;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.base.rule.Declaration;
import org.drools.core.reteoo.TupleImpl;
import org.drools.core.rule.consequence.InternalMatch;
import org.drools.model.Drools;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.RuleContext;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * What a rule states when it fires. Immutable but for what the network it is in tells it when it
 * fires first, which is the same for whoever asks.
 */
final class Conclusion {
  /**
   * One statement of the rule.
   *
   * @param cost the steps that it takes, but for its evidence
   * @param patterns how many patterns it is given to; 0 if no rule reads it
   */
  record Insert(Formula statement, long cost, int patterns) {}

  private final Rule rule;
  private final Insert[] inserts;
  private final String[] names;
  private final int premises;

  /** Where the facts stand in a match, by the number of their name. */
  private volatile int @Nullable [] positions;

  /**
   * Makes a conclusion.
   *
   * @param inserts find the facts in the order of their names
   * @param names the names of the facts and results that it is worked out from
   * @param premises how many of them, from the first, are facts that the statements rest on
   */
  Conclusion(Rule rule, List<Insert> inserts, List<String> names, int premises) {
    this.rule = rule;
    this.inserts = inserts.toArray(Insert[]::new);
    this.names = names.toArray(String[]::new);
    this.premises = premises;
  }

  /** Fires. */
  void conclude(Drools drools) {
    CurrentRun run = CurrentRun.get();
    run.take(rule, 1);
    InternalMatch match = (InternalMatch) ((RuleContext) drools).getMatch();
    @Nullable Object[] facts = facts(match);
    @Nullable Object[] resting = new Object[premises];
    System.arraycopy(facts, 0, resting, 0, premises);
    List<Object> found = List.of(resting);
    for (int i = 0; i < inserts.length; i++) {
      Insert insert = inserts[i];
      run.take(rule, insert.cost());
      Object fact = Objects.requireNonNull(insert.statement().value(null, facts));
      run.take(rule, StepCounter.ofStatement(fact) + insert.patterns());
      run.state(new Statement<>(fact, rule, i, found));
      if (insert.patterns() > 0) {
        drools.insert(fact);
      }
    }
  }

  private @Nullable Object[] facts(InternalMatch match) {
    int[] known = positions;
    if (known == null) {
      known = positions(match);
      positions = known;
    }
    TupleImpl tuple = match.getTuple();
    @Nullable Object[] facts = new Object[known.length];
    for (int i = 0; i < known.length; i++) {
      facts[i] = tuple.get(known[i]).getObject();
    }
    return facts;
  }

  private int[] positions(InternalMatch match) {
    Map<String, Declaration> declarations =
        match.getTerminalNode().getSubRule().getOuterDeclarations();
    int[] found = new int[names.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = Objects.requireNonNull(declarations.get(names[i])).getTupleIndex();
    }
    return found;
  }
}
