package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Where the facts of a rule set are kept. A kind of facts that some pattern looks for has a list of
 * its own, so that a rule about the measurements of one measure never sees those of another; beside
 * the lists stand the tables and indexes that rules look facts up in. It grows while rules are
 * planned, and is not changed any more after that.
 */
final class ListPlan {
  /** The field of an exclusion that holds the line which is left out. */
  static final String EVIDENCE = "evidence";

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
  private final boolean areStatementsGiven;

  /** The lists for rules that are given the facts of a case, and state the rest themselves. */
  ListPlan(RuleModel model, List<Rule> rules) {
    this(model, rules, false);
  }

  /**
   * The lists for some rules of a set.
   *
   * @param areStatementsGiven whether they are given what other rules state, too
   */
  ListPlan(RuleModel model, List<Rule> rules, boolean areStatementsGiven) {
    this.areStatementsGiven = areStatementsGiven;
    for (Rule rule : rules) {
      for (Condition condition : rule.when()) {
        condition.patterns().forEach(this::look);
      }
    }
    model.types().values().forEach(this::given);
  }

  /** Takes note of the list that a pattern needs, and of the texts that it wants. */
  private void look(FactPattern pattern) {
    list(FactKinds.kind(pattern));
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Holds test) {
        for (Expression condition : FactKinds.conditions(test.condition())) {
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

  int list(FactKinds.Kind kind) {
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
    // No list, no rule that looks for it. Statements come from rules, unless one is asked alone.
    if (list != null && (areStatementsGiven || type.kind() != FactType.Kind.STATEMENT)) {
      given.put(type.runtimeType(), list);
    }
  }

  /**
   * Finds the tables that are the same for all cases: all rows of their type come from rules that
   * read nothing of a case. They are shared by all decisions with their indexes; others are copied.
   *
   * @param constant the ids of such rules
   */
  void findNeverChanging(List<Rule> rules, Set<String> constant) {
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
  void whatIsLeftOut(Rule rule, RuleLayout layout) {
    for (Insert insert : rule.then()) {
      FactKinds.Kind kind = FactKinds.stated(insert);
      if (kind != null && lineLeftOut(insert, layout) < 0) {
        for (int list : listsOf(kind)) {
          notByLine.add(list);
        }
        // Of a measure whose name is worked out: it can be any.
        if (kind.name() == null) {
          notByLine.addAll(namedLists.getOrDefault(kind.type().name(), Map.of()).values());
        }
      }
    }
  }

  /** The place of the line that a statement leaves out; -1 if that is no fact of a pattern. */
  int lineLeftOut(Insert insert, RuleLayout layout) {
    if (insert.statement() instanceof Call call && call.argument(EVIDENCE) instanceof Read read) {
      int place = layout.factPlace(read.variable());
      FactPattern pattern = place < 0 ? null : layout.patternAt(place);
      return pattern != null && given.containsValue(list(FactKinds.kind(pattern))) ? place : -1;
    }
    return -1;
  }

  /** The lists that every statement of a kind is put into. */
  int[] listsOf(FactKinds.Kind kind) {
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

  /**
   * The lists by name that a statement is put into whose name is worked out, as that of a measure
   * from a row: known only when it is made.
   */
  Filing.@Nullable Named named(FactKinds.Kind kind) {
    String field = FactKinds.nameField(kind.type());
    Map<String, Integer> named = namedLists.getOrDefault(kind.type().name(), Map.of());
    if (kind.name() != null || field == null || named.isEmpty()) {
      return null;
    }
    return new Filing.Named(Objects.requireNonNull(kind.type().field(field)).reader(), named::get);
  }

  /** Whether the facts of the list come with the case. */
  boolean isGiven(int list) {
    return given.containsValue(list);
  }

  /** Whether each exclusion of the list leaves out a line that its rule, one of these, matched. */
  boolean isByLine(int list) {
    return !areStatementsGiven && !notByLine.contains(list);
  }

  /** The table of the exclusions of a list by the lines of another, for a rule that asks for it. */
  int newTable(int list, int listOfLine) {
    return tables.computeIfAbsent(List.of(list, listOfLine), key -> tables.size());
  }

  /** The table of the exclusions of a list by the lines of another; -1 if no rule asks for it. */
  int table(int list, int listOfLine) {
    return tables.getOrDefault(List.of(list, listOfLine), -1);
  }

  /** An index of the facts of a list by their own values, for a join that wants others. */
  Lookup.ByValue newIndex(int list, Formula[] own, Formula[] wanted) {
    Lookup.ByValue index = new Lookup.ByValue(indexes.size(), own, wanted);
    indexes.add(index);
    listOfIndex.add(list);
    return index;
  }

  /** How facts with the text are found that the condition wants; {@code null} if by looking. */
  Lookup.@Nullable ByWord byWord(Expression condition, FactPattern pattern, int list) {
    // Only what comes with the case: it is there before the first rule, so that the index never
    // grows. Rows have indexes of their own, and for one or two patterns an index does not pay.
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

  /** For each of the lists that its exclusions are not kept by line. */
  int[] noTables(int[] filedIn) {
    int[] none = new int[filedIn.length];
    Arrays.fill(none, -1);
    return none;
  }

  // ---- what a run begins with --------------------------------------------------------------

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
