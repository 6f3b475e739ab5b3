package tierwise.testing.internal.coverage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.facts.Application;
import tierwise.facts.Bound;
import tierwise.facts.Subject;
import tierwise.internal.folder.Manifest;
import tierwise.testing.internal.draw.CaseEdits;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.CaseShrinker;
import tierwise.testing.internal.draw.CaseText;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.YamlText;
import tierwise.testing.internal.expect.NearestChange;
import tierwise.testing.internal.interpret.TestedRules;

/** Looks for a case at a threshold, or just short of it, among drawn cases and changes of them. */
final class BoundarySearch {
  private static final int DRAWN = 250;

  private final TestedRules rules;
  private final CaseGenerator generator;
  private final List<DrawnCase> known;

  /**
   * A search.
   *
   * @param known cases to begin with, such as those that the folder has
   */
  BoundarySearch(TestedRules rules, List<DrawnCase> known) {
    this.rules = rules;
    this.generator = new CaseGenerator(rules.manifest(), rules.model());
    this.known = known;
  }

  /** A case, ready to be pasted. */
  Optional<String> find(Threshold threshold, boolean reached) {
    for (int i = 0; i < known.size() + DRAWN; i++) {
      DrawnCase start =
          i < known.size() ? known.get(i) : askingFor(generator.draw(i - known.size()), threshold);
      DrawnCase found = near(start, threshold, reached);
      if (found != null) {
        return Optional.of(text(found, threshold, reached));
      }
    }
    return Optional.empty();
  }

  /** The case asking for what the threshold's row is about. */
  private DrawnCase askingFor(DrawnCase facts, Threshold threshold) {
    Application application = facts.application();
    for (Manifest.SubjectList list : rules.manifest().lists().values()) {
      for (String text : threshold.rowTexts()) {
        if (list.names().contains(text)) {
          List<Subject> subjects = new ArrayList<>(application.asksFor());
          subjects.add(new Subject(list.name(), text));
          application = new Application(application.asOf(), application.role(), subjects);
        }
      }
    }
    return facts.with(application);
  }

  private @Nullable DrawnCase near(DrawnCase start, Threshold threshold, boolean reached) {
    Finding.OfMeasure finding = finding(start, threshold);
    if (finding == null || finding.actual() == null) {
      return null;
    }
    DrawnCase found = null;
    if (fits(finding, threshold, reached)) {
      found = start;
    } else {
      BigDecimal wanted = threshold.figure();
      if (!reached) {
        wanted =
            threshold.relation() == Bound.Relation.AT_LEAST
                ? wanted.subtract(threshold.unit())
                : wanted.add(threshold.unit());
      }
      BigDecimal distance = wanted.subtract(finding.actual());
      Measured measured = finding.measured();
      List<String> evidence = measured == null ? List.of() : measured.evidence();
      found = changed(start, threshold, reached, distance, evidence);
    }
    return found == null
        ? null
        : CaseShrinker.shrink(
            found,
            smaller -> {
              Finding.OfMeasure still = finding(smaller, threshold);
              return still != null && fits(still, threshold, reached);
            });
  }

  /** Changes a figure of a line that counts, or the number of such lines. */
  private @Nullable DrawnCase changed(
      DrawnCase start,
      Threshold threshold,
      boolean reached,
      BigDecimal distance,
      List<String> evidence) {
    for (CaseEdits.Edit edit :
        CaseEdits.near(rules.manifest(), rules.model(), start, distance, evidence)) {
      Finding.OfMeasure finding = finding(edit.result(), threshold);
      if (finding != null && fits(finding, threshold, reached)) {
        return edit.result();
      }
    }
    return null;
  }

  private static boolean fits(Finding.OfMeasure finding, Threshold threshold, boolean reached) {
    return reached ? threshold.isReached(finding) : threshold.isJustMissed(finding);
  }

  private Finding.@Nullable OfMeasure finding(DrawnCase facts, Threshold threshold) {
    Decision decision = rules.decisionOn(facts.facts());
    // A case that cannot be decided is none that anybody would keep.
    return decision == null
        ? null
        : NearestChange.findings(decision).stream()
            .filter(threshold::isAskedBy)
            .findFirst()
            .orElse(null);
  }

  private String text(DrawnCase facts, Threshold threshold, boolean reached) {
    Decision decision = rules.decide(facts.facts()).decision();
    for (OfferDecision offer : decision.offers()) {
      for (Finding finding : offer.findings()) {
        if (finding instanceof Finding.OfMeasure ofMeasure && threshold.isAskedBy(ofMeasure)) {
          return CaseText.of(
              ofMeasure.measure()
                  + (reached ? " exactly at " : " just short of ")
                  + threshold.figure().toPlainString()
                  + " for "
                  + offer.title(),
              facts,
              Map.of("offers", "[" + YamlText.of(expected(offer, ofMeasure)) + "]"));
        }
      }
    }
    return CaseText.of(
        threshold.label() + (reached ? ", exactly" : ", just short"),
        facts,
        Map.of("highest", "none # to be filled in"));
  }

  private static Map<String, Object> expected(OfferDecision offer, Finding.OfMeasure finding) {
    Map<String, Object> values = CaseText.offerKeys(offer);
    values.put("status", offer.status().name());
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("measure", finding.measure());
    found.put("status", finding.status().name());
    found.put("required", finding.required());
    if (finding.actual() != null) {
      found.put("actual", finding.actual());
    }
    values.put("findings", List.of(found));
    return values;
  }
}
