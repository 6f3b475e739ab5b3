package tierwise.internal.language.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Span;

/** A value in a rule, with its type and where it stands. */
public sealed interface Expression {
  Span span();

  ValueType type();

  /** Whether it can have no value, because a fact does not give it. */
  default boolean mayBeMissing() {
    return false;
  }

  /** The values that it is made from. */
  default List<Expression> parts() {
    return List.of();
  }

  /** Which texts it can be. */
  default TextDomain domain() {
    return TextDomain.Named.FREE;
  }

  /**
   * A value that is written out.
   *
   * @param value a String, Integer, BigDecimal or Boolean; {@code null} for null
   */
  record Literal(@Nullable Object value, ValueType type, Span span) implements Expression {
    public static Literal text(String value, Span span) {
      return new Literal(value, Plain.TEXT, span);
    }

    public static Literal whole(int value, Span span) {
      return new Literal(value, Plain.WHOLE, span);
    }

    public static Literal decimal(BigDecimal value, Span span) {
      return new Literal(value, Plain.DECIMAL, span);
    }

    public static Literal yesNo(boolean value, Span span) {
      return new Literal(value, Plain.YES_NO, span);
    }

    public static Literal nothing(Span span) {
      return new Literal(null, Plain.NOTHING, span);
    }
  }

  /** A variable of the rule. */
  record Read(Variable variable, Span span) implements Expression {
    @Override
    public ValueType type() {
      return variable.type();
    }

    @Override
    public boolean mayBeMissing() {
      return variable.mayBeMissing();
    }

    @Override
    public TextDomain domain() {
      return variable.domain();
    }
  }

  /** The fact that the pattern matches. */
  record This(ValueType type, Span span) implements Expression {}

  /**
   * A field of a fact.
   *
   * @param target the fact; {@code null} for the one that the pattern matches
   * @param nullSafe whether it is written {@code !.}, so that the condition it is part of holds
   *     only if the target is there
   */
  record FieldRead(@Nullable Expression target, FactType.Field field, boolean nullSafe, Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return field.type();
    }

    @Override
    public boolean mayBeMissing() {
      return field.mayBeMissing();
    }

    @Override
    public TextDomain domain() {
      return field.domain();
    }

    @Override
    public List<Expression> parts() {
      return target == null ? List.of() : List.of(target);
    }
  }

  /**
   * A call of a helper.
   *
   * @param target the fact or date whose method it is; {@code null} for a static helper, and for a
   *     method of the fact that the pattern matches
   * @param nullSafe whether it is written {@code !.}; see {@link FieldRead}
   */
  record Call(
      @Nullable Expression target,
      Helper helper,
      List<Expression> arguments,
      boolean nullSafe,
      Span span)
      implements Expression {
    /** Keeps its own copy of the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return helper.result();
    }

    /** The argument of the parameter with the name, or {@code null} if it has none. */
    public @Nullable Expression argument(String parameter) {
      for (int i = 0; i < arguments.size(); i++) {
        if (helper.parameters().get(i).name().equals(parameter)) {
          return arguments.get(i);
        }
      }
      return null;
    }

    /** The first argument of the role; {@code null} if the helper takes none. */
    public @Nullable Expression argument(Role role) {
      for (int i = 0; i < arguments.size(); i++) {
        if (helper.parameters().get(i).role() == role) {
          return arguments.get(i);
        }
      }
      return null;
    }

    @Override
    public List<Expression> parts() {
      if (target == null) {
        return arguments;
      }
      List<Expression> parts = new ArrayList<>(arguments.size() + 1);
      parts.add(target);
      parts.addAll(arguments);
      return parts;
    }
  }

  /** A new fact of a type that the rule set declares. */
  record Make(FactType made, List<Expression> arguments, Span span) implements Expression {
    /** Keeps its own copy of the arguments. */
    public Make {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return new ValueType.Fact(made);
    }

    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /** How two values are compared. */
  enum Comparison {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    public boolean isOrder() {
      return this != EQUAL && this != NOT_EQUAL;
    }

    public static @Nullable Comparison of(String sign) {
      for (Comparison comparison : values()) {
        if (comparison.sign.equals(sign)) {
          return comparison;
        }
      }
      return null;
    }
  }

  /** A comparison. Of what is missing, only equality with null and inequality hold. */
  record Compare(Comparison comparison, Expression left, Expression right, Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return Plain.YES_NO;
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** Whether a value is, or is not, one of several that are written out. */
  record Among(Expression value, List<Expression> options, boolean negated, Span span)
      implements Expression {
    /** Keeps its own copy of the options. */
    public Among {
      options = List.copyOf(options);
    }

    @Override
    public ValueType type() {
      return Plain.YES_NO;
    }

    @Override
    public List<Expression> parts() {
      List<Expression> parts = new ArrayList<>(options.size() + 1);
      parts.add(value);
      parts.addAll(options);
      return parts;
    }
  }

  /** All of two or more conditions. */
  record All(List<Expression> conditions, Span span) implements Expression {
    /** Keeps its own copy of the conditions. */
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public ValueType type() {
      return Plain.YES_NO;
    }

    @Override
    public List<Expression> parts() {
      return conditions;
    }
  }

  /** Any of two or more conditions. */
  record Any(List<Expression> conditions, Span span) implements Expression {
    /** Keeps its own copy of the conditions. */
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public ValueType type() {
      return Plain.YES_NO;
    }

    @Override
    public List<Expression> parts() {
      return conditions;
    }
  }

  /** The opposite of a yes/no. */
  record Negated(Expression condition, Span span) implements Expression {
    @Override
    public ValueType type() {
      return Plain.YES_NO;
    }

    @Override
    public List<Expression> parts() {
      return List.of(condition);
    }
  }

  /** How two figures are combined. */
  enum Operation {
    PLUS("+"),
    MINUS("-"),
    TIMES("*");

    private final String sign;

    Operation(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** A figure worked out from two; exact, also where whole numbers would overflow. */
  record Arithmetic(Operation operation, Expression left, Expression right, Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return Plain.DECIMAL;
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** What could not be understood; it has a problem already. */
  record Unknown(Span span) implements Expression {
    @Override
    public ValueType type() {
      return Plain.UNKNOWN;
    }
  }

  /**
   * A name that a rule gives to a value, beginning with {@code $}; unique where it is known. What
   * is named inside a {@code not} or an accumulate is known only there.
   *
   * @param span where it is given, which tells it from another one of the same name
   */
  record Variable(String name, ValueType type, boolean mayBeMissing, TextDomain domain, Span span) {
    public Variable present() {
      return new Variable(name, type, false, domain, span);
    }
  }
}
