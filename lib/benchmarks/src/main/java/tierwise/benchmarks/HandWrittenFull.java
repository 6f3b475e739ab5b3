package tierwise.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Finding.Status;
import tierwise.OfferDecision;
import tierwise.benchmarks.FullCase.Association;
import tierwise.benchmarks.FullCase.DirectoryRequest;
import tierwise.benchmarks.FullCase.KpiDispute;
import tierwise.benchmarks.FullDecision.Either;
import tierwise.benchmarks.FullDecision.Figure;
import tierwise.benchmarks.FullDecision.Finding;
import tierwise.benchmarks.FullDecision.Held;
import tierwise.benchmarks.FullDecision.Highest;
import tierwise.benchmarks.FullDecision.LeftOut;
import tierwise.benchmarks.FullDecision.Note;
import tierwise.benchmarks.FullDecision.OfAnswer;
import tierwise.benchmarks.FullDecision.OfMeasure;
import tierwise.benchmarks.FullDecision.OfOffers;
import tierwise.benchmarks.FullDecision.OfferResult;
import tierwise.benchmarks.Tables2021.Extension;
import tierwise.benchmarks.Tables2021.FreeCourseware;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.facts.Subject;

/**
 * The whole of 2021 as a programmer would write it for this one year: every offer with its
 * findings, every figure with its evidence and with what is left out and why, and every notice. Of
 * a decision of the library it lacks what {@link FullDecision} says, and it takes the case for
 * valid.
 */
final class HandWrittenFull {
  private static final String GOLD = "gold";
  private static final String SILVER = "silver";
  private static final String ACTION_PACK = "learning-action-pack";
  private static final String DISCOUNT = "silver-to-gold-discount";

  private static final int DAYS_TO_RENEW = 30;
  private static final int DAYS_TO_PAY = 30;
  private static final Set<String> WITHOUT_KPI_WINDOW =
      Set.of("no-learning-option", "already-held", "in-days-of-grace", "renewal-paid");
  private static final LocalDate POINTS_FROM = LocalDate.of(2021, 4, 1);
  private static final LocalDate POINTS_UNTIL = LocalDate.of(2022, 1, 1);
  private static final LocalDate SPECIALIZATION_FROM = LocalDate.of(2021, 1, 1);
  private static final LocalDate SPECIALIZATION_UNTIL = LocalDate.of(2021, 7, 1);

  private static final Comparator<Note> ORDER_OF_NOTES =
      Comparator.comparing(Note::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Note::until, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Note::code)
          .thenComparing(note -> String.valueOf(note.about()), NaturalOrder.INSTANCE)
          .thenComparing(Note::amount, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Note::currency, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final FullCase facts;
  private final LocalDate today;
  private final String partner;
  private final List<Membership> memberships;
  private final List<Membership> own;
  private final List<Order> orders;
  private final List<Purchase> purchases;
  private final List<Credential> credentials;
  private final List<Attestation> attestations;
  private final List<Reported> reported;

  private List<Association> links = List.of();
  private final List<OfferInPlay> offers = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();
  private final Set<Note> notes = new LinkedHashSet<>();

  private HandWrittenFull(FullCase facts) {
    this.facts = facts;
    this.today = facts.application().asOf();
    this.partner = facts.partner().id();
    this.memberships = NaturalOrder.sorted(given(facts.memberships()), Membership::id);
    this.own = memberships.stream().filter(each -> each.holder() == null).toList();
    this.orders = NaturalOrder.sorted(given(facts.orders()), Order::id);
    this.purchases = NaturalOrder.sorted(given(facts.purchases()), Purchase::id);
    this.credentials = NaturalOrder.sorted(given(facts.credentials()), Credential::id);
    this.attestations = NaturalOrder.sorted(given(facts.attestations()), Attestation::id);
    this.reported = given(facts.reported());
  }

  static FullDecision decide(FullCase facts) {
    return new HandWrittenFull(facts).decide();
  }

  private static <T> List<T> given(@Nullable List<T> ledger) {
    return ledger == null ? List.of() : ledger;
  }

  private FullDecision decide() {
    List<String> competencies = competencies();
    links = links();
    Tally trainers = trainers();
    Tally actionPacksHeld = actionPacksHeld();
    Tally learningMemberships = learningMemberships();
    Tally actionPacksPaid = actionPacksPaid();
    Tally profile = profile();
    Map<String, Tally> examHolders = new HashMap<>();
    Map<String, Tally> commitments = new HashMap<>();
    Map<String, Tally> activeSilver = new HashMap<>();
    for (String competency : competencies) {
      examHolders.put(competency, examHolders(competency));
      commitments.put(competency, commitment(competency));
      activeSilver.put(competency, activeSilver(competency));
    }

    List<OfferInPlay> tiers = new ArrayList<>();
    for (String tier : List.of(GOLD, SILVER)) {
      for (String competency : competencies) {
        tiers.addAll(renewalAndNew(tier, competency));
      }
    }
    tiers.addAll(renewalAndNew(ACTION_PACK, null));
    offers.addAll(tiers);

    closeRenewals(tiers);
    closeForRole(tiers);
    List<KpiLine> kpiLines = kpiLines();
    for (OfferInPlay tier : tiers) {
      String competency = tier.of;
      if (competency == null) {
        tier.asks(trainers, 1);
        if (tier.held == null) {
          tier.asksAtMost(actionPacksHeld, 0);
        }
      } else {
        ofCompetency(
            tier,
            competency,
            kpis(tier, kpiLines),
            trainers,
            Objects.requireNonNull(examHolders.get(competency)),
            Objects.requireNonNull(commitments.get(competency)));
      }
      tier.decide();
    }

    OfferInPlay externalDelivery = offer("external-delivery", null);
    externalDelivery.asks(trainers, 1);
    externalDelivery.asks(learningMemberships, 1);
    externalDelivery.decide();

    OfferInPlay coursewarePurchase = offer("courseware-purchase", null);
    coursewarePurchase.openedBy = "anyone-may-buy";
    coursewarePurchase.decide();

    OfferInPlay activation = offer("activation", null);
    activation.asks(actionPacksPaid, 1);
    activation.asks(profile, 1);
    activation.decide();

    OfferInPlay marketplaceAccess = offer("marketplace-access", null);
    marketplaceAccess.asksEither(learningMemberships, actionPacksPaid, 1);
    marketplaceAccess.asks(profile, 1);
    marketplaceAccess.decide();

    for (String competency : competencies) {
      OfferInPlay discount = offer(DISCOUNT, competency);
      discount.asks(Objects.requireNonNull(activeSilver.get(competency)), 1);
      discount.needsGold(tiers);
      discount.decide();
    }
    for (DirectoryRequest request :
        NaturalOrder.sorted(facts.directoryRequests(), DirectoryRequest::id)) {
      directoryListing(request, learningMemberships);
    }
    for (KpiDispute dispute : NaturalOrder.sorted(facts.disputes(), KpiDispute::id)) {
      kpiReview(dispute);
    }
    orders.forEach(this::refund);

    notesOfPurchases();
    notesOfRenewals(tiers);
    notesOfOrders(tiers);
    notesOfPrices(learningMemberships);
    notesOfNextSteps(tiers);
    return new FullDecision(
        today,
        highest(tiers),
        held(),
        offers.stream().map(OfferInPlay::result).toList(),
        otherFigures(),
        notes.stream().sorted(ORDER_OF_NOTES).toList());
  }

  // ---- offers ------------------------------------------------------------------------------

  /** Those asked for or held, in the order of the year's list. */
  private List<String> competencies() {
    Set<String> inPlay = new HashSet<>();
    for (Subject subject : facts.application().asksFor()) {
      inPlay.add(subject.name());
    }
    for (Membership membership : own) {
      switch (membership.offer()) {
        case GOLD, SILVER, DISCOUNT -> inPlay.add(Objects.requireNonNull(membership.of()));
        default -> {
          // It is about no competency.
        }
      }
    }
    return Tables2021.COMPETENCIES.stream().filter(inPlay::contains).toList();
  }

  private OfferInPlay offer(String name, @Nullable String of) {
    OfferInPlay offer = new OfferInPlay(name, of, null);
    offers.add(offer);
    return offer;
  }

  private List<OfferInPlay> renewalAndNew(String name, @Nullable String of) {
    OfferInPlay enrollment = new OfferInPlay(name, of, null);
    Membership held = null;
    for (Membership membership : own) {
      if (membership.offer().equals(name)
          && Objects.equals(membership.of(), of)
          && (held == null || !isLater(held, membership))) {
        held = membership;
      }
    }
    return held == null
        ? List.of(enrollment)
        : List.of(new OfferInPlay(name, of, held), enrollment);
  }

  private static boolean isLater(Membership one, Membership other) {
    int order = one.anniversary().compareTo(other.anniversary());
    return order > 0 || (order == 0 && one.since().isAfter(other.since()));
  }

  private void closeForRole(List<OfferInPlay> tiers) {
    String role = facts.application().role();
    if (role != null && !Tables2021.ALLOWED_ROLES.contains(role)) {
      tiers.forEach(tier -> tier.close("role-may-not-enroll"));
    }
  }

  private void closeRenewals(List<OfferInPlay> tiers) {
    for (OfferInPlay renewal : tiers) {
      if (renewal.held == null) {
        continue;
      }
      LocalDate from = renewal.held.anniversary().plusDays(1);
      LocalDate until = renewal.held.anniversary().plusDays(DAYS_TO_RENEW + 1L);
      if (from.isAfter(today)) {
        renewal.close("renewal-not-open-yet");
      }
      if (from.isAfter(today)) {
        closeNew(tiers, renewal, "already-held");
      } else if (until.isAfter(today)) {
        closeNew(tiers, renewal, "in-days-of-grace");
        notes.add(note("days-of-grace", renewal.about, until.minusDays(1)));
      }
      if (isPaid(renewal, from, until)) {
        closeNew(tiers, renewal, "renewal-paid");
      } else if (!until.isAfter(today)) {
        renewal.close("renewal-too-late");
        notes.add(note("membership-lost", renewal.about, until));
      }
    }
  }

  private static void closeNew(List<OfferInPlay> tiers, OfferInPlay renewal, String reason) {
    tiers.stream()
        .filter(tier -> tier.held == null && tier.isLike(renewal))
        .forEach(tier -> tier.close(reason));
  }

  private boolean isPaid(OfferInPlay renewal, LocalDate from, LocalDate until) {
    return orders.stream()
        .anyMatch(
            order ->
                isOrderOf(order, renewal)
                    && order.refundedOn() == null
                    && order.receivedOn() != null
                    && isIn(order.receivedOn(), from, until));
  }

  private static boolean isOrderOf(Order order, OfferInPlay offer) {
    return order.offer().equals(offer.name) && Objects.equals(order.of(), offer.of);
  }

  private void ofCompetency(
      OfferInPlay tier,
      String competency,
      Tally kpis,
      Tally trainers,
      Tally examHolders,
      Tally commitment) {
    boolean isSilver = tier.name.equals(SILVER);
    if (tier.held != null) {
      extend(tier, competency, tier.held.anniversary());
    }
    Tables2021.Figures figures = Tables2021.figures(tier.name, competency);
    if (figures == null) {
      tier.close("no-learning-option");
    } else {
      tier.asks(kpis, figures.kpis());
      tier.asks(trainers, figures.trainers());
      tier.asks(examHolders, figures.examHolders());
      if (isSilver) {
        tier.asks(commitment, 1);
      }
    }
    if (isSilver && holdsGold(competency)) {
      tier.close("included-in-gold");
      notes.add(note("silver-benefits-included", tier.about));
    }
    if (isSilver && isGoldRenewed(competency)) {
      tier.close("gold-renewal-paid");
      notes.add(note("silver-benefits-included", tier.about));
    }
    if (Collections.disjoint(tier.closedBy, WITHOUT_KPI_WINDOW)) {
      LocalDate until = endOfKpiWindow(tier);
      notes.add(note("kpi-window", tier.about, until.minusMonths(12), until));
    }
  }

  private void extend(OfferInPlay renewal, String competency, LocalDate anniversary) {
    boolean elsewhere =
        attestations.stream()
            .anyMatch(
                each ->
                    each.kind().equals("still-in-partner-membership-center")
                        && (each.of() == null || each.of().equals(competency)));
    for (Extension extension : Tables2021.EXTENSIONS) {
      if (!elsewhere
          && isIn(anniversary, extension.from(), extension.until())
          && !extension.leavesOut().contains(competency)) {
        renewal.isExtended = true;
        notes.add(note("extended", renewal.about, extension.from(), extension.until()));
      }
    }
    if (competency.equals("Cloud Business Applications")
        && isIn(anniversary, POINTS_FROM, POINTS_UNTIL)) {
      notes.add(note("points-granted", renewal.about));
    }
  }

  private boolean holdsGold(String competency) {
    return own.stream()
        .anyMatch(
            membership ->
                membership.offer().equals(GOLD)
                    && competency.equals(membership.of())
                    && membership.activeOn(today));
  }

  private boolean isRunningOrRenewable(Membership membership) {
    return !membership.since().isAfter(today)
        && !membership.anniversary().plusDays(DAYS_TO_RENEW).isBefore(today);
  }

  private boolean isGoldRenewed(String competency) {
    LocalDate tomorrow = today.plusDays(1);
    for (OfferInPlay gold : offers) {
      if (gold.held != null && gold.name.equals(GOLD) && competency.equals(gold.of)) {
        LocalDate from = gold.held.anniversary().plusDays(1);
        LocalDate until = from.plusDays(DAYS_TO_RENEW);
        return isPaid(gold, from, until.isBefore(tomorrow) ? until : tomorrow);
      }
    }
    return false;
  }

  private void directoryListing(DirectoryRequest request, Tally learningMemberships) {
    OfferInPlay listing = offer("directory-listing", request.id());
    listing.asks(learningMemberships, 1);
    // In the order of their codes.
    listing.expects("address-given", request.address() != null);
    listing.expects("country-given", request.country() != null);
    listing.expects("display-name-given", request.displayName() != null);
    listing.expects("landing-page", request.landingPage());
    listing.expects("no-competitors", request.noCompetitors());
    listing.expects("only-the-partner", request.onlyThePartner());
    listing.expects("own-site", request.ownSite());
    listing.decide();
    if (listing.isGranted() && request.requestedOn() != null) {
      Days submission =
          isRead("third-week", "calendar-week")
              ? Days.ofWeek(3, request.requestedOn())
              : Days.ofMonth(15, 21, request.requestedOn());
      LocalDate monthAfter = submission.from().plusMonths(1).withDayOfMonth(1);
      Days firstWeek =
          isRead("first-week", "calendar-week")
              ? Days.ofWeek(1, monthAfter)
              : Days.ofMonth(1, 7, monthAfter);
      notes.add(note("listing-submitted", listing.about, submission.from(), submission.until()));
      notes.add(note("listing-visible", listing.about, firstWeek.until().minusDays(1)));
    }
  }

  private boolean isRead(String question, String answer) {
    return facts.readings().stream()
        .anyMatch(
            reading -> question.equals(reading.question()) && answer.equals(reading.answer()));
  }

  private void kpiReview(KpiDispute dispute) {
    OfferInPlay review = offer("kpi-review", dispute.id());
    // In the order of their codes.
    review.expects("invoice-given", dispute.invoice() != null);
    review.expects("is-an-invoice", "invoice".equals(dispute.document()));
    review.expects("kpi-value-given", dispute.kpiValue() != null);
    review.expects("month-given", dispute.month() != null);
    review.expects("product-type-given", dispute.productType() != null);
    review.expects("revenue-value-given", dispute.revenueValue() != null);
    review.expects("unit-given", dispute.purchaseUnit() != null);
    review.expects("year-given", dispute.year() != null);
    review.decide();
  }

  private void refund(Order order) {
    OfferInPlay refund = offer("refund", order.id());
    refund.asksAtMost(benefitsUsed(order.id()), 0);
    if (order.receivedOn() == null) {
      refund.close("not-paid");
    } else if (order.receivedOn().plusDays(30).isBefore(today)) {
      refund.close("refund-too-late");
    }
    if (order.refundedOn() != null) {
      refund.close("refunded");
    }
    if (order.offer().equals(SILVER)
        && attestations.stream()
            .anyMatch(
                each ->
                    each.kind().equals("upgrade-discount-used")
                        && Objects.equals(each.of(), order.of()))) {
      refund.close("used-for-upgrade");
    }
    refund.decide();
  }

  // ---- figures -----------------------------------------------------------------------------

  private Tally tally(String measure, String unit, @Nullable About of, boolean isGiven) {
    Tally tally = new Tally(measure, unit, of, isGiven);
    tallies.add(tally);
    return tally;
  }

  /** The reasons that hold for every offer; only the window differs. */
  private record KpiLine(Purchase purchase, List<String> reasons) {}

  private List<KpiLine> kpiLines() {
    boolean freeEarnsNone = isRead("free-courseware", "no-kpi");
    List<KpiLine> lines = new ArrayList<>(purchases.size());
    for (Purchase line : purchases) {
      List<String> reasons = new ArrayList<>(2);
      if (freeEarnsNone && isFree(line)) {
        reasons.add("free-courseware");
      }
      if (line.kpi() == null) {
        reasons.add("no-kpi-value");
      }
      if (!isInvoiceOrCreditNote(line)) {
        reasons.add("not-an-invoice");
      }
      if (!Tables2021.isOfficial(line.product())) {
        reasons.add("not-an-official-product");
      }
      if (!"Courseware Marketplace".equals(line.channel())) {
        reasons.add("other-channel");
      }
      if (isOther(line.partnerId(), partner)) {
        reasons.add("other-partner");
      }
      lines.add(new KpiLine(line, reasons));
    }
    return lines;
  }

  private static boolean isInvoiceOrCreditNote(Purchase line) {
    return line.document().equals("invoice") || line.document().equals("credit-note");
  }

  private static boolean isFree(Purchase line) {
    return Tables2021.FREE_COURSEWARE.stream()
        .anyMatch(
            free ->
                free.product().equals(line.product())
                    && isIn(line.date(), free.from(), free.until()));
  }

  private LocalDate endOfKpiWindow(OfferInPlay tier) {
    return (tier.held == null ? today : tier.held.anniversary()).withDayOfMonth(1);
  }

  private Tally kpis(OfferInPlay tier, List<KpiLine> lines) {
    Tally tally = tally("kpis", "KPI", tier.about, facts.purchases() != null);
    LocalDate until = endOfKpiWindow(tier);
    LocalDate from = until.minusMonths(12);
    BigDecimal sum = BigDecimal.ZERO;
    for (KpiLine line : lines) {
      Purchase purchase = line.purchase();
      List<String> reasons = line.reasons();
      if (!isIn(purchase.date(), from, until)) {
        reasons = new ArrayList<>(reasons);
        reasons.add("outside-window");
      }
      if (tally.takes(purchase.id(), reasons) && purchase.kpi() != null) {
        sum = sum.add(purchase.kpi());
      }
    }
    tally.comesTo(sum);
    return tally;
  }

  // ---- whom a person is linked to ----------------------------------------------------------

  /** The associations that link somebody, after those that a limit forbids. */
  private List<Association> links() {
    List<Association> links = new ArrayList<>();
    for (Association each : facts.associations()) {
      boolean isRefused = isRefused(each);
      if (!isRefused
          && each.person() != null
          && each.organisation() != null
          && each.startedOn() != null
          && !each.startedOn().isAfter(today)) {
        links.add(each);
      }
    }
    return links;
  }

  private boolean isRefused(Association association) {
    LocalDate startedOn = association.startedOn();
    if (startedOn == null) {
      return false;
    }
    boolean ofCalendar = isRead("association-year", "calendar-year");
    boolean isRefused = false;
    if (!ofCalendar || Tables2021.YEARS_OF_ASSOCIATIONS.contains(startedOn.getYear())) {
      notes.add(
          note(
              "association-year-read",
              new About.Text(ofCalendar ? "calendar year" : "twelve months")));
      LocalDate first =
          ofCalendar ? startedOn.withDayOfYear(1) : startedOn.minusYears(1).plusDays(1);
      if (startedBetween(association, first, startedOn.plusDays(1))
          > Tables2021.MOST_ASSOCIATIONS) {
        isRefused = true;
        notes.add(note("association-too-many", new About.Text(association.id())));
      }
    }
    LocalDate early = startedOn.minusDays(Tables2021.DAYS_BETWEEN_ASSOCIATIONS - 1);
    if (startedBetween(association, early, startedOn) > 0) {
      isRefused = true;
      notes.add(note("association-too-soon", new About.Text(association.id())));
    }
    return isRefused;
  }

  private long startedBetween(Association same, LocalDate from, LocalDate until) {
    return facts.associations().stream()
        .filter(other -> Objects.equals(other.person(), same.person()))
        .filter(other -> other.startedOn() != null && isIn(other.startedOn(), from, until))
        .count();
  }

  private boolean isLinkedElsewhere(String person) {
    LocalDate latest = null;
    boolean elsewhere = false;
    for (Association link : links) {
      LocalDate startedOn = link.startedOn();
      if (startedOn != null && person.equals(link.person())) {
        if (latest == null || startedOn.isAfter(latest)) {
          latest = startedOn;
          elsewhere = false;
        }
        elsewhere |= startedOn.equals(latest) && !partner.equals(link.organisation());
      }
    }
    return elsewhere;
  }

  private boolean isNotLinkedYet(String person) {
    return isWithPartner(facts.associations(), person) && !isWithPartner(links, person);
  }

  private boolean isWithPartner(List<Association> associations, String person) {
    for (Association each : associations) {
      if (person.equals(each.person()) && partner.equals(each.organisation())) {
        return true;
      }
    }
    return false;
  }

  private Tally trainers() {
    Tally tally = tally("trainers", "person", null, facts.credentials() != null);
    Set<String> people = new HashSet<>();
    for (Credential trainer : credentials) {
      if (trainer.kind().equals("trainer")) {
        List<String> reasons = new ArrayList<>(2);
        if (isLinkedElsewhere(trainer.person())) {
          reasons.add("linked-elsewhere");
        }
        if (isNotLinkedYet(trainer.person())) {
          reasons.add("not-linked-yet");
        }
        if (!trainer.validOn(today)) {
          reasons.add("not-valid");
        }
        if (isOther(trainer.organisation(), partner)) {
          reasons.add("other-organisation");
        }
        if (tally.takes(trainer.id(), reasons)) {
          people.add(trainer.person());
        }
      }
    }
    tally.comesTo(people.size());
    return tally;
  }

  private Tally examHolders(String competency) {
    Tally tally =
        tally("exam-holders", "person", new About.Text(competency), facts.credentials() != null);
    Set<String> people = new HashSet<>();
    for (Credential exam : credentials) {
      if (exam.kind().equals("exam")) {
        List<String> reasons = new ArrayList<>(2);
        if (Tables2021.isRetired(exam.code(), exam.from(), today)) {
          reasons.add("exam-retired");
        }
        if (isLinkedElsewhere(exam.person())) {
          reasons.add("linked-elsewhere");
        }
        if (!Tables2021.isListed(competency, exam.code())
            && !Tables2021.isLongRetired(exam.code(), today)) {
          reasons.add("not-a-listed-exam");
        }
        if (isNotLinkedYet(exam.person())) {
          reasons.add("not-linked-yet");
        }
        if (!exam.validOn(today)) {
          reasons.add("not-valid");
        }
        if (isOther(exam.organisation(), partner)) {
          reasons.add("other-organisation");
        }
        if (Tables2021.isTooOld(exam.code(), exam.from(), exam.until(), today)) {
          reasons.add("pass-too-old");
        }
        if (tally.takes(exam.id(), reasons)) {
          people.add(exam.person());
        }
      }
    }
    tally.comesTo(people.size());
    return tally;
  }

  private Tally commitment(String competency) {
    Tally tally =
        tally("commitment", "commitment", new About.Text(competency), facts.attestations() != null);
    for (Attestation commitment : attestations) {
      if (commitment.kind().equals("performance-commitment")) {
        List<String> reasons = new ArrayList<>(2);
        if (commitment.date() != null && commitment.date().isAfter(today)) {
          reasons.add("not-yet-made");
        }
        if (isOther(commitment.of(), competency)) {
          reasons.add("other-competency");
        }
        tally.takes(commitment.id(), reasons);
      }
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally actionPacksHeld() {
    Tally tally = tally("action-packs-held", "Action Pack", null, facts.memberships() != null);
    for (Membership membership : memberships) {
      List<String> reasons = new ArrayList<>(2);
      if (!membership.activeOn(today)) {
        reasons.add("not-active");
      }
      if (!membership.offer().equals("action-pack") && !membership.offer().equals(ACTION_PACK)) {
        reasons.add("not-an-action-pack");
      }
      tally.takes(membership.id(), reasons);
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally learningMemberships() {
    Tally tally = tally("learning-memberships", "membership", null, facts.memberships() != null);
    for (Membership membership : memberships) {
      List<String> reasons = new ArrayList<>(2);
      switch (membership.offer()) {
        case GOLD, SILVER, ACTION_PACK -> {
          // A tier.
        }
        default -> reasons.add("not-a-learning-membership");
      }
      if (!isRunningOrRenewable(membership)) {
        reasons.add("not-active");
      }
      if (membership.holder() != null) {
        reasons.add("other-holder");
      }
      tally.takes(membership.id(), reasons);
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally activeSilver(String competency) {
    Tally tally =
        tally(
            "active-silver", "membership", new About.Text(competency), facts.memberships() != null);
    for (Membership membership : memberships) {
      List<String> reasons = new ArrayList<>(2);
      if (!membership.activeOn(today)) {
        reasons.add("not-active");
      }
      if (!membership.offer().equals(SILVER)) {
        reasons.add("not-silver");
      }
      if (!competency.equals(membership.of())) {
        reasons.add("other-competency");
      }
      if (membership.holder() != null) {
        reasons.add("other-holder");
      }
      tally.takes(membership.id(), reasons);
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally actionPacksPaid() {
    Tally tally = tally("action-packs-paid", "order", null, facts.orders() != null);
    for (Order order : orders) {
      List<String> reasons = new ArrayList<>(2);
      if (!order.offer().equals(ACTION_PACK)) {
        reasons.add("not-an-action-pack");
      }
      if (order.receivedOn() == null || order.receivedOn().isAfter(today)) {
        reasons.add("not-paid");
      }
      if (order.refundedOn() != null) {
        reasons.add("refunded");
      }
      tally.takes(order.id(), reasons);
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally profile() {
    Tally tally = tally("profile", "profile", null, facts.attestations() != null);
    for (Attestation profile : attestations) {
      if (profile.kind().equals("profile-set-up")) {
        boolean isSetUp = profile.date() == null || !profile.date().isAfter(today);
        tally.takes(profile.id(), isSetUp ? List.of() : List.of("not-yet-made"));
      }
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  private Tally benefitsUsed(String order) {
    Tally tally =
        tally("benefits-used", "benefit", new About.Text(order), facts.attestations() != null);
    for (Attestation benefit : attestations) {
      if (benefit.kind().equals("benefit-used")) {
        boolean isOfOrder = order.equals(benefit.of());
        tally.takes(benefit.id(), isOfOrder ? List.of() : List.of("other-order"));
      }
    }
    tally.comesToNumberOfLines();
    return tally;
  }

  /** What no finding shows. */
  private List<Figure> otherFigures() {
    List<Figure> others = new ArrayList<>();
    for (Tally tally : tallies) {
      if (tally.isGiven && !tally.isShown) {
        others.add(tally.figure());
      }
    }
    others.sort(
        Comparator.comparingInt((Figure figure) -> PLACES.indexOf(figure.measure()))
            .thenComparing(figure -> String.valueOf(figure.of()), NaturalOrder.INSTANCE));
    return others;
  }

  private static final List<String> PLACES =
      List.of(
          "kpis",
          "trainers",
          "exam-holders",
          "commitment",
          "action-packs-held",
          "learning-memberships",
          "active-silver",
          "action-packs-paid",
          "profile",
          "benefits-used");

  private static boolean isOther(@Nullable String owner, String name) {
    return owner != null && !owner.equals(name);
  }

  private static boolean isIn(LocalDate day, LocalDate from, LocalDate until) {
    return !day.isBefore(from) && day.isBefore(until);
  }

  // ---- notices -----------------------------------------------------------------------------

  private static Note note(String code, @Nullable About about) {
    return new Note(code, about, null, null, null, null);
  }

  private static Note note(String code, @Nullable About about, LocalDate day) {
    return note(code, about, day, day.plusDays(1));
  }

  private static Note note(String code, @Nullable About about, LocalDate from, LocalDate until) {
    return new Note(code, about, from, until, null, null);
  }

  private void notesOfPurchases() {
    LocalDate newest = today.getDayOfMonth() >= 15 ? today : today.minusMonths(1);
    LocalDate until = newest.withDayOfMonth(1);
    notes.add(note("report-window", null, until.minusMonths(12), until));
    LocalDate monthAgo = today.minusDays(31);
    for (Purchase line : purchases) {
      if (isInvoiceOrCreditNote(line) && !line.date().isAfter(today)) {
        LocalDate visible = line.date().plusMonths(1).withDayOfMonth(15);
        if (visible.isAfter(monthAgo)) {
          notes.add(note("first-visible", new About.Text(line.id()), visible));
        }
      }
    }
  }

  private void notesOfRenewals(List<OfferInPlay> tiers) {
    for (OfferInPlay renewal : tiers) {
      if (renewal.held == null) {
        continue;
      }
      LocalDate anniversary = renewal.held.anniversary();
      notes.add(
          note(
              "renewal-window",
              renewal.about,
              anniversary.plusDays(1),
              anniversary.plusDays(DAYS_TO_RENEW + 1L)));
      notes.add(note("renewal-reminder", renewal.about, anniversary.minusDays(15)));
      notes.add(note("renewal-reminder", renewal.about, anniversary.plusDays(23)));
      if (renewal.isExtended && renewal.closedBy.contains("renewal-too-late")) {
        notes.add(note("ask-support", renewal.about));
      }
      if (renewal.isGranted()) {
        notes.add(note("new-anniversary", renewal.about, anniversary.plusDays(365)));
      }
    }
    for (Membership membership : own) {
      if (membership.offer().equals("advanced-specialization")
          && membership.of() != null
          && isIn(membership.anniversary(), SPECIALIZATION_FROM, SPECIALIZATION_UNTIL)) {
        notes.add(note("specialization-extended", new About.Text(membership.of())));
      }
    }
  }

  private void notesOfOrders(List<OfferInPlay> tiers) {
    for (Order order : orders) {
      About id = new About.Text(order.id());
      LocalDate received = order.receivedOn();
      if (received == null) {
        LocalDate expires = order.orderedOn().plusDays(DAYS_TO_PAY);
        if (!expires.isAfter(today)) {
          notes.add(note("order-expired", id, expires));
        }
      } else if (order.refundedOn() == null) {
        notesOfPayment(order, id, received);
        if (!order.orderedOn().isBefore(today.minusDays(30))) {
          tiers.stream()
              .filter(tier -> tier.held == null && isOrderOf(order, tier))
              .filter(OfferInPlay::isGranted)
              .forEach(tier -> notes.add(newAnniversary(tier, order.orderedOn())));
        }
      }
    }
    for (OfferInPlay offer : offers) {
      if (offer.isGranted() && offer.name.equals("activation")) {
        notes.add(note("action-pack-activated", null));
      }
      if (offer.isGranted() && offer.name.equals(ACTION_PACK)) {
        notes.add(note("action-pack-qualified", offer.about));
      }
    }
  }

  private void notesOfPayment(Order order, About id, LocalDate received) {
    if (order.offer().equals(ACTION_PACK) && !received.isAfter(today)) {
      notes.add(note("action-pack-purchased", null, received));
    }
    if ("credit card".equals(order.method())) {
      notes.add(note("benefits-active", id, received));
    }
    if ("bank transfer".equals(order.method())) {
      notes.add(note("benefits-active-between", id, received.plusDays(2), received.plusDays(8)));
    }
  }

  private Note newAnniversary(OfferInPlay tier, LocalDate orderedOn) {
    boolean isUpgrade =
        tier.name.equals(GOLD)
            && own.stream()
                .anyMatch(
                    membership ->
                        membership.offer().equals(SILVER)
                            && Objects.equals(membership.of(), tier.of)
                            && membership.activeOn(orderedOn));
    return note(
        "new-anniversary",
        tier.about,
        isUpgrade ? orderedOn.plusYears(1) : orderedOn.plusDays(365));
  }

  private void notesOfPrices(Tally learningMemberships) {
    if (facts.memberships() != null) {
      if (learningMemberships.actual.signum() > 0) {
        notes.add(note("price-class-learning-partner", null));
        notes.add(note("use-internal-and-external", null));
        for (FreeCourseware free : Tables2021.FREE_COURSEWARE) {
          if (isIn(today, free.from(), free.until())) {
            notes.add(
                note("free-courseware", new About.Text(free.product()), free.from(), free.until()));
          }
        }
      } else {
        notes.add(note("price-class-full", null));
        notes.add(note("use-internal-only", null));
      }
    }
    for (Reported price : reported) {
      if (!price.figure().equals("list-price") || price.unitName() == null) {
        continue;
      }
      for (OfferInPlay offer : offers) {
        if (offer.isGranted() && offer.name.equals(price.of())) {
          notes.add(ofMoney("price", offer.about, price.value(), price.unitName()));
        }
        if (offer.isGranted() && offer.name.equals(DISCOUNT) && GOLD.equals(price.of())) {
          BigDecimal discounted = price.value().multiply(new BigDecimal("0.75"));
          notes.add(ofMoney("discounted-price", offer.about, discounted, price.unitName()));
        }
      }
    }
  }

  private static Note ofMoney(String code, About about, BigDecimal amount, String currency) {
    return new Note(code, about, null, null, amount.setScale(2, RoundingMode.HALF_UP), currency);
  }

  private void notesOfNextSteps(List<OfferInPlay> tiers) {
    for (OfferInPlay tier : tiers) {
      if (tier.held != null || !tier.isGranted()) {
        continue;
      }
      if (tier.name.equals(ACTION_PACK)) {
        if (own.isEmpty()) {
          notes.add(note("asset-collection", null));
        }
      } else if (own.stream().anyMatch(membership -> leadsTo(tier, membership))) {
        notes.add(note("may-upgrade", tier.about));
      }
    }
  }

  private boolean leadsTo(OfferInPlay tier, Membership membership) {
    return membership.activeOn(today)
        && (membership.offer().equals(ACTION_PACK)
            || (membership.offer().equals(SILVER)
                && tier.name.equals(GOLD)
                && Objects.equals(membership.of(), tier.of)));
  }

  // ---- the whole ---------------------------------------------------------------------------

  private static @Nullable Highest highest(List<OfferInPlay> tiers) {
    String highest = null;
    Set<String> subjects = new LinkedHashSet<>();
    Set<String> undetermined = new HashSet<>();
    for (OfferInPlay tier : tiers) {
      if (tier.isGranted() && (highest == null || highest.equals(tier.name))) {
        highest = tier.name;
        if (tier.of != null) {
          subjects.add(tier.of);
        }
      }
      if (highest == null && tier.status == OfferDecision.Status.UNDETERMINED) {
        undetermined.add(tier.name);
      }
    }
    if (highest == null) {
      return null;
    }
    // One of the same tier is not higher.
    undetermined.remove(highest);
    return new Highest(highest, List.copyOf(subjects), !undetermined.isEmpty());
  }

  private List<Held> held() {
    return own.stream()
        .filter(membership -> membership.activeOn(today))
        .map(
            membership ->
                new Held(
                    membership.offer(),
                    membership.of(),
                    membership.since(),
                    membership.anniversary()))
        .toList();
  }

  /** A span of days; {@code until} is the first one that no longer belongs to it. */
  private record Days(LocalDate from, LocalDate until) {
    /** Of the first month in which they are not all over. */
    static Days ofMonth(int first, int last, LocalDate day) {
      LocalDate month = day.getDayOfMonth() <= last ? day : day.plusMonths(1);
      return new Days(month.withDayOfMonth(first), month.withDayOfMonth(last).plusDays(1));
    }

    /** Of the first month in which that week, from Monday to Sunday, is not over. */
    static Days ofWeek(int week, LocalDate day) {
      LocalDate monday = monday(week, day);
      if (!day.isBefore(monday.plusWeeks(1))) {
        monday = monday(week, day.plusMonths(1));
      }
      return new Days(monday, monday.plusWeeks(1));
    }

    private static LocalDate monday(int week, LocalDate month) {
      return month
          .withDayOfMonth(1)
          .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
          .plusWeeks(week - 1L);
    }
  }

  /** What a measure comes to while its lines are looked at, in the order of their ids. */
  private static final class Tally {
    private final String measure;
    private final String unit;
    private final @Nullable About of;
    private final boolean isGiven;
    private final List<String> evidence = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private BigDecimal actual = BigDecimal.ZERO;
    private boolean isShown;
    private @Nullable Figure figure;

    Tally(String measure, String unit, @Nullable About of, boolean isGiven) {
      this.measure = measure;
      this.unit = unit;
      this.of = of;
      this.isGiven = isGiven;
    }

    /** Whether the line counts; the reasons come in the order of their codes. */
    boolean takes(String id, List<String> reasons) {
      if (reasons.isEmpty()) {
        evidence.add(id);
        return true;
      }
      leftOut.add(new LeftOut(id, reasons));
      return false;
    }

    void comesTo(BigDecimal value) {
      BigDecimal stripped = value.stripTrailingZeros();
      actual = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    void comesTo(int number) {
      actual = BigDecimal.valueOf(number);
    }

    void comesToNumberOfLines() {
      comesTo(evidence.size());
    }

    Figure figure() {
      if (figure == null) {
        figure =
            new Figure(
                measure,
                of,
                actual,
                unit,
                Collections.unmodifiableList(evidence),
                Collections.unmodifiableList(leftOut));
      }
      return figure;
    }
  }

  /** An offer while it is decided. */
  private static final class OfferInPlay {
    private static final Set<String> EXTENDED =
        Set.of("kpis", "commitment", "trainers", "exam-holders");

    private final String name;
    private final @Nullable String of;
    private final @Nullable Membership held;
    private final About about;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> closedBy = new ArrayList<>();
    private @Nullable String openedBy;
    private boolean isExtended;
    private OfferDecision.Status status = OfferDecision.Status.CLOSED;

    OfferInPlay(String name, @Nullable String of, @Nullable Membership held) {
      this.name = name;
      this.of = of;
      this.held = held;
      this.about = new About.AnOffer(name, of, held != null);
    }

    boolean isLike(OfferInPlay other) {
      return name.equals(other.name) && Objects.equals(of, other.of);
    }

    boolean isGranted() {
      return status == OfferDecision.Status.GRANTED;
    }

    void close(String reason) {
      if (!closedBy.contains(reason)) {
        closedBy.add(reason);
      }
    }

    void asks(Tally tally, int atLeast) {
      findings.add(ofMeasure(tally, BigDecimal.valueOf(atLeast), false));
    }

    void asksAtMost(Tally tally, int atMost) {
      findings.add(ofMeasure(tally, BigDecimal.valueOf(atMost), true));
    }

    void asksEither(Tally tally, Tally other, int atLeast) {
      BigDecimal required = BigDecimal.valueOf(atLeast);
      List<Finding> ways =
          List.of(ofMeasure(tally, required, false), ofMeasure(other, required, false));
      Status best = Collections.min(List.of(ways.get(0).status(), ways.get(1).status()));
      findings.add(new Either(best, ways));
    }

    private OfMeasure ofMeasure(Tally tally, BigDecimal required, boolean atMost) {
      BigDecimal actual = null;
      BigDecimal shortBy = null;
      Figure figure = null;
      Status status = Status.NOT_REPORTED;
      if (tally.isGiven) {
        tally.isShown = true;
        figure = tally.figure();
        actual = tally.actual;
        BigDecimal missing = atMost ? actual.subtract(required) : required.subtract(actual);
        shortBy = missing.signum() <= 0 ? BigDecimal.ZERO : missing;
        status = missing.signum() <= 0 ? Status.MET : Status.MISSED;
      }
      boolean isWaived = status != Status.MET && isExtended && EXTENDED.contains(tally.measure);
      return new OfMeasure(
          tally.measure,
          isWaived ? Status.WAIVED : status,
          atMost,
          required,
          actual,
          shortBy,
          tally.unit,
          figure,
          isWaived ? "extension" : null);
    }

    /** The renewal or enrolling anew, whichever is better. */
    void needsGold(List<OfferInPlay> tiers) {
      int granted = 0;
      int undetermined = 0;
      for (OfferInPlay tier : tiers) {
        if (tier.name.equals(GOLD) && Objects.equals(tier.of, of)) {
          granted |= tier.isGranted() ? 1 : 0;
          undetermined |= tier.status == OfferDecision.Status.UNDETERMINED ? 1 : 0;
        }
      }
      undetermined = granted > 0 ? 0 : undetermined;
      findings.add(
          new OfOffers(
              List.of(GOLD),
              granted > 0 ? Status.MET : undetermined > 0 ? Status.NOT_REPORTED : Status.MISSED,
              1,
              granted,
              undetermined));
    }

    void expects(String question, @Nullable Boolean answer) {
      findings.add(
          new OfAnswer(
              question,
              answer == null ? Status.NOT_REPORTED : answer ? Status.MET : Status.MISSED,
              answer));
    }

    /** When all is known that it asks, and why it is closed. */
    void decide() {
      if (closedBy.isEmpty()) {
        status = OfferDecision.Status.GRANTED;
        for (Finding finding : findings) {
          if (finding.status() == Status.MISSED) {
            status = OfferDecision.Status.REFUSED;
            break;
          }
          if (finding.status() == Status.NOT_REPORTED) {
            status = OfferDecision.Status.UNDETERMINED;
          }
        }
      }
      Collections.sort(closedBy);
    }

    OfferResult result() {
      return new OfferResult(name, of, held != null, status, findings, closedBy, openedBy);
    }
  }
}
