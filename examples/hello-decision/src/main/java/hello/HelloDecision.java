package hello;

import java.time.LocalDate;
import java.util.List;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.RuleSets;
import tierwise.facts.Application;
import tierwise.facts.Credential;
import tierwise.facts.Partner;

/** One decision, from facts to reasons. */
public final class HelloDecision {
  private HelloDecision() {}

  /** Decides and prints. */
  public static void main(String[] args) {
    RuleSets rules = RuleSets.onClassPath();
    Application asks = Application.on(LocalDate.of(2021, 2, 5)).askingFor("competency", "DevOps");
    List<Credential> people = List.of(Credential.of("T-1", "Anna", "trainer"));
    EnrollmentCase contoso =
        EnrollmentCase.of(asks, Partner.of("4711"))
            .purchases(List.of())
            .credentials(people)
            .build();

    Decision decision = rules.decide(contoso);

    OfferDecision silver = decision.offer("silver", "DevOps").orElseThrow();
    System.out.println(silver.title() + ": " + silver.status());
    silver.missing().forEach(finding -> System.out.println("- " + finding.text()));
  }
}
