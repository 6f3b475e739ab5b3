package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Criterion;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.FormulaCompiler;
import tierwise.internal.engine.Gathering;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.engine.RuleOrder;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
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
 * How the rules of a set are applied: in which order, which lists their facts are kept in, and how
 * each pattern finds its facts. Immutable once it is made.
 *
 * <p>A kind of facts that some pattern looks for has a list of its own, so that a rule about the
 * measurements of one measure never sees those of another.
 */
final class RuleSetPlan {
  private static final String EVIDENCE = "evidence";

  /** From so many patterns on that want a text in a field, facts are looked up by it. */
  private static final int MANY = 4;

  private final Map<FactKinds.Kind, Integer> lists = new HashMap<>();

  /** The numbers of the lists by type, for all of its facts or for those of a name. */
  private final Map<String, Integer> wholeLists = new HashMap<>();

  private final Map<String, Map<String, Integer>> namedLists = new HashMap<>();

  /** Where exclusions are kept by their line, by their list and the list of the line. */
  private final Map<List<Integer>, Integer> tables = new HashMap<>();

  /** Lists of exclusions of which some rule leaves out what is no line that it matched. */
  private final Set<Integer> notByLine = new HashSet<>();

  private final List<Lookup.ByValue> indexes = new ArrayList<>();
  private final List<Integer> listOfIndex = new ArrayList<>();

  /** How many patterns want a text in a field of a given type. */
  private final Map<String, Integer> wantedIn = new HashMap<>();

  private final Map<String, Integer> numbersOfWords = new HashMap<>();
  private final List<Lookup.Words> words = new ArrayList<>();
  private final Map<Object, Integer> given = new HashMap<>();
  private final Set<Integer> neverChanging = new HashSet<>();
  private final RulePlan[] ofNoCase;
  private final RulePlan[] ofCases;
  private int places;

  RuleSetPlan(RuleModel model) {
    RuleOrder order = new RuleOrder(model);
    List<Rule> inOrder = order.inOrder();
    Map<String, RuleLayout> layouts = new HashMap<>();
    for (Rule rule : inOrder) {
      RuleLayout layout = new RuleLayout(rule);
      layouts.put(rule.id(), layout);
      places = Math.max(places, layout.size());
      for (Condition condition : rule.when()) {
        condition.patterns().forEach(this::look);
      }
    }
    model.types().values().forEach(this::given);
    Set<String> constant = constant(order);
    findNeverChanging(inOrder, constant);
    inOrder.forEach(rule -> whatIsLeftOut(rule, layouts.get(rule.id())));
    List<RulePlan> without = new ArrayList<>();
    List<RulePlan> with = new ArrayList<>();
    // Conditions first: they tell which tables and indexes statements must be put into.
    Map<String, OfRule> plans = new HashMap<>();
    for (Rule rule : inOrder) {
      plans.put(rule.id(), new OfRule(rule, Objects.requireNonNull(layouts.get(rule.id()))));
    }
    for (Rule rule : inOrder) {
      (constant.contains(rule.id()) ? without : with)
          .add(Objects.requireNonNull(plans.get(rule.id())).plan());
    }
    ofNoCase = without.toArray(RulePlan[]::new);
    ofCases = with.toArray(RulePlan[]::new);
  }

  /** Takes note of the list that a pattern needs, and of the texts that it wants. */
  private void look(FactPattern pattern) {
    list(FactKinds.kind(pattern));
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Holds test) {
        for (Expression condition : conditions(test.condition())) {
          FieldRead field = fieldOfWord(condition);
          if (field != null) {
            wantedIn.merge(path(pattern, field), 1, Integer::sum);
          }
        }
      }
    }
  }

  private static String path(FactPattern pattern, FieldRead field) {
    return pattern.type().name() + "." + field.field().name();
  }

  /** The field of the fact that must be a text that is written out; {@code null} if none must. */
  private static @Nullable FieldRead fieldOfWord(Expression condition) {
    if (condition instanceof Compare compare && compare.comparison() == Comparison.EQUAL) {
      Expression field = FactKinds.text(compare.left()) == null ? compare.left() : compare.right();
      String word = wordOf(compare);
      if (word != null && field instanceof FieldRead read && read.target() == null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable String wordOf(Compare compare) {
    String left = FactKinds.text(compare.left());
    return left == null ? FactKinds.text(compare.right()) : left;
  }

  /** The conditions of which all must hold. */
  private static List<Expression> conditions(Expression condition) {
    return condition instanceof All all
        ? all.conditions().stream().flatMap(each -> conditions(each).stream()).toList()
        : List.of(condition);
  }

  private int list(FactKinds.Kind kind) {
    return lists.computeIfAbsent(
        kind,
        added -> {
          int number = lists.size();
          if (added.name() == null) {
            wholeLists.put(added.type().name(), number);
          } else {
            namedLists
                .computeIfAbsent(added.type().name(), type -> new HashMap<>())
                .put(added.name(), number);
          }
          return number;
        });
  }

  private void given(FactType type) {
    Integer list = wholeLists.get(type.name());
    if (list != null && type.kind() != FactType.Kind.STATEMENT) {
      given.put(type.isDeclared() ? type : Objects.requireNonNull(type.javaClass()), list);
    }
  }

  /** The rules that state the same whatever the case is, by their ids. */
  private static Set<String> constant(RuleOrder order) {
    Set<String> constant = new HashSet<>();
    for (Rule rule : order.inOrder()) {
      boolean readsRowsOnly =
          FactKinds.readings(rule).stream()
              .allMatch(reading -> reading.kind().type().kind() == FactType.Kind.DECLARED_ROW);
      if (readsRowsOnly
          && order.before(rule).stream().allMatch(other -> constant.contains(other.id()))) {
        constant.add(rule.id());
      }
    }
    return constant;
  }

  private void findNeverChanging(List<Rule> rules, Set<String> constant) {
    Set<String> changing = new HashSet<>();
    for (Rule rule : rules) {
      if (!constant.contains(rule.id())) {
        for (Insert insert : rule.then()) {
          FactKinds.Kind kind = FactKinds.stated(insert);
          if (kind != null) {
            changing.add(kind.type().name());
          }
        }
      }
    }
    lists.forEach(
        (kind, list) -> {
          if (kind.type().kind() == FactType.Kind.DECLARED_ROW
              && !changing.contains(kind.type().name())) {
            neverChanging.add(list);
          }
        });
  }

  /** Takes note of exclusions of what is no line that their rule matched. */
  private void whatIsLeftOut(Rule rule, @Nullable RuleLayout layout) {
    for (Insert insert : rule.then()) {
      FactKinds.Kind kind = FactKinds.stated(insert);
      if (kind != null && lineLeftOut(insert, Objects.requireNonNull(layout)) < 0) {
        for (int list : listsOf(kind)) {
          notByLine.add(list);
        }
        if (kind.name() == null) {
          notByLine.addAll(namedLists.getOrDefault(kind.type().name(), Map.of()).values());
        }
      }
    }
  }

  /** The place of the line that a statement leaves out; -1 if that is no fact of a pattern. */
  private int lineLeftOut(Insert insert, RuleLayout layout) {
    if (insert.statement() instanceof Call call && call.argument(EVIDENCE) instanceof Read read) {
      int place = layout.factPlace(read.variable());
      FactPattern pattern = place < 0 ? null : layout.patternAt(place);
      return pattern != null && given.containsValue(list(FactKinds.kind(pattern))) ? place : -1;
    }
    return -1;
  }

  /** The lists that every statement of a kind is put into. */
  private int[] listsOf(FactKinds.Kind kind) {
    Integer whole = wholeLists.get(kind.type().name());
    Integer named =
        kind.name() == null
            ? null
            : namedLists.getOrDefault(kind.type().name(), Map.of()).get(kind.name());
    return IntStream.concat(
            whole == null ? IntStream.empty() : IntStream.of(whole),
            named == null ? IntStream.empty() : IntStream.of(named))
        .toArray();
  }

  // ---- one rule ----------------------------------------------------------------------------

  private final class OfRule {
    private final Rule rule;
    private final RuleLayout layout;
    private final FormulaCompiler compiler;
    private final IdentityHashMap<FactPattern, PatternPlan> patterns = new IdentityHashMap<>();

    OfRule(Rule rule, RuleLayout layout) {
      this.rule = rule;
      this.layout = layout;
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
            new Gathering.Plan(accumulate, compiler),
            layout.placeOf(accumulate),
            steps(accumulate.source(), Step.Gather.GATHER),
            next);
      }
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
        int[] lists = listsOf(kind);
        int line = lineLeftOut(insert, layout);
        filing = new Filing(lists, named(kind), tables(lists, line), line);
      }
      return new RulePlan.Insert(
          compiler.formula(insert.statement()), filing, calls(insert.statement()));
    }

    private Filing.@Nullable Named named(FactKinds.Kind kind) {
      String field = FactKinds.nameField(kind.type());
      Map<String, Integer> named = namedLists.get(kind.type().name());
      if (kind.name() != null || field == null || named == null) {
        return null;
      }
      return new Filing.Named(
          Objects.requireNonNull(kind.type().field(field)).reader(), named::get);
    }

    private int[] tables(int[] lists, int line) {
      int[] numbers = new int[lists.length];
      Arrays.fill(numbers, -1);
      FactPattern pattern = line < 0 ? null : layout.patternAt(line);
      if (pattern != null) {
        int listOfLine = list(FactKinds.kind(pattern));
        for (int i = 0; i < lists.length; i++) {
          numbers[i] = tables.getOrDefault(List.of(lists[i], listOfLine), -1);
        }
      }
      return numbers;
    }

    private PatternPlan pattern(FactPattern pattern) {
      int place = layout.placeOf(pattern);
      FactKinds.Kind kind = FactKinds.kind(pattern);
      int list = list(kind);
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
          for (Expression condition : conditions(((Holds) constraint).condition())) {
            cost += 1 + calls(condition);
            if (kind.name() != null && isName(kind, condition)) {
              continue;
            }
            Criterion criterion = compiler.criterion(condition, place);
            criteria.add(criterion);
            if (byWord == null && byWord(condition, pattern, list) != null) {
              byWord = byWord(condition, pattern, list);
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

    /** How facts with the text are found that the condition wants; {@code null} if by looking. */
    private Lookup.@Nullable ByWord byWord(Expression condition, FactPattern pattern, int list) {
      FieldRead field = fieldOfWord(condition);
      if (field == null
          || !given.containsValue(list)
          || pattern.type().kind() == FactType.Kind.DECLARED_ROW
          || wantedIn.getOrDefault(path(pattern, field), 0) < MANY) {
        return null;
      }
      int index =
          numbersOfWords.computeIfAbsent(
              path(pattern, field),
              path -> {
                words.add(new Lookup.Words(field.field().reader(), new HashMap<>()));
                return words.size() - 1;
              });
      Map<String, Integer> known = words.get(index).words();
      String word = Objects.requireNonNull(wordOf((Compare) condition));
      return new Lookup.ByWord(index, number(known, word));
    }

    private static int number(Map<String, Integer> known, String word) {
      Integer number = known.putIfAbsent(word, known.size());
      return number == null ? known.size() - 1 : number;
    }

    /** How the joins find the facts; those that do not help are added to the others. */
    private @Nullable Lookup lookup(
        FactPattern pattern, int place, int list, List<Compare> joins, List<Criterion> others) {
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
      Lookup.ByValue lookup = new Lookup.ByValue(indexes.size(), own, wanted);
      indexes.add(lookup);
      listOfIndex.add(list);
      return lookup;
    }

    /** The table of exclusions by line that answers {@code evidence == $line}; -1 if none does. */
    private int table(FactPattern pattern, int list, Compare join) {
      int line = lineOf(join);
      FactPattern ofLine = line < 0 ? null : layout.patternAt(line);
      if (!pattern.type().name().equals("Exclusion")
          || ofLine == null
          || notByLine.contains(list)) {
        return -1;
      }
      int listOfLine = list(FactKinds.kind(ofLine));
      if (!given.containsValue(listOfLine)) {
        return -1;
      }
      return tables.computeIfAbsent(List.of(list, listOfLine), key -> tables.size());
    }

    /** The place of the fact that the evidence must be; -1 if the join is another one. */
    private int lineOf(Compare join) {
      Expression evidence = FactKinds.isField(EVIDENCE, join.left()) ? join.right() : join.left();
      boolean isEvidence =
          FactKinds.isField(EVIDENCE, join.left()) || FactKinds.isField(EVIDENCE, join.right());
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
      return !(side instanceof Literal)
          && readsAVariable(side)
          && isKnownPart(side, pattern, place);
    }

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
      return side instanceof Read || side.parts().stream().anyMatch(OfRule::readsAVariable);
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

  // ---- what a run begins with --------------------------------------------------------------

  RulePlan[] ofNoCase() {
    return ofNoCase;
  }

  RulePlan[] ofCases() {
    return ofCases;
  }

  int places() {
    return places;
  }

  Lookup.Words[] words() {
    return words.toArray(Lookup.Words[]::new);
  }

  int tables() {
    return tables.size();
  }

  /** The list for facts of a declared type or of a class; -1 if no rule looks for them. */
  int listOfGiven(Object kind) {
    return given.getOrDefault(kind, -1);
  }

  FactList[] emptyLists() {
    FactList[] empty = new FactList[lists.size()];
    Arrays.fill(empty, FactList.EMPTY);
    return empty;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of maps of a type.
  @Nullable Map<Object, Positions>[] noIndexes() {
    return new Map[indexes.size()];
  }

  /** The lists for a case: those that rules add to are its own. */
  FactList[] listsAfter(FactList[] constant) {
    FactList[] own = constant.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i].size() > 0 && !neverChanging.contains(i)) {
        own[i] = own[i].copy();
      }
    }
    return own;
  }

  /** The indexes of the lists that are the same for all cases. */
  @Nullable Map<Object, Positions>[] indexesOf(FactList[] constant) {
    @Nullable Map<Object, Positions>[] all = noIndexes();
    for (int i = 0; i < all.length; i++) {
      if (neverChanging.contains(listOfIndex.get(i))) {
        all[i] = indexes.get(i).index(constant[listOfIndex.get(i)]);
      }
    }
    return all;
  }
}
