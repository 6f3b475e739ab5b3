package tierwise.benchmarks;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tierwise.Finding.Status;
import tierwise.OfferDecision;

/**
 * What every peer works out: for gold, silver and the Learning Action Pack whether it is granted
 * and what is missing, and for each purchase that earns no KPI the reasons. That is a small part of
 * a decision. It is collected while rules run, by one thread.
 */
public final class ThinAnswer {
  static final String GOLD = "gold";
  static final String SILVER = "silver";
  static final String ACTION_PACK = "learning-action-pack";

  /** Under this name {@link #asMaps()} has the lines that earn no KPI. */
  static final String LEFT_OUT = "left out";

  private static final Set<String> TIERS = Set.of(GOLD, SILVER, ACTION_PACK);

  private final Map<String, Map<String, BigDecimal>> missing = new LinkedHashMap<>();
  private final Map<String, List<String>> leftOut = new LinkedHashMap<>();

  /** Says that a purchase earns no KPI, and one reason of perhaps several. */
  public void leaveOut(String line, String reason) {
    leftOut.computeIfAbsent(line, id -> new ArrayList<>(2)).add(reason);
  }

  /** Whether some reason was given for a purchase to earn no KPI. */
  public boolean leavesOut(String line) {
    return leftOut.containsKey(line);
  }

  /** Says that a tier is one of those that were decided. */
  public void decide(String tier) {
    missing.computeIfAbsent(tier, name -> new LinkedHashMap<>());
  }

  /** Says what a tier asks of a measure, and what it came to. */
  public void ask(String tier, String measure, int required, BigDecimal actual) {
    BigDecimal lacking = BigDecimal.valueOf(required).subtract(actual);
    Map<String, BigDecimal> figures = missing.computeIfAbsent(tier, name -> new LinkedHashMap<>());
    if (lacking.signum() > 0) {
      figures.put(measure, lacking);
    }
  }

  /** The same of a measure that is a number of things. */
  public void ask(String tier, String measure, int required, int actual) {
    ask(tier, measure, required, BigDecimal.valueOf(actual));
  }

  /** Whether a tier is granted. */
  boolean isGranted(String tier) {
    return missing.getOrDefault(tier, Map.of("not decided", BigDecimal.ONE)).isEmpty();
  }

  /** All of it, in one form whatever the order in which it was said. */
  Map<String, Map<String, String>> asMaps() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    missing.forEach(
        (tier, lacking) -> {
          Map<String, String> figures = new TreeMap<>();
          lacking.forEach(
              (measure, figure) ->
                  figures.put(measure, figure.stripTrailingZeros().toPlainString()));
          all.put(tier, figures);
        });
    Map<String, String> lines = new TreeMap<>();
    leftOut.forEach(
        (line, reasons) -> lines.put(line, reasons.stream().sorted().collect(joining(" "))));
    all.put(LEFT_OUT, lines);
    return all;
  }

  /** The part of a full decision that peers give, as {@link #asMaps()} has it. */
  static Map<String, Map<String, String>> partOf(FullDecision decision) {
    ThinAnswer answer = new ThinAnswer();
    Set<FullDecision.Figure> kpis = new LinkedHashSet<>(decision.otherFigures());
    for (FullDecision.OfferResult offer : decision.offers()) {
      if (!TIERS.contains(offer.offer())) {
        continue;
      }
      if (offer.status() != OfferDecision.Status.CLOSED) {
        answer.decide(offer.offer());
      }
      for (FullDecision.Finding finding : offer.findings()) {
        FullDecision.OfMeasure of = (FullDecision.OfMeasure) finding;
        if (of.figure() != null) {
          kpis.add(of.figure());
        }
        if (of.status() != Status.MET) {
          answer.ask(offer.offer(), of.measure(), 0, Objects.requireNonNull(of.shortBy()).negate());
        }
      }
    }
    // Gold and silver have the same window, so a line is left out of both for the same reasons.
    kpis.stream()
        .filter(figure -> figure.measure().equals("kpis"))
        .findFirst()
        .ifPresent(figure -> figure.leftOut().forEach(answer::leaveOut));
    return answer.asMaps();
  }

  private void leaveOut(FullDecision.LeftOut line) {
    line.reasons().forEach(reason -> leaveOut(line.evidence(), reason));
  }

  /**
   * Makes sure that a peer does the work that it is measured with.
   *
   * @throws IllegalStateException if it gives anything else than the hand-written method
   */
  void check(SampleCase facts) {
    Map<String, Map<String, String>> expected = partOf(HandWrittenFull.decide(FullCase.of(facts)));
    if (!asMaps().equals(expected)) {
      throw new IllegalStateException("it gives " + asMaps() + ", but should " + expected);
    }
  }
}
