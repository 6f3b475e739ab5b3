package tierwise.testing.internal.expect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.source.Written;
import tierwise.testing.internal.draw.CaseEdits;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.interpret.TestedRules;

/** Looks for the smallest change of a failing case's facts with which it would pass. */
public final class NearestChange {
  private static final long LONGEST_NANOS = 2_000_000_000L;

  private final TestedRules rules;
  private final ReadCase test;

  public NearestChange(ReadCase test) {
    this.rules = test.rules();
    this.test = test;
  }

  /** The change in words; empty if no single one does it. */
  public Optional<String> find() {
    CaseFacts facts = test.facts();
    if (facts == null) {
      return Optional.empty();
    }
    long end = System.nanoTime() + LONGEST_NANOS;
    for (CaseEdits.Edit edit :
        CaseEdits.of(
            rules.manifest(),
            rules.model(),
            DrawnCase.of(rules.model().vocabulary(), facts),
            distances(facts))) {
      if (passes(edit.result())) {
        return Optional.of(edit.words());
      }
      if (System.nanoTime() > end) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean passes(DrawnCase changed) {
    Differences differences = new Differences();
    try {
      test.expected().compare(rules.decide(changed.facts()), differences);
    } catch (RuleSetException e) {
      return false;
    }
    return differences.size() == 0;
  }

  /** How far the measures are from what is required, and the figures from what is expected. */
  private Set<BigDecimal> distances(CaseFacts facts) {
    Set<BigDecimal> distances =
        new LinkedHashSet<>(List.of(BigDecimal.ONE, BigDecimal.ONE.negate()));
    for (Differences.Difference difference : test.compared(rules::decide).all()) {
      BigDecimal expected =
          difference.expected() == null ? null : figure(difference.expected().text());
      BigDecimal got = difference.got() == null ? null : figure(difference.got());
      if (expected != null && got != null) {
        distances.add(expected.subtract(got));
      }
    }
    try {
      distances.addAll(distances(rules.decide(facts).decision()));
    } catch (RuleSetException e) {
      // Then there is nothing to be near to; the problem itself is in the report.
      return distances;
    }
    return distances;
  }

  /** How far the measures are from what is required, and from one unit beside it. */
  public static Set<BigDecimal> distances(Decision decision) {
    Set<BigDecimal> distances =
        new LinkedHashSet<>(List.of(BigDecimal.ONE, BigDecimal.ONE.negate()));
    for (Finding.OfMeasure finding : findings(decision)) {
      if (finding.actual() != null) {
        BigDecimal distance = finding.required().subtract(finding.actual());
        distances.add(distance);
        distances.add(distance.subtract(BigDecimal.ONE));
        distances.add(distance.add(BigDecimal.ONE));
      }
    }
    return distances;
  }

  private static @Nullable BigDecimal figure(String text) {
    return Written.isDecimal(text) ? new BigDecimal(text) : null;
  }

  /** All findings of measures, also those that are one way of several. */
  public static List<Finding.OfMeasure> findings(Decision decision) {
    List<Finding.OfMeasure> findings = new ArrayList<>();
    decision.offers().forEach(offer -> findings.addAll(findings(offer)));
    return findings;
  }

  /** The same of one offer. */
  public static List<Finding.OfMeasure> findings(OfferDecision offer) {
    List<Finding.OfMeasure> findings = new ArrayList<>();
    offer.findings().forEach(each -> collect(each, findings));
    return findings;
  }

  private static void collect(Finding finding, List<Finding.OfMeasure> findings) {
    finding.within().forEach(each -> collect(each, findings));
    if (finding instanceof Finding.OfMeasure ofMeasure) {
      findings.add(ofMeasure);
    }
  }
}
