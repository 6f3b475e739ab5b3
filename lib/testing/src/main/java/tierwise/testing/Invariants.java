package tierwise.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleSetException;
import tierwise.facts.Bound;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.testing.internal.draw.CaseEdits;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.CaseText;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.FactFields;
import tierwise.testing.internal.expect.NearestChange;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * The laws that hold for every rule set, tried on drawn cases. Immutable.
 *
 * @param folder the programme and year
 * @param cases how many cases were drawn
 * @param breaches what broke a law; empty if nothing did
 */
public record Invariants(String folder, int cases, List<Breach> breaches) {
  /** Enough to see what is wrong; the rest would say the same. */
  private static final int MOST_BREACHES = 20;

  /** Keeps its own copy of the breaches. */
  public Invariants {
    breaches = List.copyOf(breaches);
  }

  /** What every decision keeps. */
  public enum Law {
    /** A drawn case is sound, so that the rules must be able to decide it. */
    DECIDED("every sound case can be decided"),
    /** Drools and the interpreter of the rule model come to the same decision as the engine. */
    TWO_WAYS("all engines decide alike"),
    /** The same facts in another order are decided alike. */
    ORDER("the order of facts does not matter"),
    /** Every line of a ledger is counted or left out with a reason, and never both. */
    ACCOUNTED("every line is counted, or left out with a reason"),
    /** No offer is decided without a finding, a closure or the reason why it is open. */
    FOUNDED("no offer is decided without a finding or a closure"),
    /** One more line like a counted one lowers no measure, unless the manifest says it may. */
    MONOTONE("more of what counts does no harm, unless the measure may fall"),
    /** What a tier asks of a measure, a higher one asks too, or more, unless it is uneven. */
    LADDER("a higher tier asks no less, unless the measure is uneven"),
    /** Everything that is told has its words. */
    TOLD("every finding, reason and notice has its sentence");

    private final String words;

    Law(String words) {
      this.words = words;
    }

    /** The law in words. */
    public String words() {
      return words;
    }
  }

  /**
   * A decision that breaks a law.
   *
   * @param seed the seed of the case, which draws it again
   * @param details what was seen
   */
  public record Breach(Law law, long seed, String details) {}

  /** The report for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(folder).append(": ").append(cases).append(" drawn cases, ");
    text.append(breaches.isEmpty() ? "every law holds" : "laws are broken").append('\n');
    for (Breach breach : breaches) {
      text.append("  NOT TRUE: ").append(breach.law().words());
      text.append(" (case ").append(breach.seed()).append(")\n");
      breach.details().lines().forEach(line -> text.append("    ").append(line).append('\n'));
    }
    return text.toString();
  }

  Map<String, Object> asMap() {
    List<Object> broken = new ArrayList<>();
    for (Breach breach : breaches) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("law", breach.law().words());
      values.put("case", breach.seed());
      values.put("details", breach.details());
      broken.add(values);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("drawn", cases);
    all.put("broken", broken);
    return all;
  }

  /** The laws, tried on the cases of the seeds from 0 on. */
  static Invariants of(TestedRules rules, int cases) {
    Trial trial = new Trial(rules);
    for (long seed = 0; seed < cases && trial.breaches.size() < MOST_BREACHES; seed++) {
      trial.seed = seed;
      trial.run();
    }
    return new Invariants(rules.name(), cases, trial.breaches);
  }

  /** Tries the laws. For use by one thread. */
  private static final class Trial {
    private final TestedRules rules;
    private final CaseGenerator generator;
    private final List<Breach> breaches = new ArrayList<>();
    private long seed;

    Trial(TestedRules rules) {
      this.rules = rules;
      this.generator = new CaseGenerator(rules.manifest(), rules.model());
    }

    private void breach(Law law, String details) {
      breaches.add(new Breach(law, seed, details));
    }

    private void run() {
      DrawnCase drawn = generator.draw(seed);
      Decision decision;
      try {
        decision = rules.decide(drawn.facts()).decision();
      } catch (RuleSetException e) {
        breach(Law.DECIDED, String.valueOf(e.getMessage()));
        return;
      }
      if (!decision.equals(decided(drawn, rules.reference()))
          || !decision.equals(decided(drawn, rules.interpreter()))) {
        breach(Law.TWO_WAYS, CaseText.of("drawn", drawn, Map.of()));
      }
      if (!decision.equals(decided(drawn.shuffled(new Random(seed)), rules.engine()))) {
        breach(Law.ORDER, CaseText.of("drawn", drawn, Map.of()));
      }
      decision.measurements().forEach(each -> accounted(each, drawn));
      decision.offers().forEach(this::founded);
      monotone(drawn, decision);
      ladder(decision);
      told(decision);
    }

    private @Nullable Decision decided(DrawnCase drawn, RuleEngine engine) {
      try {
        return rules.decide(drawn.facts(), engine).decision();
      } catch (RuleSetException e) {
        return null;
      }
    }

    private void accounted(Measured measured, DrawnCase drawn) {
      MeasureSpec spec = rules.manifest().measures().get(measured.measure());
      LedgerSpec counts = spec == null ? null : spec.counts();
      if (spec == null || counts == null) {
        return;
      }
      List<String> all = new ArrayList<>(measured.evidence());
      for (Measured.LeftOut leftOut : measured.excluded()) {
        all.add(leftOut.evidence());
        if (leftOut.reasons().isEmpty()) {
          breach(Law.ACCOUNTED, leftOut.evidence() + " is left out without a reason");
        }
      }
      Set<String> once = new HashSet<>(all);
      Set<String> wanted = new HashSet<>();
      for (Object line : drawn.lines().getOrDefault(counts.type().value(), List.of())) {
        Map<String, @Nullable Object> values = FactFields.of(line);
        boolean selected =
            counts.where().values().stream()
                .allMatch(each -> each.text().value().equals(values.get(each.field().value())));
        if (selected) {
          wanted.add(FactFields.id(line));
        }
      }
      // A measurement of a part of the lines accounts for that part only.
      boolean complete = spec.split() == null ? once.equals(wanted) : wanted.containsAll(once);
      if (once.size() != all.size() || !complete) {
        breach(
            Law.ACCOUNTED, measured.measure() + " accounts for " + all + " of the lines " + wanted);
      }
    }

    private void founded(OfferDecision offer) {
      if (offer.findings().isEmpty() && offer.closedBy().isEmpty() && offer.openedBy() == null) {
        breach(Law.FOUNDED, offer.title());
      }
    }

    // ---- more of what counts -----------------------------------------------------------------

    private void monotone(DrawnCase drawn, Decision decision) {
      Random random = new Random(seed);
      List<String> counted =
          NearestChange.findings(decision).stream()
              .filter(finding -> !mayFall(finding.measure()))
              .map(Finding.OfMeasure::measured)
              .flatMap(Stream::ofNullable)
              .flatMap(measured -> measured.evidence().stream())
              .toList();
      if (counted.isEmpty()) {
        return;
      }
      String id = counted.get(random.nextInt(counted.size()));
      DrawnCase more = withOneMore(drawn, id);
      Decision after = more == null ? null : rules.decisionOn(more.facts());
      if (after == null) {
        return;
      }
      Map<String, BigDecimal> before = actuals(decision);
      actuals(after)
          .forEach(
              (key, actual) -> {
                BigDecimal was = before.get(key);
                if (was != null && actual.compareTo(was) < 0) {
                  breach(
                      Law.MONOTONE,
                      key + " falls from " + was + " to " + actual + " with one more like " + id);
                }
              });
    }

    private boolean mayFall(String measure) {
      MeasureSpec spec = rules.manifest().measures().get(measure);
      return spec == null || spec.mayFall();
    }

    /** The measured figures of what must be reached and may not fall. */
    private Map<String, BigDecimal> actuals(Decision decision) {
      Map<String, BigDecimal> actuals = new LinkedHashMap<>();
      for (OfferDecision offer : decision.offers()) {
        for (Finding.OfMeasure finding : NearestChange.findings(offer)) {
          BigDecimal actual = finding.actual();
          if (actual != null
              && finding.relation() == Bound.Relation.AT_LEAST
              && !mayFall(finding.measure())) {
            actuals.put(
                finding.measure()
                    + " of "
                    + finding.of()
                    + " for "
                    + offer.title()
                    + (offer.renewal() ? " (renewal)" : ""),
                actual);
          }
        }
      }
      return actuals;
    }

    /** {@code null} if the line takes something away, as a credit note does. */
    private static @Nullable DrawnCase withOneMore(DrawnCase drawn, String id) {
      for (Map.Entry<String, List<Object>> ledger : drawn.lines().entrySet()) {
        for (Object line : ledger.getValue()) {
          if (FactFields.id(line).equals(id)) {
            Object copy = takesAway(line) ? null : CaseEdits.copy(line, 1);
            if (copy == null) {
              return null;
            }
            List<Object> lines = new ArrayList<>(ledger.getValue());
            lines.add(copy);
            return drawn.withLines(ledger.getKey(), lines);
          }
        }
      }
      return null;
    }

    private static boolean takesAway(Object line) {
      return FactFields.of(line).values().stream()
          .anyMatch(
              value ->
                  (value instanceof BigDecimal figure && figure.signum() < 0)
                      || (value instanceof Integer whole && whole < 0));
    }

    // ---- the ladder ---------------------------------------------------------------------------

    private void ladder(Decision decision) {
      List<OfferDecision> tiers =
          decision.offers().stream()
              .filter(offer -> rules.manifest().rung(offer.offer()) >= 0)
              .toList();
      for (OfferDecision higher : tiers) {
        for (OfferDecision lower : tiers) {
          if (rules.manifest().rung(higher.offer()) < rules.manifest().rung(lower.offer())
              && higher.renewal() == lower.renewal()
              && Objects.equals(higher.of(), lower.of())) {
            asksNoLess(higher, lower);
          }
        }
      }
    }

    private void asksNoLess(OfferDecision higher, OfferDecision lower) {
      for (Finding.OfMeasure high : NearestChange.findings(higher)) {
        for (Finding.OfMeasure low : NearestChange.findings(lower)) {
          if (high.measure().equals(low.measure())
              && Objects.equals(high.of(), low.of())
              && high.relation() == low.relation()
              && !rules.manifest().uneven().containsKey(high.measure())) {
            int order = high.required().compareTo(low.required());
            if (high.relation() == Bound.Relation.AT_LEAST ? order < 0 : order > 0) {
              breach(
                  Law.LADDER,
                  higher.title()
                      + " asks "
                      + high.required()
                      + ", "
                      + lower.title()
                      + " asks "
                      + low.required()
                      + " of "
                      + high.measure());
            }
          }
        }
      }
    }

    // ---- words ----------------------------------------------------------------------------------

    private void told(Decision decision) {
      for (OfferDecision offer : decision.offers()) {
        offer.findings().forEach(finding -> told(finding.text(), offer.title()));
        offer.closedBy().forEach(reason -> told(reason.text(), reason.code()));
      }
      NearestChange.findings(decision)
          .forEach(
              finding -> {
                Reason waiver = finding.waivedBy();
                if (waiver != null) {
                  told(waiver.text(), waiver.code());
                }
              });
      decision.measurements().stream()
          .flatMap(each -> each.excluded().stream())
          .flatMap(leftOut -> leftOut.reasons().stream())
          .forEach(reason -> told(reason.text(), reason.code()));
      decision.notices().forEach(notice -> told(notice.text(), notice.code()));
    }

    private void told(String text, String what) {
      if (text.isBlank() || text.contains("{")) {
        breach(Law.TOLD, what + ": \"" + text + "\"");
      }
    }
  }
}
