package tierwise.analysis.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.OfferDecision.Status;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.DrawnPopulation;
import tierwise.analysis.population.Population;

/** What happens to partners if nothing new happens. */
class OutlookTest {
  private static final RuleSets RULES =
      RuleSets.with(RuleSettings.usual().withoutGuard())
          .in(Path.of("../../rules/learning-partner"));
  private static final EnrollmentCase CONTOSO =
      EnrollmentCase.read(Path.of("../../examples/cases/contoso-learning.yaml")).get(0);

  private static final Outlook AHEAD = Outlook.of(RULES, CONTOSO, 250);

  private static String name(OfferDecision offer) {
    return offer.offer() + "/" + offer.of() + "/" + offer.renewal();
  }

  private static EnrollmentCase drawn(String year, long number) {
    try (Stream<Candidate> all =
        DrawnPopulation.of(RULES.year(year), number + 1).candidates().skip(number)) {
      return Objects.requireNonNull(all.findFirst().orElseThrow().read());
    }
  }

  /** The status of an offer on a day, as the outlook tells it. */
  private static Map<String, Status> told(Outlook outlook, LocalDate day) {
    Map<String, Status> told = new HashMap<>();
    for (Outlook.Offer each : outlook.offers()) {
      List<Outlook.Span> fitting =
          each.spans().stream()
              .filter(span -> !day.isBefore(span.from()) && day.isBefore(span.until()))
              .toList();
      assertThat(fitting).as("spans of %s on %s", each.title(), day).hasSize(1);
      if (fitting.get(0).status() != null) {
        told.put(each.offer() + "/" + each.of() + "/" + each.renewal(), fitting.get(0).status());
      }
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 26, 72})
  void eachDayIsToldAsItIsDecidedByHand(long number) {
    EnrollmentCase first = drawn("learning-partner/2021", number);
    int days = 40;
    Outlook outlook = Outlook.of(RULES, first, days);
    for (int i = 0; i < days; i++) {
      LocalDate day = first.application().asOf().plusDays(i);
      EnrollmentCase each = first.on(day);
      Decision decision =
          RULES
              .on("learning-partner", day)
              .decide(RULES.on("learning-partner", day).fitting(each).enrollmentCase());
      Map<String, Status> statuses = new HashMap<>();
      decision.offers().forEach(offer -> statuses.put(name(offer), offer.status()));
      assertThat(told(outlook, day)).as("on %s", day).isEqualTo(statuses);
    }
  }

  @Test
  void aSpanThatBeginsTellsWhatIsInTheWayOnItsFirstDay() {
    Outlook.Offer silver =
        AHEAD.offers().stream()
            .filter(each -> each.offer().equals("silver") && "DevOps".equals(each.of()))
            .findFirst()
            .orElseThrow();
    LocalDate lost = Objects.requireNonNull(silver.lostOn());
    assertThat(RULES.decide(CONTOSO.on(lost.minusDays(1))).offer("silver", "DevOps"))
        .hasValueSatisfying(each -> assertThat(each.status()).isEqualTo(Status.GRANTED));
    assertThat(silver.spans().get(1).why())
        .isEqualTo(
            RULES
                .decide(CONTOSO.on(lost))
                .offer("silver", "DevOps")
                .orElseThrow()
                .missing()
                .stream()
                .map(each -> each.text())
                .toList())
        .isNotEmpty();
  }

  @Test
  void linesThatFallOutOfTheirWindowAreToldWithWhatTheyCost() {
    Outlook.FigureChange change =
        AHEAD.figures().stream()
            .filter(each -> each.measure().equals("kpis"))
            .filter(each -> each.day().equals(LocalDate.of(2021, 5, 1)))
            .findFirst()
            .orElseThrow();
    assertThat(change.out())
        .extracting(Outlook.Out::line)
        .containsExactly("INV-2004/1", "INV-2004/2");
    assertThat(change.out().get(0).reasons()).singleElement().asString().contains("window");
    assertThat(change.before()).isEqualByComparingTo(new BigDecimal("129"));
    assertThat(change.after()).isEqualByComparingTo(new BigDecimal("111.5"));
  }

  @Test
  void theEndOfATermIsToldWithTheRenewalOnThatDay() {
    Outlook.Review review = AHEAD.reviews().get(0);
    assertThat(review.title()).isEqualTo("Learning Action Pack");
    assertThat(review.day()).isEqualTo(LocalDate.of(2021, 9, 15));
    assertThat(review.status())
        .isEqualTo(
            RULES.decide(CONTOSO.on(review.day())).offers().stream()
                .filter(each -> each.offer().equals("learning-action-pack") && each.renewal())
                .findFirst()
                .map(OfferDecision::status)
                .orElseThrow());
  }

  @Test
  void theNextYearDecidesItsDaysAndTheEndOfAllYearsIsTold() {
    EnrollmentCase last = drawn("learning-partner/2021", 3).on(LocalDate.of(2021, 12, 30));
    assertThat(Outlook.of(RULES, last, 4).years())
        .extracting(Outlook.YearSpan::year, Outlook.YearSpan::from)
        .containsExactly(
            tuple("learning-partner/2021", LocalDate.of(2021, 12, 30)),
            tuple("learning-partner/2022", LocalDate.of(2022, 1, 1)));
    RuleSets only = RuleSets.in(Path.of("../../rules/learning-partner/2021"));
    Outlook outlook = Outlook.of(only, last, 4);
    assertThat(outlook.years().get(1).year()).isNull();
    assertThat(outlook.years().get(1).problems()).singleElement().asString().contains("2022-01-01");
    assertThat(outlook.toText()).contains("not decided");
  }

  @Test
  void aCaseThatNamesAYearStaysInIt() {
    EnrollmentCase named =
        drawn("learning-partner/2021", 3)
            .on(LocalDate.of(2021, 12, 30))
            .withYear("learning-partner/2021");
    assertThat(Outlook.of(RULES, named, 9).years())
        .singleElement()
        .satisfies(each -> assertThat(each.year()).isEqualTo("learning-partner/2021"));
  }

  @Test
  void thereIsNoOutlookOfNoDay() {
    assertThatThrownBy(() -> Outlook.of(RULES, CONTOSO, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- many --------------------------------------------------------------------------------

  @Test
  void whoIsAtRiskLosesWhatTheOutlookSaysOnThatDay() {
    int days = 30;
    Population population = DrawnPopulation.of(RULES.year("learning-partner/2021"), 12);
    AtRisk found =
        RiskStudy.of(RULES, days)
            .withListed(100)
            .run(population, Runnable::run, new RiskStudy.Listener() {});
    Map<String, LocalDate> byHand = new HashMap<>();
    try (Stream<Candidate> all = population.candidates()) {
      all.forEach(
          candidate -> {
            Outlook outlook = Outlook.of(RULES, Objects.requireNonNull(candidate.read()), days);
            for (Outlook.Offer each : outlook.offers()) {
              LocalDate lost = each.lostOn();
              if (lost != null && isDecided(outlook, lost)) {
                byHand.put(candidate.where() + each.offer() + each.of() + each.renewal(), lost);
              }
            }
          });
    }
    Map<String, LocalDate> told = new HashMap<>();
    found
        .losing()
        .forEach(
            each ->
                each.losses()
                    .forEach(
                        loss ->
                            told.put(
                                each.where() + loss.offer() + loss.of() + loss.renewal(),
                                loss.on())));
    assertThat(told).isEqualTo(byHand).isNotEmpty();
    assertThat(found.partners()).isEqualTo(12);
    assertThat(found.atRisk()).isEqualTo(found.losing().size());
    assertThat(found.offers().stream().mapToLong(AtRisk.Offer::losses).sum())
        .isEqualTo(byHand.size());
  }

  private static boolean isDecided(Outlook outlook, LocalDate day) {
    return outlook.years().stream()
        .anyMatch(
            each ->
                each.year() != null && !day.isBefore(each.from()) && day.isBefore(each.until()));
  }

  @Test
  void oneBadPartnerIsARowAmongTheProblems() {
    EnrollmentCase bad =
        EnrollmentCase.fromJson(
            """
            {"format": 1, "application": {"asOf": "2021-05-05", "asksFor": {"competency": ["DevOp"]}},
             "partner": {"id": "P"}}
            """);
    AtRisk found =
        RiskStudy.of(RULES, 3)
            .run(
                Population.of("two", List.of(bad, drawn("learning-partner/2021", 1))),
                Runnable::run,
                new RiskStudy.Listener() {});
    assertThat(found.partners()).isEqualTo(1);
    assertThat(found.undecided()).isEqualTo(1);
    assertThat(found.problems().get(0).where()).isEqualTo("case 1");
    assertThat(found.problems().get(0).problems())
        .singleElement()
        .asString()
        .endsWith("Did you mean \"DevOps\"?");
    assertThat(found.toText()).contains("1 could be decided, 1 could not");
  }

  @Test
  void whoBreaksOffGetsWhatIsKnownSoFar() {
    AtRisk found =
        RiskStudy.of(RULES, 2)
            .run(
                DrawnPopulation.of(RULES.year("learning-partner/2021"), 10_000),
                Runnable::run,
                new RiskStudy.Listener() {
                  @Override
                  public boolean goesOn(long done, long extent) {
                    return done < 20;
                  }
                });
    assertThat(found.complete()).isFalse();
    assertThat(found.partners()).isBetween(20L, 40L);
  }
}
