package tierwise.internal.decide;

import static tierwise.internal.decide.DecisionProblem.*;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.facts.Bound;
import tierwise.facts.Offer;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.engine.OrderedKey;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.source.Problems;

/**
 * Joins each requirement with its measurement into a finding, and the findings of an offer into its
 * status. Offers that need other offers are decided after those.
 *
 * <p>Two laws are kept here. The order of facts, rules and files does not matter: wherever several
 * statements meet, they are the same, or a problem, or put into an order of their own. And missing
 * is not failing: nothing is refused for want of what the case did not report.
 */
final class Judge {
  /** Up to so many requirements of an offer are compared with each other one by one. */
  private static final int FEW = 8;

  private final DecisionPlan plan;
  private final List<OfferCase> offers;

  private final NeededOffers needed;
  private final StatementIndex statements;
  private final Explainer explainer;
  private final Problems problems;
  private final WayOrder order;

  /**
   * Makes a judge.
   *
   * @param steps at how many offers it may look because others need them
   */
  Judge(
      DecisionPlan plan,
      StatementIndex statements,
      Explainer explainer,
      Problems problems,
      long steps) {
    this.plan = plan;
    this.offers = statements.bound().offers();
    this.statements = statements;
    this.explainer = explainer;
    this.problems = problems;
    this.order = new WayOrder(plan);
    this.needed = new NeededOffers(offers, problems, steps);
  }

  /** The decisions on all offers, in the order of the offers, whichever of them came first. */
  List<OfferDecision> decisions() {
    OfferDecision[] decisions = new OfferDecision[offers.size()];
    for (int i = 0; i < decisions.length; i++) {
      decide(offers.get(i));
    }
    for (int i = 0; i < decisions.length; i++) {
      decisions[i] = decided(offers.get(i));
    }
    return List.of(decisions);
  }

  private static OfferDecision decided(OfferCase offer) {
    return Objects.requireNonNull(offer.decision);
  }

  // ---- offers that need others -------------------------------------------------------------

  /** An offer whose turn has come, and what it needs that was not looked at yet. */
  private record Turn(OfferCase offer, Iterator<Needed> needs) {}

  private record Needed(Statement<Requirement> stated, OfferCase offer) {}

  /** Decides what the offer needs first, however long the chain is. */
  private void decide(OfferCase first) {
    if (first.decision != null) {
      return;
    }
    // Most offers need no other, and have no turns to keep.
    if (!needsOthers(first)) {
      first.decision = judge(first);
      return;
    }
    Deque<Turn> turns = new ArrayDeque<>();
    turns.push(turn(first));
    while (!turns.isEmpty()) {
      Turn turn = turns.element();
      if (!turn.needs().hasNext()) {
        turn.offer().decision = judge(turn.offer());
        turn.offer().isUnderWay = false;
        turns.remove();
        continue;
      }
      Needed next = turn.needs().next();
      // The checker refuses circles of names that are written out; those of a table show here.
      if (next.offer().isUnderWay) {
        problems.error(
            OFFERS_IN_A_CIRCLE,
            next.stated().words().span(),
            OfferCase.described(turn.offer().offer()),
            OfferCase.described(next.offer().offer()));
      } else if (next.offer().decision == null) {
        turns.push(turn(next.offer()));
      }
    }
  }

  private static boolean needsOthers(OfferCase offer) {
    for (Statement<Requirement> stated : offer.requirements) {
      for (Requirement.Way way : stated.fact().ways()) {
        if (way instanceof Requirement.Needs) {
          return true;
        }
      }
    }
    return false;
  }

  private Turn turn(OfferCase offer) {
    offer.isUnderWay = true;
    List<Needed> needs = new ArrayList<>();
    for (Statement<Requirement> stated : offer.requirements) {
      for (Requirement.Way way : stated.fact().ways()) {
        if (way instanceof Requirement.Needs others) {
          for (String name : others.offers()) {
            for (List<OfferCase> ofOneSubject : needed.fitting(offer.offer(), name, stated)) {
              ofOneSubject.forEach(other -> needs.add(new Needed(stated, other)));
            }
          }
        }
      }
    }
    return new Turn(offer, needs.iterator());
  }

  // ---- one offer ---------------------------------------------------------------------------

  /**
   * Decides one offer when all that it needs is decided. Of an offer of which nothing is said
   * nobody can tell whether it was forgotten, and one that is open and asks something contradicts
   * itself: both are problems, and never granted.
   */
  private OfferDecision judge(OfferCase offer) {
    if (offer.requirements.isEmpty() && offer.openings.isEmpty() && offer.closures.isEmpty()) {
      problems.error(
          NOTHING_SAID_OF_THE_OFFER,
          offer.plan().spec().span(),
          OfferCase.described(offer.offer()));
    }
    if (!offer.requirements.isEmpty() && !offer.openings.isEmpty()) {
      problems
          .error(
              OFFER_OPEN_AND_ASKING,
              offer.openings.get(0).words().span(),
              OfferCase.described(offer.offer()))
          .place(offer.requirements.get(0).words().span());
    }
    List<Finding> findings = findings(offer);
    return new OfferDecision(
        offer.offer().name(),
        offer.offer().of(),
        offer.offer().renewal(),
        offer.plan().rung(),
        status(findings, !offer.closures.isEmpty()),
        findings,
        () -> explainer.grounds(offer));
  }

  /**
   * A closure beats all, since nobody can order what is closed; what is asked is told nevertheless,
   * for when it opens. Something missed beats what is not reported: it refuses whatever the case
   * would still report. Nothing found grants, but only where a rule opens the offer: silence was
   * refused before.
   */
  private static OfferDecision.Status status(List<Finding> findings, boolean isClosed) {
    if (isClosed) {
      return OfferDecision.Status.CLOSED;
    }
    OfferDecision.Status status = OfferDecision.Status.GRANTED;
    for (Finding finding : findings) {
      switch (finding.status()) {
        case MISSED -> {
          return OfferDecision.Status.REFUSED;
        }
        case NOT_REPORTED -> status = OfferDecision.Status.UNDETERMINED;
        case MET, WAIVED -> {}
      }
    }
    return status;
  }

  // ---- findings ----------------------------------------------------------------------------

  /**
   * What several rules ask alike: one requirement, with the places of all of them, so that none of
   * them is told as if it alone had asked.
   */
  private record Asked(List<Requirement.Way> ways, List<Statement<Requirement>> stated) {}

  private List<Finding> findings(OfferCase offer) {
    List<Asked> asked = asked(offer.requirements);
    refuseDifferentBounds(asked);
    // Often in order already; then there is nothing to sort.
    for (int i = 1; i < asked.size(); i++) {
      if (order.compare(asked.get(i - 1).ways(), asked.get(i).ways()) > 0) {
        asked.sort(Comparator.comparing(Asked::ways, order));
        break;
      }
    }
    Finding[] findings = new Finding[asked.size()];
    for (int i = 0; i < findings.length; i++) {
      findings[i] = finding(offer, asked.get(i));
    }
    return List.of(findings);
  }

  private static List<Asked> asked(List<Statement<Requirement>> requirements) {
    List<Asked> all = new ArrayList<>(requirements.size());
    Map<OrderedKey, Asked> known = new HashMap<>();
    for (Statement<Requirement> stated : requirements) {
      List<Requirement.Way> ways = stated.fact().ways();
      Asked same = requirements.size() > FEW ? known.get(new OrderedKey(ways)) : same(all, ways);
      if (same == null) {
        same = new Asked(ways, new ArrayList<>(1));
        all.add(same);
        if (requirements.size() > FEW) {
          known.put(new OrderedKey(ways), same);
        }
      }
      same.stated().add(stated);
    }
    return all;
  }

  private static @Nullable Asked same(List<Asked> all, List<Requirement.Way> ways) {
    for (Asked each : all) {
      if (each.ways().equals(ways)) {
        return each;
      }
    }
    return null;
  }

  private record BoundKey(String measure, @Nullable String of, Bound.Relation relation)
      implements Comparable<BoundKey> {
    private static final Comparator<BoundKey> ORDER =
        Comparator.comparing(BoundKey::measure)
            .thenComparing(BoundKey::of, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(BoundKey::relation);

    /** So that names chosen to share a hash are found as fast as others. */
    @Override
    public int compareTo(BoundKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Two figures in one direction are a problem, and never the stricter one wins: one of the two is
   * a mistake, and nobody would see it. A lower and an upper bound make a band; one of several ways
   * may ask what another requirement asks otherwise.
   */
  private void refuseDifferentBounds(List<Asked> asked) {
    if (asked.size() < 2) {
      return;
    }
    Map<BoundKey, Statement<Requirement>> first = new HashMap<>();
    for (Asked same : asked) {
      if (same.ways().size() == 1 && same.ways().get(0) instanceof Requirement.Asks asks) {
        Statement<Requirement> stated = same.stated().get(0);
        Statement<Requirement> earlier =
            first.putIfAbsent(
                new BoundKey(asks.measure(), asks.of(), asks.bound().relation()), stated);
        if (earlier != null) {
          problems
              .error(
                  TWO_FIGURES_OF_AN_OFFER,
                  stated.words().span(),
                  OfferCase.described(stated.fact().offer()),
                  asks.measure())
              .place(earlier.words().span());
        }
      }
    }
  }

  private Finding finding(OfferCase offer, Asked asked) {
    List<Statement<Requirement>> stated = asked.stated();
    if (asked.ways().size() == 1) {
      return way(offer, asked.ways().get(0), stated);
    }
    Finding[] ways = new Finding[asked.ways().size()];
    Finding.Status best = Finding.Status.MISSED;
    for (int i = 0; i < ways.length; i++) {
      ways[i] = way(offer, asked.ways().get(i), stated);
      // In the order of the constants: a way that is not reported can still be met, a missed one
      // not.
      best = ways[i].status().compareTo(best) < 0 ? ways[i].status() : best;
    }
    List<Finding> all = List.of(ways);
    return new Finding.Either(best, all, () -> explainer.either(offer.offer(), all, stated));
  }

  /** One way of a requirement. A question that the request leaves open is not a no. */
  private Finding way(OfferCase offer, Requirement.Way way, List<Statement<Requirement>> stated) {
    if (way instanceof Requirement.Asks asks) {
      return ofMeasure(offer, asks, stated);
    }
    if (way instanceof Requirement.Needs needs) {
      return ofOffers(offer, needs, stated);
    }
    if (way instanceof Requirement.Together together) {
      List<Finding> all =
          together.asks().stream().map(asks -> ofMeasure(offer, asks, stated)).toList();
      return new Finding.Together(all, () -> explainer.together(offer.offer(), all, stated));
    }
    Requirement.Expects expects = (Requirement.Expects) way;
    Finding.Status status =
        expects.answer() == null
            ? Finding.Status.NOT_REPORTED
            : expects.answer() ? Finding.Status.MET : Finding.Status.MISSED;
    return new Finding.OfAnswer(
        expects.question(),
        status,
        expects.answer(),
        () -> explainer.ofAnswer(offer.offer(), expects.question(), status, stated));
  }

  private Finding ofMeasure(
      OfferCase offer, Requirement.Asks asks, List<Statement<Requirement>> stated) {
    String name = asks.measure();
    MeasurePlan measure = plan.measure(name);
    if (measure == null) {
      problems
          .error(NO_MEASURE_IN_THE_MANIFEST, stated.get(0).words().span(), name)
          .allowed(plan.manifest().measures().keySet(), name);
    }
    Taken taken = measurement(offer.offer(), asks);
    Taken reported = taken == null || !taken.isReported() ? null : taken;
    Bound bound = asks.bound();
    // Compared exactly, as a fraction; rounded only where it is printed, so that nobody is refused
    // or let in by a rounding.
    BigDecimal actual = reported == null ? null : reported.measurement().value();
    BigDecimal shortBy = actual == null ? null : bound.missing(actual);
    BigDecimal required = PrintedFigures.required(bound);
    BigDecimal printed = actual == null ? null : PrintedFigures.actual(actual, bound);
    // Met before waived: a waiver is told of only where it was needed. Waived before not reported:
    // nobody must report what is not asked of them. Reported without a value, as the average of
    // nothing is, it is missed, since nothing more will come.
    Statement<Waiver> waiver = null;
    Finding.Status status;
    if (shortBy != null && shortBy.signum() == 0) {
      status = Finding.Status.MET;
    } else {
      waiver = offer.waiver(name);
      status =
          waiver != null
              ? Finding.Status.WAIVED
              : reported == null ? Finding.Status.NOT_REPORTED : Finding.Status.MISSED;
    }
    Statement<Waiver> waivedBy = waiver;
    return new Finding.OfMeasure(
        name,
        asks.of(),
        status,
        bound.relation(),
        required,
        printed,
        Figures.fraction(actual),
        shortBy,
        measure == null ? "" : measure.spec().unit(),
        reported == null ? null : () -> explainer.measured(reported),
        () ->
            explainer.ofMeasure(
                offer.offer(),
                asks,
                status,
                required,
                printed,
                shortBy,
                reported,
                waivedBy,
                stated));
  }

  /**
   * Taken of the offer itself, else of its subject, else of everything: what is more special was
   * measured for this offer on purpose. A subject that the requirement names is taken as it is.
   */
  private @Nullable Taken measurement(Offer offer, Requirement.Asks asks) {
    if (asks.of() != null) {
      return statements.measurement(asks.measure(), asks.of());
    }
    Taken own = statements.measurement(asks.measure(), offer);
    if (own == null && offer.of() != null) {
      own = statements.measurement(asks.measure(), offer.of());
    }
    return own == null ? statements.measurement(asks.measure(), null) : own;
  }

  private Finding ofOffers(
      OfferCase offer, Requirement.Needs needs, List<Statement<Requirement>> stated) {
    // Subjects are counted, not offers, so that a renewal beside enrolling anew is not two.
    int granted = 0;
    int undetermined = 0;
    for (String name : needs.offers()) {
      for (List<OfferCase> ofOneSubject : needed.fitting(offer.offer(), name, stated.get(0))) {
        OfferDecision.Status status = NeededOffers.best(ofOneSubject);
        granted += status == OfferDecision.Status.GRANTED ? 1 : 0;
        undetermined += status == OfferDecision.Status.UNDETERMINED ? 1 : 0;
      }
    }
    // What is undetermined may turn out granted; what is closed or refused will not.
    int required = 1;
    Finding.Status status =
        granted >= required
            ? Finding.Status.MET
            : granted + undetermined >= required
                ? Finding.Status.NOT_REPORTED
                : Finding.Status.MISSED;
    return new Finding.OfOffers(
        needs.offers(),
        status,
        required,
        granted,
        undetermined,
        () -> explainer.ofOffers(offer.offer(), needs.offers(), status, stated));
  }
}
