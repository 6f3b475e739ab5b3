package tierwise.analysis.impact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision.Status;
import tierwise.RuleSet;
import tierwise.Verdicts.Figure;
import tierwise.Verdicts.Verdict;
import tierwise.analysis.impact.Impact.InTheWay;
import tierwise.analysis.impact.TwoYears.Judged;
import tierwise.analysis.impact.TwoYears.Mover;
import tierwise.analysis.impact.TwoYears.Pair;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.analysis.population.Undecided;
import tierwise.internal.folder.Messages;
import tierwise.internal.opened.OpenedRules;

/**
 * Counts a population, or a piece of one; pieces add up to the whole. For use by one thread at a
 * time.
 */
final class Tally {
  static final String CLOSED = "closed";
  static final String NOT_OFFERED = "not offered";

  private final RuleSet before;
  private final RuleSet after;
  private final ImpactStudy.Options options;

  private long until;
  private long partners;
  private long erased;
  private long undecided;
  private long changed;
  private long gaining;
  private long losing;
  private final Map<OfferName, OfferTally> offers = new HashMap<>();
  private final Map<Tiers, long[]> tiers = new HashMap<>();
  private final Map<NearName, long[]> near = new HashMap<>();
  private final List<Impact.Close> close = new ArrayList<>();
  private final List<Map<@Nullable String, long[]>> groups = new ArrayList<>();
  private final Map<List<String>, long[]> notRead =
      new TreeMap<>(Comparator.comparing(List::toString));
  private final List<Undecided> problems = new ArrayList<>();
  private final List<Mover> movers = new ArrayList<>();
  private final List<Impact.@Nullable Moved> named = new ArrayList<>();

  /** An offer and whether it is renewed; rung as {@link Verdict#rung} has it. */
  private record OfferName(String offer, boolean renewal) {}

  private record Tiers(@Nullable String from, @Nullable String to) {}

  private record NearName(OfferName offer, String measure) {}

  /** What is counted of an offer. */
  private static final class OfferTally {
    int rung = -1;
    final Map<Status, long[]> before = new EnumMap<>(Status.class);
    final Map<Status, long[]> after = new EnumMap<>(Status.class);
    long partnersBefore;
    long partnersAfter;
    long gained;
    long lost;
    final Map<String, long[]> gainedBy = new HashMap<>();
    final Map<String, long[]> lostBy = new HashMap<>();

    void add(OfferTally piece) {
      rung = Math.max(rung, piece.rung);
      addAll(before, piece.before);
      addAll(after, piece.after);
      partnersBefore += piece.partnersBefore;
      partnersAfter += piece.partnersAfter;
      gained += piece.gained;
      lost += piece.lost;
      addAll(gainedBy, piece.gainedBy);
      addAll(lostBy, piece.lostBy);
    }
  }

  Tally(RuleSet before, RuleSet after, ImpactStudy.Options options) {
    this.before = before;
    this.after = after;
    this.options = options;
    options.groups().forEach(each -> groups.add(new HashMap<>()));
  }

  private static <K> void count(Map<K, long[]> counts, K key) {
    counts.computeIfAbsent(key, k -> new long[1])[0]++;
  }

  private static <K> void addAll(Map<K, long[]> all, Map<K, long[]> piece) {
    piece.forEach(
        (key, numbers) -> {
          long[] sum = all.computeIfAbsent(key, k -> new long[numbers.length]);
          for (int i = 0; i < numbers.length; i++) {
            sum[i] += numbers[i];
          }
        });
  }

  // ---- single cases ------------------------------------------------------------------------

  void until(long end) {
    until = end;
  }

  long until() {
    return until;
  }

  void erased() {
    erased++;
  }

  void undecided(Undecided problem) {
    undecided++;
    problems.add(problem);
  }

  void moved(Mover mover, Impact.@Nullable Moved inWords) {
    movers.add(mover);
    named.add(inWords);
  }

  void decided(
      String where, EnrollmentCase enrollmentCase, Judged old, Judged now, List<Pair> pairs) {
    partners++;
    boolean gains = false;
    boolean loses = false;
    Set<OfferTally> grantedBefore = new LinkedHashSet<>();
    Set<OfferTally> grantedAfter = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      Verdict any = pair.any();
      OfferName name = new OfferName(any.offer(), any.renewal());
      OfferTally offer = offers.computeIfAbsent(name, n -> new OfferTally());
      offer.rung = Math.max(offer.rung, any.rung());
      if (pair.before() != null) {
        count(offer.before, pair.before().status());
      }
      if (pair.after() != null) {
        count(offer.after, pair.after().status());
        near(name, pair.after(), where, enrollmentCase);
      }
      if (TwoYears.granted(pair.before()) && grantedBefore.add(offer)) {
        offer.partnersBefore++;
      }
      if (TwoYears.granted(pair.after()) && grantedAfter.add(offer)) {
        offer.partnersAfter++;
      }
      if (pair.gained()) {
        gains = true;
        offer.gained++;
        inTheWay(pair.before(), offer.gainedBy);
      } else if (pair.lost()) {
        loses = true;
        offer.lost++;
        inTheWay(pair.after(), offer.lostBy);
      }
    }
    changed += gains || loses ? 1 : 0;
    gaining += gains ? 1 : 0;
    losing += loses ? 1 : 0;
    count(tiers, new Tiers(TwoYears.tier(old.verdicts()), TwoYears.tier(now.verdicts())));
    for (int i = 0; i < groups.size(); i++) {
      String value = options.groups().get(i).of(enrollmentCase);
      long[] group = groups.get(i).computeIfAbsent(value, v -> new long[4]);
      group[0]++;
      group[1] += gains || loses ? 1 : 0;
      group[2] += gains ? 1 : 0;
      group[3] += loses ? 1 : 0;
    }
    notRead(old, before);
    notRead(now, after);
  }

  private static void inTheWay(@Nullable Verdict verdict, Map<String, long[]> counts) {
    if (verdict == null) {
      count(counts, NOT_OFFERED);
    } else if (verdict.status() == Status.CLOSED) {
      count(counts, CLOSED);
    } else {
      for (Figure figure : verdict.missing()) {
        count(counts, TwoYears.asked(figure));
      }
    }
  }

  private void near(OfferName name, Verdict verdict, String where, EnrollmentCase enrollmentCase) {
    if (verdict.status() == Status.REFUSED) {
      Figure figure = Nearness.justShort(verdict, options.near());
      if (figure != null) {
        near(name, verdict, figure, false, where, enrollmentCase);
      }
    } else if (verdict.status() == Status.GRANTED) {
      for (Figure figure : verdict.figures()) {
        if (Nearness.isJustSafe(figure, options.near())) {
          near(name, verdict, figure, true, where, enrollmentCase);
        }
      }
    }
  }

  private void near(
      OfferName name,
      Verdict verdict,
      Figure figure,
      boolean safe,
      String where,
      EnrollmentCase enrollmentCase) {
    String asked = TwoYears.asked(figure);
    near.computeIfAbsent(new NearName(name, asked), n -> new long[2])[safe ? 1 : 0]++;
    BigDecimal required = figure.required();
    BigDecimal actual = figure.actual();
    if (close.size() < options.listed() && required != null && actual != null) {
      close.add(
          new Impact.Close(
              where,
              enrollmentCase.partner().id(),
              verdict.offer(),
              verdict.of(),
              verdict.renewal(),
              asked,
              required,
              actual,
              safe,
              actual.subtract(required).abs()));
    }
  }

  private void notRead(Judged judged, RuleSet rules) {
    judged.misfits().stream()
        .map(RuleSet.Misfit::type)
        .distinct()
        .forEach(type -> count(notRead, List.of(type, rules.toString())));
  }

  // ---- pieces ------------------------------------------------------------------------------

  /** Adds the piece that follows. */
  void add(Tally piece, ImpactListener listener) {
    until = piece.until;
    partners += piece.partners;
    erased += piece.erased;
    undecided += piece.undecided;
    changed += piece.changed;
    gaining += piece.gaining;
    losing += piece.losing;
    piece.offers.forEach(
        (name, offer) -> offers.computeIfAbsent(name, n -> new OfferTally()).add(offer));
    addAll(tiers, piece.tiers);
    addAll(near, piece.near);
    addAll(notRead, piece.notRead);
    for (int i = 0; i < groups.size(); i++) {
      addAll(groups.get(i), piece.groups.get(i));
    }
    piece.close.stream().limit(options.listed() - close.size()).forEach(close::add);
    for (Undecided each : piece.problems) {
      listener.undecided(each);
      if (problems.size() < options.listed()) {
        problems.add(each);
      }
    }
    for (int i = 0; i < piece.movers.size(); i++) {
      Impact.Moved inWords = piece.named.get(i);
      if (inWords != null) {
        listener.moved(inWords);
        if (named.size() < options.listed()) {
          named.add(inWords);
        }
      }
      if (movers.size() < options.undone()) {
        movers.add(piece.movers.get(i));
      }
    }
  }

  /** Whether as many partners are named as shall be. */
  boolean hasEnough() {
    return named.size() >= options.listed();
  }

  /** The first for whom something changes, as many as changes are undone for. */
  List<Mover> movers() {
    return movers;
  }

  // ---- the whole ---------------------------------------------------------------------------

  Impact impact(String population, boolean complete, Impact.@Nullable Causes causes) {
    List<String> order = order();
    return new Impact(
        rules(before),
        rules(after),
        population,
        complete,
        partners,
        erased,
        undecided,
        changed,
        gaining,
        losing,
        offers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(byOffer(order)))
            .map(each -> offer(each.getKey(), each.getValue()))
            .toList(),
        tiers.entrySet().stream()
            .map(
                each ->
                    new Impact.TierFlow(
                        each.getKey().from(), each.getKey().to(), each.getValue()[0]))
            .sorted(
                Comparator.comparing((Impact.TierFlow flow) -> place(order, flow.from()))
                    .thenComparing(flow -> place(order, flow.to())))
            .toList(),
        near.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<NearName, long[]> each) -> each.getKey().offer(), byOffer(order))
                    .thenComparing(each -> each.getKey().measure()))
            .map(
                each ->
                    new Impact.Near(
                        each.getKey().offer().offer(),
                        each.getKey().offer().renewal(),
                        each.getKey().measure(),
                        each.getValue()[0],
                        each.getValue()[1]))
            .toList(),
        close,
        groupings(),
        causes,
        notRead.entrySet().stream()
            .map(
                each ->
                    new Impact.NotRead(
                        each.getKey().get(0), each.getKey().get(1), each.getValue()[0]))
            .toList(),
        named.stream().map(Objects::requireNonNull).toList(),
        problems,
        titles());
  }

  private Map<String, String> titles() {
    Map<String, String> titles = new HashMap<>();
    for (RuleSet each : List.of(before, after)) {
      OpenedRules rules = OpenedRules.of(each);
      StatementWords words = new StatementWords(rules.manifest(), rules.messages());
      for (Messages.Section section : List.of(Messages.Section.MEASURES, Messages.Section.OFFERS)) {
        for (String name : rules.messages().codes(section)) {
          titles.put(name, words.message(section, name));
        }
      }
    }
    return titles;
  }

  private static Impact.Rules rules(RuleSet set) {
    return new Impact.Rules(set.toString(), set.programYear().title(), set.fingerprint());
  }

  /** Offers as the new manifest lists them, then those that only the old one has. */
  private List<String> order() {
    Set<String> order = new LinkedHashSet<>(after.offers());
    order.addAll(before.offers());
    return List.copyOf(order);
  }

  private static int place(List<String> order, @Nullable String offer) {
    int at = offer == null ? -1 : order.indexOf(offer);
    return at < 0 ? order.size() : at;
  }

  /** The ladder first, from its top. */
  private Comparator<OfferName> byOffer(List<String> order) {
    return Comparator.comparingInt((OfferName name) -> rung(name))
        .thenComparingInt(name -> place(order, name.offer()))
        .thenComparing(OfferName::renewal);
  }

  private int rung(OfferName name) {
    OfferTally tally = offers.get(name);
    return tally == null || tally.rung < 0 ? Integer.MAX_VALUE : tally.rung;
  }

  private static Impact.Offer offer(OfferName name, OfferTally tally) {
    return new Impact.Offer(
        name.offer(),
        name.renewal(),
        tally.rung + 1,
        statuses(tally.before, tally.partnersBefore),
        statuses(tally.after, tally.partnersAfter),
        tally.gained,
        tally.lost,
        inTheWay(tally.gainedBy),
        inTheWay(tally.lostBy));
  }

  private static Impact.Statuses statuses(Map<Status, long[]> counts, long partners) {
    return new Impact.Statuses(
        number(counts, Status.GRANTED),
        number(counts, Status.REFUSED),
        number(counts, Status.UNDETERMINED),
        number(counts, Status.CLOSED),
        partners);
  }

  private static long number(Map<Status, long[]> counts, Status status) {
    long[] number = counts.get(status);
    return number == null ? 0 : number[0];
  }

  private static List<InTheWay> inTheWay(Map<String, long[]> counts) {
    return counts.entrySet().stream()
        .map(each -> new InTheWay(each.getKey(), each.getValue()[0]))
        .sorted(Comparator.comparingLong(InTheWay::times).reversed().thenComparing(InTheWay::what))
        .toList();
  }

  private List<Impact.Grouping> groupings() {
    List<Impact.Grouping> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      all.add(
          new Impact.Grouping(
              options.groups().get(i).name(),
              groups.get(i).entrySet().stream()
                  .map(
                      each ->
                          new Impact.Group(
                              each.getKey(),
                              each.getValue()[0],
                              each.getValue()[1],
                              each.getValue()[2],
                              each.getValue()[3]))
                  .sorted(
                      Comparator.comparing(
                          Impact.Group::value, Comparator.nullsLast(Comparator.naturalOrder())))
                  .toList()));
    }
    return all;
  }
}
