package tierwise.testing.internal.mutate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.source.Located;
import tierwise.testing.Mutation;
import tierwise.testing.internal.draw.CaseEdits;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.CaseShrinker;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.expect.NearestChange;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * Judges the mutants of a folder. First the folder's cases decide: a mutant with which one fails is
 * killed. For each that is left a case is looked for that would kill it, among drawn cases and
 * drawn changes of the folder's own; a mutant that decides all of them as the rules do is set
 * apart.
 */
public final class MutationRun {
  /** How many cases a mutant must decide as the rules do to be set apart. */
  static final int DRAWN = 10_000;

  private static final int FRESH = DRAWN / 2;
  private static final int CASES_TO_CHANGE = 2;
  private static final int CHANGES_OF_A_CASE = 150;

  private final TestedRules rules;
  private final Mutation.Progress progress;
  private final List<ReadCase> undecided = new ArrayList<>();
  private final List<Known> known = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failing = new ArrayList<>();
  private final Map<String, Deque<Known>> killers = new ConcurrentHashMap<>();
  private final Set<Known> useful =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private volatile boolean stopped;
  private int done;

  private MutationRun(TestedRules rules, Mutation.Progress progress) {
    this.rules = rules;
    this.progress = progress;
  }

  /** The mutants of the rules, judged by the cases. */
  public static Mutation of(TestedRules rules, List<ReadCase> cases, Mutation.Progress progress) {
    return new MutationRun(rules, progress).run(cases);
  }

  /** A case of the folder with what the unchanged rules decide of it. */
  private record Known(ReadCase test, BaseRun base) {}

  /** A mutant that no case of the folder kills, and what was found of it. */
  private static final class Survivor {
    private final Mutant mutant;
    private final ChangedRules changed;
    private volatile @Nullable DrawnCase shown;
    private volatile long order = Long.MAX_VALUE;

    Survivor(Mutant mutant, ChangedRules changed) {
      this.mutant = mutant;
      this.changed = changed;
    }

    /** Keeps the first in their order of the cases that show it. */
    synchronized void showBy(DrawnCase drawn, long place) {
      if (place < order) {
        shown = drawn;
        order = place;
      }
    }
  }

  private enum Fate {
    REFUSED,
    KILLED,
    SURVIVED,
    OPEN
  }

  private record Judged(Fate fate, @Nullable Survivor survivor, @Nullable Killed killed) {
    Judged(Fate fate) {
      this(fate, null, null);
    }
  }

  private record Killed(Mutant mutant, ChangedRules changed) {}

  private Mutation run(List<ReadCase> cases) {
    cases.stream().filter(ReadCase::isRun).forEach(this::prepare);
    List<Mutant> mutants = Mutants.of(rules);
    List<Judged> judged =
        inParallel("mutants", mutants, mutant -> stopped ? new Judged(Fate.OPEN) : judge(mutant));
    List<String> idle =
        idle(judged.stream().map(Judged::killed).flatMap(Stream::ofNullable).toList());
    List<Survivor> survivors =
        judged.stream().map(Judged::survivor).flatMap(Stream::ofNullable).toList();
    search(survivors);
    boolean unsearched = stopped;
    List<Survivor> found = survivors.stream().filter(each -> each.shown != null).toList();
    List<Survivor> notFound = survivors.stream().filter(each -> each.shown == null).toList();
    List<Mutation.Mutated> shown =
        inParallel("cases that would kill", found, each -> mutated(each.mutant, killer(each)));
    List<Mutation.Mutated> alike =
        unsearched
            ? List.of()
            : notFound.stream().map(each -> mutated(each.mutant, Optional.empty())).toList();
    Located<Integer> limit = rules.manifest().coverage().get("mutants");
    return new Mutation(
        rules.name(),
        known.size() + undecided.size(),
        failing,
        stopped ? List.of() : idle,
        count(judged, Fate.REFUSED),
        count(judged, Fate.KILLED),
        shown,
        alike,
        count(judged, Fate.OPEN) + (unsearched ? notFound.size() : 0),
        limit == null ? null : limit.value());
  }

  private static int count(List<Judged> judged, Fate fate) {
    return (int) judged.stream().filter(each -> each.fate() == fate).count();
  }

  private static Mutation.Mutated mutated(Mutant mutant, Optional<String> killer) {
    return new Mutation.Mutated(
        mutant.kind().words(), mutant.span().at(), mutant.rule(), mutant.diff(), killer);
  }

  /** Keeps the order of the items; tells the progress after each. */
  private <T, R> List<R> inParallel(String what, List<T> items, Function<T, R> each) {
    synchronized (this) {
      done = 0;
    }
    return IntStream.range(0, items.size())
        .parallel()
        .mapToObj(
            i -> {
              R result = each.apply(items.get(i));
              step(what, items.size());
              return result;
            })
        .toList();
  }

  private synchronized void step(String what, int all) {
    done++;
    if (!progress.step(rules.name() + ": " + what, done, all)) {
      stopped = true;
    }
  }

  // ---- the folder's cases ------------------------------------------------------------------

  private void prepare(ReadCase test) {
    CaseFacts facts = test.facts();
    if (facts == null) {
      return; // It is refused before any rule is asked.
    }
    if (test.compared(rules::decide).size() > 0) {
      failing.add(place(test));
      return;
    }
    try {
      known.add(new Known(test, new BaseRun(rules, facts)));
    } catch (RuleSetException e) {
      undecided.add(test); // As it expects.
    }
  }

  private Judged judge(Mutant mutant) {
    TestedRules applied = mutant.applied(rules);
    if (applied == null) {
      return new Judged(Fate.REFUSED);
    }
    ChangedRules changed = ChangedRules.of(rules, applied, mutant.rule());
    if (!kills(mutant, changed)) {
      return new Judged(Fate.SURVIVED, new Survivor(mutant, changed), null);
    }
    return new Judged(Fate.KILLED, null, new Killed(mutant, changed));
  }

  private boolean kills(Mutant mutant, ChangedRules changed) {
    Known killer = killer(mutant, changed);
    if (killer == null) {
      return undecided.stream().anyMatch(test -> test.compared(changed.rules()::decide).size() > 0);
    }
    if (!useful.contains(killer) && isNoticed(killer, new Killed(mutant, changed))) {
      useful.add(killer);
    }
    return true;
  }

  /**
   * A case that kills the mutant. Looks first at those that killed other mutants of the rule: they
   * often kill this one, too.
   */
  private @Nullable Known killer(Mutant mutant, ChangedRules changed) {
    Deque<Known> likely =
        killers.computeIfAbsent(mutant.rule(), rule -> new ConcurrentLinkedDeque<>());
    Set<Known> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Known each : likely) {
      tried.add(each);
      if (fails(each, changed)) {
        return each;
      }
    }
    for (Known each : known) {
      if (!tried.contains(each) && fails(each, changed)) {
        likely.addFirst(each);
        return each;
      }
    }
    return null;
  }

  /**
   * The cases that kill no mutant by what they expect. With a mutant that can decide nothing any
   * case fails, whatever it expects.
   */
  private List<String> idle(List<Killed> killed) {
    List<Known> doubtful = known.stream().filter(each -> !useful.contains(each)).toList();
    return inParallel(
            "cases that were not needed yet",
            doubtful,
            each ->
                stopped || killed.stream().anyMatch(mutant -> isNoticed(each, mutant))
                    ? Optional.<String>empty()
                    : Optional.of(place(each.test())))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isNoticed(Known each, Killed killed) {
    if (!each.base().differs(killed.changed())) {
      return false;
    }
    try {
      TestedRules.Decided decided = each.base().decide(killed.changed());
      return each.test().compared(facts -> decided).size() > 0;
    } catch (RuleSetException e) {
      return false;
    }
  }

  private static String place(ReadCase test) {
    return test.toString();
  }

  private static boolean fails(Known each, ChangedRules changed) {
    return each.base().differs(changed)
        && each.test().compared(facts -> each.base().decide(changed)).size() > 0;
  }

  // ---- cases that would kill ---------------------------------------------------------------

  private void search(List<Survivor> survivors) {
    if (survivors.isEmpty()) {
      return;
    }
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    List<Long> seeds = LongStream.range(0, FRESH).boxed().toList();
    inParallel(
        "drawn cases",
        seeds,
        seed -> {
          show(generator.draw(seed), seed, survivors);
          return seed;
        });
    int changes = Math.max(1, (DRAWN - FRESH + known.size() - 1) / Math.max(1, known.size()));
    List<Integer> places = IntStream.range(0, known.size()).boxed().toList();
    inParallel(
        "changed cases",
        places,
        place -> {
          long order = FRESH + (long) place * changes;
          for (DrawnCase changed : changes(known.get(place), changes)) {
            show(changed, order++, survivors);
          }
          return place;
        });
    IdentityHashMap<Known, List<Survivor>> near =
        near(survivors.stream().filter(each -> each.shown == null));
    inParallel(
        "cases near mutants that nothing showed",
        places.stream().filter(place -> near.containsKey(known.get(place))).toList(),
        place -> {
          Known each = known.get(place);
          long order = DRAWN + (long) place * CHANGES_OF_A_CASE;
          for (DrawnCase changed : changes(each, CHANGES_OF_A_CASE)) {
            show(changed, order++, Objects.requireNonNull(near.get(each)));
          }
          return place;
        });
  }

  /** The survivors by the cases that have most to do with them, of which many changes are tried. */
  private IdentityHashMap<Known, List<Survivor>> near(Stream<Survivor> survivors) {
    IdentityHashMap<Known, List<Survivor>> near = new IdentityHashMap<>();
    survivors.forEach(
        survivor ->
            known.stream()
                .filter(each -> each.base().restsOn(survivor.mutant))
                .limit(CASES_TO_CHANGE)
                .forEach(
                    each -> near.computeIfAbsent(each, key -> new ArrayList<>()).add(survivor)));
    return near;
  }

  /**
   * Lets the case show the survivors that it decides otherwise than the rules do, unless a case
   * before it does: threads that are faster must not choose another case.
   */
  private void show(DrawnCase drawn, long order, List<Survivor> survivors) {
    if (stopped) {
      return;
    }
    BaseRun base;
    try {
      base = new BaseRun(rules, drawn.facts());
    } catch (RuleSetException e) {
      return; // It is none that anybody would keep.
    }
    for (Survivor survivor : survivors) {
      if (order < survivor.order && decidesOther(base, survivor)) {
        survivor.showBy(drawn, order);
      }
    }
  }

  private static boolean decidesOther(BaseRun base, Survivor survivor) {
    if (!base.differs(survivor.changed)) {
      return false;
    }
    try {
      return !base.decide(survivor.changed).decision().equals(base.decided().decision());
    } catch (RuleSetException e) {
      return true;
    }
  }

  /** Some changes of a case, drawn with the case's place as the seed. */
  private List<DrawnCase> changes(Known each, int most) {
    DrawnCase facts = DrawnCase.of(rules.model().vocabulary(), each.base().facts());
    List<CaseEdits.Edit> edits =
        new ArrayList<>(
            CaseEdits.of(
                rules.manifest(),
                rules.model(),
                facts,
                NearestChange.distances(each.base().decided().decision())));
    Collections.shuffle(edits, new Random(each.test().line()));
    return edits.stream().limit(most).map(CaseEdits.Edit::result).toList();
  }

  private Optional<String> killer(Survivor survivor) {
    DrawnCase shown = survivor.shown;
    if (shown == null || stopped) {
      return Optional.empty();
    }
    DrawnCase small =
        CaseShrinker.shrink(
            shown,
            smaller -> {
              try {
                return decidesOther(new BaseRun(rules, smaller.facts()), survivor);
              } catch (RuleSetException e) {
                return false;
              }
            });
    return new KillingCase(rules, survivor.changed.rules(), survivor.mutant).text(small);
  }
}
