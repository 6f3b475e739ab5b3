package tierwise.analysis.population;

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
        "drawn partner", number, each -> named(generator.draw(each), each + 1).toCase());
  }

  private static DrawnCase named(DrawnCase drawn, long number) {
    Partner all = drawn.partner();
    return drawn.with(
        new Partner(
            all.id(),
            "Drawn " + number,
            all.country(),
            all.segment(),
            all.globalAccount(),
            all.active()));
  }
}
