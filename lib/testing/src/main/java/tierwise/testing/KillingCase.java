package tierwise.testing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * Writes a case that passes with the rules and fails with a mutant of them, from facts that the two
 * decide differently.
 */
final class KillingCase {
  private static final int MOST_OF_A_KIND = 2;

  private final TestedRules rules;
  private final TestedRules changed;
  private final Mutant mutant;

  KillingCase(TestedRules rules, TestedRules changed, Mutant mutant) {
    this.rules = rules;
    this.changed = changed;
    this.mutant = mutant;
  }

  /**
   * The case, ready to be pasted; it was read and run, so that it is sure to kill. Empty if no
   * expectation can tell the two apart.
   */
  Optional<String> text(DrawnCase facts) {
    Decision right = rules.decide(facts.facts()).decision();
    Decision wrong = changed.decisionOn(facts);
    for (Map<String, String> expect : expectations(right, wrong)) {
      String text = CaseText.of(sentence(), facts, expect);
      if (kills(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private String sentence() {
    return mutant.rule() + ": " + mutant.kind().words() + " at " + mutant.shortPlace();
  }

  private boolean kills(String text) {
    Problems problems = new Problems();
    List<SourceText> files = List.of(new SourceText("killer.yaml", "cases:\n" + text));
    for (CaseFile file : CaseFileReader.read(files, rules.model().vocabulary(), problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        Expectation expectation = Expectation.read(entry, rules, problems);
        if (expectation != null && !problems.errorsSince(0)) {
          TestCase test = new TestCase(rules, Path.of("killer.yaml"), entry, expectation);
          return test.compared().size() == 0 && test.compared(changed::decide).size() > 0;
        }
      }
    }
    return false;
  }

  // ---- what to expect ----------------------------------------------------------------------

  /** What could be expected, the plainest first. */
  private static List<Map<String, String>> expectations(Decision right, @Nullable Decision wrong) {
    List<Map<String, String>> all = new ArrayList<>();
    List<Object> statuses = new ArrayList<>();
    List<Object> findings = new ArrayList<>();
    for (OfferDecision offer : right.offers()) {
      OfferDecision other = wrong == null ? null : same(offer, wrong);
      if (other == null || other.status() != offer.status()) {
        statuses.add(status(offer));
      }
      if (other == null || !codes(offer.closedBy()).equals(codes(other.closedBy()))) {
        Map<String, Object> values = status(offer);
        values.put("closedBy", codes(offer.closedBy()));
        findings.add(values);
      }
      List<Object> differing = findings(offer, other);
      if (!differing.isEmpty()) {
        Map<String, Object> values = status(offer);
        values.put("findings", differing);
        findings.add(values);
      }
    }
    add(all, "offers", statuses);
    add(all, "offers", findings);
    if (wrong == null || !Objects.equals(right.highest(), wrong.highest())) {
      Decision.Highest highest = right.highest();
      Map<String, Object> values = new LinkedHashMap<>();
      if (highest != null) {
        values.put("offer", highest.offer());
        values.put("of", highest.of());
      }
      all.add(Map.of("highest", highest == null ? "none" : YamlText.of(values)));
    }
    List<Object> measures = new ArrayList<>();
    right.measures().stream()
        .filter(each -> wrong == null || !wrong.measures().contains(each))
        .forEach(each -> measures.add(measure(each)));
    add(all, "measures", measures);
    notices(right, wrong, all);
    return all;
  }

  private static void notices(
      Decision right, @Nullable Decision wrong, List<Map<String, String>> all) {
    List<Object> missing = new ArrayList<>();
    right.notices().stream()
        .filter(each -> wrong == null || !contains(wrong, each))
        .forEach(each -> missing.add(notice(each)));
    add(all, "notices", missing);
    if (wrong != null) {
      List<Object> unwanted = new ArrayList<>();
      wrong.notices().stream()
          .filter(each -> !contains(right, each))
          .forEach(
              each -> {
                Map<String, Object> values = notice(each);
                values.put("absent", true);
                unwanted.add(values);
              });
      add(all, "notices", unwanted);
    }
  }

  private static boolean contains(Decision decision, Decision.Notice notice) {
    return decision.notices().stream().anyMatch(each -> notice(each).equals(notice(notice)));
  }

  private static void add(List<Map<String, String>> all, String key, List<Object> entries) {
    if (!entries.isEmpty()) {
      all.add(
          Map.of(key, YamlText.of(entries.subList(0, Math.min(MOST_OF_A_KIND, entries.size())))));
      if (entries.size() > MOST_OF_A_KIND) {
        all.add(Map.of(key, YamlText.of(entries)));
      }
    }
  }

  private static @Nullable OfferDecision same(OfferDecision offer, Decision decision) {
    return decision.offers().stream()
        .filter(each -> BoundarySearch.offerKeys(each).equals(BoundarySearch.offerKeys(offer)))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> status(OfferDecision offer) {
    Map<String, Object> values = BoundarySearch.offerKeys(offer);
    values.put("status", offer.status().name());
    return values;
  }

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).sorted().toList();
  }

  private static List<Object> findings(OfferDecision offer, @Nullable OfferDecision other) {
    List<Map<String, Object>> wrong = new ArrayList<>();
    if (other != null) {
      other.findings().forEach(each -> collect(each, wrong));
    }
    List<Map<String, Object>> right = new ArrayList<>();
    offer.findings().forEach(each -> collect(each, right));
    List<Object> differing = new ArrayList<>(right);
    differing.removeAll(wrong);
    return differing;
  }

  private static void collect(Finding finding, List<Map<String, Object>> all) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (finding instanceof Finding.Either either) {
      either.ways().forEach(way -> collect(way, all));
      return;
    } else if (finding instanceof Finding.OfMeasure measure) {
      values.put("measure", measure.measure());
      if (measure.of() != null) {
        values.put("of", measure.of());
      }
      values.put("status", measure.status().name());
      figure(values, "required", measure.required());
      figure(values, "actual", measure.actual());
      lines(values, measure.measured());
    } else if (finding instanceof Finding.OfOffers needs) {
      values.put("needs", needs.offers().get(0));
      values.put("status", needs.status().name());
    } else if (finding instanceof Finding.OfAnswer answer) {
      values.put("expects", answer.question());
      values.put("status", answer.status().name());
    }
    all.add(values);
  }

  private static void figure(Map<String, Object> values, String key, @Nullable BigDecimal figure) {
    if (figure != null) {
      values.put(key, figure);
    }
  }

  private static void lines(Map<String, Object> values, @Nullable Measured measured) {
    if (measured == null) {
      return;
    }
    values.put("evidence", measured.evidence());
    List<Object> excluded = new ArrayList<>();
    measured
        .excluded()
        .forEach(
            leftOut -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("evidence", leftOut.evidence());
              entry.put("reasons", codes(leftOut.reasons()));
              excluded.add(entry);
            });
    if (!excluded.isEmpty()) {
      values.put("excluded", excluded);
    }
  }

  private static Map<String, Object> measure(Measured measured) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("measure", measured.measure());
    if (measured.of() != null) {
      values.put("of", measured.of());
    }
    figure(values, "value", measured.value());
    lines(values, measured);
    return values;
  }

  private static Map<String, Object> notice(Decision.Notice notice) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("code", notice.code());
    if (notice.about() != null) {
      values.put("about", notice.about().toString());
    }
    if (notice.from() != null) {
      values.put("from", notice.from());
    }
    if (notice.until() != null) {
      values.put("until", notice.until());
    }
    if (notice.amount() != null) {
      values.put("amount", notice.amount());
    }
    if (notice.currency() != null) {
      values.put("currency", notice.currency());
    }
    return values;
  }
}
