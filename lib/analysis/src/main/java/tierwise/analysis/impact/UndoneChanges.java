package tierwise.analysis.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.analysis.impact.Impact.Cause;
import tierwise.analysis.impact.Impact.Causes;
import tierwise.analysis.impact.TwoYears.Mover;
import tierwise.analysis.impact.TwoYears.Pair;
import tierwise.analysis.internal.words.OfferAnswers;
import tierwise.internal.bulk.InOrder;
import tierwise.internal.opened.OpenedRules;

/** The new rules with one change undone each, to see whom that gives back what they had. */
final class UndoneChanges {
  private static final int TOGETHER = 16;

  private final List<RuleEdit> changes = new ArrayList<>();
  private final List<RuleSet> undone = new ArrayList<>();
  private final int untried;

  /** Builds the rules of each change that can be undone. */
  UndoneChanges(RuleSet before, RuleSet after) {
    OpenedRules opened = OpenedRules.of(after);
    List<RuleEdit> alone = new ArrayList<>();
    for (RuleEdit each : RuleEdit.between(OpenedRules.of(before), opened)) {
      if (!add(each, after, opened)) {
        alone.add(each);
      }
    }
    // What does not check alone needs others, which do not either.
    boolean helped = alone.size() > 1 && add(RuleEdit.together(alone), after, opened);
    untried = helped ? 0 : alone.size();
  }

  private boolean add(RuleEdit change, RuleSet after, OpenedRules opened) {
    RuleSet rules = OpenedRules.rewritten(after, change.undoneIn(opened.drl()));
    if (rules == null) {
      return false;
    }
    changes.add(change);
    undone.add(rules);
    return true;
  }

  /**
   * The causes for the partners, worked out by several threads.
   *
   * @return {@code null} if somebody broke off
   */
  @Nullable Causes causes(List<Mover> movers, Executor executor, BooleanSupplier goesOn) {
    long[] restored = new long[undone.size()];
    long none = 0;
    try (Stream<List<boolean[]>> pieces =
        InOrder.map(
            movers.stream(),
            TOGETHER,
            piece -> piece.stream().map(this::restored).toList(),
            executor)) {
      for (Iterator<List<boolean[]>> all = pieces.iterator(); all.hasNext(); ) {
        for (boolean[] each : all.next()) {
          boolean any = false;
          for (int i = 0; i < each.length; i++) {
            restored[i] += each[i] ? 1 : 0;
            any |= each[i];
          }
          none += any ? 0 : 1;
        }
        if (!goesOn.getAsBoolean()) {
          return null;
        }
      }
    }
    return new Causes(
        movers.size(),
        IntStream.range(0, restored.length)
            .filter(i -> restored[i] > 0)
            .mapToObj(i -> new Cause(changes.get(i).words(), restored[i]))
            .sorted(Comparator.comparingLong(Cause::partners).reversed())
            .toList(),
        changes.size(),
        untried,
        none);
  }

  /** For each change whether something is decided as before if it is undone. */
  private boolean[] restored(Mover mover) {
    boolean[] restored = new boolean[undone.size()];
    for (int i = 0; i < restored.length; i++) {
      try {
        Verdicts verdicts = undone.get(i).verdicts(mover.after().enrollmentCase());
        restored[i] = mover.moved().stream().anyMatch(pair -> isAsBefore(pair, verdicts));
      } catch (RuleSetException e) {
        // With this change undone nothing can be decided, so that it gives nothing back.
        restored[i] = false;
      }
    }
    return restored;
  }

  private static boolean isAsBefore(Pair pair, Verdicts verdicts) {
    return OfferAnswers.isGranted(pair.any(), verdicts) == TwoYears.granted(pair.before());
  }
}
