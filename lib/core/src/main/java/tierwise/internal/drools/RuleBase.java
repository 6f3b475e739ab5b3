package tierwise.internal.drools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.core.common.BaseNode;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.ReteDumper;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import tierwise.RuleSetException;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
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
public final class RuleBase implements RuleEngine {
  /**
   * A firing and a statement take about as long, and as much memory, as so many pairs of a join.
   */
  private static final int STEPS_OF_A_FIRING = 5;

  private static final int STEPS_OF_A_STATEMENT = 5;

  private final KieBase base;

  private final BuiltClasses classes;

  /** The classes of the facts of which rules know, and what reads them. */
  private final Map<Class<?>, Readers> readers = new HashMap<>();

  /** The classes of those that statements can rest on. */
  private final Set<Class<?>> evidenceTypes = new HashSet<>();

  private final KieSessionConfiguration sessionSettings;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<FactType, MethodHandle> makers = new HashMap<>();
  private final Map<FactType, Map<String, MethodHandle>> getters = new HashMap<>();

  private RuleBase(
      KieBase base,
      Collection<BaseNode> network,
      RuleModel model,
      BuiltClasses classes,
      ClassLoader loader) {
    this.base = base;
    this.classes = classes;
    this.sessionSettings = EngineSettings.ofSession();
    model.rules().forEach(rule -> rules.put(rule.id(), rule));
    for (FactType type : model.types().values()) {
      if (type.isDeclared()) {
        declaredType(type, model.packageName() + "." + type.name(), loader, network);
      } else {
        isRead(type, Objects.requireNonNull(type.javaClass()), network);
      }
    }
  }

  private void isRead(FactType type, Class<?> facts, Collection<BaseNode> network) {
    readers.put(facts, Readers.of(facts, network));
    if (type.kind() != FactType.Kind.STATEMENT) {
      evidenceTypes.add(facts);
    }
  }

  /**
   * Loads compiled rules, having looked through their classes.
   *
   * @throws RuleSetException if a class holds what no rule needs, or links to what is not listed
   */
  public static RuleBase load(RuleModel model, ClassFiles files) {
    BuiltClasses classes = BuiltClasses.of(files);
    ClassFileCheck.check(model, classes);
    return link(model, files, classes);
  }

  /** Loads compiled rules whose classes were looked through. */
  static RuleBase link(RuleModel model, ClassFiles files, BuiltClasses classes) {
    StartUp.check();
    RuleClassLoader loader =
        new RuleClassLoader(files.classes(), ListedNames.all(), model.trusted());
    try {
      List<Model> models = new ArrayList<>();
      for (String name : files.models()) {
        models.add((Model) loader.loadClass(name).getDeclaredConstructor().newInstance());
      }
      KieBase base = KieBaseBuilder.createKieBaseFromModel(models, EngineSettings.ofBase());
      Collection<BaseNode> network = ReteDumper.collectRete((InternalRuleBase) base);
      CountedJoins.count(network);
      return new RuleBase(base, network, model, classes, loader);
    } catch (CountedJoins.UnknownNode e) {
      throw notLoaded(Code.UNLISTED_CODE, ruleOf(e.node(), model), reason(e));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw notLoaded(isUnlisted(e) ? Code.UNLISTED_CLASS : Code.INTERNAL, null, reason(e));
    }
  }

  private static @Nullable Rule ruleOf(BaseNode node, RuleModel model) {
    return model.rules().stream()
        .filter(
            rule ->
                Stream.of(node.getAssociatedRules())
                    .anyMatch(other -> other.getName().equals(rule.id())))
        .findFirst()
        .orElse(null);
  }

  private static RuleSetException notLoaded(Code code, @Nullable Rule rule, String reason) {
    Problems problems = new Problems();
    problems
        .error(
            code,
            rule == null ? null : rule.nameSpan(),
            (rule == null ? "the rule set" : "the rule \"" + rule.name() + "\"")
                + " is not loaded: "
                + reason)
        .wayOut(RuleFailure.NOT_IN_THE_LANGUAGE);
    return new RuleSetException(problems.inFileOrder());
  }

  private void declaredType(
      FactType type, String className, ClassLoader loader, Collection<BaseNode> network) {
    try {
      Class<?> declared = loader.loadClass(className);
      isRead(type, declared, network);
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
  public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
    return run(facts, new Budget(budget.stepsFor(facts.size())));
  }

  List<Statement<?>> run(Collection<?> facts, Budget budget) {
    long given = budget.left();
    // The environment is the engine's own business; none is needed.
    KieSession session = base.newKieSession(sessionSettings, (Environment) null);
    Recorder recorder = new Recorder(budget);
    Budget outer = Steps.begin(budget);
    try {
      for (Object fact : facts) {
        recorder.takeSteps(fact);
        session.insert(fact);
      }
      session.addEventListener(recorder);
      session.fireAllRules(recorder);
      return recorder.stated;
    } catch (Budget.Spent e) {
      throw new RuleFailure(
          Code.BUDGET_SPENT,
          ruleAt(budget.place(), budget, recorder.current),
          "the decision took more than " + given + " steps",
          e);
    } catch (NotAFact e) {
      throw new RuleFailure(Code.NOT_A_FACT, recorder.current, reason(e), e);
    } catch (RuntimeException | LinkageError e) {
      throw new RuleFailure(
          isUnlisted(e) ? Code.UNLISTED_CLASS : Code.RULE_FAILED,
          ruleAt(classAtWork(e), budget, recorder.current),
          reason(e),
          e);
    } finally {
      Steps.end(outer);
      session.dispose();
    }
  }

  /** The rule that is at work at a place where a run ended; another one if that is not known. */
  private @Nullable Rule ruleAt(@Nullable Object place, Budget budget, @Nullable Rule other) {
    if (place instanceof Rule rule) {
      return rule;
    }
    // Rules share the class of what they have in common; then the join tells which it was.
    String id = place instanceof String name ? classes.onlyRuleOf(name) : null;
    BaseNode node = place instanceof BaseNode read ? read : budget.join();
    if (id == null && node != null && node.getAssociatedRules().length > 0) {
      id = node.getAssociatedRules()[0].getName();
    }
    Rule rule = id == null ? null : rules.get(id);
    return rule == null ? other : rule;
  }

  /** The class of a constraint, a value or a list of statements in which something failed. */
  private @Nullable String classAtWork(Throwable failure) {
    return Stream.of(RuleFailure.origin(failure).getStackTrace())
        .map(frame -> frame.getClassName().replace('.', '/'))
        .filter(name -> classes.ruleOf(name) != null)
        .findFirst()
        .orElse(null);
  }

  private static boolean isUnlisted(Throwable failure) {
    Throwable origin = RuleFailure.origin(failure);
    return origin instanceof ClassNotFoundException || origin instanceof LinkageError;
  }

  private static String reason(Throwable failure) {
    String reason = RuleFailure.reason(failure);
    return isUnlisted(failure) ? "rules cannot link to this: " + reason : reason;
  }

  /** Notes which insert of which rule stated each fact: the engine itself knows no lines. */
  private final class Recorder extends DefaultRuleRuntimeEventListener implements AgendaFilter {
    private final Budget budget;
    private final List<Statement<?>> stated = new ArrayList<>();
    private org.kie.api.definition.rule.@Nullable Rule fired;
    private @Nullable Rule current;
    private @Nullable Class<?> lastSeen;
    private Readers readersOfLastSeen = new Readers(0, null);
    private List<Object> premises = List.of();
    private int inserts;

    Recorder(Budget budget) {
      this.budget = budget;
    }

    /** A filter that lets every match fire: it is told of less than a listener is, and cheaper. */
    @Override
    public boolean accept(Match match) {
      // A rule fires for all its matches in a row.
      if (match.getRule() != fired) {
        fired = match.getRule();
        current = rules.get(fired.getName());
      }
      premises = match.getObjects();
      inserts = 0;
      budget.take(STEPS_OF_A_FIRING, current);
      return true;
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
      Object fact = event.getObject();
      takeSteps(fact);
      if (event.getRule() != null && current != null) {
        checkEvidence(fact, current);
        stated.add(new Statement<>(fact, current, inserts++, premises));
      }
    }

    void takeSteps(Object fact) {
      Readers read = readersOf(fact);
      if (read.first() != null) {
        budget.take(read.number(), read.first());
      }
    }

    /** What is stated rests on facts, each of which is a step. */
    private void checkEvidence(Object fact, Rule rule) {
      budget.take(STEPS_OF_A_STATEMENT, rule);
      if (fact instanceof Measurement measurement) {
        budget.take(measurement.evidence().size() + measurement.numberOfParts(), rule);
        measurement.evidence().forEach(this::checkIsOfTheCase);
      } else if (fact instanceof Exclusion exclusion) {
        checkIsOfTheCase(exclusion.evidence());
      }
    }

    /** What rules state is no evidence; it could rest on itself over and over. */
    private void checkIsOfTheCase(Object evidence) {
      if (!evidenceTypes.contains(evidence.getClass())) {
        throw new NotAFact(evidence);
      }
    }

    private Readers readersOf(Object fact) {
      // The facts of a ledger, and the evidence of a measurement, are mostly of one class.
      if (fact.getClass() != lastSeen) {
        Readers known = readers.get(fact.getClass());
        if (known == null) {
          throw new NotAFact(fact);
        }
        lastSeen = fact.getClass();
        readersOfLastSeen = known;
      }
      return readersOfLastSeen;
    }
  }

  /** Ends a run. An error, so that the engine passes it on as it is. */
  private static final class NotAFact extends Error {
    private static final long serialVersionUID = 1;

    NotAFact(Object fact) {
      super(fact.getClass().getName() + " is no fact that can stand here", null, false, false);
    }
  }
}
