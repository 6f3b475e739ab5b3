package tierwise.analysis.impact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.OfferDecision.Status;
import tierwise.Problem;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.Verdicts.Figure;
import tierwise.Verdicts.Verdict;
import tierwise.analysis.impact.Impact.Gap;
import tierwise.analysis.impact.Impact.Moved;
import tierwise.analysis.impact.Impact.MovedOffer;
import tierwise.analysis.internal.words.OfferAnswers;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.Undecided;

/** Decides single cases by two rule sets. Safe for use by several threads. */
final class TwoYears {
  private final RuleSet before;
  private final RuleSet after;
  private final ImpactStudy.Options options;
  private volatile boolean namesMoved = true;

  TwoYears(RuleSet before, RuleSet after, ImpactStudy.Options options) {
    this.before = before;
    this.after = after;
    this.options = options;
  }

  /** What was decided of one case by one rule set. */
  record Judged(EnrollmentCase enrollmentCase, Verdicts verdicts, List<RuleSet.Misfit> misfits) {}

  /** An offer as both decide it; {@code null} where a rule set does not have it. */
  record Pair(@Nullable Verdict before, @Nullable Verdict after) {
    Verdict any() {
      return after == null ? Objects.requireNonNull(before) : after;
    }

    boolean gained() {
      return granted(after) && !granted(before);
    }

    boolean lost() {
      return granted(before) && !granted(after);
    }
  }

  /** A case for which something changes, with all that tells why. */
  record Mover(Candidate candidate, Judged before, Judged after, List<Pair> pairs) {
    /** The offers that are granted by one and not by the other. */
    List<Pair> moved() {
      return pairs.stream().filter(each -> each.gained() || each.lost()).toList();
    }
  }

  static boolean granted(@Nullable Verdict verdict) {
    return verdict != null && verdict.status() == Status.GRANTED;
  }

  /** From now on nobody asks for the names of partners and their reasons in words. */
  void enough() {
    namesMoved = false;
  }

  /** Looks at one case and counts it. */
  void look(Candidate candidate, Tally tally) {
    tally.until(candidate.until());
    try {
      EnrollmentCase each = candidate.read();
      if (each == null) {
        tally.erased();
        return;
      }
      if (options.day() != null) {
        each = each.on(options.day());
      }
      Judged old = judged(before, each);
      Judged now = judged(after, each);
      refuseWhatNobodyReads(old, now);
      List<Pair> pairs = pairs(old.verdicts().offers(), now.verdicts().offers());
      boolean isMoved = false;
      for (Pair pair : pairs) {
        isMoved |= pair.gained() || pair.lost();
      }
      tally.decided(candidate.where(), each, old, now, pairs);
      if (isMoved) {
        Mover mover = new Mover(candidate, old, now, pairs);
        tally.moved(mover, namesMoved ? named(mover) : null);
      }
    } catch (RuleSetException e) {
      tally.undecided(new Undecided(candidate.where(), candidate.told(e.problems())));
    }
  }

  /**
   * What does not fit is looked for only where the rules find fault: nearly all cases fit, and each
   * is looked at twice as it is.
   */
  static Judged judged(RuleSet rules, EnrollmentCase each) {
    try {
      return new Judged(each, rules.verdicts(each), List.of());
    } catch (RuleSetException e) {
      RuleSet.Fitting fitting = rules.fitting(each);
      if (fitting.misfits().isEmpty()) {
        throw e;
      }
      return new Judged(
          fitting.enrollmentCase(), rules.verdicts(fitting.enrollmentCase()), fitting.misfits());
    }
  }

  private static void refuseWhatNobodyReads(Judged old, Judged now) {
    if (old.misfits().isEmpty() || now.misfits().isEmpty()) {
      return;
    }
    Set<String> unknown =
        old.misfits().stream().map(TwoYears::name).collect(Collectors.toCollection(HashSet::new));
    List<Problem> problems =
        now.misfits().stream()
            .filter(each -> unknown.contains(name(each)))
            .flatMap(each -> each.problems().stream())
            .distinct()
            .toList();
    if (!problems.isEmpty()) {
      throw new RuleSetException(problems);
    }
  }

  private static String name(RuleSet.Misfit misfit) {
    return misfit.type() + " " + misfit.id();
  }

  /** Most cases have the same offers in the same order, so that what is sought is mostly there. */
  private static List<Pair> pairs(List<Verdict> old, List<Verdict> now) {
    List<Pair> pairs = new ArrayList<>(old.size());
    boolean[] seen = new boolean[now.size()];
    int next = 0;
    for (Verdict each : old) {
      int at = at(each, now, next);
      if (at < 0) {
        pairs.add(new Pair(each, null));
      } else {
        pairs.add(new Pair(each, now.get(at)));
        seen[at] = true;
        next = at + 1;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        pairs.add(new Pair(null, now.get(i)));
      }
    }
    return pairs;
  }

  private static int at(Verdict sought, List<Verdict> all, int from) {
    for (int i = 0; i < all.size(); i++) {
      int at = (from + i) % all.size();
      if (OfferAnswers.isSame(all.get(at), sought)) {
        return at;
      }
    }
    return -1;
  }

  // ---- who moved, in words -----------------------------------------------------------------

  /** The partner with the reasons in sentences, for which everything is decided in full. */
  Moved named(Mover mover) {
    Decision old = before.decide(mover.before().enrollmentCase());
    Decision now = after.decide(mover.after().enrollmentCase());
    List<MovedOffer> offers = new ArrayList<>();
    for (Pair pair : mover.moved()) {
      Verdict any = pair.any();
      OfferDecision inOld = OfferAnswers.in(old, any);
      OfferDecision inNow = OfferAnswers.in(now, any);
      OfferDecision refused = pair.gained() ? inOld : inNow;
      OfferDecision granted = Objects.requireNonNull(pair.gained() ? inNow : inOld);
      Verdict missed = pair.gained() ? pair.before() : pair.after();
      offers.add(
          new MovedOffer(
              any.offer(),
              any.of(),
              granted.title(),
              any.renewal(),
              pair.before() == null ? null : pair.before().status(),
              pair.after() == null ? null : pair.after().status(),
              refused == null ? List.of() : OfferAnswers.inTheWay(refused),
              missed == null || missed.status() == Status.CLOSED
                  ? List.of()
                  : missed.missing().stream().map(TwoYears::gap).toList()));
    }
    EnrollmentCase each = mover.after().enrollmentCase();
    return new Moved(
        mover.candidate().where(),
        each.partner().id(),
        each.name().orElse(each.partner().name()),
        tier(mover.before().verdicts()),
        tier(mover.after().verdicts()),
        offers);
  }

  private static Gap gap(Figure figure) {
    return new Gap(asked(figure), figure.required(), figure.actual(), figure.shortBy());
  }

  /** What a figure is about, in the words of the rules. */
  static String asked(Figure figure) {
    return switch (figure.kind()) {
      case AT_LEAST, EXPECTS -> of(figure);
      case AT_MOST -> of(figure) + ", at most";
      case NEEDS, EITHER -> String.join(" or ", figure.asked());
      case TOGETHER -> String.join(" and ", figure.asked());
    };
  }

  private static String of(Figure figure) {
    return figure.asked().get(0) + (figure.of() == null ? "" : " of " + figure.of());
  }

  static @Nullable String tier(Verdicts verdicts) {
    return verdicts.highest() == null ? null : verdicts.highest().offer();
  }
}
