package tierwise.internal.drools;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import tierwise.RuleSetException;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;

/**
 * Has Drools apply the rules. Its network is built of objects: no text of rules, no generated code.
 * Immutable and safe for use by several threads: each run has a session of its own, which is
 * disposed of.
 */
public final class DroolsEngine implements RuleEngine {
  private final KieBase base;
  private final KieSessionConfiguration sessionSettings;

  /** How many patterns facts are given to, by their class or declared type; those that have any. */
  private final Map<Object, Integer> patterns = new HashMap<>();

  /**
   * Builds the network of the rules of a checked model.
   *
   * @throws RuleSetException if the Drools on the class path is not the one that was tested
   */
  public DroolsEngine(RuleModel model) {
    RuleObjects objects = new RuleObjects(model);
    EngineCheck.check();
    this.base =
        OwnLoader.call(
            () -> KieBaseBuilder.createKieBaseFromModel(objects.model(), EngineSettings.ofBase()));
    this.sessionSettings = OwnLoader.call(EngineSettings::ofSession);
    for (FactType type : model.types().values()) {
      int number = objects.patterns(type);
      if (number > 0) {
        patterns.put(type.runtimeType(), number);
      }
    }
  }

  @Override
  public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
    StepCounter steps = new StepCounter(budget.stepsFor(facts.size()));
    return OwnLoader.call(() -> run(facts, steps));
  }

  private List<Statement<?>> run(Collection<?> facts, StepCounter steps) {
    // The environment is the engine's own business; none is needed.
    KieSession session = base.newKieSession(sessionSettings, (Environment) null);
    CurrentRun run = new CurrentRun(steps);
    CurrentRun outer = run.begin();
    try {
      for (Object fact : facts) {
        Integer number = patterns.get(Row.typeOf(fact));
        if (number != null) {
          run.take(number);
          session.insert(fact);
        }
      }
      session.fireAllRules();
      return run.stated();
    } catch (StepCounter.Spent e) {
      throw RuleFailure.spent(run.rule(), steps.given(), e);
    } catch (RuntimeException | LinkageError e) {
      throw RuleFailure.failed(run.rule(), e);
    } finally {
      CurrentRun.end(outer);
      session.dispose();
    }
  }
}
