package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Comparison;
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
import tierwise.internal.language.typing.ConditionTyper;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.language.typing.Scope;
import tierwise.internal.language.typing.Typer;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Reads one rule. Its methods are the grammar: what none of them takes is not in the language. At
 * the first word that does not fit it gives up the rule; types and names that do not fit do not
 * stop it.
 */
public final class RuleParser {
  private static final int LONGEST_NAME = 500;
  private static final int MOST_INSERTS = 64;
  private static final int MOST_CONDITIONS = 16;

  /** Words that begin code of the author's own inside accumulate. */
  private static final Set<String> INLINE = Set.of("init", "action", "reverse", "result");

  private final Cursor cursor;
  private final Typer typer;
  private final ConditionTyper conditionTyper;
  private final Scope scope;
  private final Problems problems;
  private final ForeignWords foreign;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  private RuleParser(
      List<Token> words, Map<String, FactType> types, NameTable names, Problems problems) {
    this.cursor = new Cursor(words, problems);
    this.scope = new Scope();
    this.typer = new Typer(types, names, scope, problems);
    this.conditionTyper = new ConditionTyper(names, scope, problems);
    this.problems = problems;
    this.foreign = new ForeignWords(cursor, problems);
    this.expressions = new ExpressionParser(cursor, typer, conditionTyper, problems);
    this.statements = new StatementParser(cursor, typer, expressions, foreign, problems);
  }

  /** The rule in the words; {@code null} with a problem if it cannot be read. */
  public static @Nullable Rule rule(
      String id,
      List<Token> words,
      Map<String, FactType> types,
      NameTable names,
      Problems problems) {
    RuleParser parser = new RuleParser(words, types, names, problems);
    try {
      Problems.Stage<Rule> rule = problems.stage(() -> parser.rule(id));
      if (rule.isSound()) {
        parser.warnOfUnused(rule.result().when());
      }
      return rule.result();
    } catch (Cursor.Lost lost) {
      return null;
    }
  }

  private Rule rule(String id) {
    Token first = cursor.next();
    Token name = name();
    if (!cursor.accept("when")) {
      throw cursor.lost(foreign.insteadOfWhen());
    }
    List<Condition> conditions = conditions();
    if (!cursor.accept("then")) {
      throw cursor.lost(cursor.missing(NO_THEN));
    }
    List<Insert> inserts = inserts();
    Span span = first.span().to(cursor.here().span());
    return new Rule(id, name.text(), name.span(), conditions, inserts, 0, span);
  }

  private Token name() {
    if (cursor.here().kind() != Token.Kind.TEXT) {
      throw cursor.lost(cursor.unexpected(RULE_NAME_WANTED));
    }
    Token name = cursor.next();
    if (name.text().isBlank() || name.text().length() > LONGEST_NAME) {
      problems.error(NO_NAME_FOR_A_RULE, name.span());
    }
    return name;
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    while (!cursor.here().is("then") && !cursor.atEnd()) {
      if (cursor.here().is("when")) {
        throw cursor.lost(SECOND_WHEN, cursor.here().span());
      }
      conditions.add(condition());
    }
    if (conditions.size() > MOST_CONDITIONS) {
      problems.error(TOO_MANY_CONDITIONS, conditions.get(MOST_CONDITIONS).span(), MOST_CONDITIONS);
    }
    return List.copyOf(conditions);
  }

  private List<Insert> inserts() {
    List<Insert> inserts = new ArrayList<>();
    while (!cursor.atEnd()) {
      inserts.add(statements.insert());
    }
    if (inserts.isEmpty()) {
      problems.error(NOTHING_STATED, cursor.here().span());
    } else if (inserts.size() > MOST_INSERTS) {
      problems.error(TOO_MANY_STATEMENTS, inserts.get(MOST_INSERTS).span(), MOST_INSERTS);
    }
    return List.copyOf(inserts);
  }

  private void warnOfUnused(List<Condition> conditions) {
    for (Condition condition : conditions) {
      for (Variable variable : bound(condition)) {
        if (!scope.isUsed(variable)) {
          problems.warning(VARIABLE_NOT_USED, variable.span(), variable.name());
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

  private Condition condition() {
    return cursor.here().is("accumulate") ? accumulate() : conditionOnFacts();
  }

  /** A condition that can also stand inside accumulate. */
  private Condition conditionOnFacts() {
    if (cursor.here().is("not") || cursor.here().is("exists")) {
      return quantified();
    }
    Problems.Draft instead = foreign.insteadOfCondition();
    if (instead != null) {
      throw cursor.lost(instead);
    }
    return pattern();
  }

  private Condition quantified() {
    Token word = cursor.next();
    boolean bracket = cursor.accept("(");
    Token first = cursor.here();
    if (first.kind() != Token.Kind.WORD
        || first.is("not")
        || first.is("exists")
        || first.is("accumulate")) {
      throw cursor.lost(cursor.unexpected(ONE_PATTERN_WANTED, word.text()));
    }
    FactPattern pattern = pattern();
    scope.forget(bound(pattern));
    if (bracket) {
      cursor.expect(")", PATTERN_NOT_ENDED);
    }
    Span span = word.span().to(cursor.before().span());
    return word.is("not") ? new Not(pattern, span) : new Exists(pattern, span);
  }

  private FactPattern pattern() {
    Token first = cursor.here();
    Token name = first.isVariable() ? patternName() : null;
    Token typeName = cursor.expect(Token.Kind.WORD, FACT_TYPE_WANTED);
    if (name == null && cursor.here().is(":")) {
      throw cursor.lost(NAME_WITHOUT_DOLLAR, typeName.span(), typeName.text());
    }
    if (cursor.here().is(".")) {
      throw cursor.lost(QUALIFIED_TYPE, typeName.span());
    }
    FactType type = typer.factType(typeName);
    ValueType valueType = type == null ? Plain.UNKNOWN : new ValueType.Fact(type);
    Variable variable =
        name == null ? null : typer.declare(name, valueType, false, TextDomain.Named.FREE);
    cursor.expect("(", NO_BRACKET_AFTER_TYPE);
    scope.enter(valueType, variable);
    List<Constraint> constraints = new ArrayList<>();
    if (!cursor.here().is(")")) {
      do {
        constraints.add(constraint());
      } while (cursor.accept(","));
    }
    if (!cursor.accept(")")) {
      throw cursor.lost(foreign.insteadOfComma());
    }
    List<Constraint> settled = constraints.stream().map(this::settled).toList();
    scope.leave();
    Token behind = cursor.here();
    if (behind.is("from") || behind.is("over") || behind.is("@")) {
      throw cursor.lost(FROM, behind.span(), behind.text());
    }
    FactType known =
        type == null
            ? new FactType(typeName.text(), FactType.Kind.LEDGER, List.of(), null, null)
            : type;
    return new FactPattern(variable, known, settled, first.span().to(cursor.before().span()));
  }

  private Token patternName() {
    refuseUnification();
    Token name = cursor.next();
    if (Comparison.of(cursor.here().text()) != null) {
      throw cursor.lost(RESULTS_COMPARED, name.span());
    }
    cursor.expect(":", NO_COLON_AFTER_VARIABLE);
    return name;
  }

  private void refuseUnification() {
    if (cursor.ahead(1).is(":=")) {
      throw cursor.lost(UNIFICATION, cursor.ahead(1).span(), cursor.here().text());
    }
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

  private Constraint constraint() {
    Token first = cursor.here();
    expressions.begin();
    if (first.isVariable()) {
      refuseUnification();
    }
    Constraint constraint =
        first.isVariable() && cursor.ahead(1).is(":") ? binding() : comparison();
    expressions.refuseLongConstraint(constraint.span());
    return constraint;
  }

  private Binding binding() {
    Token name = cursor.next();
    cursor.next();
    Expression value = conditionTyper.noCondition(expressions.primary());
    expressions.refuseArithmetic();
    if (Comparison.of(cursor.here().text()) != null) {
      throw cursor.lost(BOUND_AND_COMPARED, cursor.here().span());
    }
    conditionTyper.refuseInBinding(value);
    Variable variable = typer.declare(name, value.type(), value.mayBeMissing(), value.domain());
    return new Binding(variable, value, name.span().to(cursor.before().span()));
  }

  private Holds comparison() {
    Token first = cursor.here();
    Expression value = expressions.condition();
    if (!cursor.here().is(",") && !cursor.here().is(")")) {
      throw cursor.lost(foreign.insteadOfComma());
    }
    Expression condition = conditionTyper.yesNo(value);
    conditionTyper.refuseConstant(condition);
    conditionTyper.learnFrom(condition);
    return new Holds(condition, first.span().to(cursor.before().span()));
  }

  // ---- accumulate --------------------------------------------------------------------------

  private Accumulate accumulate() {
    Token word = cursor.next();
    cursor.expect("(", NO_BRACKET_AFTER_ACCUMULATE);
    List<Condition> source = new ArrayList<>();
    List<Variable> inside = new ArrayList<>();
    do {
      Condition condition = conditionOnFacts();
      source.add(condition);
      if (condition instanceof FactPattern pattern) {
        inside.addAll(bound(pattern));
      }
    } while (cursor.accept("and") || cursor.accept("&&"));
    if (!(source.get(0) instanceof FactPattern)) {
      problems.error(COUNTED_FIRST, source.get(0).span());
    }
    if (cursor.here().is("not") || cursor.here().is("exists")) {
      throw cursor.lost(cursor.missing(NO_AND_IN_ACCUMULATE));
    }
    if (!cursor.accept(";")) {
      cursor.expect(",", NO_COMMA_BEFORE_FUNCTIONS);
    }
    List<Aggregate> functions = new ArrayList<>();
    do {
      functions.add(function(inside));
    } while (cursor.accept(","));
    if (cursor.here().is(";")) {
      throw cursor.lost(RESULTS_COMPARED, cursor.here().span());
    }
    cursor.expect(")", ACCUMULATE_NOT_ENDED);
    scope.forget(inside);
    return new Accumulate(
        List.copyOf(source), List.copyOf(functions), word.span().to(cursor.before().span()));
  }

  private Aggregate function(List<Variable> inside) {
    Token name = cursor.here();
    if (INLINE.contains(name.text())) {
      throw cursor.lost(OWN_CODE, name.span());
    }
    if (!name.isVariable()) {
      throw cursor.lost(cursor.unexpected(RESULT_WANTED));
    }
    cursor.next();
    cursor.expect(":", NO_COLON_AFTER_VARIABLE);
    Token word = cursor.expect(Token.Kind.WORD, FUNCTION_WANTED);
    Aggregate.Kind kind = functionKind(word);
    cursor.expect("(", NO_BRACKET_AFTER_FUNCTION);
    Variable argument = null;
    if (!cursor.here().is(")")) {
      argument = counted(kind, inside);
    } else if (kind != Aggregate.Kind.COUNT) {
      throw cursor.lost(cursor.unexpected(SUMMED_VARIABLE_WANTED));
    }
    Span span = name.span().to(cursor.next().span());
    ValueType type = argument == null ? Plain.UNKNOWN : argument.type();
    Variable result =
        typer.declare(name, resultType(kind, type, word), false, TextDomain.Named.FREE);
    return new Aggregate(result, kind, argument, span);
  }

  /** What a function counts or adds up; {@code null} with a problem. */
  private @Nullable Variable counted(Aggregate.Kind kind, List<Variable> inside) {
    Token token = cursor.here();
    if (!token.isVariable() || !cursor.ahead(1).is(")")) {
      throw cursor.lost(cursor.unexpected(COUNTED_VARIABLE_WANTED));
    }
    cursor.next();
    if (!(typer.variable(token) instanceof Expression.Read read)) {
      return null;
    }
    Variable argument = read.variable();
    if (inside.stream().noneMatch(variable -> variable.name().equals(argument.name()))) {
      problems.error(NOT_COUNTED_HERE, token.span(), argument.name()).place(argument.span());
    }
    if (kind == Aggregate.Kind.COLLECT_SET) {
      conditionTyper.refuseListsInSet(read);
    }
    if (argument.mayBeMissing() && kind != Aggregate.Kind.COLLECT_LIST) {
      problems.error(PASSED_OVER_IN_SILENCE, token.span(), argument.name()).place(argument.span());
    }
    return argument;
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
        problems.error(NO_FUNCTION, word.span(), word.text()).allowed(known, word.text());
    throw cursor.lost(word.is("average") ? problem.way("average") : problem);
  }

  private ValueType resultType(Aggregate.Kind kind, ValueType type, Token word) {
    boolean fits =
        switch (kind) {
          case SUM -> type.isNumber() || type == Plain.UNKNOWN;
          case MIN, MAX -> type.isOrdered();
          case COUNT, COLLECT_LIST, COLLECT_SET -> true;
        };
    if (!fits) {
      problems.error(FUNCTION_OF_WRONG_TYPE, word.span(), kind.word(), type);
    }
    return switch (kind) {
      case SUM -> Plain.DECIMAL;
      case COUNT -> Plain.NUMBER;
      case MIN, MAX -> type;
      case COLLECT_LIST, COLLECT_SET -> new ValueType.Collected(type);
    };
  }
}
