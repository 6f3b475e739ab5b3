package tierwise.internal.direct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.AccumulateResults;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepCounter;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * The facts of one case on their way through the rules: what each list holds so far, what the rule
 * at work has bound, and the steps that are left. Used by one thread.
 */
final class Run {
  private final StepCounter steps;
  private final @Nullable Object[] bound;

  /** Where the facts at their places stand in their lists. */
  private final int[] positions;

  private final FactList[] lists;
  private final @Nullable Map<Object, Positions>[] indexes;

  /** The exclusions of a list by the position of the line that they leave out. */
  private final @Nullable Positions[] @Nullable [] leftOut;

  private final Lookup.Words[] words;
  private final List<Positions @Nullable []> withWord;
  private final List<Statement<?>> stated;
  private @Nullable Rule current;
  private @Nullable AccumulateResults gathering;

  /**
   * Begins a run.
   *
   * @param places the most places that a rule has
   * @param lists the lists as they are before the case is looked at
   * @param indexes the indexes of those lists that never change
   * @param words the texts by which facts are looked up
   * @param tables how many tables of exclusions by line there are
   * @param stated what is stated of any case
   */
  Run(
      StepCounter steps,
      int places,
      FactList[] lists,
      @Nullable Map<Object, Positions>[] indexes,
      Lookup.Words[] words,
      int tables,
      List<Statement<?>> stated) {
    this.steps = steps;
    this.bound = new Object[places];
    this.positions = new int[places];
    this.lists = lists;
    this.indexes = indexes;
    this.words = words;
    this.withWord = new ArrayList<>(Collections.nCopies(words.length, null));
    this.leftOut = new Positions[tables][];
    // Room for what most cases add; it grows beyond that.
    this.stated = new ArrayList<>(stated.size() + 64);
    this.stated.addAll(stated);
  }

  void apply(RulePlan plan) {
    current = plan.rule();
    plan.apply(this);
  }

  /** The rule at work; {@code null} before the first. */
  @Nullable Rule current() {
    return current;
  }

  void take(long cost) {
    steps.take(cost);
  }

  // ---- what the rule at work has found -----------------------------------------------------

  @Nullable Object[] bound() {
    return bound;
  }

  void bind(int place, Object fact, int position) {
    bound[place] = fact;
    positions[place] = position;
  }

  AccumulateResults gather(AccumulateResults.Plan functions, Step source) {
    AccumulateResults own = new AccumulateResults(functions);
    AccumulateResults outer = gathering;
    gathering = own;
    source.go(this);
    gathering = outer;
    return own;
  }

  void gather() {
    if (gathering == null) {
      throw new IllegalStateException("nothing is gathered");
    }
    // One step for each fact that counts, beside those that finding it took.
    take(1);
    gathering.add(bound);
  }

  // ---- the facts ---------------------------------------------------------------------------

  FactList list(int number) {
    return lists[number];
  }

  /** Adds a fact to a list, and tells its position. */
  int add(int number, Object fact) {
    FactList list = lists[number];
    // Most lists of most cases stay empty, and share one that nobody writes into.
    if (list == FactList.EMPTY) {
      list = FactList.EMPTY.copy();
      lists[number] = list;
    }
    list.add(fact);
    return list.size() - 1;
  }

  @Nullable Map<Object, Positions> index(int number) {
    return indexes[number];
  }

  void keep(int number, Map<Object, Positions> index) {
    indexes[number] = index;
  }

  /** The facts of a list that have a text in a field. */
  Positions withWord(int index, int word, FactList list) {
    Positions[] known = withWord.get(index);
    // Once for all patterns that want a text in this field: the facts of a case do not change.
    if (known == null) {
      take(list.size());
      known = words[index].index(list);
      withWord.set(index, known);
    }
    return known[word];
  }

  /** Takes note that what has the position in its list leaves out the line at the place. */
  void leaveOut(int table, int line, int position) {
    @Nullable Positions[] ofLines = leftOut[table];
    int number = positions[line];
    if (ofLines == null || ofLines.length <= number) {
      ofLines = grown(ofLines, number + 1);
      leftOut[table] = ofLines;
    }
    Positions known = ofLines[number];
    if (known == null) {
      known = new Positions();
      ofLines[number] = known;
    }
    known.add(position);
  }

  private static @Nullable Positions[] grown(@Nullable Positions @Nullable [] before, int least) {
    @Nullable Positions[] after =
        new Positions[Math.max(least, before == null ? 16 : before.length * 2)];
    if (before != null) {
      System.arraycopy(before, 0, after, 0, before.length);
    }
    return after;
  }

  /** What leaves out the line at the place. */
  Positions leftOut(int table, int line) {
    @Nullable Positions[] ofLines = leftOut[table];
    int number = positions[line];
    Positions found = ofLines == null || ofLines.length <= number ? null : ofLines[number];
    return found == null ? Positions.NONE : found;
  }

  // ---- what came of it ---------------------------------------------------------------------

  void state(Statement<?> statement) {
    stated.add(statement);
  }

  List<Statement<?>> stated() {
    return stated;
  }

  FactList[] lists() {
    return lists;
  }
}
