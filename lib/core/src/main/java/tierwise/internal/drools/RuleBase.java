package tierwise.internal.drools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.Match;
import tierwise.RuleSetException;
import tierwise.internal.language.FactType;
import tierwise.internal.language.FactType.Field;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleModel.Rule;
import tierwise.internal.language.ValueType;
import tierwise.internal.language.ValueType.Plain;
import tierwise.internal.language.Words;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * A rule set that can be run. Immutable and safe for use by several threads: each run has a session
 * of its own, which is disposed of.
 */
public final class RuleBase implements Engine {
  private final KieBase base;
  private final KieSessionConfiguration sessionSettings;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<FactType, MethodHandle> makers = new HashMap<>();
  private final Map<FactType, Map<String, MethodHandle>> getters = new HashMap<>();

  private RuleBase(KieBase base, RuleModel model, ClassLoader loader) {
    this.base = base;
    this.sessionSettings = KieServices.get().newKieSessionConfiguration();
    sessionSettings.setOption(ClockTypeOption.PSEUDO);
    model.rules().forEach(rule -> rules.put(rule.id(), rule));
    for (FactType type : model.types().values()) {
      if (type.isDeclared()) {
        declaredType(type, model.packageName() + "." + type.name(), loader);
      }
    }
  }

  /**
   * Loads compiled rules, having looked through their classes.
   *
   * @throws RuleSetException if a class holds what no rule needs, or links to what is not listed
   */
  public static RuleBase load(RuleModel model, ClassFiles files) {
    ClassFileCheck.check(model, BuiltClasses.of(files));
    return link(model, files);
  }

  /** Loads compiled rules whose classes were looked through. */
  static RuleBase link(RuleModel model, ClassFiles files) {
    RuleClassLoader loader = new RuleClassLoader(files.classes(), ListedNames.all());
    try {
      List<Model> models = new ArrayList<>();
      for (String name : files.models()) {
        models.add((Model) loader.loadClass(name).getDeclaredConstructor().newInstance());
      }
      KieBaseConfiguration settings = KieServices.get().newKieBaseConfiguration();
      settings.setOption(EqualityBehaviorOption.IDENTITY);
      settings.setOption(EventProcessingOption.CLOUD);
      return new RuleBase(KieBaseBuilder.createKieBaseFromModel(models, settings), model, loader);
    } catch (LinkageError e) {
      throw notLoaded(Code.UNLISTED_CLASS, reason(e));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw notLoaded(Code.INTERNAL, reason(e));
    }
  }

  private static RuleSetException notLoaded(Code code, String reason) {
    Problems problems = new Problems();
    problems
        .error(code, null, "the rule set was built, but is not loaded: " + reason)
        .wayOut(
            "The grammar should have refused this. Do not use the rule folder, and report it to"
                + " whoever maintains Tierwise.");
    return new RuleSetException(problems.inFileOrder());
  }

  private void declaredType(FactType type, String className, ClassLoader loader) {
    try {
      Class<?> declared = loader.loadClass(className);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      List<Class<?>> classes = type.fields().values().stream().map(RuleBase::javaClass).toList();
      makers.put(
          type,
          lookup
              .findConstructor(declared, MethodType.methodType(void.class, classes))
              .asSpreader(Object[].class, classes.size()));
      Map<String, MethodHandle> byField = new HashMap<>();
      for (Field field : type.fields().values()) {
        byField.put(
            field.name(),
            lookup.findVirtual(
                declared, Words.getter(field.name()), MethodType.methodType(javaClass(field))));
      }
      getters.put(type, byField);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the declared type cannot be used: " + className, e);
    }
  }

  private static Class<?> javaClass(Field field) {
    ValueType type = field.type();
    return switch ((Plain) type) {
      case TEXT -> String.class;
      case WHOLE -> int.class;
      case DECIMAL -> BigDecimal.class;
      case DATE -> LocalDate.class;
      case YES_NO -> Boolean.class;
      default -> throw new IllegalStateException("no field is declared as " + type);
    };
  }

  @Override
  public Object make(FactType type, List<@Nullable Object> values) {
    MethodHandle maker = makers.get(type);
    if (maker == null) {
      throw new IllegalArgumentException(type + " is not declared");
    }
    try {
      return maker.invoke(values.toArray());
    } catch (Throwable e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  @Override
  public @Nullable Object read(FactType type, String field, Object fact) {
    MethodHandle getter = getters.getOrDefault(type, Map.of()).get(field);
    if (getter == null) {
      throw new IllegalArgumentException(type + " has no declared field " + field);
    }
    try {
      return getter.invoke(fact);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + field + " of a " + type, e);
    }
  }

  @Override
  public List<Stated<?>> run(Collection<?> facts, int mostFirings) {
    // The environment is the engine's own business; none is needed.
    KieSession session = base.newKieSession(sessionSettings, (Environment) null);
    try {
      Recorder recorder = new Recorder();
      session.addEventListener(recorder.firings);
      session.addEventListener(recorder);
      for (Object fact : facts) {
        session.insert(fact);
      }
      int fired;
      try {
        fired = session.fireAllRules(mostFirings + 1);
      } catch (RuntimeException e) {
        throw new RuleFailure(recorder.current, false, reason(e), e);
      }
      if (fired > mostFirings) {
        throw new RuleFailure(
            recorder.current, true, "rules fired more than " + mostFirings + " times", null);
      }
      return recorder.stated;
    } finally {
      session.dispose();
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ClassNotFoundException || cause instanceof LinkageError) {
      return "rules cannot link to this: " + cause.getMessage();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Notes which insert of which rule stated each fact: the engine itself knows no lines. */
  private final class Recorder extends DefaultRuleRuntimeEventListener {
    private final List<Stated<?>> stated = new ArrayList<>();
    private @Nullable Rule current;
    private List<Object> premises = List.of();
    private int inserts;

    private final DefaultAgendaEventListener firings =
        new DefaultAgendaEventListener() {
          @Override
          public void beforeMatchFired(BeforeMatchFiredEvent event) {
            Match match = event.getMatch();
            current = rules.get(match.getRule().getName());
            premises = match.getObjects();
            inserts = 0;
          }
        };

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
      if (event.getRule() != null && current != null) {
        stated.add(new Stated<>(event.getObject(), current, inserts++, premises));
      }
    }
  }
}
