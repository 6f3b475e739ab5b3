package tierwise.benchmarks;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tierwise.Decision;
import tierwise.Finding.OfMeasure;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.facts.Measurement;
import tierwise.facts.Requirement;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.StepBudget;

/** Makes sure that the three that are compared do the same work. */
final class SameAnswers {
  private static final StepBudget BUDGET = new StepBudget(100_000_000, 0);

  private SameAnswers() {}

  static void check(
      Decision decision, Rules2021 rules, PlainSession plainSession, SampleCase facts) {
    List<Object> inserted = facts.insertedFor(rules);
    List<?> plain = plainSession.statements(inserted);
    RuleEngine engine = new DirectEngine(rules.model());
    same("statements of the plain session", engine.run(inserted, BUDGET).size(), plain.size());
    // The inserted facts are our own guess: these would differ if the library inserted others.
    same(
        "requirements of the plain session",
        (int) decision.offers().stream().mapToLong(offer -> offer.findings().size()).sum(),
        (int) plain.stream().filter(Requirement.class::isInstance).count());
    same("measurements of the plain session", measured(decision), measured(plain));
    same("findings of the hand-written method", tiers(decision), HandWritten.decide(facts));
  }

  private static void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException(
          "the " + what + " are not those of the library:\n" + expected + "\n" + actual);
    }
  }

  private static Set<String> measured(Decision decision) {
    Set<String> measured = new HashSet<>();
    decision.measures().forEach(each -> measured.add(figure(each)));
    for (OfferDecision offer : decision.offers()) {
      offer.findings().stream()
          .flatMap(finding -> measurements(finding).stream())
          .forEach(each -> measured.add(figure(each)));
    }
    return measured;
  }

  private static List<Measured> measurements(tierwise.Finding finding) {
    if (!finding.within().isEmpty()) {
      return finding.within().stream().flatMap(each -> measurements(each).stream()).toList();
    }
    return finding instanceof OfMeasure of && of.measured() != null
        ? List.of(of.measured())
        : List.of();
  }

  private static String figure(Measured measured) {
    return measured.measure() + " " + measured.value() + " " + measured.evidence().size();
  }

  private static Set<String> measured(List<?> statements) {
    Set<String> measured = new HashSet<>();
    for (Object statement : statements) {
      if (statement instanceof Measurement each) {
        measured.add(each.measure() + " " + each.value() + " " + each.evidence().size());
      }
    }
    return measured;
  }

  private static Map<String, List<HandWritten.Finding>> tiers(Decision decision) {
    Map<String, List<HandWritten.Finding>> tiers = new LinkedHashMap<>();
    for (OfferDecision offer : decision.offers()) {
      if (offer.rung() >= 0) {
        tiers.put(offer.offer(), offer.findings().stream().map(SameAnswers::handWritten).toList());
      }
    }
    return tiers;
  }

  private static HandWritten.Finding handWritten(tierwise.Finding finding) {
    if (finding instanceof OfMeasure of
        && of.measured() != null
        && of.actual() != null
        && of.shortBy() != null) {
      return new HandWritten.Finding(
          of.measure(),
          of.status(),
          of.required(),
          of.actual(),
          of.shortBy(),
          of.measured().evidence(),
          of.measured().excluded().stream()
              .map(
                  line ->
                      new HandWritten.LeftOut(
                          line.evidence(), line.reasons().stream().map(Reason::code).toList()))
              .toList());
    }
    throw new IllegalStateException("a tier of 2021 asks for reported measures only: " + finding);
  }
}
