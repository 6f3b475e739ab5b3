package tierwise.analysis.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.analysis.diff.Aspect.What;
import tierwise.facts.Application;
import tierwise.facts.Subject;
import tierwise.internal.folder.Manifest;
import tierwise.internal.opened.OpenedRules;
import tierwise.testing.internal.draw.CaseEdits;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.CaseShrinker;
import tierwise.testing.internal.draw.DrawnCase;

/**
 * Looks for partners who notice what two years decide otherwise: among cases that are given, among
 * drawn ones, and among those that lie between the thresholds of both years.
 */
final class WitnessSearch {
  /** More changes of a case towards one threshold are the same over and over. */
  private static final int NEAR_A_THRESHOLD = 16;

  /** How many cases of an offer are led towards it. */
  private static final int LED = 4;

  private static final int STEPS = 6;

  private static final int CHANGES_OF_A_CASE = 3;

  private final YearPair pair;
  private final List<String> changedRows;
  private final Map<List<String>, List<String>> changedTexts;
  private final Map<Aspect, Found> found = new LinkedHashMap<>();
  private final Map<String, Integer> compared = new HashMap<>();
  private final Map<String, Integer> atThresholds = new HashMap<>();
  private final Map<String, Integer> led = new HashMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private int tried;

  /**
   * A search.
   *
   * @param changedRows the texts of rows that the years have otherwise: what they are about is
   *     asked for more often
   * @param changedTexts the texts of columns, each with those that only one year has
   */
  WitnessSearch(
      YearPair pair, List<String> changedRows, Map<List<String>, List<String>> changedTexts) {
    this.pair = pair;
    this.changedRows = changedRows;
    this.changedTexts = changedTexts;
  }

  /**
   * A case that shows an aspect.
   *
   * @param plain whether it goes all the way from yes to no
   * @param inDays whether each year decides it on one of its own days
   * @param onOneDay whether it shows it if both years decide it on one day as well, one of the
   *     later year
   */
  record Found(DrawnCase facts, boolean plain, boolean inDays, boolean onOneDay) {
    private static final int BEST = 7;

    private int score() {
      return (plain ? 4 : 0) + (inDays || onOneDay ? 2 : 0) + (onOneDay ? 1 : 0);
    }

    private boolean isBetterThan(@Nullable Found other) {
      return other == null
          || score() > other.score()
          || (score() == other.score() && size(facts) < size(other.facts()));
    }
  }

  static int size(DrawnCase facts) {
    return facts.lines().values().stream().mapToInt(List::size).sum();
  }

  /** How many cases both years have decided. */
  int tried() {
    return tried;
  }

  /** How many cases one of the years could not decide, by the problem. */
  Map<String, Integer> refused() {
    return refused;
  }

  /** In how many of them both had the offer. */
  int compared(String offer, boolean renewal) {
    return compared.getOrDefault(key(offer, renewal), 0);
  }

  private static String key(String offer, boolean renewal) {
    return renewal + offer;
  }

  /** Tries cases that somebody has made, and some changes of each. */
  void known(List<DrawnCase> cases) {
    ChangedTexts texts = new ChangedTexts(changedTexts, cases);
    for (int i = 0; i < cases.size(); i++) {
      DrawnCase facts = cases.get(i);
      DecidedTwice decided = tryAll(facts, false);
      if (decided != null) {
        if (isGrantedSomething(decided)) {
          texts.in(facts).forEach(this::near);
        }
        changes(facts, i).forEach(this::near);
      }
    }
  }

  private static boolean isGrantedSomething(DecidedTwice decided) {
    return decided.pairs().stream()
        .anyMatch(
            each -> Aspect.rank(each.before().status()) + Aspect.rank(each.after().status()) > 1);
  }

  private List<DrawnCase> changes(DrawnCase facts, int seed) {
    OpenedRules rules = pair.openedBefore();
    List<CaseEdits.Edit> edits =
        new ArrayList<>(
            CaseEdits.of(rules.manifest(), rules.model(), facts, List.of(BigDecimal.ONE)));
    Collections.shuffle(edits, new Random(seed));
    return edits.stream().limit(CHANGES_OF_A_CASE).map(CaseEdits.Edit::result).toList();
  }

  void drawn(int number) {
    CaseGenerator ofBefore = generator(pair.openedBefore());
    CaseGenerator ofAfter = generator(pair.openedAfter());
    for (int seed = 0; seed < number; seed++) {
      DrawnCase drawn = seed % 2 == 0 ? ofBefore.draw(seed) : pair.earlier(ofAfter.draw(seed));
      if (drawn != null) {
        tryAll(seed % 3 == 0 ? drawn : asking(drawn, seed), true);
      }
    }
  }

  private static CaseGenerator generator(OpenedRules rules) {
    return new CaseGenerator(rules.manifest(), rules.model());
  }

  /** The case asking for what a changed row is about, too, and giving every ledger. */
  private DrawnCase asking(DrawnCase facts, int seed) {
    Application application = facts.application();
    List<Subject> subjects = new ArrayList<>(application.asksFor());
    if (!changedRows.isEmpty()) {
      String text = changedRows.get(seed % changedRows.size());
      for (Manifest.SubjectList list : pair.openedBefore().manifest().lists().values()) {
        Subject subject = new Subject(list.name(), text);
        if (list.names().contains(text) && !subjects.contains(subject)) {
          subjects.add(subject);
        }
      }
    }
    DrawnCase asking =
        facts.with(new Application(application.asOf(), application.role(), subjects));
    for (var type :
        facts.vocabulary().factTypes(tierwise.internal.language.model.FactType.Kind.LEDGER)) {
      if (!asking.lines().containsKey(type.name())) {
        asking = asking.withLines(type.name(), List.of());
      }
    }
    return asking;
  }

  /** The case, and those beside it that lie between what the two years ask. */
  private @Nullable DecidedTwice tryAll(DrawnCase facts, boolean isLeading) {
    DecidedTwice decided = pair.decide(facts);
    if (decided == null) {
      String refusal = pair.refusal(facts);
      refused.merge(refusal == null ? "" : refusal, 1, Integer::sum);
      return null;
    }
    keep(facts, decided, decided.aspects());
    for (DecidedTwice.Pair offer : decided.pairs()) {
      String key = key(offer.before().offer(), offer.before().renewal());
      thresholds(facts, offer, key);
      if (isLeading && led.getOrDefault(key, 0) < LED && !isShown(offer)) {
        led.merge(key, 1, Integer::sum);
        lead(facts, offer);
      }
    }
    return decided;
  }

  private boolean isShown(DecidedTwice.Pair offer) {
    return List.of(What.EASIER, What.HARDER).stream()
        .map(what -> found.get(new Aspect(what, offer.before().offer(), offer.before().renewal())))
        .anyMatch(each -> each != null && each.plain());
  }

  /** Tries a case that is near another one. */
  private void near(DrawnCase facts) {
    DecidedTwice decided = pair.decide(facts);
    if (decided != null) {
      keep(facts, decided, decided.aspectsOfOffers());
    }
  }

  private void keep(DrawnCase facts, DecidedTwice decided, Set<Aspect> aspects) {
    tried++;
    decided.pairs().stream()
        .map(each -> key(each.before().offer(), each.before().renewal()))
        .distinct()
        .forEach(key -> compared.merge(key, 1, Integer::sum));
    Shown shown = new Shown(facts, decided);
    for (Aspect aspect : aspects) {
      Found before = found.get(aspect);
      if (before == null || before.score() < Found.BEST || size(facts) < size(before.facts())) {
        Found now = shown.by(aspect);
        if (now != null && now.isBetterThan(before)) {
          found.put(aspect, now);
        }
      }
    }
  }

  /** A case, which both years decide on one day only if somebody asks. */
  private final class Shown {
    private final DrawnCase facts;
    private final DecidedTwice decided;
    private boolean asked;
    private @Nullable DecidedTwice once;

    Shown(DrawnCase facts, DecidedTwice decided) {
      this.facts = facts;
      this.decided = decided;
    }

    /** What the case is for the aspect; {@code null} if it does not show it. */
    @Nullable Found by(Aspect aspect) {
      if (!decided.differIn(aspect)) {
        return null;
      }
      DecidedTwice.Pair offer = decided.pair(aspect);
      boolean plain = offer == null || Math.abs(offer.rise()) != 1;
      boolean later = pair.after().programYear().covers(decided.after().asOf());
      boolean inDays = later && pair.before().programYear().covers(decided.before().asOf());
      return new Found(
          facts, plain, inDays, later && (pair.moved().isZero() || isShownOnOneDay(aspect, plain)));
    }

    private boolean isShownOnOneDay(Aspect aspect, boolean plain) {
      if (!asked) {
        once = pair.decideOnOneDay(facts, decided);
        asked = true;
      }
      if (once == null || !once.differIn(aspect)) {
        return false;
      }
      DecidedTwice.Pair same = once.pair(aspect);
      return same == null || !plain || Math.abs(same.rise()) != 1;
    }
  }

  // ---- between the thresholds ------------------------------------------------------------------

  /** Where the years ask different figures, the case is brought to either. */
  private void thresholds(DrawnCase facts, DecidedTwice.Pair offer, String key) {
    Map<String, Finding.OfMeasure> others = new HashMap<>();
    measures(offer.after().findings()).forEach(each -> others.put(DecidedTwice.asked(each), each));
    for (Finding.OfMeasure was : measures(offer.before().findings())) {
      Finding.OfMeasure is = others.get(DecidedTwice.asked(was));
      BigDecimal actual = was.actual();
      if (is == null || actual == null || was.required().compareTo(is.required()) == 0) {
        continue;
      }
      String threshold = key + was.measure() + was.of() + was.required() + is.required();
      if (atThresholds.merge(threshold, 1, Integer::sum) > NEAR_A_THRESHOLD) {
        continue;
      }
      Set<BigDecimal> distances = new TreeSet<>();
      for (BigDecimal required : List.of(was.required(), is.required())) {
        distances.add(required.subtract(actual));
      }
      for (BigDecimal distance : distances) {
        edits(facts, was, distance).forEach(edit -> near(edit.result()));
      }
    }
  }

  private List<CaseEdits.Edit> edits(
      DrawnCase facts, Finding.OfMeasure finding, BigDecimal distance) {
    Measured measured = finding.measured();
    if (distance.signum() == 0 || measured == null || measured.evidence().isEmpty()) {
      return List.of();
    }
    List<CaseEdits.Edit> edits =
        CaseEdits.near(
            pair.openedBefore().manifest(),
            pair.openedBefore().model(),
            facts,
            distance,
            measured.evidence());
    return edits.subList(0, Math.min(edits.size(), NEAR_A_THRESHOLD));
  }

  static List<Finding.OfMeasure> measures(List<Finding> findings) {
    List<Finding.OfMeasure> measures = new ArrayList<>();
    for (Finding each : findings) {
      measures.addAll(measures(each.within()));
      if (each instanceof Finding.OfMeasure measure) {
        measures.add(measure);
      }
    }
    return measures;
  }

  /** Brings what is missing for the offer to what is asked, one figure after the other. */
  private void lead(DrawnCase start, DecidedTwice.Pair offer) {
    DrawnCase facts = start;
    for (int step = 0; step < STEPS; step++) {
      DecidedTwice decided = pair.decide(facts);
      DecidedTwice.Pair now = decided == null ? null : again(decided, offer);
      if (now == null) {
        return;
      }
      List<Finding.OfMeasure> missed = missed(now);
      DrawnCase better = null;
      for (Finding.OfMeasure finding : missed) {
        BigDecimal actual = finding.actual();
        if (better == null && actual != null) {
          better =
              better(facts, finding, finding.required().subtract(actual), offer, missed.size());
        }
      }
      if (better == null) {
        return;
      }
      facts = better;
      near(facts);
    }
  }

  private @Nullable DrawnCase better(
      DrawnCase facts,
      Finding.OfMeasure finding,
      BigDecimal distance,
      DecidedTwice.Pair offer,
      int missed) {
    for (CaseEdits.Edit edit : edits(facts, finding, distance)) {
      DecidedTwice decided = pair.decide(edit.result());
      DecidedTwice.Pair now = decided == null ? null : again(decided, offer);
      if (now != null && missed(now).size() < missed) {
        return edit.result();
      }
    }
    return null;
  }

  private static DecidedTwice.@Nullable Pair again(DecidedTwice decided, DecidedTwice.Pair offer) {
    return decided.pairs().stream()
        .filter(
            each -> DecidedTwice.Key.of(each.before()).equals(DecidedTwice.Key.of(offer.before())))
        .findFirst()
        .orElse(null);
  }

  /** What is missing in either year. */
  private static List<Finding.OfMeasure> missed(DecidedTwice.Pair offer) {
    List<Finding.OfMeasure> missed = new ArrayList<>();
    for (List<Finding> findings : List.of(offer.before().findings(), offer.after().findings())) {
      measures(findings).stream()
          .filter(each -> each.status() == Finding.Status.MISSED)
          .forEach(missed::add);
    }
    return missed;
  }

  // ---- the smallest ----------------------------------------------------------------------------

  /** What was found, each as small as it gets and decided once more. */
  Map<Aspect, Found> smallest() {
    Map<Aspect, Found> small = new LinkedHashMap<>();
    found.forEach((aspect, best) -> small.put(aspect, smallest(aspect, best)));
    return small;
  }

  private Found smallest(Aspect aspect, Found best) {
    DrawnCase facts =
        SmallerCase.of(
            CaseShrinker.shrink(best.facts(), smaller -> shows(smaller, aspect, best)),
            smaller -> shows(smaller, aspect, best));
    Found again = shownAgain(facts, aspect);
    if (again == null) {
      throw new IllegalStateException("a case shows what it has just shown: " + aspect);
    }
    return again;
  }

  private @Nullable Found shownAgain(DrawnCase facts, Aspect aspect) {
    DecidedTwice decided = pair.decide(facts);
    return decided == null ? null : new Shown(facts, decided).by(aspect);
  }

  private boolean shows(DrawnCase facts, Aspect aspect, Found atLeast) {
    Found now = shownAgain(facts, aspect);
    return now != null && now.score() >= atLeast.score();
  }
}
