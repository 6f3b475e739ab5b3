package tierwise.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.RuleSet;
import tierwise.analysis.diff.Change.Kind;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.diff.OfferChange.Because;
import tierwise.analysis.diff.OfferChange.Effect;

/** What changes from one year of a small programme to another. */
class YearDiffTest {
  private static final TwoYears SAME = TwoYears.unchanged();
  private static final TwoYears MORE_CHILDREN =
      SAME.with("targets.drl", "\"partner\", 50, 1", "\"partner\", 60, 1");

  private static final YearDiff OF_MORE_CHILDREN = MORE_CHILDREN.diff();

  private static OfferChange offer(YearDiff diff, String name, boolean renewal) {
    return diff.offers().stream()
        .filter(each -> each.offer().equals(name) && each.renewal() == renewal)
        .findFirst()
        .orElseThrow();
  }

  // ---- what is written -------------------------------------------------------------------------

  @Test
  void aCopyOfAYearHasNoChange() {
    YearDiff diff = SAME.diff();
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.sameRows()).isEqualTo(2);
    assertThat(diff.told()).isEmpty();
    assertThat(diff.offers())
        .isNotEmpty()
        .allMatch(each -> each.effect() == Effect.SAME && each.because() == Because.SAME_RULES);
  }

  @Test
  void aNumberOfARowIsAFigureWithBothItsLines() {
    assertThat(OF_MORE_CHILDREN.changes())
        .containsExactly(
            new Change(
                Part.FIGURES,
                Kind.CHANGED,
                "Tier",
                "partner: children",
                "50",
                "60",
                new Change.Place("targets.drl", 17),
                new Change.Place("targets.drl", 17)));
  }

  @Test
  void aNumberInARuleIsAFigureAndNotACondition() {
    YearDiff diff =
        SAME.with("measures.drl", "completeMonthsBefore( 12,", "completeMonthsBefore( 18,")
            .written();
    assertThat(diff.changes(Part.FIGURES))
        .singleElement()
        .matches(each -> "12".equals(each.before()) && "18".equals(each.after()));
    assertThat(diff.changes(Part.RULES)).isEmpty();
  }

  @Test
  void aConditionIsToldInWordsBeforeAndAfter() {
    YearDiff diff =
        SAME.with("requirements.drl", "segment == \"school\"", "segment == \"museum\"").written();
    assertThat(diff.changes(Part.FIGURES)).isEmpty();
    assertThat(diff.changes(Part.RULES))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.kind()).isEqualTo(Kind.CHANGED);
              assertThat(each.what()).isEqualTo("condition");
              assertThat(each.before()).contains("segment is school");
              assertThat(each.after()).contains("segment is museum");
            });
  }

  @Test
  void aRuleWithAnotherNameThatSaysTheSameIsRenamed() {
    YearDiff diff =
        SAME.with("requirements.drl", "The book van comes to", "The van comes to").written();
    assertThat(diff.changes())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.kind()).isEqualTo(Kind.RENAMED);
              assertThat(each.before()).startsWith("The book van");
              assertThat(each.after()).startsWith("The van");
            });
    assertThat(diff.offers()).allMatch(each -> each.because() == Because.SAME_RULES);
  }

  @Test
  void variablesThatAreCalledOtherwiseAreNoChange() {
    assertThat(SAME.with("requirements.drl", "$children", "$read").written().changes()).isEmpty();
  }

  @Test
  void rulesAndRowsComeAndGo() {
    YearDiff diff =
        SAME.with("targets.drl", "insert( new Tier( \"anchor\", 200, 2 ) );", "")
            .with("ruleset.yaml", "anchor: all, partner: all", "partner: all")
            .with("requirements.drl", "rule \"A school that renews", "rule \"A bank that opens")
            .with(
                "requirements.drl", "segment == \"school\"", "segment == \"bank\", active == true")
            .written();
    assertThat(diff.changes(Part.FIGURES))
        .singleElement()
        .matches(
            each ->
                each.kind() == Kind.GONE
                    && "name anchor, children 200, readers 2".equals(each.before()));
    assertThat(diff.changes(Part.RULES))
        .extracting(Change::kind)
        .containsExactlyInAnyOrder(Kind.GONE, Kind.NEW);
  }

  @Test
  void wordsAndDaysStandApartFromNumbersAndRules() {
    YearDiff diff =
        SAME.with("messages.yaml", "Anchor partner", "Great partner")
            .with("ruleset.yaml", "from: 2025-01-01, until: 2026-01-01", "from: 2026-01-01")
            .written();
    assertThat(diff.changes(Part.WORDS))
        .singleElement()
        .matches(each -> "anchor".equals(each.what()) && "Great partner".equals(each.after()));
    assertThat(diff.changes(Part.DAYS)).hasSize(2);
    assertThat(diff.changes()).hasSize(3);
  }

  // ---- what is decided -------------------------------------------------------------------------

  @Test
  void aHigherFigureIsHarderForThePartnerWhoHasJustEnoughOfTheOldOne() {
    OfferChange partner = offer(OF_MORE_CHILDREN, "partner", false);
    assertThat(partner.effect()).isEqualTo(Effect.HARDER);
    Witness witness = partner.witnesses().get(0);
    assertThat(witness.notices()).isEqualTo(Witness.Notices.HARDER);
    assertThat(witness.before().status()).isEqualTo("granted");
    assertThat(witness.after().status()).isEqualTo("refused");
    assertThat(witness.before().because().get(0).text()).contains("50 children required");
    assertThat(witness.after().because().get(0).text()).contains("60 children required");
    assertThat(witness.after().because().get(0).at()).contains(new Change.Place("targets.drl", 17));
  }

  @Test
  void aLowerFigureIsEasier() {
    YearDiff diff = SAME.with("targets.drl", "\"partner\", 50, 1", "\"partner\", 40, 1").diff();
    assertThat(offer(diff, "partner", false).effect()).isEqualTo(Effect.EASIER);
  }

  @Test
  void anOfferThatRestsOnOtherRowsCannotBeNoticed() {
    YearDiff diff = OF_MORE_CHILDREN;
    assertThat(offer(diff, "anchor", false).because()).isEqualTo(Because.SAME_RULES);
    assertThat(offer(diff, "book-van", false).because()).isEqualTo(Because.SAME_RULES);
    assertThat(offer(diff, "partner", false).because()).isNull();
  }

  @Test
  void anOfferThatNeedsAnotherIsHitByItsFigure() {
    YearDiff diff = SAME.with("targets.drl", "\"anchor\", 200, 2", "\"anchor\", 210, 2").diff();
    assertThat(offer(diff, "anchor", false).effect()).isEqualTo(Effect.HARDER);
    assertThat(offer(diff, "book-van", false).effect()).isEqualTo(Effect.HARDER);
    assertThat(offer(diff, "partner", false).because()).isEqualTo(Because.SAME_RULES);
  }

  @Test
  void eachCaseToPasteIsDecidedAsItSays() {
    RuleSet before = SAME.rules("2025");
    RuleSet after = MORE_CHILDREN.rules("2026");
    for (OfferChange offer : OF_MORE_CHILDREN.offers()) {
      for (Witness witness : offer.witnesses()) {
        assertThat(status(before, witness.caseBefore(), offer))
            .isEqualTo(witness.before().status());
        assertThat(status(after, witness.caseAfter(), offer)).isEqualTo(witness.after().status());
        assertThat(witness.caseAfter())
            .contains("status: " + witness.after().status().toUpperCase(Locale.ROOT));
      }
    }
  }

  private static String status(RuleSet rules, String pasted, OfferChange offer) {
    List<EnrollmentCase> cases = EnrollmentCase.parse("pasted.yaml", "cases:\n" + pasted);
    Decision decision = rules.decide(cases.get(0));
    return decision.offers().stream()
        .filter(each -> each.offer().equals(offer.offer()) && each.renewal() == offer.renewal())
        .map(OfferDecision::status)
        .map(WitnessText::words)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePartnerIsNoLargerThanNeeded() {
    Witness witness = offer(OF_MORE_CHILDREN, "partner", false).witnesses().get(0);
    EnrollmentCase small =
        EnrollmentCase.parse("pasted.yaml", "cases:\n" + witness.caseAfter()).get(0);
    assertThat(small.declared().get("Reading")).hasSizeLessThanOrEqualTo(2);
    assertThat(small.ledger(tierwise.facts.Credential.class).orElseThrow()).hasSize(1);
  }

  @Test
  void aNoticeThatIsToldOnAnotherDayIsShown() {
    YearDiff diff =
        SAME.with(
                "requirements.drl",
                "\"renew-by\", $anniversary )",
                "\"renew-by\", $anniversary.plusDays(1) )")
            .diff();
    assertThat(diff.told()).extracting(Witness::title).containsExactly("notice renew-by");
  }

  @Test
  void whatOneYearDoesNotKnowIsLeftOutThereAndSaid() {
    YearDiff diff =
        SAME.with("ruleset.yaml", "place: [library", "place: [park, library")
            .with("ruleset.yaml", "  book-van: {}\n", "")
            .with(
                "requirements.drl",
                "rule \"The book van comes to anchor partners\"\nwhen\n    $offer : Offer( name == \"book-van\" )\nthen\n    insert( $offer.needs( \"anchor\" ) );\nend\n",
                "")
            .with("messages.yaml", "  book-van: Visits of the book van\n", "")
            .diff();
    assertThat(offer(diff, "book-van", false).effect()).isEqualTo(Effect.GONE);
    assertThat(diff.search().notCompared())
        .contains("only reading-partners/2025 knows, as something to hold: book-van");
  }

  @Test
  void yearsThatBeginOnDifferentDaysDecideEachOnDaysOfTheirOwn() {
    YearDiff diff =
        MORE_CHILDREN
            .with("ruleset.yaml", "from: 2025-01-01, until: 2026-01-01", "from: 2026-01-01")
            .diff();
    assertThat(diff.search().moved()).isEqualTo("1 year later");
    Witness witness = offer(diff, "partner", false).witnesses().get(0);
    assertThat(witness.onOneDay()).isTrue();
    assertThat(witness.after().asOf()).isEqualTo(witness.before().asOf()).hasYear(2026);
  }

  @Test
  void theSameRulesAndCasesGiveTheSameComparison() {
    assertThat(MORE_CHILDREN.diff().toJson()).isEqualTo(OF_MORE_CHILDREN.toJson());
  }

  @Test
  void textKeepsToAHundredColumnsButForTheCasesToPaste() {
    assertThat(OF_MORE_CHILDREN.toText().lines().filter(line -> !line.startsWith("    ")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void fewerThanNoCasesCannotBeDrawn() {
    assertThatThrownBy(() -> new YearDiff.Effort(-1, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot draw -1 cases");
  }
}
