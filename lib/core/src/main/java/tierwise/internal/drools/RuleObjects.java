package tierwise.internal.drools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drools.model.Index;
import org.drools.model.Model;
import org.drools.model.Rule.Attribute;
import org.drools.model.Variable;
import org.drools.model.consequences.ConsequenceImpl;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.drools.model.impl.DeclarationImpl;
import org.drools.model.impl.ModelImpl;
import org.drools.model.impl.RuleImpl;
import org.drools.model.index.AlphaIndexImpl;
import org.drools.model.index.BetaIndexImpl;
import org.drools.model.patterns.AccumulatePatternImpl;
import org.drools.model.patterns.CompositePatterns;
import org.drools.model.patterns.ExistentialPatternImpl;
import org.drools.model.patterns.PatternImpl;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.AccumulateResults;
import tierwise.internal.engine.Criterion;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.FormulaCompiler;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.Exists;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Not;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * Makes the rules of a model into the objects that Drools builds its network of. Bindings are none
 * of its variables: they are worked out of their fact wherever they are used.
 *
 * <p>All facts of declared types are of one class, so that a pattern of such a type first looks at
 * the type.
 */
final class RuleObjects {
  private static final @Nullable Object[] NOTHING = {};

  private final RuleModel model;
  private final Map<String, Integer> patternsOfType = new HashMap<>();

  /** Numbers for the engine, which takes two fields for one if they have the same. */
  private final Map<String, Integer> indexNumbers = new HashMap<>();

  RuleObjects(RuleModel model) {
    this.model = model;
    for (Rule rule : model.rules()) {
      for (Condition condition : rule.when()) {
        condition
            .patterns()
            .forEach(pattern -> patternsOfType.merge(pattern.type().name(), 1, Integer::sum));
      }
    }
  }

  /** How many patterns the facts of a type are given to; 0 if no rule reads it. */
  int patterns(FactType type) {
    return patternsOfType.getOrDefault(type.name(), 0);
  }

  /** The rules. */
  Model model() {
    ModelImpl objects = new ModelImpl(model.packageName());
    model.rules().forEach(rule -> objects.addRule(new OfRule(rule).rule()));
    return objects;
  }

  private int indexNumber(FactType type, String field) {
    return indexNumbers.computeIfAbsent(type.name() + "." + field, key -> indexNumbers.size() + 1);
  }

  private static Class<?> javaClass(FactType type) {
    return type.javaClass() == null ? Row.class : type.javaClass();
  }

  private static String name(int place) {
    return "p" + place;
  }

  /** What comes of one rule. */
  private final class OfRule {
    private final Rule rule;
    private final RuleLayout layout;
    private final @Nullable Variable<?>[] variables;

    OfRule(Rule rule) {
      this.rule = rule;
      this.layout = new RuleLayout(rule);
      this.variables = new Variable<?>[layout.size()];
    }

    org.drools.model.Rule rule() {
      List<org.drools.model.Condition> conditions = new ArrayList<>();
      List<Integer> found = new ArrayList<>();
      for (Condition condition : rule.when()) {
        conditions.add(condition(condition, found));
      }
      Conclusion conclusion = conclusion(found);
      return new RuleImpl(
          model.packageName(),
          rule.id(),
          null,
          new CompositePatterns(
              org.drools.model.Condition.Type.AND,
              conditions,
              Map.of(
                  RuleImpl.DEFAULT_CONSEQUENCE_NAME,
                  new ConsequenceImpl(
                      objects -> conclusion.conclude((org.drools.model.Drools) objects[0]),
                      new Variable<?>[0],
                      true,
                      false,
                      "java"))),
          Map.of(Attribute.SALIENCE, -rule.stratum()),
          Map.of());
    }

    // ---- conditions ----------------------------------------------------------------------

    /**
     * A condition.
     *
     * @param found the places of the facts and results that were found before; it adds its own
     */
    private org.drools.model.Condition condition(Condition condition, List<Integer> found) {
      if (condition instanceof FactPattern pattern) {
        PatternImpl<?> made = pattern(pattern, found);
        found.add(layout.placeOf(pattern));
        return made;
      }
      if (condition instanceof Not not) {
        return new ExistentialPatternImpl(
            pattern(not.pattern(), found), org.drools.model.Condition.Type.NOT);
      }
      if (condition instanceof Exists exists) {
        return new ExistentialPatternImpl(
            pattern(exists.pattern(), found), org.drools.model.Condition.Type.EXISTS);
      }
      return accumulate((Accumulate) condition, found);
    }

    private PatternImpl<?> pattern(FactPattern pattern, List<Integer> found) {
      int place = layout.placeOf(pattern);
      PatternImpl<?> made = new PatternImpl<>(variable(place, javaClass(pattern.type())));
      if (pattern.type().isDeclared()) {
        made.addConstraint(isOfType(pattern.type(), place));
      }
      boolean looksAtPairs = false;
      for (Constraint constraint : pattern.constraints()) {
        for (Requirement requirement : requirements(constraint, pattern)) {
          made.addConstraint(requirement);
          looksAtPairs |= requirement.looksAtPairs();
        }
      }
      if (!looksAtPairs && !found.isEmpty()) {
        // A pair that is looked up, or that nothing is required of, is a step as well.
        made.addConstraint(
            requirement("pair #" + found.get(0), 1, (own, others) -> true, place, found.get(0)));
      }
      return made;
    }

    private Requirement isOfType(FactType type, int place) {
      return new Requirement(
          "is a " + type.name(),
          rule,
          1,
          (own, others) -> ((Row) Objects.requireNonNull(own)).type().equals(type),
          new Variable<?>[] {variable(place)},
          new AlphaIndexImpl<Object, String>(
              String.class,
              Index.ConstraintType.EQUAL,
              indexNumber(type, ""),
              row -> ((Row) row).type().name(),
              type.name()));
    }

    private List<Requirement> requirements(Constraint constraint, FactPattern pattern) {
      int place = layout.placeOf(pattern);
      if (constraint instanceof Binding binding) {
        Meaning meaning = Meaning.of(binding.value(), layout, place);
        Criterion there = compiler(meaning.places()).whatMustBeThere(binding.value(), place);
        return there == null
            ? List.of()
            : List.of(
                requirement(
                    "there is all of " + meaning.text(),
                    1 + meaning.calls(),
                    there,
                    place,
                    meaning.places()));
      }
      return FactKinds.conditions(((Holds) constraint).condition()).stream()
          .map(condition -> requirement(condition, pattern, place))
          .toList();
    }

    private Requirement requirement(Expression condition, FactPattern pattern, int place) {
      Meaning meaning = Meaning.of(condition, layout, place);
      return new Requirement(
          pattern.type().name() + " " + meaning.text(),
          rule,
          1 + meaning.calls(),
          compiler(meaning.places()).criterion(condition, place),
          variables(place, meaning.places()),
          index(condition, pattern, place, meaning));
    }

    private Requirement requirement(
        String meaning, long cost, Criterion criterion, int place, int... others) {
      return new Requirement(meaning, rule, cost, criterion, variables(place, others), null);
    }

    // ---- what is looked up ---------------------------------------------------------------

    /** How the facts that meet a condition are looked up; {@code null} if they cannot be. */
    private @Nullable Index<?, ?> index(
        Expression condition, FactPattern pattern, int place, Meaning meaning) {
      if (!(condition instanceof Compare compare)
          || compare.comparison() != Comparison.EQUAL
          || meaning.places().length > 1) {
        return null;
      }
      boolean leftIsOwn = isOwn(compare.left());
      Expression own = leftIsOwn ? compare.left() : compare.right();
      Expression other = leftIsOwn ? compare.right() : compare.left();
      if (!isOwn(own) || !isComparedByEquals(own.type()) || !isComparedByEquals(other.type())) {
        return null;
      }
      FormulaCompiler compiler = compiler(meaning.places());
      Formula value = compiler.formula(own, place);
      int number =
          indexNumber(pattern.type(), own instanceof FieldRead read ? read.field().name() : "this");
      String text = FactKinds.text(other);
      if (text != null) {
        return new AlphaIndexImpl<Object, Object>(
            asObjects(String.class),
            Index.ConstraintType.EQUAL,
            number,
            fact -> value.value(fact, NOTHING),
            text);
      }
      if (meaning.places().length == 0 || !isAlwaysReadable(other)) {
        return null;
      }
      Formula wanted = compiler.formula(other, place);
      Class<?> type = own.type() == Plain.TEXT ? String.class : Object.class;
      return new BetaIndexImpl<Object, Object, Object>(
          asObjects(type),
          Index.ConstraintType.EQUAL,
          number,
          fact -> value.value(fact, NOTHING),
          fact -> wanted.value(null, new Object[] {fact}),
          type);
    }

    @SuppressWarnings("unchecked") // The engine looks at the class only.
    private static Class<Object> asObjects(Class<?> type) {
      return (Class<Object>) type;
    }

    private static boolean isOwn(Expression side) {
      return side instanceof This || (side instanceof FieldRead read && read.target() == null);
    }

    /** Whether values that rules take to be equal are so for Java. Figures are not: 1.0 and 1. */
    private static boolean isComparedByEquals(ValueType type) {
      return type == Plain.TEXT
          || type == Plain.DATE
          || type == Plain.YES_NO
          || type == Plain.ANY_FACT
          || type instanceof ValueType.Fact;
    }

    /**
     * Whether it can be read of any fact: to be looked up it is read also where there is nothing to
     * compare it with.
     */
    private boolean isAlwaysReadable(Expression side) {
      if (side instanceof FieldRead read && !read.nullSafe()) {
        return read.target() == null
            || read.target() instanceof This
            || (read.target() instanceof Read fact && layout.factPlace(fact.variable()) >= 0);
      }
      if (side instanceof Read read) {
        return !(layout.meaning(read.variable()) instanceof RuleLayout.OfBinding binding)
            || isAlwaysReadable(binding.value());
      }
      return side instanceof This;
    }

    // ---- accumulate ----------------------------------------------------------------------

    private AccumulatePatternImpl<?> accumulate(Accumulate accumulate, List<Integer> found) {
      List<Integer> foundWithin = new ArrayList<>(found);
      List<org.drools.model.Condition> source = new ArrayList<>();
      for (Condition condition : accumulate.source()) {
        source.add(condition(condition, foundWithin));
      }
      int place = layout.placeOf(accumulate);
      TreeSet<Integer> read = new TreeSet<>();
      long cost = 1;
      for (Aggregate function : accumulate.functions()) {
        if (function.argument() != null) {
          Meaning meaning = Meaning.of(new Read(function.argument(), function.span()), layout, -1);
          cost += meaning.calls();
          IntStream.of(meaning.places()).forEach(read::add);
        }
      }
      Accumulation accumulation =
          new Accumulation(
              rule,
              cost,
              new AccumulateResults.Plan(
                  accumulate, compiler(read.stream().mapToInt(Integer::intValue).toArray())),
              read.stream().map(RuleObjects::name).toArray(String[]::new));
      found.add(place);
      return new AccumulatePatternImpl<>(
          source.size() == 1
              ? source.get(0)
              : new CompositePatterns(org.drools.model.Condition.Type.AND, source),
          null,
          new AccumulateFunction(null, () -> accumulation).as(variable(place, Object[].class)));
    }

    // ---- consequence ---------------------------------------------------------------------

    /**
     * What the rule states.
     *
     * @param found the places of the facts and results that were found
     */
    private Conclusion conclusion(List<Integer> found) {
      List<Integer> inOrder =
          Stream.concat(
                  found.stream().filter(place -> layout.patternAt(place) != null),
                  found.stream().filter(place -> layout.patternAt(place) == null))
              .toList();
      FormulaCompiler compiler = compiler(inOrder.stream().mapToInt(Integer::intValue).toArray());
      List<Conclusion.Insert> inserts = new ArrayList<>();
      for (Insert insert : rule.then()) {
        FactKinds.Kind kind = FactKinds.stated(insert);
        inserts.add(
            new Conclusion.Insert(
                compiler.formula(insert.statement()),
                Meaning.of(insert.statement(), layout, -1).calls(),
                kind == null ? 0 : patterns(kind.type())));
      }
      return new Conclusion(
          rule,
          inserts,
          inOrder.stream().map(RuleObjects::name).toList(),
          (int) found.stream().filter(place -> layout.patternAt(place) != null).count());
    }

    // ---- variables -----------------------------------------------------------------------

    private Variable<?> variable(int place, Class<?> type) {
      Variable<?> made = new DeclarationImpl<>(type, name(place));
      variables[place] = made;
      return made;
    }

    private Variable<?> variable(int place) {
      return Objects.requireNonNull(variables[place]);
    }

    private Variable<?>[] variables(int own, int... others) {
      return IntStream.concat(IntStream.of(own), IntStream.of(others))
          .mapToObj(this::variable)
          .toArray(Variable<?>[]::new);
    }

    /** Formulas that find what stands at the places in an array that has only that. */
    private FormulaCompiler compiler(int... places) {
      IntUnaryOperator placing =
          place -> {
            for (int i = 0; i < places.length; i++) {
              if (places[i] == place) {
                return i;
              }
            }
            throw new IllegalStateException("nothing was found at " + place);
          };
      return new FormulaCompiler(layout, placing);
    }
  }
}
