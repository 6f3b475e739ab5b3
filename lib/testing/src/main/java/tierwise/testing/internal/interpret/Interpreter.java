package tierwise.testing.internal.interpret;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Statements;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType;

/**
 * Runs rules by reading the rule model, in the plainest way: nested loops over the facts, each rule
 * once, after all rules that state what it reads. It shares the arithmetic of figures with the
 * engine and nothing else, so that where the two agree both are likely right. Immutable and safe
 * for use by several threads.
 */
public final class Interpreter implements RuleEngine {
  private static final Map<Method, MethodHandle> HANDLES = new ConcurrentHashMap<>();

  private final List<Rule> inOrder;
  private final IdentityHashMap<Rule, Ties> ties;
  private final @Nullable Trace trace;

  public Interpreter(RuleModel model) {
    this(model, new IdentityHashMap<>());
  }

  private Interpreter(RuleModel model, IdentityHashMap<Rule, Ties> known) {
    this.ties = new IdentityHashMap<>();
    for (Rule rule : model.rules()) {
      Ties before = known.get(rule);
      ties.put(rule, before == null ? Ties.of(rule) : before);
    }
    this.inOrder = inOrder(model, ties);
    this.trace = null;
  }

  private Interpreter(Interpreter other, Trace trace) {
    this.ties = other.ties;
    this.inOrder = other.inOrder;
    this.trace = trace;
  }

  /** The same, but it tells what it sees. The trace decides how many threads can use it. */
  public Interpreter tracing(Trace other) {
    return new Interpreter(this, other);
  }

  /** One for rules of which most are the same. */
  Interpreter changed(RuleModel model) {
    return new Interpreter(model, ties);
  }

  // ---- the order of rules ------------------------------------------------------------------

  /**
   * Each rule after those that state what it reads; the checker has found that this is possible.
   */
  private static List<Rule> inOrder(RuleModel model, IdentityHashMap<Rule, Ties> ties) {
    Map<String, Rule> done = new LinkedHashMap<>();
    model.rules().forEach(rule -> visit(rule, model, ties, done, new HashSet<>()));
    return List.copyOf(done.values());
  }

  private static void visit(
      Rule rule, RuleModel model, Map<Rule, Ties> ties, Map<String, Rule> done, Set<String> path) {
    if (done.containsKey(rule.id()) || !path.add(rule.id())) {
      return;
    }
    Ties own = Objects.requireNonNull(ties.get(rule));
    for (Rule other : model.rules()) {
      if (Objects.requireNonNull(ties.get(other)).states(own.reads())) {
        visit(other, model, ties, done, path);
      }
    }
    done.put(rule.id(), rule);
  }

  /** What a rule states and what it reads. */
  private record Ties(Set<FactKinds.Kind> stated, Set<FactKinds.Kind> reads) {
    static Ties of(Rule rule) {
      Set<FactKinds.Kind> stated = new LinkedHashSet<>();
      rule.then().stream().map(FactKinds::stated).flatMap(Stream::ofNullable).forEach(stated::add);
      Set<FactKinds.Kind> reads = new LinkedHashSet<>();
      FactKinds.readings(rule).forEach(reading -> reads.add(reading.kind()));
      return new Ties(stated, reads);
    }

    boolean states(Collection<FactKinds.Kind> kinds) {
      return meet(stated, kinds);
    }
  }

  private static boolean meet(Collection<FactKinds.Kind> some, Collection<FactKinds.Kind> others) {
    for (FactKinds.Kind each : some) {
      for (FactKinds.Kind other : others) {
        if (each.meets(other)) {
          return true;
        }
      }
    }
    return false;
  }

  List<Rule> rules() {
    return inOrder;
  }

  /** Whether the rule reads facts of one of the kinds. */
  boolean reads(Rule rule, Collection<FactKinds.Kind> kinds) {
    return meet(Objects.requireNonNull(ties.get(rule)).reads(), kinds);
  }

  // ---- running -----------------------------------------------------------------------------

  /** The facts of a run, by the names of their types. For use by one thread. */
  static final class Facts {
    private final Map<String, List<Object>> byType = new HashMap<>();

    void add(Object fact) {
      byType.computeIfAbsent(typeOf(fact), type -> new ArrayList<>()).add(fact);
    }

    /** Takes this very fact away, not one that is equal. */
    void remove(Object fact) {
      List<Object> facts = byType.getOrDefault(typeOf(fact), new ArrayList<>());
      for (int i = 0; i < facts.size(); i++) {
        if (facts.get(i) == fact) {
          facts.remove(i);
          return;
        }
      }
    }

    List<Object> of(String type) {
      return byType.getOrDefault(type, List.of());
    }

    static String typeOf(Object fact) {
      return fact instanceof Row row ? row.type().name() : fact.getClass().getSimpleName();
    }
  }

  @Override
  public List<Statement<?>> run(Collection<?> given, StepBudget budget) {
    long most = budget.stepsFor(given.size());
    Facts facts = new Facts();
    given.forEach(facts::add);
    List<Statement<?>> all = new ArrayList<>();
    for (Rule rule : inOrder) {
      List<Statement<?>> stated = run(rule, facts);
      stated.forEach(each -> facts.add(each.fact()));
      all.addAll(stated);
      if (all.size() > most) {
        throw RuleFailure.spent(rule, most, null);
      }
    }
    return all;
  }

  /** What one rule states of the facts. */
  List<Statement<?>> run(Rule rule, Facts facts) {
    Run run = new Run(rule, facts);
    try {
      run.conditions(0);
    } catch (RuntimeException e) {
      throw RuleFailure.failed(rule, e);
    }
    return run.stated;
  }

  /** One rule on its way through the facts. */
  private final class Run {
    private final Rule rule;
    private final Facts facts;
    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final List<Object> premises = new ArrayList<>();
    private final List<Statement<?>> stated = new ArrayList<>();
    private @Nullable Object self;
    private @Nullable FactType selfType;

    Run(Rule rule, Facts facts) {
      this.rule = rule;
      this.facts = facts;
    }

    private void conditions(int index) {
      if (index == rule.when().size()) {
        state();
        return;
      }
      RuleModel.Condition condition = rule.when().get(index);
      if (condition instanceof RuleModel.FactPattern pattern) {
        each(
            pattern,
            fact -> {
              premises.add(fact);
              conditions(index + 1);
              premises.remove(premises.size() - 1);
              return true;
            });
      } else if (condition instanceof RuleModel.Accumulate accumulate) {
        if (accumulated(accumulate)) {
          conditions(index + 1);
        }
      } else if (holds(condition)) {
        conditions(index + 1);
      }
    }

    /** Whether there is, or is not, a fact that matches. */
    private boolean holds(RuleModel.Condition condition) {
      boolean denied = condition instanceof RuleModel.Not;
      RuleModel.FactPattern pattern =
          denied ? ((RuleModel.Not) condition).pattern() : ((RuleModel.Exists) condition).pattern();
      boolean found = !each(pattern, fact -> false);
      boolean holds = found != denied;
      if (trace != null) {
        trace.condition(rule, condition.span(), holds);
      }
      return holds;
    }

    private interface Visitor {
      /** Whether to go on with the next match. */
      boolean matched(Object fact);
    }

    /** Visits the matches of a pattern; whether all were visited. */
    private boolean each(RuleModel.FactPattern pattern, Visitor visitor) {
      Object outer = self;
      FactType outerType = selfType;
      try {
        for (Object fact : facts.of(pattern.type().name())) {
          self = fact;
          selfType = pattern.type();
          if (matches(pattern)) {
            if (trace != null) {
              trace.matched(rule, fact);
            }
            if (pattern.variable() != null) {
              values.put(pattern.variable().name(), fact);
            }
            if (!visitor.matched(fact)) {
              return false;
            }
          }
        }
        return true;
      } finally {
        self = outer;
        selfType = outerType;
      }
    }

    private boolean matches(RuleModel.FactPattern pattern) {
      for (RuleModel.Constraint constraint : pattern.constraints()) {
        if (constraint instanceof RuleModel.Binding binding) {
          if (!isThere(binding.value())) {
            return false;
          }
          values.put(binding.variable().name(), value(binding.value()));
        } else if (!test(((RuleModel.Holds) constraint).condition())) {
          return false;
        }
      }
      return true;
    }

    private boolean test(Expression condition) {
      if (condition instanceof Expression.All all) {
        for (Expression part : all.conditions()) {
          if (!test(part)) {
            return false;
          }
        }
        return true;
      }
      if (condition instanceof Expression.Any any) {
        for (Expression part : any.conditions()) {
          if (test(part)) {
            return true;
          }
        }
        return false;
      }
      boolean holds = isThere(condition) && truth(condition);
      if (trace != null) {
        trace.condition(rule, condition.span(), holds);
        if (condition instanceof Expression.Compare compare
            && compare.comparison().isOrder()
            && isThere(condition)) {
          trace.compared(rule, compare, value(compare.left()), value(compare.right()));
        }
      }
      return holds;
    }

    private boolean truth(Expression condition) {
      Object value = value(condition);
      if (value == null) {
        throw new IllegalStateException(condition.span().text() + " has no value");
      }
      return (Boolean) value;
    }

    /** Whether everything is there that {@code !.} wants. */
    private boolean isThere(Expression value) {
      for (Expression part : value.parts()) {
        if (!isThere(part)) {
          return false;
        }
      }
      Expression target =
          value instanceof Expression.FieldRead read && read.nullSafe()
              ? read.target()
              : value instanceof Expression.Call call && call.nullSafe() ? call.target() : null;
      return target == null || value(target) != null;
    }

    // ---- accumulate ------------------------------------------------------------------------

    private boolean accumulated(RuleModel.Accumulate accumulate) {
      List<AccumulatedFunction> gatherings =
          accumulate.functions().stream().map(AccumulatedFunction::new).toList();
      gather(accumulate, 0, gatherings);
      for (AccumulatedFunction gathering : gatherings) {
        Object result = gathering.result();
        if (result == null) {
          return false;
        }
        values.put(gathering.function.variable().name(), result);
      }
      return true;
    }

    private void gather(
        RuleModel.Accumulate accumulate, int index, List<AccumulatedFunction> gatherings) {
      if (index == accumulate.source().size()) {
        for (AccumulatedFunction gathering : gatherings) {
          Expression.Variable argument = gathering.function.argument();
          gathering.add(argument == null ? null : values.get(argument.name()));
        }
        return;
      }
      RuleModel.Condition condition = accumulate.source().get(index);
      if (condition instanceof RuleModel.FactPattern pattern) {
        each(
            pattern,
            fact -> {
              gather(accumulate, index + 1, gatherings);
              return true;
            });
      } else if (holds(condition)) {
        gather(accumulate, index + 1, gatherings);
      }
    }

    // ---- statements ------------------------------------------------------------------------

    private void state() {
      for (int i = 0; i < rule.then().size(); i++) {
        Object fact = Objects.requireNonNull(value(rule.then().get(i).statement()));
        stated.add(new Statement<>(fact, rule, i, List.copyOf(premises)));
      }
    }

    // ---- values ----------------------------------------------------------------------------

    private @Nullable Object value(Expression expression) {
      if (expression instanceof Expression.Literal literal) {
        return literal.value();
      }
      if (expression instanceof Expression.Read read) {
        return values.get(read.variable().name());
      }
      if (expression instanceof Expression.This) {
        return self;
      }
      if (expression instanceof Expression.FieldRead read) {
        return field(read);
      }
      if (expression instanceof Expression.Compare compare) {
        return Comparing.compared(
            compare.comparison(), value(compare.left()), value(compare.right()));
      }
      if (expression instanceof Expression.Among among) {
        Object value = value(among.value());
        boolean found =
            among.options().stream().anyMatch(option -> Comparing.equal(value, value(option)));
        return found != among.negated();
      }
      if (expression instanceof Expression.Negated negated) {
        return !truth(negated.condition());
      }
      if (expression instanceof Expression.Arithmetic arithmetic) {
        return computed(arithmetic);
      }
      if (expression instanceof Expression.Make make) {
        List<@Nullable Object> arguments = new ArrayList<>();
        make.arguments().forEach(argument -> arguments.add(bounded(value(argument))));
        return new Row(make.made(), arguments);
      }
      if (expression instanceof Expression.Call call) {
        return called(call);
      }
      throw new IllegalStateException("a checked rule holds no " + expression);
    }

    /** A figure of a new fact, with as many digits as any may have. */
    private static @Nullable Object bounded(@Nullable Object value) {
      return value instanceof BigDecimal figure ? Statements.plus(figure, 0) : value;
    }

    private @Nullable Object field(Expression.FieldRead read) {
      Object target = read.target() == null ? self : value(read.target());
      if (target == null) {
        throw new IllegalStateException(read.span().text() + " has no value");
      }
      if (target instanceof Row row) {
        return row.value(List.copyOf(row.type().fields().keySet()).indexOf(read.field().name()));
      }
      FactType type =
          read.target() == null
              ? Objects.requireNonNull(selfType)
              : ((ValueType.Fact) read.target().type()).type();
      return type.requireField(read.field().name()).read(target);
    }

    private Object computed(Expression.Arithmetic arithmetic) {
      Number left = (Number) Objects.requireNonNull(value(arithmetic.left()));
      Number right = (Number) Objects.requireNonNull(value(arithmetic.right()));
      return switch (arithmetic.operation()) {
        case PLUS -> Statements.plus(left, right);
        case MINUS -> Statements.minus(left, right);
        case TIMES -> Statements.times(left, right);
      };
    }

    private @Nullable Object called(Expression.Call call) {
      Method method = call.helper().method();
      List<@Nullable Object> arguments = new ArrayList<>();
      if (!Modifier.isStatic(method.getModifiers())) {
        arguments.add(call.target() == null ? self : value(call.target()));
      }
      call.arguments().forEach(argument -> arguments.add(value(argument)));
      try {
        return HANDLES.computeIfAbsent(method, Interpreter::handle).invoke(arguments.toArray());
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static MethodHandle handle(Method method) {
    try {
      MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
      return handle.asSpreader(Object[].class, handle.type().parameterCount());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
