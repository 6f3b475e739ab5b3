package tierwise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;

/** What a decision says, shown on the Tea Club, each of whose rules does one thing. */
class DecisionTest {
  private static final RuleSet CLUB =
      RuleSets.in(Path.of("src/test/resources/rules/tea-club")).year("tea-club/2024");
  private static final LocalDate TODAY = LocalDate.of(2024, 5, 5);

  // ---- requirements ------------------------------------------------------------------------

  @Test
  void aTierWithAllRequirementsMetIsGranted() {
    Decision decision =
        decide(asking("Green").purchases(cups("Green", 40)).credentials(tasters(1)));
    OfferDecision adept = decision.offer("adept", "Green").orElseThrow();
    assertThat(adept.status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(adept.findings()).extracting(Finding::status).containsOnly(Finding.Status.MET);
    assertThat(decision.highest())
        .isEqualTo(new Decision.Highest("adept", List.of("Green"), false));
  }

  @Test
  void aMissedRequirementSaysHowMuchIsShort() {
    Decision decision =
        decide(asking("Green").purchases(cups("Green", 39)).credentials(tasters(1)));
    Finding.OfMeasure cups = measure(decision, "adept", "cups");
    assertThat(cups.status()).isEqualTo(Finding.Status.MISSED);
    assertThat(cups.required()).isEqualByComparingTo("40");
    assertThat(cups.actual()).isEqualByComparingTo("39");
    assertThat(cups.shortBy()).isEqualByComparingTo("1");
    assertThat(cups.unit()).isEqualTo("cup");
    assertThat(cups.text()).isEqualTo("Cups: 40 cups required, 39 counted, 1 missing.");
  }

  @Test
  void aMissedRequirementRefusesWhateverElseIsUnknown() {
    Decision decision = decide(asking("Green").purchases(List.of()));
    assertThat(status(decision, "adept")).isEqualTo(OfferDecision.Status.REFUSED);
  }

  @Test
  void aLedgerThatIsNotGivenLeavesTheOfferUndetermined() {
    Decision decision = decide(asking("Green").purchases(cups("Green", 40)));
    assertThat(measure(decision, "adept", "tasters").status())
        .isEqualTo(Finding.Status.NOT_REPORTED);
    assertThat(status(decision, "adept")).isEqualTo(OfferDecision.Status.UNDETERMINED);
  }

  @Test
  void anEmptyLedgerIsGivenAndCountsNothing() {
    Decision decision = decide(asking("Green").purchases(List.of()).credentials(List.of()));
    Finding.OfMeasure tasters = measure(decision, "adept", "tasters");
    assertThat(tasters.status()).isEqualTo(Finding.Status.MISSED);
    assertThat(tasters.actual()).isZero();
  }

  @Test
  void aMeasureOfTheSubjectGoesBeforeOneOfEverything() {
    List<Purchase> both = new ArrayList<>(cups("Green", 30));
    both.addAll(cups("Black", 20));
    Decision decision = decide(asking("Green").purchases(both).credentials(tasters(1)));
    Measured measured = requireNonNull(measure(decision, "adept", "cups").measured());
    assertThat(measured.value()).isEqualByComparingTo("30");
    assertThat(measured.evidence()).containsExactly("cups-Green");
    assertThat(measured.excluded())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.evidence()).isEqualTo("cups-Black");
              assertThat(line.reasons()).extracting(Reason::code).containsExactly("another-tea");
            });
  }

  @Test
  void aBoundAboveIsKeptAtItAndMissedPastIt() {
    assertThat(guests(10)).isEqualTo(Finding.Status.MET);
    assertThat(guests(11)).isEqualTo(Finding.Status.MISSED);
  }

  private static Finding.Status guests(int number) {
    Decision decision =
        decide(
            asking("Green")
                .attestations(List.of(new Attestation("g", "guests", null, null, number))));
    return measure(decision, "banquet", "guests").status();
  }

  // ---- either way --------------------------------------------------------------------------

  @Test
  void oneOfTwoWaysIsEnough() {
    Decision decision =
        decide(asking("Green").attestations(letters(0)).reported(stars("4.25", "4.25")));
    Finding.Either either = either(decision);
    assertThat(either.ways())
        .extracting(Finding::status)
        .containsExactly(Finding.Status.MISSED, Finding.Status.MET);
    assertThat(either.status()).isEqualTo(Finding.Status.MET);
  }

  @Test
  void aWayThatIsNotReportedIsBetterThanOneThatIsMissed() {
    Finding.Either either = either(decide(asking("Green").attestations(letters(1))));
    assertThat(either.status()).isEqualTo(Finding.Status.NOT_REPORTED);
  }

  @Test
  void anAverageJustBelowTheBoundMissesItAndIsPrintedRoundedDown() {
    // (4.25 + 4.25 + 4.249999) / 3 = 4.24999966…
    Decision decision =
        decide(
            asking("Green").attestations(letters(0)).reported(stars("4.25", "4.25", "4.249999")));
    Finding.OfMeasure rating = (Finding.OfMeasure) either(decision).ways().get(1);
    assertThat(rating.actual()).isEqualByComparingTo("4.249999");
    assertThat(rating.actualExact()).isEqualTo("12749999/3000000");
    assertThat(rating.shortBy()).isEqualByComparingTo("0.000001");
    assertThat(rating.status()).isEqualTo(Finding.Status.MISSED);
  }

  @Test
  void anAverageOfNothingHasNoValueAndMissesTheBound() {
    Decision decision = decide(asking("Green").attestations(letters(0)).reported(List.of()));
    Finding.OfMeasure rating = (Finding.OfMeasure) either(decision).ways().get(1);
    assertThat(rating.status()).isEqualTo(Finding.Status.MISSED);
    assertThat(rating.actual()).isNull();
    assertThat(rating.shortBy()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "MET, MET, MET",
    "MET, WAIVED, WAIVED",
    "NOT_REPORTED, WAIVED, NOT_REPORTED",
    "NOT_REPORTED, MISSED, MISSED",
    "MISSED, MET, MISSED"
  })
  void whatIsAskedTogetherIsAsGoodAsTheWorstOfIt(
      Finding.Status one, Finding.Status other, Finding.Status together) {
    List<Finding> findings = List.of(answered(one), answered(other));
    assertThat(new Finding.Together(findings, () -> NO_GROUNDS).status()).isEqualTo(together);
  }

  private static final Finding.Grounds NO_GROUNDS = new Finding.Grounds(List.of(), null, false, "");

  private static Finding answered(Finding.Status status) {
    return new Finding.OfAnswer("question", status, null, () -> NO_GROUNDS);
  }

  // ---- waivers, closures, openings, answers ------------------------------------------------

  @Test
  void aWaivedMeasureDoesNotCountAndKeepsItsFigures() {
    Decision decision =
        decide(
            asking()
                .memberships(List.of(member("adept", "Green")))
                .purchases(cups("Green", 5))
                .credentials(tasters(1)));
    OfferDecision renewal = renewal(decision, "adept");
    Finding.OfMeasure cups = (Finding.OfMeasure) renewal.findings().get(0);
    assertThat(cups.status()).isEqualTo(Finding.Status.WAIVED);
    assertThat(cups.shortBy()).isEqualByComparingTo("35");
    assertThat(requireNonNull(cups.waivedBy()).code()).isEqualTo("drought");
    assertThat(renewal.status()).isEqualTo(OfferDecision.Status.GRANTED);
  }

  @Test
  void aMetMeasureIsMetEvenWhereItIsWaived() {
    Decision decision =
        decide(
            asking()
                .memberships(List.of(member("adept", "Green")))
                .purchases(cups("Green", 40))
                .credentials(tasters(1)));
    assertThat(renewal(decision, "adept").findings().get(0).status()).isEqualTo(Finding.Status.MET);
  }

  @Test
  void aClosedOfferStillShowsItsFindings() {
    Decision decision =
        decide(asking("White").purchases(cups("White", 100)).credentials(tasters(3)));
    OfferDecision sage = decision.offer("sage", "White").orElseThrow();
    assertThat(sage.status()).isEqualTo(OfferDecision.Status.CLOSED);
    assertThat(sage.closedBy()).extracting(Reason::code).containsExactly("no-white-sage");
    assertThat(sage.findings()).extracting(Finding::status).containsOnly(Finding.Status.MET);
  }

  @Test
  void anOpenOfferIsGrantedAndSaysWhy() {
    OfferDecision garden = decide(asking()).offer("garden", null).orElseThrow();
    assertThat(garden.status()).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(requireNonNull(garden.openedBy()).text()).isEqualTo("The garden is open to all.");
  }

  @Test
  void aQuestionIsMetByYesMissedByNoAndUnknownWithoutAnAnswer() {
    assertThat(quiet(true)).isEqualTo(Finding.Status.MET);
    assertThat(quiet(false)).isEqualTo(Finding.Status.MISSED);
    assertThat(quiet(null)).isEqualTo(Finding.Status.NOT_REPORTED);
  }

  private static Finding.Status quiet(@Nullable Boolean answer) {
    Partner partner = new Partner("P", null, null, null, null, answer);
    Decision decision = decide(EnrollmentCase.of(Application.on(TODAY), partner));
    return decision.offer("reading", null).orElseThrow().findings().get(0).status();
  }

  // ---- offers that need offers -------------------------------------------------------------

  @Test
  void anOfferWithoutASubjectNeedsAnotherOfAnySubject() {
    Decision decision =
        decide(asking("Black", "Green").purchases(cups("Green", 40)).credentials(tasters(1)));
    assertThat(status(decision, "tea-room", null)).isEqualTo(OfferDecision.Status.GRANTED);
  }

  @Test
  void anOfferWithASubjectNeedsAnotherOfTheSameSubject() {
    Decision decision =
        decide(asking("Black", "Green").purchases(cups("Green", 100)).credentials(tasters(3)));
    assertThat(status(decision, "tea-cellar", "Green")).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(status(decision, "tea-cellar", "Black")).isEqualTo(OfferDecision.Status.REFUSED);
  }

  @Test
  void anOfferThatNeedsAnUndeterminedOneIsUndetermined() {
    Decision decision = decide(asking("Green").purchases(cups("Green", 100)));
    assertThat(status(decision, "tea-cellar", "Green"))
        .isEqualTo(OfferDecision.Status.UNDETERMINED);
  }

  @Test
  void anOfferThatNeedsAClosedOneIsRefused() {
    Decision decision = decide(asking("White"));
    assertThat(status(decision, "tea-cellar", "White")).isEqualTo(OfferDecision.Status.REFUSED);
  }

  @Test
  void aRenewalOrEnrollingAnewIsEnoughForAnOfferThatNeedsIt() {
    Decision decision =
        decide(
            asking()
                .memberships(List.of(member("adept", "Green")))
                .purchases(cups("Green", 5))
                .credentials(tasters(1)));
    assertThat(decision.offers())
        .filteredOn(offer -> offer.offer().equals("adept"))
        .extracting(OfferDecision::status)
        .containsExactlyInAnyOrder(OfferDecision.Status.GRANTED, OfferDecision.Status.REFUSED);
    assertThat(status(decision, "tea-room", null)).isEqualTo(OfferDecision.Status.GRANTED);
  }

  // ---- the ladder --------------------------------------------------------------------------

  @Test
  void theHighestTierNamesAllItsSubjects() {
    List<Purchase> lines = new ArrayList<>(cups("Green", 40));
    lines.addAll(cups("Black", 60));
    Decision decision = decide(asking("Black", "Green").purchases(lines).credentials(tasters(1)));
    assertThat(decision.highest())
        .isEqualTo(new Decision.Highest("adept", List.of("Black", "Green"), false));
  }

  @Test
  void theHighestTierSaysIfAHigherOneCannotBeToldYet() {
    Decision decision =
        decide(
            asking("Green").memberships(List.of(member("adept", "Green"))).credentials(tasters(3)));
    assertThat(decision.highest()).isEqualTo(new Decision.Highest("adept", List.of("Green"), true));
  }

  @Test
  void withoutAnyTierThereIsNoHighest() {
    assertThat(decide(asking("Green").purchases(List.of()).credentials(List.of())).highest())
        .isNull();
  }

  @Test
  void theNextStepIsTheLowestTierAboveWhatIsGranted() {
    assertThat(steps(decide(asking("Green").purchases(List.of()).credentials(List.of()))))
        .containsExactly("novice null");
    assertThat(steps(decide(asking("Green").purchases(List.of()).credentials(tasters(1)))))
        .containsExactly("adept Green");
    assertThat(steps(decide(asking("Green").purchases(cups("Green", 40)).credentials(tasters(1)))))
        .containsExactly("sage Green");
    assertThat(steps(decide(asking("Green").purchases(cups("Green", 100)).credentials(tasters(3)))))
        .isEmpty();
  }

  @Test
  void aClosedTierIsNoNextStep() {
    assertThat(steps(decide(asking("White").purchases(cups("White", 40)).credentials(tasters(1)))))
        .isEmpty();
  }

  private static List<String> steps(Decision decision) {
    return decision.nextSteps().stream().map(step -> step.offer() + " " + step.of()).toList();
  }

  @Test
  void whatIsMissingForAnOfferIsWhatKeepsItFromBeingGranted() {
    Decision decision =
        decide(asking("Green").purchases(cups("Green", 99)).credentials(tasters(3)));
    assertThat(decision.missingFor("sage", "Green"))
        .singleElement()
        .isEqualTo(measure(decision, "sage", "cups"));
    assertThat(decision.missingFor("adept", "Green")).isEmpty();
  }

  @Test
  void whatIsMissingForAnUnknownOfferIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> decide(asking("Green")).missingFor("sage", "Oolong"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no offer sage of Oolong in this decision");
  }

  // ---- what is held, notices ---------------------------------------------------------------

  @Test
  void heldIsWhatIsActiveOnTheDayAndRenewalsAreOfTheLatestTermEvenWhenOver() {
    Membership over =
        new Membership("m", "adept", "Green", null, TODAY.minusDays(400), TODAY.minusDays(1));
    Decision decision = decide(asking().memberships(List.of(over)));
    assertThat(decision.held()).isEmpty();
    assertThat(renewal(decision, "adept").of()).isEqualTo("Green");
  }

  @Test
  void aMembershipOfAnotherHolderIsNotHeldHere() {
    Membership other =
        new Membership("m", "adept", "Green", "P2", TODAY.minusDays(4), TODAY.plusDays(4));
    Decision decision = decide(asking().memberships(List.of(other)));
    assertThat(decision.held()).isEmpty();
    assertThat(decision.offers()).noneMatch(OfferDecision::renewal);
  }

  @Test
  void aNoticeOfAGrantIsGivenOnlyWithTheGrant() {
    assertThat(codes(decide(asking("Green").purchases(cups("Green", 40)).credentials(tasters(1)))))
        .containsExactly("tea-room-opens");
    assertThat(codes(decide(asking("Green").purchases(cups("Green", 39)).credentials(tasters(1)))))
        .isEmpty();
  }

  @Test
  void whatRestsOnAnInventedFigureSaysSo() {
    Decision decision = decide(asking("Green").attestations(letters(2)));
    Finding.OfMeasure portions = measure(decision, "feast", "portions");
    Finding.OfMeasure plenty = measure(decision, "feast", "plenty");
    assertThat(List.of(portions, plenty)).allMatch(Finding::synthetic);
    assertThat(portions.text())
        .isEqualTo("Portions: 6 portions required, 6 counted. (synthetic figure)");
    assertThat(plenty.text())
        .isEqualTo("Plenty: 6 portions required, 6 counted. (synthetic figure)");
    assertThat(decision.notices())
        .extracting(Decision.Notice::text)
        .contains("The feast is on 2024-09-01. (synthetic figure)");
  }

  @Test
  void whatRestsOnNoneDoesNot() {
    Decision decision =
        decide(asking("Green").purchases(cups("Green", 100)).credentials(tasters(3)));
    assertThat(measure(decision, "sage", "cups").synthetic()).isFalse();
    assertThat(decision.notices())
        .extracting(Decision.Notice::text)
        .contains("Sage costs 100.00 EUR.");
  }

  @Test
  void moneyIsRoundedHalfUpToTwoPlaces() {
    Decision decision =
        decide(asking("Green").purchases(cups("Green", 100)).credentials(tasters(3)));
    assertThat(decision.notices())
        .filteredOn(notice -> notice.code().equals("sage-fee"))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.amount()).isEqualTo(new BigDecimal("100.00"));
              assertThat(notice.text()).isEqualTo("Sage costs 100.00 EUR.");
            });
  }

  @Test
  void aNoticeIsToldOnTheStrengthOfOneReportedMeasureWhateverElseIsNotReported(@TempDir Path temp)
      throws IOException {
    Path folder = Files.createDirectories(temp.resolve("tea-club/2024"));
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/rules/tea-club/2024"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(requireNonNull(file.getFileName()).toString()));
      }
    }
    Files.writeString(
        folder.resolve("more.drl"),
        """
        package tea.club
        import tierwise.facts.*
        import static tierwise.facts.Statements.*
        rule "Whatever comes to nothing is told"
        when
            Measurement( value < 1 )
        then
            insert( note( "tea-room-opens", date("2024-07-01") ) );
        end
        """);
    RuleSet club = RuleSets.in(temp).year("tea-club/2024");
    for (EnrollmentCase each :
        List.of(
            asking("Green").purchases(List.of()).build(),
            asking("Green").credentials(List.of()).build(),
            asking("Green").attestations(List.of()).build())) {
      assertThat(codes(club.decide(each))).contains("tea-room-opens");
    }
    assertThat(codes(club.decide(asking("Green").build()))).doesNotContain("tea-room-opens");
  }

  private static List<String> codes(Decision decision) {
    return decision.notices().stream().map(Decision.Notice::code).toList();
  }

  // ---- facts -------------------------------------------------------------------------------

  private static EnrollmentCase.Builder asking(String... teas) {
    return EnrollmentCase.of(Application.on(TODAY).askingFor("tea", teas), Partner.of("P"));
  }

  private static List<Purchase> cups(String tea, int number) {
    return List.of(
        Purchase.of("cups-" + tea, "invoice", TODAY.minusDays(30))
            .withProduct(tea, "cup", number)
            .withKpi(BigDecimal.valueOf(number)));
  }

  private static List<Credential> tasters(int number) {
    return List.of("Anna", "Ben", "Cleo").subList(0, number).stream()
        .map(person -> Credential.of("taster-" + person, person, "taster"))
        .toList();
  }

  private static List<Attestation> letters(int number) {
    return List.of("a", "b").subList(0, number).stream()
        .map(id -> new Attestation(id, "letter", null, null, null))
        .toList();
  }

  private static List<Reported> stars(String... stars) {
    List<Reported> ratings = new ArrayList<>();
    for (String each : stars) {
      String id = "rating-" + ratings.size();
      ratings.add(new Reported(id, "stars", null, new BigDecimal(each), null, null, null));
    }
    return ratings;
  }

  private static Membership member(String offer, String of) {
    return new Membership("m", offer, of, null, TODAY.minusDays(300), TODAY.plusDays(65));
  }

  private static Decision decide(EnrollmentCase.Builder facts) {
    return CLUB.decide(facts.build());
  }

  private static OfferDecision.Status status(Decision decision, String offer) {
    return status(decision, offer, "Green");
  }

  private static OfferDecision.Status status(Decision decision, String offer, @Nullable String of) {
    return decision.offer(offer, of).orElseThrow().status();
  }

  private static OfferDecision renewal(Decision decision, String offer) {
    return decision.offers().stream()
        .filter(each -> each.offer().equals(offer) && each.renewal())
        .findFirst()
        .orElseThrow();
  }

  private static Finding.OfMeasure measure(Decision decision, String offer, String measure) {
    OfferDecision of =
        decision.offers().stream()
            .filter(each -> each.offer().equals(offer))
            .filter(each -> each.of() == null || each.of().equals("Green"))
            .findFirst()
            .orElseThrow();
    return of.findings().stream()
        .filter(Finding.OfMeasure.class::isInstance)
        .map(Finding.OfMeasure.class::cast)
        .filter(each -> each.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  private static Finding.Either either(Decision decision) {
    return decision.offer("banquet", null).orElseThrow().findings().stream()
        .filter(Finding.Either.class::isInstance)
        .map(Finding.Either.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
