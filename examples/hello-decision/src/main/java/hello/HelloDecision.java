package hello;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.RuleSets;
import tierwise.facts.Application;
import tierwise.facts.Credential;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** One decision, from facts to reasons. */
public final class HelloDecision {
  private HelloDecision() {}

  /** Decides and prints. */
  public static void main(String[] args) {
    RuleSets rules = RuleSets.onClassPath();
    Application application =
        Application.on(LocalDate.of(2021, 2, 5)).askingFor("competency", "DevOps");
    Purchase purchase =
        Purchase.of("INV-1", "invoice", LocalDate.of(2020, 6, 10))
            .withChannel("Courseware Marketplace")
            .withProduct("Digital MOC", "student", 60)
            .withKpi(new BigDecimal("48"));
    EnrollmentCase contoso =
        EnrollmentCase.of(application, Partner.of("4711"))
            .memberships(List.of())
            .purchases(List.of(purchase))
            .credentials(List.of(Credential.of("T-1", "Anna", "trainer")))
            .build();

    Decision decision = rules.decide(contoso);

    OfferDecision silver = decision.offer("silver", "DevOps").orElseThrow();
    System.out.println(silver.title() + ": " + silver.status());
    silver.missing().forEach(finding -> System.out.println("- " + finding.text()));
  }
}
