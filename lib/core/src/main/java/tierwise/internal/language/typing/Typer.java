package tierwise.internal.language.typing;

import static tierwise.internal.language.typing.TypingProblem.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.Expression.Unknown;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Makes the typed values of rules, and says where types and names do not fit. What has a problem
 * becomes {@link Unknown}, which goes with everything, so that one slip is told once.
 */
public final class Typer {
  private final Map<String, FactType> types;
  private final NameTable names;
  private final Scope scope;
  private final Problems problems;

  public Typer(Map<String, FactType> types, NameTable names, Scope scope, Problems problems) {
    this.types = types;
    this.names = names;
    this.scope = scope;
    this.problems = problems;
  }

  /** The fact type of the name; {@code null} with a problem. */
  public @Nullable FactType factType(Token name) {
    FactType type = types.get(name.text());
    if (type != null && type.kind() == FactType.Kind.UNCLEAR) {
      return null;
    }
    names.useType(name.text(), name.span());
    return type;
  }

  public Expression variable(Token name) {
    Variable variable = scope.variable(name.text());
    if (variable == null) {
      problems
          .error(UNKNOWN_VARIABLE, name.span(), name.text())
          .allowed(scope.variableNames(), name.text());
      return new Unknown(name.span());
    }
    Variable own = scope.own();
    // A fact has its name only where its pattern ends; the engine would take it for another one.
    if (own != null && own.name().equals(variable.name())) {
      problems.error(OWN_FACT, name.span(), own.name()).place(own.span());
      return new Unknown(name.span());
    }
    Read read = new Read(variable, name.span());
    return scope.isPresentHere(read) ? new Read(variable.present(), name.span()) : read;
  }

  public Expression thisFact(Token word) {
    ValueType pattern = scope.pattern();
    return pattern == null || pattern == Plain.UNKNOWN
        ? new Unknown(word.span())
        : new This(pattern, word.span());
  }

  /** A field of the fact that the pattern matches. */
  public Expression field(Token name) {
    ValueType pattern = scope.pattern();
    return pattern == null ? new Unknown(name.span()) : field(null, pattern, false, name);
  }

  /** A field of a value. */
  public Expression field(Expression target, boolean nullSafe, Token name) {
    Expression field = field(target, target.type(), nullSafe, name);
    if (field instanceof FieldRead) {
      refuseMissing(target, nullSafe, name);
    }
    return field;
  }

  private Expression field(
      @Nullable Expression target, ValueType owner, boolean nullSafe, Token name) {
    Span span = target == null ? name.span() : target.span().to(name.span());
    if (owner == Plain.UNKNOWN) {
      return new Unknown(span);
    }
    if (!(owner instanceof ValueType.Fact fact)) {
      problems
          .error(NO_FIELDS, name.span(), owner, name.text())
          .way(owner == Plain.OFFER_OR_TEXT ? "offer" : "value");
      return new Unknown(span);
    }
    // Types that fields mention are looked up again: the vocabulary knows them by name only.
    FactType type = types.getOrDefault(fact.type().name(), fact.type());
    Field field = type.field(name.text());
    if (field == null) {
      Problems.Draft problem =
          problems
              .error(UNKNOWN_FIELD, name.span(), name.text(), type.name())
              .allowed(type.fields().keySet(), name.text());
      if (target == null && problems.nearest(name.text(), type.fields().keySet()) == null) {
        problem.way("text");
      }
      return new Unknown(span);
    }
    FieldRead read = new FieldRead(target, field, nullSafe, span);
    return scope.isPresentHere(read)
        ? new FieldRead(target, field.present(), nullSafe, span)
        : read;
  }

  private void refuseMissing(Expression target, boolean nullSafe, Token name) {
    if (nullSafe) {
      scope.isThere(target, !ConditionTyper.joins(target));
    } else if (target.mayBeMissing()) {
      problems.error(OWNER_MAY_BE_MISSING, target.span(), target.span().text(), name.text());
    }
  }

  /** A call of a static helper, or of a method of the fact that the pattern matches. */
  public Expression call(Token name, List<Expression> arguments, Span span, boolean inConsequence) {
    ValueType pattern = scope.pattern();
    Map<String, List<Helper>> own = pattern == null ? Map.of() : methodsOf(pattern);
    if (own.containsKey(name.text())) {
      return call(null, false, own, name, arguments, span, inConsequence);
    }
    Vocabulary vocabulary = names.vocabulary();
    Map<String, List<Helper>> known = new LinkedHashMap<>(own);
    vocabulary
        .staticHelperNames()
        .forEach(helper -> known.put(helper, vocabulary.staticHelpers(helper)));
    return call(null, false, known, name, arguments, span, inConsequence);
  }

  /** A call of a method of a value. */
  public Expression call(
      Expression target,
      boolean nullSafe,
      Token name,
      List<Expression> arguments,
      Span span,
      boolean inConsequence) {
    if (target.type() == Plain.UNKNOWN) {
      return new Unknown(span);
    }
    if (methodsOf(target.type()).isEmpty()) {
      problems.error(NO_HELPERS, name.span(), target.type());
      return new Unknown(span);
    }
    if (methodsOf(target.type()).containsKey(name.text())) {
      refuseMissing(target, nullSafe, name);
    }
    return call(target, nullSafe, methodsOf(target.type()), name, arguments, span, inConsequence);
  }

  private Map<String, List<Helper>> methodsOf(ValueType type) {
    return names.vocabulary().methodsOf(type);
  }

  private Expression call(
      @Nullable Expression target,
      boolean nullSafe,
      Map<String, List<Helper>> known,
      Token name,
      List<Expression> arguments,
      Span span,
      boolean inConsequence) {
    List<Helper> overloads = known.getOrDefault(name.text(), List.of());
    if (overloads.isEmpty()) {
      problems
          .error(UNKNOWN_HELPER, name.span(), name.text(), target == null ? null : target.type())
          .allowed(known.keySet().stream().sorted().toList(), name.text());
      return new Unknown(span);
    }
    for (Helper helper : overloads) {
      if (takes(helper, arguments)) {
        checkArguments(helper, arguments);
        if (helper.states() && !inConsequence) {
          problems.error(STATEMENT_IN_A_CONDITION, name.span(), name.text());
        }
        return new Call(target, helper, arguments, nullSafe, span);
      }
    }
    wrongArguments(overloads, name.text(), arguments, span);
    return new Unknown(span);
  }

  /** Names the argument that is wrong, if all others fit one way of calling the helper. */
  private void wrongArguments(
      List<Helper> overloads, String name, List<Expression> arguments, Span span) {
    List<String> signatures = overloads.stream().map(Helper::signature).distinct().toList();
    for (Helper helper : overloads) {
      List<Integer> wrong = misfits(helper, arguments);
      if (wrong.size() == 2) {
        Expression first = arguments.get(wrong.get(0));
        Expression second = arguments.get(wrong.get(1));
        if (fits(helper, wrong.get(0), second) && fits(helper, wrong.get(1), first)) {
          problems.error(ARGUMENTS_SWAPPED, span, name, first.span().text(), second.span().text());
          return;
        }
      }
    }
    Set<Integer> places = new LinkedHashSet<>();
    Set<String> wanted = new LinkedHashSet<>();
    String parameter = "";
    for (Helper helper : overloads) {
      List<Integer> wrong = misfits(helper, arguments);
      if (wrong.size() == 1) {
        Helper.Parameter misfit = helper.parameters().get(wrong.get(0));
        places.add(wrong.get(0));
        parameter = parameter.isEmpty() ? misfit.name() : parameter;
        wanted.add(shown(misfit.type()));
      }
    }
    String decimal = decimalWithAComma(arguments);
    if (places.size() == 1 && decimal == null) {
      Expression argument = arguments.get(places.iterator().next());
      problems
          .error(
              WRONG_ARGUMENT,
              argument.span(),
              name,
              parameter,
              String.join(" or ", wanted),
              shown(argument.type()))
          .allowed(signatures);
      return;
    }
    Problems.Draft problem =
        problems
            .error(WRONG_ARGUMENTS, span, name, described(arguments), decimal)
            .allowed(signatures);
    if (decimal != null) {
      problem.way("decimal");
    }
  }

  /** The places of the arguments that do not fit; empty if there are too many or too few. */
  private static List<Integer> misfits(Helper helper, List<Expression> arguments) {
    List<Integer> misfits = new ArrayList<>();
    if (helper.parameters().size() != arguments.size()) {
      return misfits;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!fits(helper, i, arguments.get(i))) {
        misfits.add(i);
      }
    }
    return misfits;
  }

  private static boolean fits(Helper helper, int index, Expression argument) {
    return helper.parameters().get(index).type().accepts(argument.type());
  }

  private static String shown(ValueType type) {
    return type instanceof ValueType.Collected collected
        ? "a list, each " + collected.element()
        : type.toString();
  }

  /** Two whole numbers with nothing but a comma between them, with a point instead of it. */
  private static @Nullable String decimalWithAComma(List<Expression> arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      Span before = arguments.get(i - 1).span();
      Span behind = arguments.get(i).span();
      if (whole(arguments.get(i - 1)) != null
          && whole(arguments.get(i)) != null
          && before.end() + 1 == behind.start()) {
        return before.text() + "." + behind.text();
      }
    }
    return null;
  }

  private static boolean takes(Helper helper, List<Expression> arguments) {
    return helper.parameters().size() == arguments.size() && misfits(helper, arguments).isEmpty();
  }

  private void checkArguments(Helper helper, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Helper.Parameter parameter = helper.parameters().get(i);
      Expression argument = arguments.get(i);
      if (argument instanceof Literal literal && literal.value() instanceof String text) {
        names.check(parameter.domain(), text, argument.span());
      } else if (argument.type() != Plain.UNKNOWN
          && (parameter.domain() == TextDomain.Named.DAY
              || parameter.domain() == TextDomain.Named.NUMBER)) {
        problems.error(NOT_WRITTEN_OUT, argument.span(), helper.name());
      }
      checkRange(helper, i, arguments);
      if (argument.mayBeMissing() && !parameter.mayBeMissing()) {
        missingArgument(argument, helper.name());
      }
      if (argument instanceof Make || (argument instanceof Call call && call.helper().states())) {
        problems.error(STATEMENT_IN_A_STATEMENT, argument.span());
      }
    }
  }

  /** Says so if a whole number that is written out leads to no day, whatever the case. */
  private void checkRange(Helper helper, int index, List<Expression> arguments) {
    Helper.Parameter parameter = helper.parameters().get(index);
    Helper.Range range = parameter.range();
    Integer written = whole(arguments.get(index));
    if (range == null || written == null) {
      return;
    }
    int min = range.min();
    for (int before = 0; before < index; before++) {
      Integer other = whole(arguments.get(before));
      if (other != null && helper.parameters().get(before).name().equals(range.notBelow())) {
        min = Math.max(min, other);
      }
    }
    if (written < min || written > range.max()) {
      problems.error(
          OUT_OF_RANGE,
          arguments.get(index).span(),
          parameter.name(),
          helper.name(),
          written,
          min,
          range.max());
    }
  }

  private static @Nullable Integer whole(Expression argument) {
    return argument instanceof Literal literal && literal.value() instanceof Integer whole
        ? whole
        : null;
  }

  private void missingArgument(Expression argument, String owner) {
    Problems.Draft problem =
        problems.error(ARGUMENT_MAY_BE_MISSING, argument.span(), argument.span().text(), owner);
    if (argument instanceof Read read) {
      problem.place(read.variable().span()).way("bound");
    } else {
      problem.way("written");
    }
  }

  private static String described(List<Expression> arguments) {
    return arguments.isEmpty()
        ? "nothing"
        : String.join(
            ", ", arguments.stream().map(argument -> argument.type().toString()).toList());
  }

  /** A new fact of a declared type. */
  public Expression make(Token name, List<Expression> arguments, Span span) {
    FactType type = factType(name);
    if (type == null) {
      return new Unknown(span);
    }
    if (!type.isDeclared()) {
      problems.error(NEW_OF_THE_LIBRARY, span, name.text());
      return new Unknown(span);
    }
    List<Field> fields = List.copyOf(type.fields().values());
    boolean fits = fields.size() == arguments.size();
    for (int i = 0; fits && i < fields.size(); i++) {
      fits = fields.get(i).type().accepts(arguments.get(i).type());
    }
    if (!fits) {
      wrongFields(type, fields, arguments, span);
      return new Unknown(span);
    }
    for (int i = 0; i < fields.size(); i++) {
      Expression argument = arguments.get(i);
      if (argument instanceof Literal literal && literal.value() instanceof String text) {
        names.check(fields.get(i).domain(), text, argument.span());
      }
      if (argument.mayBeMissing()) {
        missingArgument(argument, name.text());
      }
    }
    return new Make(type, arguments, span);
  }

  private void wrongFields(
      FactType type, List<Field> fields, List<Expression> arguments, Span span) {
    String figure = wholeForDecimal(fields, arguments);
    Problems.Draft problem =
        problems
            .error(NOT_MADE_FROM, span, type.name(), described(arguments), figure)
            .place(type.declared())
            .allowed(
                fields.stream().map(field -> field.name() + " (" + field.type() + ")").toList());
    if (figure != null) {
      problem.way("decimal");
    }
  }

  /** The first whole number where a decimal is needed; {@code null} if there is none. */
  private static @Nullable String wholeForDecimal(List<Field> fields, List<Expression> arguments) {
    for (int i = 0; i < Math.min(fields.size(), arguments.size()); i++) {
      if (fields.get(i).type() == Plain.DECIMAL && arguments.get(i).type() == Plain.WHOLE) {
        return arguments.get(i).span().text();
      }
    }
    return null;
  }

  /** A number that is written out. */
  public Expression number(Token token, boolean negative, Span span, boolean inConsequence) {
    String digits = (negative ? "-" : "") + token.text();
    if (digits.contains(".")) {
      if (inConsequence) {
        problems.error(INEXACT_NUMBER, span, digits);
        return new Unknown(span);
      }
      names.check(TextDomain.Named.NUMBER, digits, span);
      return Literal.decimal(new BigDecimal(digits), span);
    }
    if (token.text().length() > 9) {
      problems.error(TOO_MANY_DIGITS, span, digits);
      return new Unknown(span);
    }
    return Literal.whole(Integer.parseInt(digits), span);
  }

  /** The variable of a binding or a result. */
  public Variable declare(Token name, ValueType type, boolean mayBeMissing, TextDomain domain) {
    Variable earlier = scope.declared(name.text());
    if (earlier != null) {
      problems.error(BOUND_TWICE, name.span(), name.text()).place(earlier.span());
    }
    if (name.text().lastIndexOf('$') > 0 || name.text().length() == 1) {
      problems.error(NO_NAME_FOR_A_VARIABLE, name.span(), name.text());
    }
    Variable variable = new Variable(name.text(), type, mayBeMissing, domain, name.span());
    scope.declare(variable);
    return variable;
  }
}
