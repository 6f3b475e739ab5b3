package tierwise.internal.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Operation;
import tierwise.internal.language.model.Expression.Unknown;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.FactType;
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
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.language.typing.Scope;
import tierwise.internal.language.typing.Typer;
import tierwise.internal.source.Code;
import tierwise.internal.source.Nearest;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Reads one rule. Its methods are the grammar: what none of them takes is not in the language. At
 * the first word that does not fit it gives up the rule; types and names that do not fit do not
 * stop it.
 */
public final class RuleParser {
  private static final int DEEPEST_BRACKETS = 6;
  private static final int MOST_OPERATORS = 20;
  private static final int MOST_STEPS = 20;
  private static final int LONGEST_CONSTRAINT = 500;
  private static final int MOST_INSERTS = 64;
  private static final int MOST_CONDITIONS = 16;

  /** Words that open a condition in DRL which is not in the language, and what to write instead. */
  private static final Map<String, String> FOREIGN_CONDITIONS =
      Map.ofEntries(
          Map.entry("eval", "Write the comparison as a constraint of a pattern."),
          Map.entry("forall", "Write not( … ) with the opposite constraint."),
          Map.entry(
              "and",
              "Conditions just follow each other; \"and\" is needed only inside accumulate."),
          Map.entry("or", "Write two rules, or || inside one pattern."),
          Map.entry("&&", "Conditions just follow each other, without a sign between them."),
          Map.entry("||", "Write two rules, or || inside one pattern."),
          Map.entry("(", "Conditions stand without brackets around them."),
          Map.entry("if", "Write two rules."),
          Map.entry("do", "Write two rules."),
          Map.entry("from", "Facts are matched as they are; write accumulate( … ) to count them."),
          Map.entry("over", "Compare dates instead."),
          Map.entry("groupby", "Write a rule that matches each Subject, with an accumulate in it."),
          Map.entry("acc", "Write accumulate."));

  private static final Set<String> FOREIGN_OPERATORS =
      Set.of(
          "matches",
          "contains",
          "memberOf",
          "str",
          "soundslike",
          "excludes",
          "after",
          "before",
          "coincides",
          "during",
          "finishes",
          "includes",
          "meets",
          "overlaps",
          "starts");

  private static final Map<String, String> WRONG_SIGNS =
      Map.of(
          "=", "==", "===", "==", "=>", ">=", "=<", "<=", "<>", "!=", "!==", "!=", "&", "&&", "|",
          "||", ":=", "==");

  /** Signs of DRL or Java that no constraint has. */
  private static final Set<String> FOREIGN_SIGNS =
      Set.of("[", "]", "{", "}", "@", "->", "::", "++", "--", "+=", "-=", "~", "^", "#");

  private static final Set<String> INLINE = Set.of("init", "action", "reverse", "result");

  private static final List<String> COMPARISONS =
      List.of("==", "!=", "<", "<=", ">", ">=", "in ( … )", "not in ( … )");

  private final Cursor cursor;
  private final Typer typer;
  private final Scope scope;
  private final Problems problems;
  private int brackets;
  private int operators;

  private RuleParser(Cursor cursor, Typer typer, Scope scope, Problems problems) {
    this.cursor = cursor;
    this.typer = typer;
    this.scope = scope;
    this.problems = problems;
  }

  /** The rule in the words; {@code null} with a problem if it cannot be read. */
  public static @Nullable Rule rule(
      String id,
      List<Token> words,
      Map<String, FactType> types,
      NameTable names,
      Problems problems) {
    Scope scope = new Scope();
    Typer typer = new Typer(types, names, scope, problems);
    try {
      return new RuleParser(new Cursor(words, problems), typer, scope, problems).rule(id);
    } catch (Cursor.Lost lost) {
      return null;
    }
  }

  private Rule rule(String id) {
    int before = problems.size();
    Token first = cursor.next();
    if (cursor.here().kind() != Token.Kind.TEXT) {
      throw cursor.lost(
          cursor
              .unexpected("the rule's name")
              .wayOut("Write a sentence in quotes: rule \"A partner needs one trainer\""));
    }
    Token name = cursor.next();
    if (name.text().isBlank() || name.text().length() > LONGEST_CONSTRAINT) {
      problems
          .error(Code.CANNOT_BE_READ, name.span(), "this is no name for a rule")
          .wayOut("Write a sentence that reads as policy.");
    }
    if (!cursor.here().is("when")) {
      throw cursor.lost(beforeWhen());
    }
    cursor.next();
    List<Condition> conditions = new ArrayList<>();
    while (!cursor.here().is("then") && !cursor.atEnd()) {
      if (cursor.here().is("when")) {
        throw cursor.lost(
            problems
                .error(Code.CANNOT_BE_READ, cursor.here().span(), "a second \"when\"")
                .wayOut("Delete one of the two; conditions just follow each other."));
      }
      conditions.add(condition(true));
    }
    if (conditions.size() > MOST_CONDITIONS) {
      problems
          .error(
              Code.TOO_COMPLEX,
              conditions.get(MOST_CONDITIONS).span(),
              "a rule has at most " + MOST_CONDITIONS + " conditions")
          .wayOut("Split it into several rules.");
    }
    if (!cursor.here().is("then")) {
      throw cursor.lost(noThen());
    }
    cursor.next();
    List<Insert> inserts = new ArrayList<>();
    while (!cursor.atEnd()) {
      inserts.add(insert());
    }
    if (inserts.isEmpty()) {
      problems
          .error(Code.NOT_A_STATEMENT, cursor.here().span(), "the rule states nothing")
          .wayOut("Write insert( … ); after \"then\".");
    } else if (inserts.size() > MOST_INSERTS) {
      problems
          .error(
              Code.TOO_COMPLEX,
              inserts.get(MOST_INSERTS).span(),
              "a rule makes at most " + MOST_INSERTS + " statements")
          .wayOut("Split it into several rules.");
    }
    if (!problems.errorsSince(before)) {
      warnOfUnused(conditions);
    }
    return new Rule(
        id,
        name.text(),
        name.span(),
        List.copyOf(conditions),
        List.copyOf(inserts),
        0,
        first.span().to(cursor.here().span()));
  }

  private Problems.Draft beforeWhen() {
    Token token = cursor.here();
    if (token.kind() == Token.Kind.WORD && token.text().equalsIgnoreCase("when")) {
      return capitals(token, "when");
    }
    if (token.is("then") || cursor.atEnd() || opensCondition(0)) {
      return cursor
          .missing("\"when\" is missing")
          .wayOut("Between a rule's name and its conditions stands \"when\".");
    }
    if (Nearest.to(token.text(), List.of("when")) != null) {
      return cursor.unexpected("\"when\"").allowed("Here stands", List.of("when"), token.text());
    }
    if (token.is("extends")) {
      return problems
          .error(Code.NOT_IN_THE_LANGUAGE, token.span(), "rules do not extend each other")
          .wayOut("Repeat the conditions.");
    }
    if (token.is("salience")) {
      return problems
          .error(Code.NOT_IN_THE_LANGUAGE, token.span(), "rules have no salience")
          .wayOut(
              "Leave it out: rules that count a fact come after those that state it by themselves.");
    }
    return problems
        .error(
            Code.NOT_IN_THE_LANGUAGE,
            token.span(),
            "between a rule's name and \"when\" nothing can stand")
        .wayOut("Leave it out; rules have no attributes and no annotations.");
  }

  private void warnOfUnused(List<Condition> conditions) {
    for (Condition condition : conditions) {
      for (Variable variable : bound(condition)) {
        if (!scope.isUsed(variable)) {
          problems
              .warning(Code.UNUSED, variable.span(), variable.name() + " is never used")
              .wayOut("Leave the name out, or use it.");
        }
      }
    }
  }

  private static List<Variable> bound(Condition condition) {
    if (condition instanceof Not not) {
      return bound(not.pattern());
    }
    if (condition instanceof Exists exists) {
      return bound(exists.pattern());
    }
    if (condition instanceof Accumulate accumulate) {
      List<Variable> bound = new ArrayList<>();
      accumulate.source().forEach(part -> bound.addAll(bound(part)));
      accumulate.functions().forEach(function -> bound.add(function.variable()));
      return bound;
    }
    return bound((FactPattern) condition);
  }

  private static List<Variable> bound(FactPattern pattern) {
    List<Variable> bound = new ArrayList<>();
    if (pattern.variable() != null) {
      bound.add(pattern.variable());
    }
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        bound.add(binding.variable());
      }
    }
    return bound;
  }

  // ---- conditions --------------------------------------------------------------------------

  private Condition condition(boolean accumulateAllowed) {
    Token first = cursor.here();
    if (first.is("not") || first.is("exists")) {
      return quantified();
    }
    if (first.is("accumulate") && accumulateAllowed) {
      return accumulate();
    }
    if (first.is("insert")) {
      throw cursor.lost(noThen());
    }
    if (first.is(")")) {
      throw cursor.lost(oneTooMany());
    }
    if (first.kind() == Token.Kind.WORD && first.text().equalsIgnoreCase("then")) {
      throw cursor.lost(capitals(first, "then"));
    }
    boolean written = first.kind() == Token.Kind.WORD || first.kind() == Token.Kind.SIGN;
    String foreign = written ? FOREIGN_CONDITIONS.get(first.text()) : null;
    if (foreign != null) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  first.span(),
                  "\"" + first.text() + "\" is not in the language here")
              .wayOut(foreign));
    }
    return pattern();
  }

  private Problems.Draft noThen() {
    return cursor
        .missing("\"then\" is missing")
        .wayOut("Between the conditions and the statements stands \"then\".");
  }

  private Problems.Draft oneTooMany() {
    return problems
        .error(Code.CANNOT_BE_READ, cursor.here().span(), "this ) closes nothing")
        .wayOut("Delete it, or add the ( that it should close.");
  }

  private Problems.Draft capitals(Token word, String meant) {
    return problems
        .error(Code.CANNOT_BE_READ, word.span(), "\"" + word.text() + "\" has capital letters")
        .wayOut("Write \"" + meant + "\".");
  }

  private Condition quantified() {
    Token word = cursor.next();
    boolean bracket = cursor.accept("(");
    if (!(cursor.here().kind() == Token.Kind.WORD)
        || cursor.here().is("not")
        || cursor.here().is("exists")
        || cursor.here().is("accumulate")) {
      throw cursor.lost(
          cursor
              .unexpected("one pattern")
              .wayOut("Behind \"" + word.text() + "\" stands one pattern: not Order( … )"));
    }
    FactPattern pattern = pattern();
    scope.forget(bound(pattern));
    if (bracket) {
      cursor.expect(")", "after the pattern");
    }
    Span span = word.span().to(cursor.before().span());
    return word.is("not") ? new Not(pattern, span) : new Exists(pattern, span);
  }

  private FactPattern pattern() {
    Token first = cursor.here();
    Token name = null;
    if (isVariable(first)) {
      if (cursor.ahead(1).is(":=")) {
        throw cursor.lost(unification());
      }
      name = cursor.next();
      cursor.expect(":", "after the variable");
    }
    if (cursor.here().kind() != Token.Kind.WORD) {
      throw cursor.lost(cursor.unexpected("a fact type"));
    }
    Token typeName = cursor.next();
    if (cursor.here().is(".")) {
      throw cursor.lost(
          problems
              .error(Code.NOT_IN_THE_LANGUAGE, typeName.span(), "fact types have no package here")
              .wayOut("Write the short name; tierwise.facts is imported."));
    }
    FactType type = typer.factType(typeName);
    ValueType valueType = type == null ? Plain.UNKNOWN : new ValueType.Fact(type);
    Variable variable =
        name == null ? null : typer.declare(name, valueType, false, TextDomain.Named.FREE);
    cursor.expect("(", "after the fact type");
    scope.enter(valueType, variable);
    List<Constraint> constraints = new ArrayList<>();
    if (!cursor.here().is(")")) {
      do {
        constraints.add(constraint());
      } while (cursor.accept(","));
    }
    if (!cursor.here().is(")")) {
      throw cursor.lost(afterConstraint());
    }
    cursor.next();
    List<Constraint> settled = constraints.stream().map(this::settled).toList();
    scope.leave();
    if (cursor.here().is("from") || cursor.here().is("over") || cursor.here().is("@")) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "\"" + cursor.here().text() + "\" is not in the language")
              .wayOut("Facts are matched as they are; write accumulate( … ) to count them."));
    }
    Span span = first.span().to(cursor.before().span());
    FactType known =
        type == null
            ? new FactType(typeName.text(), FactType.Kind.LEDGER, List.of(), null, null)
            : type;
    return new FactPattern(variable, known, settled, span);
  }

  /** A binding whose value the whole pattern makes sure of is never missing from there on. */
  private Constraint settled(Constraint constraint) {
    if (constraint instanceof Binding binding
        && binding.variable().mayBeMissing()
        && scope.isPresentAfter(binding.value())) {
      Variable present = binding.variable().present();
      scope.declare(present);
      return new Binding(present, binding.value(), binding.span());
    }
    return constraint;
  }

  /** Whether a condition begins so many words from here. */
  private boolean opensCondition(int ahead) {
    Token token = cursor.ahead(ahead);
    if (isVariable(token)) {
      return cursor.ahead(ahead + 1).is(":") && opensCondition(ahead + 2);
    }
    boolean word = token.kind() == Token.Kind.WORD;
    boolean type = word && Character.isUpperCase(token.text().charAt(0));
    return (type && cursor.ahead(ahead + 1).is("("))
        || (ahead == 0
            && (token.is("exists")
                || token.is("accumulate")
                || (token.is("not") && !cursor.ahead(1).is("in"))));
  }

  private Problems.Draft afterConstraint() {
    Token token = cursor.here();
    if (token.is("then") || token.is("insert") || cursor.atEnd() || opensCondition(0)) {
      return cursor.missing("\")\" is missing").wayOut("Add it where the pattern ends.");
    }
    if (token.is("!") && cursor.ahead(1).is("=")) {
      return problems
          .error(
              Code.CANNOT_BE_READ,
              token.span().to(cursor.ahead(1).span()),
              "a space stands inside a comparison")
          .wayOut("Write !=.");
    }
    String right = WRONG_SIGNS.get(token.text());
    if (token.kind() == Token.Kind.SIGN && right != null) {
      return problems
          .error(
              Code.CANNOT_BE_READ, token.span(), "\"" + token.text() + "\" does not compare values")
          .wayOut("Write " + right + ".");
    }
    if (token.is("and") || token.is("or")) {
      return problems
          .error(
              Code.CANNOT_BE_READ,
              token.span(),
              "inside a pattern \"" + token.text() + "\" is written with signs")
          .wayOut("Write , or && for and, || for or.");
    }
    if (token.kind() == Token.Kind.WORD && FOREIGN_OPERATORS.contains(token.text())) {
      return problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              token.span(),
              "\"" + token.text() + "\" is not in the language")
          .allowed("Values are compared with", COMPARISONS);
    }
    if (token.kind() == Token.Kind.WORD && isLiteral(cursor.ahead(1))) {
      return problems
          .error(
              Code.CANNOT_BE_READ, token.span(), "\"" + token.text() + "\" does not compare values")
          .allowed("Values are compared with", COMPARISONS);
    }
    if (token.is(";")) {
      return problems
          .error(Code.NOT_IN_THE_LANGUAGE, token.span(), "values by their position are not read")
          .wayOut("Name each field: name == …");
    }
    if (token.kind() == Token.Kind.SIGN && FOREIGN_SIGNS.contains(token.text())) {
      return problems
          .error(
              Code.NOT_IN_THE_LANGUAGE,
              token.span(),
              "\"" + token.text() + "\" is not in the language")
          .wayOut("Patterns compare fields: name == …");
    }
    if (token.is("?")) {
      return problems
          .error(Code.NOT_IN_THE_LANGUAGE, token.span(), "\"?\" is not in the language")
          .wayOut("Write two rules, one for each case.");
    }
    if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.TEXT) {
      return cursor
          .missing("a comma or a comparison is missing")
          .wayOut("Constraints stand apart by commas.");
    }
    return cursor.missing("\")\" is missing after the constraints");
  }

  private static boolean isLiteral(Token token) {
    return token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.NUMBER;
  }

  private Problems.Draft unification() {
    String name = cursor.here().text();
    return problems
        .error(Code.NOT_IN_THE_LANGUAGE, cursor.ahead(1).span(), "\":=\" is not in the language")
        .wayOut("Write " + name + " : … to give it a value, or field == " + name + " to compare.");
  }

  private Constraint constraint() {
    Token first = cursor.here();
    brackets = 0;
    operators = 0;
    Constraint constraint;
    if (isVariable(first) && cursor.ahead(1).is(":=")) {
      throw cursor.lost(unification());
    }
    if (isVariable(first) && cursor.ahead(1).is(":")) {
      Token name = cursor.next();
      cursor.next();
      Expression value = typer.noCondition(primary());
      if (isArithmeticSign(cursor.here())) {
        throw cursor.lost(bareArithmetic());
      }
      if (Comparison.of(cursor.here().text()) != null) {
        throw cursor.lost(
            problems
                .error(
                    Code.NOT_IN_THE_LANGUAGE,
                    cursor.here().span(),
                    "a value is either bound or compared")
                .wayOut("Write both, with a comma between: $from : from, from <= $day"));
      }
      typer.refuseInBinding(value);
      Variable variable = typer.declare(name, value.type(), value.mayBeMissing(), value.domain());
      constraint = new Binding(variable, value, first.span().to(cursor.before().span()));
    } else {
      Expression value = either();
      if (!cursor.here().is(",") && !cursor.here().is(")")) {
        throw cursor.lost(afterConstraint());
      }
      Expression condition = typer.yesNo(value);
      typer.refuseConstant(condition);
      typer.learnFrom(condition);
      constraint = new Holds(condition, first.span().to(cursor.before().span()));
    }
    if (operators > MOST_OPERATORS || isLong(constraint.span())) {
      tooLong(constraint.span(), "constraint");
    }
    return constraint;
  }

  private static boolean isLong(Span span) {
    return span.end() - span.start() > LONGEST_CONSTRAINT;
  }

  private Problems.Draft tooLong(Span span, String what) {
    return problems
        .error(
            Code.TOO_COMPLEX,
            span,
            "a "
                + what
                + " has at most "
                + MOST_OPERATORS
                + " operators and "
                + LONGEST_CONSTRAINT
                + " characters")
        .wayOut("Split it into several " + what + "s or rules.");
  }

  private Accumulate accumulate() {
    Token word = cursor.next();
    cursor.expect("(", "after \"accumulate\"");
    List<Condition> source = new ArrayList<>();
    List<Variable> inside = new ArrayList<>();
    do {
      Condition condition = condition(false);
      source.add(condition);
      if (condition instanceof FactPattern pattern) {
        inside.addAll(bound(pattern));
      }
    } while (cursor.accept("and") || cursor.accept("&&"));
    if (!(source.get(0) instanceof FactPattern)) {
      problems
          .error(Code.CANNOT_BE_READ, source.get(0).span(), "accumulate begins with what it counts")
          .wayOut("Write the pattern first, then \"and not …\".");
    }
    if (cursor.here().is("not") || cursor.here().is("exists")) {
      throw cursor.lost(
          cursor.missing("\"and\" is missing").wayOut("Write … and not Exclusion( … )."));
    }
    if (!cursor.accept(";")) {
      cursor.expect(",", "between the facts and what is worked out from them");
    }
    List<Aggregate> functions = new ArrayList<>();
    do {
      functions.add(function(inside));
    } while (cursor.accept(","));
    if (cursor.here().is(";")) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "results of accumulate cannot be compared here")
              .wayOut("State the result with measured( … ), and compare it in the requirement."));
    }
    cursor.expect(")", "after what is worked out");
    scope.forget(inside);
    return new Accumulate(
        List.copyOf(source), List.copyOf(functions), word.span().to(cursor.before().span()));
  }

  private Aggregate function(List<Variable> inside) {
    Token name = cursor.here();
    if (INLINE.contains(name.text())) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  name.span(),
                  "an accumulate of your own code is not in the language")
              .wayOut("Use sum, count, min, max, collectList or collectSet."));
    }
    if (!isVariable(name)) {
      throw cursor.lost(
          cursor.unexpected("a variable for the result").wayOut("Write $sum : sum( $kpi )."));
    }
    cursor.next();
    cursor.expect(":", "after the variable");
    Token word = cursor.expect(Token.Kind.WORD, "a function");
    Aggregate.Kind kind = functionKind(word);
    cursor.expect("(", "after the function");
    Variable argument = null;
    if (!cursor.here().is(")")) {
      Token token = cursor.here();
      if (!isVariable(token) || !cursor.ahead(1).is(")")) {
        throw cursor.lost(
            cursor
                .unexpected("a variable")
                .wayOut("Bind the value in the pattern: $half : half( kpi )"));
      }
      cursor.next();
      if (typer.variable(token) instanceof Expression.Read read) {
        argument = read.variable();
        requireInside(argument, token, inside);
        if (kind == Aggregate.Kind.COLLECT_SET && argument.type().holdsAList()) {
          typer.refuseWhole(new Expression.Read(argument, token.span()), "Write collectList.");
        }
        if (argument.mayBeMissing() && kind != Aggregate.Kind.COLLECT_LIST) {
          problems
              .error(
                  Code.MAY_BE_MISSING,
                  token.span(),
                  argument.name() + " may be missing, and would then be passed over in silence")
              .related("it is bound here", argument.span())
              .wayOut(
                  "Add \"… != null\" to the pattern, and a rule that leaves such lines out with a"
                      + " reason.");
        }
      }
    } else if (kind != Aggregate.Kind.COUNT) {
      throw cursor.lost(cursor.unexpected("a variable"));
    }
    Span span = name.span().to(cursor.expect(")", "after the function").span());
    ValueType type = argument == null ? Plain.UNKNOWN : argument.type();
    Variable result =
        typer.declare(name, resultType(kind, type, word), false, TextDomain.Named.FREE);
    return new Aggregate(result, kind, argument, span);
  }

  private void requireInside(Variable argument, Token token, List<Variable> inside) {
    if (inside.stream().noneMatch(variable -> variable.name().equals(argument.name()))) {
      problems
          .error(
              Code.UNKNOWN_NAME,
              token.span(),
              argument.name() + " is not a value of the facts that are counted here")
          .related("it is bound here", argument.span())
          .wayOut("Bind a value inside the accumulate.");
    }
  }

  private Aggregate.Kind functionKind(Token word) {
    List<String> known = new ArrayList<>();
    for (Aggregate.Kind kind : Aggregate.Kind.values()) {
      if (kind.word().equals(word.text())) {
        return kind;
      }
      known.add(kind.word());
    }
    Problems.Draft problem =
        problems
            .error(
                Code.UNKNOWN_HELPER, word.span(), "there is no function " + word.text() + " here")
            .allowed("There are", known, word.text());
    if (word.is("average")) {
      problem.wayOut("State averaged( … ) from a sum and a count: nothing has no average.");
    }
    throw cursor.lost(problem);
  }

  private ValueType resultType(Aggregate.Kind kind, ValueType type, Token word) {
    boolean fits =
        switch (kind) {
          case SUM -> type.isNumber() || type == Plain.UNKNOWN;
          case MIN, MAX -> type.isOrdered();
          case COUNT, COLLECT_LIST, COLLECT_SET -> true;
        };
    if (!fits) {
      problems.error(Code.WRONG_TYPE, word.span(), "there is no " + kind.word() + " of " + type);
    }
    return switch (kind) {
      case SUM -> Plain.DECIMAL;
      case COUNT -> Plain.NUMBER;
      case MIN, MAX -> type;
      case COLLECT_LIST, COLLECT_SET -> new ValueType.Collected(type);
    };
  }

  // ---- values in conditions ----------------------------------------------------------------

  private Expression either() {
    Expression first = both();
    if (!cursor.here().is("||")) {
      return first;
    }
    List<Expression> conditions = new ArrayList<>(List.of(typer.yesNo(first)));
    while (cursor.accept("||")) {
      operators++;
      conditions.add(typer.yesNo(both()));
    }
    return new Expression.Any(conditions, first.span().to(cursor.before().span()));
  }

  private Expression both() {
    Expression first = relation();
    if (!cursor.here().is("&&")) {
      return first;
    }
    List<Expression> conditions = new ArrayList<>(List.of(typer.yesNo(first)));
    while (cursor.accept("&&")) {
      operators++;
      conditions.add(typer.yesNo(relation()));
    }
    return new Expression.All(conditions, first.span().to(cursor.before().span()));
  }

  private Expression relation() {
    Token first = cursor.here();
    if (cursor.accept("!")) {
      operators++;
      Expression condition = primary();
      return typer.negated(condition, first.span().to(cursor.before().span()));
    }
    Expression left = sum();
    Comparison comparison =
        cursor.here().kind() == Token.Kind.SIGN ? Comparison.of(cursor.here().text()) : null;
    if (comparison != null) {
      cursor.next();
      operators++;
      Expression right = sum();
      return typer.compare(comparison, left, right, first.span().to(cursor.before().span()));
    }
    boolean negated = cursor.here().is("not") && cursor.ahead(1).is("in");
    if (negated) {
      cursor.next();
    }
    if (cursor.accept("in")) {
      operators++;
      cursor.expect("(", "after \"in\"");
      List<Expression> options = new ArrayList<>();
      do {
        options.add(sum());
      } while (cursor.accept(","));
      cursor.expect(")", "after the values of \"in\"");
      return typer.among(left, options, negated, first.span().to(cursor.before().span()));
    }
    return left;
  }

  private Expression sum() {
    Token first = cursor.here();
    Expression left = product();
    while (cursor.here().is("+") || cursor.here().is("-")) {
      left = arithmetic(left, first);
    }
    return left;
  }

  private Expression product() {
    Token first = cursor.here();
    Expression left = primary();
    while (cursor.here().is("*")) {
      left = arithmetic(left, first);
    }
    if (cursor.here().is("/") || cursor.here().is("%")) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "\"" + cursor.here().text() + "\" is not in the language")
              .wayOut("Multiply the other side instead, or use half( … ) or percent( … )."));
    }
    return left;
  }

  private Expression arithmetic(Expression left, Token first) {
    if (brackets == 0) {
      throw cursor.lost(bareArithmetic());
    }
    Token sign = cursor.next();
    operators++;
    Operation operation =
        sign.is("+") ? Operation.PLUS : sign.is("-") ? Operation.MINUS : Operation.TIMES;
    Expression right = operation == Operation.TIMES ? primary() : product();
    Span span = first.span().to(cursor.before().span());
    if (operators > MOST_OPERATORS) {
      throw cursor.lost(tooLong(span, "constraint"));
    }
    return typer.arithmetic(operation, left, right, span);
  }

  private Problems.Draft bareArithmetic() {
    return problems
        .error(
            Code.NOT_IN_THE_LANGUAGE,
            cursor.here().span(),
            "arithmetic stands in brackets; the engine would misread it otherwise")
        .wayOut("Write ( … " + cursor.here().text() + " … ).");
  }

  private static boolean isArithmeticSign(Token token) {
    return token.is("+") || token.is("-") || token.is("*") || token.is("/") || token.is("%");
  }

  private Expression primary() {
    Token first = cursor.here();
    Expression value;
    if (cursor.accept("(")) {
      open();
      value = either();
      brackets--;
      cursor.expect(")", "to close the bracket");
      return value;
    }
    if (first.kind() == Token.Kind.WORD && !isKeyword(first)) {
      cursor.next();
      if (isVariable(first)) {
        if (cursor.here().is(":")) {
          throw cursor.lost(
              problems
                  .error(
                      Code.NOT_IN_THE_LANGUAGE,
                      first.span().to(cursor.here().span()),
                      "a value cannot be named inside a condition")
                  .wayOut("Name it in a constraint of its own, between commas."));
        }
        value = typer.variable(first);
      } else if (cursor.here().is("(")) {
        List<Expression> arguments = arguments(false);
        value = typer.call(first, arguments, first.span().to(cursor.before().span()), false);
      } else if (first.is("this")) {
        value = typer.thisFact(first);
      } else if (first.is("true") || first.is("false")) {
        value = Literal.yesNo(first.is("true"), first.span());
      } else if (first.is("null")) {
        value = Literal.nothing(first.span());
      } else {
        value = typer.field(first);
      }
      return suffixes(value, false);
    }
    return literal(false);
  }

  private void open() {
    brackets++;
    if (brackets > DEEPEST_BRACKETS) {
      throw cursor.lost(
          problems
              .error(
                  Code.TOO_COMPLEX,
                  cursor.before().span(),
                  "brackets stand at most " + DEEPEST_BRACKETS + " deep")
              .wayOut("Split it into several constraints or statements."));
    }
  }

  private Expression literal(boolean inConsequence) {
    Token first = cursor.here();
    if (first.kind() == Token.Kind.TEXT) {
      cursor.next();
      return Literal.text(first.text(), first.span());
    }
    boolean negative = first.is("-") && cursor.ahead(1).kind() == Token.Kind.NUMBER;
    if (negative || first.kind() == Token.Kind.NUMBER) {
      if (negative) {
        cursor.next();
      }
      Token number = cursor.next();
      return typer.number(number, negative, first.span().to(number.span()), inConsequence);
    }
    String right = WRONG_SIGNS.get(first.text());
    if (first.kind() == Token.Kind.SIGN && right != null) {
      throw cursor.lost(
          problems
              .error(
                  Code.CANNOT_BE_READ, first.span(), "\"" + first.text() + "\" cannot stand here")
              .wayOut("Values are compared with ==, !=, <, <=, >, >=, in."));
    }
    throw cursor.lost(cursor.unexpected("a value"));
  }

  private Expression suffixes(Expression start, boolean inConsequence) {
    Expression value = start;
    int steps = 0;
    while (cursor.here().is(".") || cursor.here().is("!.")) {
      steps++;
      if (steps > MOST_STEPS) {
        throw cursor.lost(
            problems
                .error(
                    Code.TOO_COMPLEX,
                    cursor.here().span(),
                    "at most " + MOST_STEPS + " fields and helpers follow each other")
                .wayOut("Split it into several constraints or statements."));
      }
      boolean nullSafe = cursor.next().is("!.");
      Token name = cursor.expect(Token.Kind.WORD, "a field or a helper");
      if (cursor.here().is("(")) {
        List<Expression> arguments = arguments(inConsequence);
        Span span = value.span().to(cursor.before().span());
        value = typer.call(value, nullSafe, name, arguments, span, inConsequence);
      } else if (inConsequence) {
        throw cursor.lost(
            problems
                .error(
                    Code.NOT_IN_THE_LANGUAGE,
                    value.span().to(name.span()),
                    "a statement does not read fields")
                .wayOut(
                    "Bind it in the condition: $"
                        + name.text()
                        + " : "
                        + name.text()
                        + ", and write $"
                        + name.text()
                        + " here."));
      } else {
        value = typer.field(value, nullSafe, name);
      }
      if (inConsequence && nullSafe) {
        throw cursor.lost(
            problems
                .error(Code.NOT_IN_THE_LANGUAGE, name.span(), "\"!.\" can stand only in conditions")
                .wayOut("Write a point, and make sure in the condition that the fact is there."));
      }
    }
    return value;
  }

  private List<Expression> arguments(boolean inConsequence) {
    cursor.expect("(", "before the arguments");
    open();
    List<Expression> arguments = new ArrayList<>();
    if (!cursor.here().is(")")) {
      do {
        arguments.add(inConsequence ? stated() : typer.noCondition(sum()));
      } while (cursor.accept(","));
    }
    brackets--;
    if (!cursor.here().is(")")) {
      throw cursor.lost(cursor.missing("a comma or \")\" is missing"));
    }
    cursor.next();
    return arguments;
  }

  private static boolean isVariable(Token token) {
    return token.kind() == Token.Kind.WORD && token.text().startsWith("$");
  }

  private static boolean isKeyword(Token token) {
    return token.is("in")
        || token.is("not")
        || token.is("and")
        || token.is("or")
        || token.is("then")
        || token.is("end")
        || token.is("new");
  }

  // ---- statements --------------------------------------------------------------------------

  private Insert insert() {
    Token first = cursor.here();
    if (!first.is("insert")) {
      throw cursor.lost(notAnInsert(first));
    }
    cursor.next();
    cursor.expect("(", "after \"insert\"");
    brackets = 0;
    operators = 0;
    Expression statement = stated();
    boolean states =
        statement instanceof Unknown
            || statement instanceof Expression.Make
            || (statement instanceof Expression.Call call && call.helper().states());
    if (!states) {
      problems
          .error(
              Code.NOT_A_STATEMENT,
              statement.span(),
              statement.span().text() + " is " + statement.type() + ", not a statement")
          .wayOut(
              "State something about an offer ($offer.asks( … )), a measurement, a line that is"
                  + " left out, a notice, or a new fact of a declared type.");
    }
    if (!cursor.here().is(")")) {
      throw cursor.lost(cursor.missing("\")\" is missing").wayOut("A statement ends with );"));
    }
    cursor.next();
    if (cursor.here().is(")")) {
      throw cursor.lost(oneTooMany());
    }
    Span span = first.span().to(cursor.expect(";", "after the statement").span());
    if (isLong(span)) {
      tooLong(span, "statement");
    }
    return new Insert(statement, span);
  }

  private Problems.Draft notAnInsert(Token first) {
    if (first.is("then")) {
      return problems
          .error(Code.CANNOT_BE_READ, first.span(), "a second \"then\"")
          .wayOut("Delete it; statements just follow each other.");
    }
    Problems.Draft problem =
        problems.error(
            Code.NOT_IN_THE_LANGUAGE, first.span(), "after \"then\" only insert( … ); can stand");
    return switch (first.text()) {
      case "modify", "update", "delete", "retract" ->
          problem.wayOut("Facts never change. State something new, and match that.");
      case "insertLogical" -> problem.wayOut("Write insert.");
      case "if", "for", "while" -> problem.wayOut("Write what must hold under \"when\".");
      case ";" -> problem.wayOut("Delete the extra semicolon.");
      default -> problem.wayOut("Write each statement as insert( … );");
    };
  }

  /** A value in a statement: no comparisons and no signs, so that it is Java as well. */
  private Expression stated() {
    Token first = cursor.here();
    Expression value;
    if (first.is("new")) {
      cursor.next();
      Token name = cursor.expect(Token.Kind.WORD, "a declared type");
      if (cursor.here().is(".")) {
        throw cursor.lost(
            problems
                .error(
                    Code.NOT_IN_THE_LANGUAGE,
                    name.span(),
                    "only facts of a declared type are made with \"new\"")
                .wayOut("Declare a type with the fields that are needed."));
      }
      if (!cursor.here().is("(")) {
        throw cursor.lost(cursor.missing("\"(\" is missing after the type"));
      }
      List<Expression> arguments = arguments(true);
      value = typer.make(name, arguments, first.span().to(cursor.before().span()));
    } else if (isVariable(first)) {
      cursor.next();
      value = suffixes(typer.variable(first), true);
    } else if (first.is("true") || first.is("false")) {
      cursor.next();
      value = Literal.yesNo(first.is("true"), first.span());
    } else if (first.is("null")) {
      throw cursor.lost(
          problems
              .error(Code.NOT_IN_THE_LANGUAGE, first.span(), "nothing cannot be stated")
              .wayOut("Leave the argument out; there is a shorter form of the helper."));
    } else if (first.kind() == Token.Kind.WORD && !isKeyword(first)) {
      cursor.next();
      if (!cursor.here().is("(")) {
        throw cursor.lost(
            problems
                .error(
                    Code.UNKNOWN_NAME,
                    first.span(),
                    first.text() + " is neither a variable nor a helper")
                .wayOut("Variables begin with $; texts stand in quotes."));
      }
      List<Expression> arguments = arguments(true);
      value =
          suffixes(
              typer.call(first, arguments, first.span().to(cursor.before().span()), true), true);
    } else {
      value = literal(true);
    }
    if (isArithmeticSign(cursor.here())) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "a statement does not calculate with signs")
              .wayOut("Use plus( … ), minus( … ), times( … ), half( … ) or percent( … )."));
    }
    return value;
  }
}
