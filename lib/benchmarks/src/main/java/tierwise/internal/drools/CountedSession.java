package tierwise.internal.drools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.ReteDumper;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;

/**
 * One session of the engine with the classes of a rule set, either counted or as they were built.
 * All else is the same, so that the difference is what the budget of steps costs. It stands in this
 * package since the library itself has no way to run rules that are not counted.
 */
public final class CountedSession {
  private static final long STEPS = 10_000_000;

  private final KieBase base;
  private final boolean counted;
  private final KieSessionConfiguration settings = EngineSettings.ofSession();

  private CountedSession(KieBase base, boolean counted) {
    this.base = base;
    this.counted = counted;
  }

  /** With the classes as {@link RuleBase} loads them. */
  public static CountedSession counted(ClassFiles files) {
    KieBase base = base(files, new RuleClassLoader(files.classes(), ListedNames.all(), List.of()));
    CountedJoins.count(ReteDumper.collectRete((InternalRuleBase) base));
    return new CountedSession(base, true);
  }

  /** With the classes as the engine built them. */
  public static CountedSession uncounted(ClassFiles files) {
    return new CountedSession(base(files, new AsBuilt(files.classes())), false);
  }

  private static KieBase base(ClassFiles files, ClassLoader loader) {
    List<Model> models = new ArrayList<>();
    try {
      for (String name : files.models()) {
        models.add((Model) loader.loadClass(name).getDeclaredConstructor().newInstance());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the classes cannot be loaded", e);
    }
    return KieBaseBuilder.createKieBaseFromModel(models, EngineSettings.ofBase());
  }

  /** How often rules fired. */
  public int run(Collection<?> facts) {
    if (!counted) {
      return session(facts);
    }
    Budget outer = Steps.begin(new Budget(STEPS));
    try {
      return session(facts);
    } finally {
      Steps.end(outer);
    }
  }

  private int session(Collection<?> facts) {
    KieSession session = base.newKieSession(settings, (Environment) null);
    try {
      facts.forEach(session::insert);
      return session.fireAllRules();
    } finally {
      session.dispose();
    }
  }

  private static final class AsBuilt extends ClassLoader {
    private final Map<String, byte[]> classes;

    AsBuilt(Map<String, byte[]> classes) {
      super(AsBuilt.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
