package tierwise.internal.decide;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.facts.Bound;
import tierwise.facts.Closure;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.facts.Opening;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * Joins each requirement with its measurement into a finding, and the findings of an offer into its
 * status. Offers that need other offers are decided after those.
 */
final class Judge {
  /** Has more digits than a manifest has measures. */
  private static final int FIRST_PLACE = 1_000_000;

  private static final String NO_SUBJECT = "";

  private final Manifest manifest;
  private final DecidedCase decided;

  /** The offers by their names and subjects. */
  private final Map<String, Map<String, List<Offer>>> offers;

  private final StatementIndex statements;
  private final Accounting accounting;
  private final Explainer explainer;
  private final Problems problems;
  private final Map<Offer, OfferDecision> decisions = new HashMap<>();
  private final Set<Offer> underWay = new LinkedHashSet<>();
  private final Set<Statement<Measurement>> used =
      Collections.newSetFromMap(new IdentityHashMap<>());

  Judge(
      Manifest manifest,
      DecidedCase decided,
      StatementIndex statements,
      Accounting accounting,
      Explainer explainer,
      Problems problems) {
    this.manifest = manifest;
    this.decided = decided;
    this.offers =
        decided.offers().stream()
            .collect(
                groupingBy(
                    Offer::name,
                    groupingBy(
                        offer -> Objects.requireNonNullElse(offer.of(), NO_SUBJECT),
                        LinkedHashMap::new,
                        toList())));
    this.statements = statements;
    this.accounting = accounting;
    this.explainer = explainer;
    this.problems = problems;
  }

  List<OfferDecision> decisions() {
    return decided.offers().stream().map(this::decide).toList();
  }

  /** The measurements that some finding rests on; known after all offers were decided. */
  boolean isUsed(Statement<Measurement> measurement) {
    return used.contains(measurement);
  }

  boolean isGranted(Offer offer) {
    return decide(offer).status() == OfferDecision.Status.GRANTED;
  }

  private OfferDecision decide(Offer offer) {
    OfferDecision known = decisions.get(offer);
    if (known == null) {
      underWay.add(offer);
      known = judge(offer);
      underWay.remove(offer);
      decisions.put(offer, known);
    }
    return known;
  }

  private OfferDecision judge(Offer offer) {
    List<Statement<Requirement>> requirements = statements.requirements(offer);
    List<Statement<Opening>> openings = statements.openings(offer);
    List<Statement<Closure>> closures = statements.closures(offer);
    List<Reason> closedBy =
        closures.isEmpty()
            ? List.of()
            : closures.stream()
                .map(this::closed)
                .distinct()
                .sorted(Comparator.comparing(Reason::code))
                .toList();
    if (requirements.isEmpty() && openings.isEmpty() && closedBy.isEmpty()) {
      nothingSaid(offer);
    }
    if (!requirements.isEmpty() && !openings.isEmpty()) {
      problems
          .error(
              Code.OPEN_AND_ASKING,
              openings.get(0).words().span(),
              "the offer " + Accounting.described(offer) + " asks nothing, and asks something")
          .related("it asks here", requirements.get(0).words().span())
          .wayOut("Leave one of the two out, or keep their conditions apart.");
    }
    List<Finding> findings = findings(offer, requirements);
    return new OfferDecision(
        offer.name(),
        offer.of(),
        offer.renewal(),
        manifest.rung(offer.name()),
        explainer.title(offer),
        status(findings, closedBy),
        findings,
        closedBy,
        openings.isEmpty()
            ? null
            : explainer.reason(openings.get(0).fact().reason(), openings.get(0)));
  }

  private Reason closed(Statement<Closure> stated) {
    return explainer.reason(stated.fact().reason(), stated);
  }

  private void nothingSaid(Offer offer) {
    problems
        .error(
            Code.NOTHING_SAID,
            Objects.requireNonNull(manifest.offers().get(offer.name())).span(),
            "the rules say nothing of the offer " + Accounting.described(offer))
        .wayOut(
            "Add a rule that states what it asks, that it is open ($offer.open( … )), or why it is"
                + " closed ($offer.closed( … )).");
  }

  private static OfferDecision.Status status(List<Finding> findings, List<Reason> closedBy) {
    if (!closedBy.isEmpty()) {
      return OfferDecision.Status.CLOSED;
    }
    if (has(findings, Finding.Status.MISSED)) {
      return OfferDecision.Status.REFUSED;
    }
    return has(findings, Finding.Status.NOT_REPORTED)
        ? OfferDecision.Status.UNDETERMINED
        : OfferDecision.Status.GRANTED;
  }

  private static boolean has(List<Finding> findings, Finding.Status status) {
    for (Finding finding : findings) {
      if (finding.status() == status) {
        return true;
      }
    }
    return false;
  }

  // ---- findings ----------------------------------------------------------------------------

  /** Measures first, as the manifest lists them; then offers, then questions. */
  private List<Finding> findings(Offer offer, List<Statement<Requirement>> requirements) {
    Map<List<Requirement.Way>, List<Statement<Requirement>>> same = new LinkedHashMap<>();
    for (Statement<Requirement> stated : requirements) {
      same.computeIfAbsent(stated.fact().ways(), ways -> new ArrayList<>(1)).add(stated);
    }
    refuseDifferentBounds(same.values());
    List<Asked> inOrder = new ArrayList<>(same.size());
    same.forEach((ways, stated) -> inOrder.add(new Asked(sortKey(ways), ways, stated)));
    inOrder.sort(Comparator.comparing(Asked::sortKey));
    List<Finding> findings = new ArrayList<>(inOrder.size());
    inOrder.forEach(asked -> findings.add(finding(offer, asked.ways(), asked.stated())));
    return findings;
  }

  private record Asked(
      String sortKey, List<Requirement.Way> ways, List<Statement<Requirement>> stated) {}

  private String sortKey(List<Requirement.Way> ways) {
    StringBuilder key = new StringBuilder();
    for (Requirement.Way way : ways) {
      if (way instanceof Requirement.Asks asks) {
        // As wide as any place is, so that the places are in order as texts.
        MeasureSpec spec = manifest.measures().get(asks.measure());
        int place = spec == null ? -1 : spec.place();
        key.append('a').append(FIRST_PLACE + place).append(' ').append(asks.of()).append(' ');
        key.append(asks.bound().relation()).append(' ').append(asks.bound().value());
      } else if (way instanceof Requirement.Needs needs) {
        key.append('b').append(needs.offers());
      } else if (way instanceof Requirement.Expects expects) {
        key.append('c').append(expects.question());
      }
    }
    return key.toString();
  }

  private record BoundKey(String measure, @Nullable String of, Bound.Relation relation) {}

  private void refuseDifferentBounds(Iterable<List<Statement<Requirement>>> requirements) {
    Map<BoundKey, Statement<Requirement>> first = new HashMap<>();
    for (List<Statement<Requirement>> same : requirements) {
      Statement<Requirement> stated = same.get(0);
      List<Requirement.Way> ways = stated.fact().ways();
      if (ways.size() == 1 && ways.get(0) instanceof Requirement.Asks asks) {
        BoundKey key = new BoundKey(asks.measure(), asks.of(), asks.bound().relation());
        Statement<Requirement> earlier = first.putIfAbsent(key, stated);
        if (earlier != null) {
          problems
              .error(
                  Code.DIFFERENT_BOUNDS,
                  stated.words().span(),
                  "the offer "
                      + Accounting.described(stated.fact().offer())
                      + " asks two different figures of \""
                      + asks.measure()
                      + "\"")
              .related("the other one", earlier.words().span())
              .wayOut("Keep one of the two, or keep their conditions apart.");
        }
      }
    }
  }

  private Finding finding(
      Offer offer, List<Requirement.Way> ways, List<Statement<Requirement>> stated) {
    List<RuleReference> askedBy = explainer.references(stated);
    if (ways.size() == 1) {
      return way(offer, ways.get(0), askedBy, stated.get(0));
    }
    List<Finding> findings =
        ways.stream().map(way -> way(offer, way, askedBy, stated.get(0))).toList();
    Finding.Status best =
        findings.stream().map(Finding::status).min(Comparator.naturalOrder()).orElseThrow();
    return new Finding.Either(best, findings, askedBy, explainer.either(offer, findings));
  }

  private Finding way(
      Offer offer,
      Requirement.Way way,
      List<RuleReference> askedBy,
      Statement<Requirement> stated) {
    if (way instanceof Requirement.Asks asks) {
      return ofMeasure(offer, asks, askedBy, stated);
    }
    if (way instanceof Requirement.Needs needs) {
      return ofOffers(offer, needs, askedBy, stated);
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
        askedBy,
        explainer.ofAnswer(offer, expects.question(), status));
  }

  private Finding ofMeasure(
      Offer offer,
      Requirement.Asks asks,
      List<RuleReference> askedBy,
      Statement<Requirement> stated) {
    String measure = asks.measure();
    MeasureSpec spec = manifest.measures().get(measure);
    if (spec == null) {
      problems
          .error(
              Code.UNKNOWN_VALUE,
              stated.words().span(),
              "the manifest has no measure \"" + measure + "\"")
          .allowed("It has", manifest.measures().keySet(), measure);
    }
    Statement<Measurement> reported = reported(offer, asks);
    Bound bound = asks.bound();
    BigDecimal actual = reported == null ? null : reported.fact().value();
    BigDecimal shortBy = actual == null ? null : bound.missing(actual);
    BigDecimal required = PrintedFigures.required(bound);
    BigDecimal printed = actual == null ? null : PrintedFigures.actual(actual, bound);
    Reason waivedBy = null;
    Finding.Status status;
    if (shortBy != null && shortBy.signum() == 0) {
      status = Finding.Status.MET;
    } else {
      Statement<Waiver> waiver = statements.waiver(offer, measure);
      if (waiver != null) {
        waivedBy = explainer.reason(waiver.fact().reason(), waiver);
        status = Finding.Status.WAIVED;
      } else {
        status = reported == null ? Finding.Status.NOT_REPORTED : Finding.Status.MISSED;
      }
    }
    Measured measured = reported == null ? null : explainer.measured(reported);
    boolean synthetic = Explainer.synthetic(askedBy) || (measured != null && measured.synthetic());
    return new Finding.OfMeasure(
        measure,
        asks.of(),
        status,
        bound.relation(),
        required,
        printed,
        Figures.fraction(actual),
        shortBy,
        spec == null ? "" : spec.unit(),
        synthetic,
        askedBy,
        measured,
        waivedBy,
        explainer.ofMeasure(
            offer,
            measure,
            status,
            bound.relation(),
            required,
            printed,
            shortBy,
            reported != null,
            waivedBy,
            synthetic));
  }

  /** The measurement, if there is one and the case gave what it counts. */
  private @Nullable Statement<Measurement> reported(Offer offer, Requirement.Asks asks) {
    Statement<Measurement> measurement = measurement(offer, asks);
    if (measurement == null || !accounting.isReported(measurement.fact())) {
      return null;
    }
    used.add(measurement);
    return measurement;
  }

  /** Taken of the offer itself, else of its subject, else of everything. */
  private @Nullable Statement<Measurement> measurement(Offer offer, Requirement.Asks asks) {
    if (asks.of() != null) {
      return statements.measurement(asks.measure(), asks.of());
    }
    Statement<Measurement> own = statements.measurement(asks.measure(), offer);
    if (own == null && offer.of() != null) {
      own = statements.measurement(asks.measure(), offer.of());
    }
    return own == null ? statements.measurement(asks.measure(), null) : own;
  }

  private Finding ofOffers(
      Offer offer,
      Requirement.Needs needs,
      List<RuleReference> askedBy,
      Statement<Requirement> stated) {
    int granted = 0;
    int undetermined = 0;
    for (String needed : needs.offers()) {
      for (List<Offer> ofOneSubject : fitting(offer, needed)) {
        OfferDecision.Status status =
            ofOneSubject.stream()
                .map(other -> needed(offer, other, stated))
                .reduce(Judge::better)
                .orElseThrow();
        granted += status == OfferDecision.Status.GRANTED ? 1 : 0;
        undetermined += status == OfferDecision.Status.UNDETERMINED ? 1 : 0;
      }
    }
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
        askedBy,
        explainer.ofOffers(offer, needs.offers(), status));
  }

  /** Those of the name that are of the same subject, or of none; of an offer without one all. */
  private Collection<List<Offer>> fitting(Offer offer, String name) {
    Map<String, List<Offer>> named = offers.getOrDefault(name, Map.of());
    return offer.of() == null
        ? named.values()
        : Stream.of(NO_SUBJECT, offer.of()).map(named::get).flatMap(Stream::ofNullable).toList();
  }

  private OfferDecision.Status needed(Offer asking, Offer other, Statement<Requirement> stated) {
    if (underWay.contains(other)) {
      problems
          .error(
              Code.CIRCLE_OF_OFFERS,
              stated.words().span(),
              "the offers "
                  + Accounting.described(asking)
                  + " and "
                  + Accounting.described(other)
                  + " need each other")
          .wayOut("Leave one of the needs out.");
      return OfferDecision.Status.REFUSED;
    }
    return decide(other).status();
  }

  private static OfferDecision.Status better(OfferDecision.Status a, OfferDecision.Status b) {
    if (a == OfferDecision.Status.GRANTED || b == OfferDecision.Status.GRANTED) {
      return OfferDecision.Status.GRANTED;
    }
    return a == OfferDecision.Status.UNDETERMINED ? a : b;
  }
}
