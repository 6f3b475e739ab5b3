package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.AccumulateResults;
import tierwise.internal.engine.Criterion;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.FormulaCompiler;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Not;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Plans how one rule is applied: how each of its patterns finds its facts, and where what it states
 * is filed. The patterns of all rules must be planned before the first rule is, since they tell
 * which tables statements are put into.
 */
final class RulePlanner {
  private final Rule rule;
  private final RuleLayout layout;
  private final ListPlan lists;
  private final FormulaCompiler compiler;
  private final IdentityHashMap<FactPattern, PatternPlan> patterns = new IdentityHashMap<>();

  RulePlanner(Rule rule, RuleLayout layout, ListPlan lists) {
    this.rule = rule;
    this.layout = layout;
    this.lists = lists;
    this.compiler = new FormulaCompiler(layout);
    for (Condition condition : rule.when()) {
      condition.patterns().forEach(pattern -> patterns.put(pattern, pattern(pattern)));
    }
  }

  RulePlan plan() {
    int[] premises =
        rule.when().stream()
            .filter(FactPattern.class::isInstance)
            .mapToInt(condition -> layout.placeOf((FactPattern) condition))
            .toArray();
    return new RulePlan(
        rule,
        rule.then().stream().map(this::insert).toList(),
        premises,
        last -> steps(rule.when(), last));
  }

  /** From the last condition to the first, since each knows what comes after it. */
  private Step steps(List<Condition> conditions, Step last) {
    Step next = last;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      next = step(conditions.get(i), next);
    }
    return next;
  }

  private Step step(Condition condition, Step next) {
    if (condition instanceof FactPattern pattern) {
      return new Step.ForEach(Objects.requireNonNull(patterns.get(pattern)), next);
    }
    if (condition instanceof Accumulate accumulate) {
      return new Step.Once(
          new AccumulateResults.Plan(accumulate, compiler),
          layout.placeOf(accumulate),
          steps(accumulate.source(), Step.Gather.GATHER),
          next);
    }
    // The language has "not" and "exists" of a single pattern only.
    FactPattern only = condition.patterns().get(0);
    return new Step.If(
        Objects.requireNonNull(patterns.get(only)), !(condition instanceof Not), next);
  }

  private RulePlan.Insert insert(Insert insert) {
    FactKinds.Kind kind = FactKinds.stated(insert);
    Filing filing;
    if (kind == null) {
      filing = new Filing(new int[0], null, new int[0], -1);
    } else {
      int[] filedIn = lists.listsOf(kind);
      int line = lists.lineLeftOut(insert, layout);
      filing = new Filing(filedIn, lists.named(kind), tables(filedIn, line), line);
    }
    return new RulePlan.Insert(
        compiler.formula(insert.statement()), filing, calls(insert.statement()));
  }

  /** For each list the table of it by the line that is left out; -1 where no rule looks there. */
  private int[] tables(int[] filedIn, int line) {
    int[] numbers = lists.noTables(filedIn);
    FactPattern pattern = line < 0 ? null : layout.patternAt(line);
    if (pattern != null) {
      int listOfLine = lists.list(FactKinds.kind(pattern));
      for (int i = 0; i < filedIn.length; i++) {
        numbers[i] = lists.table(filedIn[i], listOfLine);
      }
    }
    return numbers;
  }

  /**
   * How a pattern finds its facts. The criteria of a pattern are kept three times: all of them for
   * a short list that is gone through, and without those that a look-up has settled, be it by a
   * join or by a text. A join is preferred to a text: it finds the facts that belong together, a
   * text all facts of a sort.
   */
  private PatternPlan pattern(FactPattern pattern) {
    int place = layout.placeOf(pattern);
    FactKinds.Kind kind = FactKinds.kind(pattern);
    int list = lists.list(kind);
    List<Criterion> criteria = new ArrayList<>();
    List<Criterion> others = new ArrayList<>();
    List<Compare> joins = new ArrayList<>();
    List<Criterion> otherWords = new ArrayList<>();
    Lookup.ByWord byWord = null;
    int cost = 0;
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        cost += calls(binding.value());
        Criterion there = compiler.whatMustBeThere(binding.value(), place);
        if (there != null) {
          criteria.add(there);
          others.add(there);
          otherWords.add(there);
        }
      } else {
        for (Expression condition : FactKinds.conditions(((Holds) constraint).condition())) {
          cost += 1 + calls(condition);
          // Settled by the list, which holds facts of that name only.
          if (kind.name() != null && isName(kind, condition)) {
            continue;
          }
          Criterion criterion = compiler.criterion(condition, place);
          criteria.add(criterion);
          Lookup.ByWord found = byWord == null ? lists.byWord(condition, pattern, list) : null;
          if (found != null) {
            byWord = found;
          } else {
            otherWords.add(criterion);
          }
          if (condition instanceof Compare compare && isJoin(compare, pattern, place)) {
            joins.add(compare);
          } else {
            others.add(criterion);
          }
        }
      }
    }
    Lookup lookup = lookup(pattern, place, list, joins, others);
    return new PatternPlan(
        place,
        list,
        criteria.toArray(Criterion[]::new),
        lookup == null ? byWord : lookup,
        (lookup == null ? otherWords : others).toArray(Criterion[]::new),
        Math.max(1, cost));
  }

  /** How the joins find the facts; those that do not help are added to the others. */
  private @Nullable Lookup lookup(
      FactPattern pattern, int place, int list, List<Compare> joins, List<Criterion> others) {
    // The table of exclusions by line first: it is filled while rules state, an index has to be
    // made. Only one look-up is made, and what the other joins want is looked at afterwards.
    for (int i = 0; i < joins.size(); i++) {
      int table = table(pattern, list, joins.get(i));
      if (table >= 0) {
        Compare join = joins.remove(i);
        joins.forEach(other -> others.add(compiler.criterion(other, place)));
        return new Lookup.ByLine(table, lineOf(join));
      }
    }
    if (joins.isEmpty()) {
      return null;
    }
    Formula[] own = new Formula[joins.size()];
    Formula[] wanted = new Formula[joins.size()];
    for (int i = 0; i < own.length; i++) {
      Compare join = joins.get(i);
      boolean leftIsOwn = isOwn(join.left());
      own[i] = compiler.formula(leftIsOwn ? join.left() : join.right(), place);
      wanted[i] = compiler.formula(leftIsOwn ? join.right() : join.left(), place);
    }
    return lists.newIndex(list, own, wanted);
  }

  /** The table of exclusions by line that answers {@code evidence == $line}; -1 if none does. */
  private int table(FactPattern pattern, int list, Compare join) {
    int line = lineOf(join);
    FactPattern ofLine = line < 0 ? null : layout.patternAt(line);
    if (!pattern.type().name().equals("Exclusion") || ofLine == null || !lists.isByLine(list)) {
      return -1;
    }
    int listOfLine = lists.list(FactKinds.kind(ofLine));
    if (!lists.isGiven(listOfLine)) {
      return -1;
    }
    return lists.newTable(list, listOfLine);
  }

  /** The place of the fact that the evidence must be; -1 if the join is another one. */
  private int lineOf(Compare join) {
    Expression evidence =
        FactKinds.isField(ListPlan.EVIDENCE, join.left()) ? join.right() : join.left();
    boolean isEvidence =
        FactKinds.isField(ListPlan.EVIDENCE, join.left())
            || FactKinds.isField(ListPlan.EVIDENCE, join.right());
    return isEvidence && evidence instanceof Read read ? layout.factPlace(read.variable()) : -1;
  }

  /** Whether it says that something of the fact equals something that is known before. */
  private boolean isJoin(Compare compare, FactPattern pattern, int place) {
    if (compare.comparison() != Comparison.EQUAL) {
      return false;
    }
    return (isOwn(compare.left()) && isKnown(compare.right(), pattern, place))
        || (isOwn(compare.right()) && isKnown(compare.left(), pattern, place));
  }

  private static boolean isOwn(Expression side) {
    return side instanceof This || (side instanceof FieldRead read && read.target() == null);
  }

  /** Whether it is known before the fact is looked at, and is there to be looked up. */
  private boolean isKnown(Expression side, FactPattern pattern, int place) {
    return !(side instanceof Literal) && readsAVariable(side) && isKnownPart(side, pattern, place);
  }

  /**
   * Whether nothing of the fact itself is in it, nothing that may be missing (as a key it would
   * find what is missing too, where a comparison says no), and no method of the embedding program,
   * which is called for each fact, as the reference calls it.
   */
  private boolean isKnownPart(Expression side, FactPattern pattern, int place) {
    if (side instanceof This
        || (side instanceof FieldRead read && (read.target() == null || read.nullSafe()))
        || (side instanceof Call call
            && (call.nullSafe()
                || call.helper().isForeign()
                || (call.target() == null && !call.helper().isStatic())))
        || (side instanceof Read read && layout.placeOf(read.variable()) == place)) {
      return false;
    }
    return side.parts().stream().allMatch(part -> isKnownPart(part, pattern, place));
  }

  private static boolean readsAVariable(Expression side) {
    return side instanceof Read || side.parts().stream().anyMatch(RulePlanner::readsAVariable);
  }

  private static boolean isName(FactKinds.Kind kind, Expression condition) {
    String field = FactKinds.nameField(kind.type());
    return field != null
        && condition instanceof Compare compare
        && compare.comparison() == Comparison.EQUAL
        && ((FactKinds.isField(field, compare.left())
                && Objects.equals(kind.name(), FactKinds.text(compare.right())))
            || (FactKinds.isField(field, compare.right())
                && Objects.equals(kind.name(), FactKinds.text(compare.left()))));
  }

  /** How many helpers are called to work it out. */
  private static int calls(Expression expression) {
    int calls = expression instanceof Call || expression instanceof Expression.Arithmetic ? 1 : 0;
    for (Expression part : expression.parts()) {
      calls += calls(part);
    }
    return calls;
  }
}
