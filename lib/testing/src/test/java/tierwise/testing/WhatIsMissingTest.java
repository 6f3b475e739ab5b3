package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Subject;

/** What a decision of 2021 calls missing is exactly what is missing. */
class WhatIsMissingTest {
  private static final String COMPETENCY = "Cloud Platform";
  private static final String LISTED_EXAM = "AZ-104";
  private static final LocalDate TODAY = LocalDate.of(2021, 5, 10);
  private static final LocalDate COUNTED = LocalDate.of(2021, 2, 10);

  @ParameterizedTest
  @ValueSource(strings = {"silver", "gold"})
  void withExactlyWhatIsMissingTheTierIsGranted(String tier) {
    Ledgers ledgers = someOfEach();
    Map<String, BigDecimal> missing = missing(decide(ledgers), tier);
    assertThat(missing).containsKeys("kpis", "trainers", "exam-holders");
    missing.forEach(ledgers::give);
    Decision then = decide(ledgers);
    assertThat(status(then, tier)).isEqualTo(OfferDecision.Status.GRANTED);
    assertThat(then.missingFor(tier, COMPETENCY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"silver", "gold"})
  void withOneLessOfAnythingThatIsMissingTheTierIsRefused(String tier) {
    Map<String, BigDecimal> missing = missing(decide(someOfEach()), tier);
    for (String scarce : missing.keySet()) {
      Ledgers ledgers = someOfEach();
      missing.forEach(
          (measure, number) ->
              ledgers.give(
                  measure, measure.equals(scarce) ? number.subtract(BigDecimal.ONE) : number));
      Decision then = decide(ledgers);
      assertThat(status(then, tier)).isEqualTo(OfferDecision.Status.REFUSED);
      assertThat(missing(then, tier)).containsOnlyKeys(scarce).containsValue(BigDecimal.ONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silver", "gold"})
  void theNextStepIsTheTierAboveWhatIsGranted(String tier) {
    Ledgers ledgers = someOfEach();
    missing(decide(ledgers), tier).forEach(ledgers::give);
    assertThat(decide(ledgers).nextSteps())
        .extracting(OfferDecision::offer)
        .containsExactlyElementsOf(tier.equals("silver") ? List.of("gold") : List.of());
  }

  private static Map<String, BigDecimal> missing(Decision decision, String tier) {
    Map<String, BigDecimal> missing = new HashMap<>();
    for (Finding finding : decision.missingFor(tier, COMPETENCY)) {
      Finding.OfMeasure measure = (Finding.OfMeasure) finding;
      missing.put(
          measure.measure(), Objects.requireNonNull(measure.shortBy()).stripTrailingZeros());
    }
    return missing;
  }

  private static OfferDecision.Status status(Decision decision, String tier) {
    return decision.offer(tier, COMPETENCY).orElseThrow().status();
  }

  private static Ledgers someOfEach() {
    Ledgers ledgers = new Ledgers();
    ledgers.give("kpis", new BigDecimal("30.5"));
    ledgers.give("trainers", BigDecimal.ONE);
    return ledgers;
  }

  private static Decision decide(Ledgers ledgers) {
    Application application =
        new Application(TODAY, null, List.of(new Subject("competency", COMPETENCY)));
    return Year2021.RULES.decide(
        EnrollmentCase.of(application, new Partner("P-1", null, null, null, null, true))
            .memberships(List.of())
            .orders(List.of())
            .purchases(ledgers.purchases)
            .credentials(ledgers.credentials)
            .attestations(ledgers.attestations)
            .build());
  }

  /** What the partner reports, line by line. */
  private static final class Ledgers {
    final List<Purchase> purchases = new ArrayList<>();
    final List<Credential> credentials = new ArrayList<>();
    final List<Attestation> attestations = new ArrayList<>();

    void give(String measure, BigDecimal number) {
      switch (measure) {
        case "kpis" -> purchases.add(invoice(number));
        case "trainers" -> people("trainer", null, number);
        case "exam-holders" -> people("exam", LISTED_EXAM, number);
        case "commitment" -> {
          if (number.signum() > 0) {
            attestations.add(
                new Attestation("A-1", "performance-commitment", COMPETENCY, COUNTED, null));
          }
        }
        default -> throw new AssertionError("nothing gives " + measure);
      }
    }

    private void people(String kind, @Nullable String code, BigDecimal number) {
      for (int i = 0; i < number.intValueExact(); i++) {
        String id = "C-" + credentials.size();
        credentials.add(new Credential(id, "person of " + id, kind, code, COUNTED, null, null));
      }
    }

    private Purchase invoice(BigDecimal kpi) {
      String id = "I-" + purchases.size();
      return new Purchase(
          id,
          "invoice",
          id,
          COUNTED,
          "Courseware Marketplace",
          null,
          "Digital MOC",
          null,
          1,
          kpi,
          null,
          null,
          null);
    }
  }
}
