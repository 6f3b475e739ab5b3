package tierwise.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.analysis.diff.OfferChange.Effect;

/** The years of the first programme, each beside the one before. */
class NeighbouringYearsTest {
  private static final Path RULES = Path.of("../../rules");
  private static final RuleSets YEARS =
      RuleSets.with(RuleSettings.usual().withoutGuard()).in(RULES);

  /** Two years, the later one behind the earlier. */
  record Neighbours(String before, String after) {}

  static Stream<Neighbours> neighbours() {
    List<Neighbours> neighbours = new ArrayList<>();
    String before = null;
    for (ProgramYear year : YEARS.years()) {
      if (before != null && year.programme().equals(before.substring(0, before.indexOf('/')))) {
        neighbours.add(new Neighbours(before, year.name()));
      }
      before = year.name();
    }
    return neighbours.stream();
  }

  @Test
  void aRaisedTargetOf2022IsNoticedByWhoHadJustEnoughIn2021() {
    RuleSet before = YEARS.year("learning-partner/2021");
    RuleSet after = YEARS.year("learning-partner/2022");
    List<EnrollmentCase> tiers =
        EnrollmentCase.read(RULES.resolve("learning-partner/2021/tests/tiers.yaml")).stream()
            .filter(each -> each.name().orElse("").contains("silver in Cloud Platform"))
            .toList();
    assertThat(tiers).isNotEmpty();
    YearDiff diff = YearDiff.of(before, after, new YearDiff.Effort(0, tiers, List.of()));
    OfferChange silver =
        diff.offers().stream()
            .filter(each -> each.offer().equals("silver") && !each.renewal())
            .findFirst()
            .orElseThrow();
    assertThat(silver.effect()).isEqualTo(Effect.HARDER);
    assertThat(silver.witnesses().get(0).title()).isEqualTo("Silver in Cloud Platform");
    assertThat(silver.witnesses().get(0).onOneDay()).isTrue();
    assertThat(diff.changes(Change.Part.FIGURES))
        .singleElement()
        .matches(each -> each.what().equals("silver, Cloud Platform: kpis"));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("neighbours")
  void everyPairIsComparedAndEachPartnerIsDecidedAsShown(Neighbours pair) {
    RuleSet before = YEARS.year(pair.before());
    RuleSet after = YEARS.year(pair.after());
    YearDiff diff =
        YearDiff.of(
            before,
            after,
            new YearDiff.Effort(
                YearDiff.DRAWN,
                TwoYears.cases(RULES.resolve(pair.before())),
                TwoYears.cases(RULES.resolve(pair.after()))));
    assertThat(diff.changes()).isNotEmpty();
    for (OfferChange offer : diff.offers()) {
      for (Witness witness : offer.witnesses()) {
        decidedAsShown(before, witness.caseBefore(), witness.before(), offer);
        decidedAsShown(after, witness.caseAfter(), witness.after(), offer);
      }
    }
  }

  private static void decidedAsShown(
      RuleSet rules, String pasted, Witness.Outcome shown, OfferChange offer) {
    EnrollmentCase one = EnrollmentCase.parse("pasted.yaml", "cases:\n" + pasted).get(0);
    assertThat(
            rules.decide(one).offers().stream()
                .filter(
                    each -> each.offer().equals(offer.offer()) && each.renewal() == offer.renewal())
                .map(each -> WitnessText.words(each.status())))
        .as(pasted)
        .contains(shown.status());
  }
}
