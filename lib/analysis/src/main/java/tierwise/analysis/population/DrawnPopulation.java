package tierwise.analysis.population;

import java.util.Locale;
import tierwise.RuleSet;
import tierwise.facts.Partner;
import tierwise.internal.opened.OpenedRules;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.DrawnCase;

/**
 * Partners that nobody wrote down: like real ones, and close to where the decisions of a year turn.
 * They show what rules do; of how many partners there are of a kind they tell nothing.
 */
public final class DrawnPopulation {
  private DrawnPopulation() {}

  /** So many partners for the rules of a year, the same on every machine. */
  public static Population of(RuleSet rules, long number) {
    OpenedRules opened = OpenedRules.of(rules);
    CaseGenerator generator = new CaseGenerator(opened.manifest(), opened.model());
    return Population.numbered(
        String.format(Locale.ROOT, "%,d drawn partners of %s", number, rules),
        "drawn",
        number,
        each -> withoutName(generator.draw(each)).toCase());
  }

  private static DrawnCase withoutName(DrawnCase drawn) {
    Partner all = drawn.partner();
    return drawn.with(
        new Partner(
            all.id(), null, all.country(), all.segment(), all.globalAccount(), all.active()));
  }
}
