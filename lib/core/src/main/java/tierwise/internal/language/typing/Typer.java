package tierwise.internal.language.typing;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Arithmetic;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.Expression.Operation;
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
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.Spelling;

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
          .error(Code.UNKNOWN_NAME, name.span(), "there is no variable " + name.text() + " here")
          .allowed("Known here", scope.variableNames(), name.text())
          .wayOut("Variables bound inside \"not\" and \"accumulate\" are known only there.");
      return new Unknown(name.span());
    }
    Variable own = scope.own();
    if (own != null && own.name().equals(variable.name())) {
      refuseOwn(own, name);
      return new Unknown(name.span());
    }
    Read read = new Read(variable, name.span());
    return scope.isPresentHere(read) ? new Read(variable.present(), name.span()) : read;
  }

  /** A fact has its name only where its pattern ends; the engine would take it for another one. */
  private void refuseOwn(Variable own, Token name) {
    problems
        .error(
            Code.NOT_IN_THE_LANGUAGE,
            name.span(),
            own.name() + " is the fact of this very pattern, and has its name only behind it")
        .related("it is named here", own.span())
        .wayOut(
            "Write a field of it without the name, as in kpi > 0. To speak of another fact, name"
                + " that one in a pattern before, as in $other : Purchase(), and write this !="
                + " $other.");
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
          .error(Code.UNKNOWN_FIELD, name.span(), owner + " has no field \"" + name.text() + "\"")
          .wayOut(
              owner == Plain.OFFER_OR_TEXT
                  ? "Match the offer with a pattern: $offer : Offer( this == $of )"
                  : "Compare the value itself.");
      return new Unknown(span);
    }
    // Types that fields mention are looked up again: the vocabulary knows them by name only.
    FactType type = types.getOrDefault(fact.type().name(), fact.type());
    Field field = type.field(name.text());
    if (field == null) {
      Problems.Draft problem =
          problems
              .error(
                  Code.UNKNOWN_FIELD,
                  name.span(),
                  "unknown field \"" + name.text() + "\" of " + type.name())
              .allowed(type.name() + " has", type.fields().keySet(), name.text());
      if (target == null && problems.nearest(name.text(), type.fields().keySet()) == null) {
        problem.wayOut("If it is a text, put it in quotes.");
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
      scope.isThere(target, !joins(target));
    } else if (target.mayBeMissing()) {
      problems
          .error(Code.MAY_BE_MISSING, target.span(), target.span().text() + " may be missing here")
          .wayOut(
              "Write "
                  + target.span().text()
                  + "!."
                  + name.text()
                  + ", which matches nothing if it is.");
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
      problems
          .error(Code.UNKNOWN_HELPER, name.span(), target.type() + " has no helpers")
          .wayOut("Compare it with ==, != or in.");
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
      String owner = target == null ? "" : " of " + target.type();
      problems
          .error(Code.UNKNOWN_HELPER, name.span(), "there is no helper " + name.text() + owner)
          .allowed("There are", known.keySet().stream().sorted().toList(), name.text());
      return new Unknown(span);
    }
    for (Helper helper : overloads) {
      if (takes(helper, arguments)) {
        checkArguments(helper, arguments);
        if (helper.states() && !inConsequence) {
          problems
              .error(
                  Code.NOT_A_STATEMENT,
                  name.span(),
                  name.text() + " makes a statement, which cannot be part of a condition")
              .wayOut("Statements stand after \"then\" in insert( … );");
        }
        return new Call(target, helper, arguments, nullSafe, span);
      }
    }
    List<String> signatures = overloads.stream().map(Helper::signature).distinct().toList();
    problems
        .error(
            Code.WRONG_ARGUMENTS,
            span,
            name.text() + " cannot be called with " + described(arguments))
        .allowed("It can be called as", signatures);
    return new Unknown(span);
  }

  private static boolean takes(Helper helper, List<Expression> arguments) {
    if (helper.parameters().size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!helper.parameters().get(i).type().accepts(arguments.get(i).type())) {
        return false;
      }
    }
    return true;
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
        problems
            .error(
                Code.WRONG_ARGUMENTS,
                argument.span(),
                helper.name() + " takes a text that is written out")
            .wayOut("Use the value as it is: it is a date or a number already.");
      }
      checkRange(helper, i, arguments);
      if (argument.mayBeMissing() && !parameter.mayBeMissing()) {
        missingArgument(argument, helper.name());
      }
      if (argument instanceof Make || (argument instanceof Call call && call.helper().states())) {
        problems
            .error(
                Code.NOT_A_STATEMENT,
                argument.span(),
                "what is stated cannot be part of another statement")
            .wayOut("Insert it by itself, and match it with a pattern of another rule.");
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
      problems
          .error(
              Code.WRONG_ARGUMENTS,
              arguments.get(index).span(),
              "\"" + parameter.name() + "\" of " + helper.name() + " cannot be " + written)
          .wayOut("Write a whole number from " + min + " to " + range.max() + ".");
    }
  }

  private static @Nullable Integer whole(Expression argument) {
    return argument instanceof Literal literal && literal.value() instanceof Integer whole
        ? whole
        : null;
  }

  private void missingArgument(Expression argument, String owner) {
    String text = argument.span().text();
    Problems.Draft problem =
        problems.error(
            Code.MAY_BE_MISSING,
            argument.span(),
            text + " may be missing, but " + owner + " needs it");
    if (argument instanceof Read read) {
      problem
          .related("it is bound here", read.variable().span())
          .wayOut("Before it is bound there, add that its value != null.");
    } else {
      problem.wayOut("Add " + text + " != null before it.");
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
      problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              span,
              "only facts of a declared type are made with \"new\"; "
                  + name.text()
                  + " is the"
                  + " library's")
          .wayOut("State it with a helper, such as $offer.asks( … ) or measured( … ).");
      return new Unknown(span);
    }
    List<Field> fields = List.copyOf(type.fields().values());
    boolean fits = fields.size() == arguments.size();
    for (int i = 0; fits && i < fields.size(); i++) {
      fits = fields.get(i).type().accepts(arguments.get(i).type());
    }
    if (!fits) {
      Problems.Draft problem =
          problems
              .error(
                  Code.WRONG_ARGUMENTS,
                  span,
                  name.text() + " cannot be made from " + described(arguments))
              .related("it is declared here", type.declared());
      problem.allowed(
          "It needs",
          fields.stream().map(field -> field.name() + " (" + field.type() + ")").toList());
      for (int i = 0; i < Math.min(fields.size(), arguments.size()); i++) {
        if (fields.get(i).type() == Plain.DECIMAL && arguments.get(i).type() == Plain.WHOLE) {
          String figure = arguments.get(i).span().text();
          problem.wayOut("Write number(\"" + figure + "\") for a decimal.");
          break;
        }
      }
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

  /** The value, unless it is the answer of a condition, which the engine cannot handle as one. */
  public Expression noCondition(Expression value) {
    if (!isCondition(value)) {
      return value;
    }
    problems
        .error(
            Code.NOT_IN_THE_LANGUAGE,
            value.span(),
            "a condition is no value: it cannot be compared, named or given to a helper")
        .wayOut(
            "Let it stand by itself between commas, or beside others with && and ||; where both"
                + " answers matter, write two rules.");
    return new Unknown(value.span());
  }

  private static boolean isCondition(Expression value) {
    return value instanceof Compare
        || value instanceof Among
        || value instanceof All
        || value instanceof Expression.Any
        || value instanceof Negated;
  }

  public Expression compare(Comparison comparison, Expression first, Expression second, Span span) {
    Expression left = noCondition(first);
    Expression right = noCondition(second);
    Compare compare = new Compare(comparison, left, right, span);
    if (left.type() == Plain.NOTHING || right.type() == Plain.NOTHING) {
      if (comparison.isOrder()) {
        problems
            .error(Code.WRONG_TYPE, span, "nothing is greater or less than null")
            .wayOut("Write == null for what is missing, != null for what is there.");
      }
      return compare;
    }
    if (!left.type().comparableWith(right.type())) {
      wrongTypes(comparison, left, right);
    } else if (left.type().holdsAList() || right.type().holdsAList()) {
      refuseWhole(left.type().holdsAList() ? left : right, "Compare its fields.");
    } else if (comparison.isOrder() && !(left.type().isOrdered() && right.type().isOrdered())) {
      problems
          .error(
              Code.WRONG_TYPE, span, left.type() + " cannot be compared with " + comparison.sign())
          .wayOut("Numbers and dates can; everything else is equal or not: ==, !=, in.");
    }
    refuseDecimalLiteral(left, right);
    refuseDecimalLiteral(right, left);
    checkLiteral(left, right);
    checkLiteral(right, left);
    return compare;
  }

  /** Says so if a set would hold facts that cannot be compared as a whole. */
  public void refuseListsInSet(Read fact) {
    if (fact.type().holdsAList()) {
      refuseWhole(fact, "Write collectList.");
    }
  }

  /** Says that a fact which holds a list cannot be compared as a whole. */
  private void refuseWhole(Expression fact, String wayOut) {
    problems
        .error(
            Code.WRONG_TYPE,
            fact.span(),
            fact.type() + " cannot be compared as a whole, since it holds a list")
        .wayOut(wayOut);
  }

  private void wrongTypes(Comparison comparison, Expression left, Expression right) {
    Expression text = left.type() == Plain.TEXT ? left : right;
    Expression other = text == left ? right : left;
    Problems.Draft problem =
        problems.error(
            Code.WRONG_TYPE,
            right.span(),
            left.type() + " is compared with " + right.type() + " (" + comparison.sign() + ")");
    if (text instanceof Literal literal && other.type() == Plain.DATE) {
      String day = String.valueOf(literal.value());
      problem.wayOut(
          names.isDay(day)
              ? "Write date(\"" + day + "\")."
              : "Write date( … ) around it. " + Spelling.ofDay(day));
    } else if (text instanceof Literal literal && other.type().isNumber()) {
      problem.wayOut("Write " + literal.value() + " without quotes.");
    } else if (other instanceof Literal literal && other.type().isNumber()) {
      problem.wayOut("Write \"" + literal.value() + "\" with quotes.");
    }
  }

  /** Beside anything but a decimal field the engine would work it out as a double. */
  private void refuseDecimalLiteral(Expression literal, Expression other) {
    if (literal instanceof Literal && literal.type() == Plain.DECIMAL) {
      boolean beside =
          other.type() == Plain.UNKNOWN
              || (other.type() == Plain.DECIMAL && !(other instanceof Literal));
      if (!beside) {
        problems
            .error(
                Code.WRONG_TYPE,
                literal.span(),
                "a decimal can be written only beside a decimal value")
            .wayOut(
                other.type() == Plain.WHOLE
                    ? "Compare with a whole number."
                    : "Write number(\"" + literal.span().text() + "\").");
      }
    }
  }

  private void checkLiteral(Expression literal, Expression other) {
    if (literal instanceof Literal written && written.value() instanceof String text) {
      names.check(other.domain(), text, literal.span());
    }
  }

  public Expression among(Expression first, List<Expression> options, boolean negated, Span span) {
    Expression value = noCondition(first);
    for (Expression option : options) {
      if (!(option instanceof Literal) || option.type() == Plain.NOTHING) {
        problems
            .error(Code.WRONG_TYPE, option.span(), "\"in\" lists values that are written out")
            .wayOut("Write a comparison of its own for anything else.");
      } else if (!value.type().comparableWith(option.type())) {
        wrongTypes(Comparison.EQUAL, value, option);
      }
      refuseDecimalLiteral(option, value);
      checkLiteral(option, value);
    }
    return new Among(value, options, negated, span);
  }

  public Expression arithmetic(Operation operation, Expression left, Expression right, Span span) {
    for (Expression side : List.of(left, right)) {
      if (side.type() != Plain.UNKNOWN && !side.type().isNumber()) {
        problems
            .error(
                Code.WRONG_TYPE,
                side.span(),
                side.type() + " cannot be part of arithmetic (" + operation.sign() + ")")
            .wayOut(
                side.type() == Plain.DATE
                    ? "Use plusDays, minusDays and the like."
                    : "Use figures.");
        return new Unknown(span);
      }
      if (side instanceof Literal && side.type() == Plain.DECIMAL) {
        // Any other tool for DRL would work it out as a double.
        problems
            .error(
                Code.WRONG_TYPE,
                side.span(),
                "a decimal can be written only beside a decimal value, and compared with it")
            .wayOut("Write number(\"" + side.span().text() + "\").");
      }
      if (side.mayBeMissing()) {
        problems
            .error(Code.MAY_BE_MISSING, side.span(), side.span().text() + " may be missing here")
            .wayOut("Add " + side.span().text() + " != null before it.");
      }
    }
    return new Arithmetic(operation, left, right, span);
  }

  public Expression negated(Expression condition, Span span) {
    if (isCondition(condition) && !(condition instanceof Negated)) {
      problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              span,
              "\"!\" before a comparison would also hold for what is missing")
          .wayOut("Write the opposite comparison: != for ==, < for >=, \"not in\" for \"in\".");
      return new Unknown(span);
    }
    return new Negated(yesNo(condition), span);
  }

  /** The value as a condition, which must be a yes/no that is there. */
  public Expression yesNo(Expression condition) {
    if (condition.type() != Plain.YES_NO && condition.type() != Plain.UNKNOWN) {
      problems
          .error(
              Code.WRONG_TYPE,
              condition.span(),
              condition.span().text() + " is " + condition.type() + ", not a condition")
          .wayOut(
              condition instanceof Literal && condition.type().isNumber()
                  ? "If it belongs to a decimal, write that with a point: 2.5"
                  : condition.type() instanceof ValueType.Fact
                      ? "Write "
                          + condition.span().text()
                          + " != null if it must be there, == null if not."
                      : "Compare it with something: ==, !=, <, <=, >, >=, in.");
      return new Unknown(condition.span());
    }
    if (condition.mayBeMissing()) {
      problems
          .error(
              Code.MAY_BE_MISSING,
              condition.span(),
              condition.span().text() + " may be missing here")
          .wayOut("Write " + condition.span().text() + " == true, or == false.");
    }
    return condition;
  }

  /** Says so if the value cannot be bound: the engine binds only what the fact itself gives. */
  public void refuseInBinding(Expression value) {
    if (joins(value)) {
      problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              value.span(),
              "a value that depends on another fact cannot be bound")
          .wayOut("Bind what this fact gives, and work it out in the statement.");
    }
  }

  /**
   * Says so if the condition, or one that it is made of, has the same answer for every fact: the
   * rule reads as if it asked something, and does not.
   */
  public void refuseConstant(Expression condition) {
    if (condition instanceof All
        || condition instanceof Expression.Any
        || condition instanceof Negated) {
      condition.parts().forEach(this::refuseConstant);
    } else if (!readsAFact(condition)) {
      problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              condition.span(),
              condition.span().text()
                  + " reads nothing of any fact, so that it always holds or never does")
          .wayOut(
              "Compare a field with it, as in units > 3, or leave it out; a rule that should not"
                  + " hold is taken out of the file.");
    }
  }

  /** Whether facts, or the embedding program, have a say in what the value is. */
  private static boolean readsAFact(Expression value) {
    boolean reads =
        value instanceof Read
            || value instanceof This
            || value instanceof Unknown
            || (value instanceof FieldRead read && read.target() == null)
            || (value instanceof Call call
                && call.target() == null
                && (!call.helper().isStatic() || call.helper().isForeign()));
    return reads || value.parts().stream().anyMatch(Typer::readsAFact);
  }

  /** Takes note of the values that are there wherever the condition holds. */
  public void learnFrom(Expression condition) {
    boolean alone = !joins(condition);
    if (condition instanceof Compare compare) {
      boolean makesSure =
          compare.comparison() == Comparison.NOT_EQUAL
              ? compare.right().type() == Plain.NOTHING
              : compare.right().type() != Plain.NOTHING;
      if (makesSure) {
        // Two missing values are equal, so equality says something only if one side is there.
        boolean both = compare.comparison().isOrder();
        if (both || !compare.right().mayBeMissing()) {
          scope.isThere(compare.left(), alone);
        }
        if (both || !compare.left().mayBeMissing()) {
          scope.isThere(compare.right(), alone);
        }
      }
    } else if (condition instanceof FieldRead read
        && read.target() == null
        && read.field().tellsOf() != null) {
      scope.fieldIsThere(read.field().tellsOf());
    } else if (condition instanceof Among among && !among.negated()) {
      scope.isThere(among.value(), alone);
    } else if (condition instanceof All all) {
      all.conditions().forEach(this::learnFrom);
    }
  }

  /** Whether the condition reads a variable, and so may join two facts. */
  private static boolean joins(Expression expression) {
    if (expression instanceof Read) {
      return true;
    }
    return expression.parts().stream().anyMatch(Typer::joins);
  }

  /** A number that is written out. */
  public Expression number(Token token, boolean negative, Span span, boolean inConsequence) {
    String digits = (negative ? "-" : "") + token.text();
    if (digits.contains(".")) {
      if (inConsequence) {
        problems
            .error(Code.WRONG_TYPE, span, "Java would read this as an inexact number")
            .wayOut("Write number(\"" + digits + "\").");
        return new Unknown(span);
      }
      names.check(TextDomain.Named.NUMBER, digits, span);
      return Literal.decimal(new BigDecimal(digits), span);
    }
    if (token.text().length() > 9) {
      problems
          .error(Code.WRONG_TYPE, span, "a whole number has at most nine digits")
          .wayOut("Write number(\"" + digits + "\").");
      return new Unknown(span);
    }
    return Literal.whole(Integer.parseInt(digits), span);
  }

  /** The variable of a binding or a result. */
  public Variable declare(Token name, ValueType type, boolean mayBeMissing, TextDomain domain) {
    Variable earlier = scope.declared(name.text());
    if (earlier != null) {
      problems
          .error(Code.NAME_TAKEN, name.span(), name.text() + " is bound twice")
          .related("first bound here", earlier.span())
          .wayOut("Give one of the two another name; to compare, write field == " + name.text());
    }
    if (name.text().lastIndexOf('$') > 0 || name.text().length() == 1) {
      problems
          .error(Code.CANNOT_BE_READ, name.span(), "a variable cannot be named " + name.text())
          .wayOut("Write $ and a word: $offer");
    }
    Variable variable = new Variable(name.text(), type, mayBeMissing, domain, name.span());
    scope.declare(variable);
    return variable;
  }
}
