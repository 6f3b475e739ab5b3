package tierwise.internal.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Statements;
import tierwise.internal.engine.RuleLayout.Meaning;
import tierwise.internal.engine.RuleLayout.OfBinding;
import tierwise.internal.engine.RuleLayout.OfPattern;
import tierwise.internal.engine.RuleLayout.OfResult;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Any;
import tierwise.internal.language.model.Expression.Arithmetic;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.Row;

/**
 * Makes the expressions of one rule into objects that work them out: nothing is generated, compiled
 * or loaded. Each pattern's expressions speak of its own fact directly and of the others by their
 * places.
 */
public final class FormulaCompiler {
  private final RuleLayout layout;
  private final IntUnaryOperator placing;

  /** Formulas that find facts and results at the places of the layout. */
  public FormulaCompiler(RuleLayout layout) {
    this(layout, place -> place);
  }

  /**
   * Formulas that find facts and results elsewhere.
   *
   * @param placing from the places of the layout to where they are found
   */
  public FormulaCompiler(RuleLayout layout, IntUnaryOperator placing) {
    this.layout = layout;
    this.placing = placing;
  }

  /**
   * The criterion of a condition of a pattern.
   *
   * @param own the place of the pattern whose fact is looked at
   */
  public Criterion criterion(Expression condition, int own) {
    return new InPattern(own, Own.INSTANCE).condition(condition);
  }

  /**
   * The criterion that everything is there which a value wants to be there; {@code null} if it
   * wants nothing.
   *
   * @param own the place of the pattern whose fact is looked at
   */
  public @Nullable Criterion whatMustBeThere(Expression value, int own) {
    List<Formula> targets = new InPattern(own, Own.INSTANCE).targets(value);
    return targets.isEmpty() ? null : new Criteria.AreThere(targets);
  }

  /**
   * The formula of a value of a pattern.
   *
   * @param own the place of the pattern whose fact is looked at
   */
  public Formula formula(Expression value, int own) {
    return new InPattern(own, Own.INSTANCE).value(value);
  }

  /** The formula of a value that is worked out when all facts are found. */
  public Formula formula(Expression value) {
    return new InPattern(-1, Own.INSTANCE).value(value);
  }

  /** The formula of what a variable stands for when all facts are found. */
  public Formula formula(Variable variable) {
    return new InPattern(-1, Own.INSTANCE).variable(variable);
  }

  /** The fact that is looked at. */
  private enum Own implements Formula {
    INSTANCE;

    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return own;
    }
  }

  /** A value that is written out, or follows from what is. */
  record Constant(@Nullable Object value) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return value;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  private record Bound(int place) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return bound[place];
    }
  }

  private record Result(int place, int number) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return ((Object[]) Objects.requireNonNull(bound[place]))[number];
    }
  }

  /** A field of the fact that is looked at, which is always there. */
  record OwnField(Function<Object, @Nullable Object> reader) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return reader.apply(own);
    }
  }

  private record BoundField(int place, Function<Object, @Nullable Object> reader)
      implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return reader.apply(bound[place]);
    }
  }

  private record FieldOf(Formula target, Function<Object, @Nullable Object> reader, String text)
      implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return reader.apply(there(target.value(own, bound), text));
    }
  }

  private record Made(Make make, Formula[] values) implements Formula {
    @Override
    public Object value(@Nullable Object own, @Nullable Object[] bound) {
      @Nullable Object[] all = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        Object value = values[i].value(own, bound);
        // What a fact keeps must not grow from one rule to the next.
        all[i] = value instanceof BigDecimal figure ? Statements.plus(figure, 0) : value;
      }
      return new Row(make.made(), all);
    }
  }

  private record Computed(Expression.Operation operation, Formula left, Formula right, String text)
      implements Formula {
    @Override
    public Object value(@Nullable Object own, @Nullable Object[] bound) {
      Number a = (Number) there(left.value(own, bound), text);
      Number b = (Number) there(right.value(own, bound), text);
      return switch (operation) {
        case PLUS -> Statements.plus(a, b);
        case MINUS -> Statements.minus(a, b);
        case TIMES -> Statements.times(a, b);
      };
    }
  }

  private record Truth(Criterion criterion) implements Formula {
    @Override
    public Object value(@Nullable Object own, @Nullable Object[] bound) {
      return criterion.holds(own, bound);
    }
  }

  static Object there(@Nullable Object value, String text) {
    if (value == null) {
      throw new IllegalStateException(text + " has no value");
    }
    return value;
  }

  /**
   * Within one pattern, whose fact is "own"; or, where a binding is used, within the pattern that
   * made it, whose fact is somewhere else.
   */
  private final class InPattern {
    private final int own;
    private final Formula self;

    InPattern(int own, Formula self) {
      this.own = own;
      this.self = self;
    }

    // ---- conditions ----------------------------------------------------------------------

    /** A condition holds only if all is there that it wants to be there. */
    Criterion condition(Expression condition) {
      if (condition instanceof All all) {
        return Criteria.all(all.conditions().stream().map(this::condition).toList());
      }
      if (condition instanceof Any any) {
        return Criteria.any(any.conditions().stream().map(this::condition).toList());
      }
      List<Formula> targets = targets(condition);
      Criterion truth = truth(condition);
      return targets.isEmpty()
          ? truth
          : Criteria.all(List.of(new Criteria.AreThere(targets), truth));
    }

    /** The targets of {@code !.}, the inner ones first, since the outer ones are read of them. */
    List<Formula> targets(Expression value) {
      List<Formula> targets = new ArrayList<>();
      value.parts().forEach(part -> targets.addAll(targets(part)));
      Expression target =
          value instanceof FieldRead read && read.nullSafe()
              ? read.target()
              : value instanceof Call call && call.nullSafe() ? call.target() : null;
      if (target != null) {
        targets.add(value(target));
      }
      return targets;
    }

    private Criterion truth(Expression condition) {
      if (condition instanceof Compare compare) {
        return Criteria.compare(compare, value(compare.left()), value(compare.right()));
      }
      if (condition instanceof Among among) {
        return Criteria.among(among, value(among.value()));
      }
      if (condition instanceof Negated negated) {
        return new Criteria.IsNot(truth(negated.condition()));
      }
      if (condition instanceof All all) {
        return Criteria.all(all.conditions().stream().map(this::truth).toList());
      }
      if (condition instanceof Any any) {
        return Criteria.any(any.conditions().stream().map(this::truth).toList());
      }
      return new Criteria.IsTrue(value(condition), condition.span().text());
    }

    // ---- values --------------------------------------------------------------------------

    Formula value(Expression expression) {
      if (expression instanceof Literal literal) {
        return new Constant(literal.value());
      }
      if (expression instanceof Read read) {
        return variable(read.variable());
      }
      if (expression instanceof This) {
        return self;
      }
      if (expression instanceof FieldRead read) {
        return field(read);
      }
      if (expression instanceof Call call) {
        return called(call);
      }
      if (expression instanceof Make make) {
        return new Made(make, values(make.arguments()));
      }
      if (expression instanceof Arithmetic arithmetic) {
        return folded(
            new Computed(
                arithmetic.operation(),
                value(arithmetic.left()),
                value(arithmetic.right()),
                arithmetic.span().text()),
            value(arithmetic.left()),
            value(arithmetic.right()));
      }
      return new Truth(truth(expression));
    }

    private Formula[] values(List<Expression> expressions) {
      return expressions.stream().map(this::value).toArray(Formula[]::new);
    }

    Formula variable(Variable variable) {
      Meaning meaning = layout.meaning(variable);
      if (meaning instanceof OfResult result) {
        return new Result(placing.applyAsInt(result.place()), result.number());
      }
      int place =
          meaning instanceof OfPattern pattern ? pattern.place() : ((OfBinding) meaning).place();
      Formula fact = place == own ? self : new Bound(placing.applyAsInt(place));
      return meaning instanceof OfBinding binding
          ? new InPattern(place, fact).value(binding.value())
          : fact;
    }

    private Formula field(FieldRead read) {
      Function<Object, @Nullable Object> reader = read.field().reader();
      Formula target = read.target() == null ? self : value(read.target());
      if (target == Own.INSTANCE) {
        return new OwnField(reader);
      }
      return target instanceof Bound bound
          ? new BoundField(bound.place(), reader)
          : new FieldOf(target, reader, read.span().text());
    }

    private Formula called(Call call) {
      Helper helper = call.helper();
      List<Formula> objects = new ArrayList<>();
      if (!helper.isStatic()) {
        objects.add(call.target() == null ? self : value(call.target()));
      }
      call.arguments().forEach(argument -> objects.add(value(argument)));
      Formula[] all = objects.toArray(Formula[]::new);
      Formula made = HelperCalls.of(helper, all);
      // What the embedding program brings is asked as often as rules ask it.
      return helper.isForeign() || helper.states() ? made : folded(made, all);
    }

    /** Worked out now if it is the same for all facts; a failure is left to whoever asks. */
    private Formula folded(Formula formula, Formula... parts) {
      for (Formula part : parts) {
        if (!part.isConstant()) {
          return formula;
        }
      }
      try {
        return new Constant(formula.value(null, new Object[0]));
      } catch (RuntimeException e) {
        return formula;
      }
    }
  }
}
