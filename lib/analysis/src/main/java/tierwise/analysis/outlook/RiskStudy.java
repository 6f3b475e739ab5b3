package tierwise.analysis.outlook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.OfferDecision.Status;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.Verdicts;
import tierwise.Verdicts.Verdict;
import tierwise.analysis.internal.words.OfferAnswers;
import tierwise.analysis.outlook.AtRisk.Losing;
import tierwise.analysis.outlook.AtRisk.Loss;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.Population;
import tierwise.analysis.population.Undecided;

/** Who of a population loses something in the coming days if nothing new happens. Immutable. */
public final class RiskStudy {
  private static final int TOGETHER = 8;

  private final RuleSets rules;
  private final int days;
  private final @Nullable LocalDate day;
  private final int listed;

  private RiskStudy(RuleSets rules, int days, @Nullable LocalDate day, int listed) {
    this.rules = rules;
    this.days = days;
    this.day = day;
    this.listed = listed;
  }

  /**
   * A study that decides each case as of its own day and of the days that follow it, and names 20
   * partners.
   *
   * @param days how many days there are in all, at least 1
   */
  public static RiskStudy of(RuleSets rules, int days) {
    if (days < 1) {
      throw new IllegalArgumentException("at least one day, not " + days);
    }
    return new RiskStudy(Objects.requireNonNull(rules, "rules"), days, null, 20);
  }

  /** The same, from this day on for all cases. */
  public RiskStudy on(LocalDate first) {
    return new RiskStudy(rules, days, Objects.requireNonNull(first, "first"), listed);
  }

  /** The same, but it names so many. */
  public RiskStudy withListed(int number) {
    return new RiskStudy(rules, days, day, number);
  }

  /** Hears how far it is, and of each partner. */
  public interface Listener {
    /** A partner loses something; heard in the order of the population, of everybody. */
    default void losing(Losing losing) {}

    /** A case could not be decided; heard in the order of the population, of every case. */
    default void undecided(Undecided undecided) {}

    /** So far it is; says whether to go on. */
    default boolean goesOn(long done, long extent) {
      return true;
    }
  }

  /** What came of one candidate; nothing if it has no facts any more. */
  private record Looked(
      long until, @Nullable Losing losing, @Nullable Undecided undecided, boolean isErased) {}

  /** Looks at a population by several threads; this one works, too. */
  public AtRisk run(Population population, Executor executor, Listener listener) {
    long partners = 0;
    long undecided = 0;
    long atRisk = 0;
    boolean complete = true;
    Map<List<Object>, Long> counts = new LinkedHashMap<>();
    List<Losing> named = new ArrayList<>();
    List<Undecided> problems = new ArrayList<>();
    try (Stream<List<Looked>> pieces =
        population.pieces(TOGETHER, executor, piece -> piece.stream().map(this::look).toList())) {
      Iterator<List<Looked>> each = pieces.iterator();
      while (complete && each.hasNext()) {
        for (Looked looked : each.next()) {
          partners += looked.isErased() || looked.undecided() != null ? 0 : 1;
          if (looked.undecided() != null) {
            undecided++;
            listener.undecided(looked.undecided());
            if (problems.size() < listed) {
              problems.add(looked.undecided());
            }
          }
          Losing losing = looked.losing();
          if (losing != null) {
            atRisk++;
            listener.losing(losing);
            losing
                .losses()
                .forEach(
                    loss -> counts.merge(List.of(loss.offer(), loss.renewal()), 1L, Long::sum));
            if (named.size() < listed) {
              named.add(losing);
            }
          }
          complete = listener.goesOn(looked.until(), population.extent()) && complete;
        }
        complete = complete || !each.hasNext();
      }
    }
    return new AtRisk(
        population.title(),
        days,
        complete,
        partners,
        undecided,
        atRisk,
        counts.entrySet().stream()
            .map(
                each ->
                    new AtRisk.Offer(
                        (String) each.getKey().get(0),
                        (Boolean) each.getKey().get(1),
                        each.getValue()))
            .sorted(
                Comparator.comparingLong(AtRisk.Offer::losses)
                    .reversed()
                    .thenComparing(AtRisk.Offer::offer)
                    .thenComparing(AtRisk.Offer::renewal))
            .toList(),
        named,
        problems);
  }

  private Looked look(Candidate candidate) {
    try {
      EnrollmentCase each = candidate.read();
      if (each == null) {
        return new Looked(candidate.until(), null, null, true);
      }
      EnrollmentCase first = day == null ? each : each.on(day);
      List<Loss> losses = losses(first);
      Losing losing =
          losses.isEmpty()
              ? null
              : new Losing(
                  candidate.where(),
                  each.partner().id(),
                  each.name().orElse(each.partner().name()),
                  losses);
      return new Looked(candidate.until(), losing, null, false);
    } catch (RuleSetException e) {
      return new Looked(
          candidate.until(),
          null,
          new Undecided(candidate.where(), candidate.told(e.problems())),
          false);
    }
  }

  /** Each offer that is granted on the first day, with the first day on which it is not. */
  private List<Loss> losses(EnrollmentCase first) {
    DecidedDay each = new DecidedDay(rules, first);
    LocalDate from = first.application().asOf();
    List<Verdict> open = new ArrayList<>();
    for (Verdict verdict : each.on(from, RuleSet::verdicts).offers()) {
      if (verdict.status() == Status.GRANTED) {
        open.add(verdict);
      }
    }
    List<Loss> losses = new ArrayList<>();
    for (int i = 1; i < days && !open.isEmpty(); i++) {
      LocalDate on = from.plusDays(i);
      Verdicts later;
      try {
        later = each.on(on, RuleSet::verdicts);
      } catch (RuleSetException e) {
        // No year holds, or its rules cannot decide: nothing is lost by that.
        continue;
      }
      for (Iterator<Verdict> all = open.iterator(); all.hasNext(); ) {
        Verdict granted = all.next();
        if (!OfferAnswers.isGranted(granted, later)) {
          losses.add(loss(each, granted, on));
          all.remove();
        }
      }
    }
    return losses;
  }

  private Loss loss(DecidedDay first, Verdict granted, LocalDate on) {
    OfferDecision after = OfferAnswers.in(first.on(on, RuleSet::decide), granted);
    return new Loss(
        granted.offer(),
        granted.of(),
        granted.renewal(),
        on,
        after == null ? "not in play" : after.status().name().toLowerCase(Locale.ROOT),
        after == null ? List.of() : OfferAnswers.inTheWay(after));
  }
}
