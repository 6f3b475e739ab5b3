package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Offer;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Subject;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.FactKinds;

/**
 * A partner that holds nothing yet and asks for one competency, with people, a commitment and a
 * ledger of any length. Four lines in ten are left out, each reason has its share, and about one
 * line in six is recent enough for a notice.
 */
record SampleCase(
    Application application,
    Partner partner,
    List<Purchase> purchases,
    List<Credential> credentials,
    List<Attestation> attestations) {
  static final String COMPETENCY = "Cloud Platform";

  private static final String LIST = "competency";
  private static final String MARKETPLACE = "Courseware Marketplace";
  private static final String COURSEWARE = "Digital MOC";
  private static final String PARTNER = "4711";
  private static final LocalDate TODAY = LocalDate.of(2021, 2, 5);
  private static final LocalDate FIRST_DAY_OF_WINDOW = LocalDate.of(2020, 2, 1);

  static SampleCase withLines(int lines) {
    return new SampleCase(
        Application.on(TODAY).by("MPN partner admin").askingFor(LIST, COMPETENCY),
        Partner.of(PARTNER),
        purchases(lines),
        List.of(
            exam("E-1", "Ben", "AZ-104"),
            exam("E-2", "Cleo", "AZ-303"),
            exam("E-3", "Cleo", "DP-300"),
            exam("E-4", "Dora", "70-535"),
            Credential.of("T-1", "Anna", "trainer"),
            Credential.of("T-2", "Ben", "trainer"),
            Credential.of("T-3", "Cleo", "trainer"),
            Credential.of("T-4", "Dora", "trainer").withValidity(null, LocalDate.of(2021, 1, 1)),
            Credential.of("T-5", "Emil", "trainer").withOrganisation("4712")),
        List.of(
            new Attestation("A-1", "performance-commitment", null, null, null),
            new Attestation("A-2", "performance-commitment", "DevOps", null, null),
            new Attestation("A-3", "profile-set-up", null, null, null)));
  }

  private static Credential exam(String id, String person, String code) {
    return Credential.of(id, person, "exam")
        .withCode(code)
        .withValidity(LocalDate.of(2020, 5, 5), null);
  }

  private static List<Purchase> purchases(int lines) {
    List<Purchase> purchases = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      String id = String.format(Locale.ROOT, "L-%04d", i + 1);
      LocalDate date = FIRST_DAY_OF_WINDOW.plusDays(i * 7L % 366);
      Purchase line =
          Purchase.of(id, "invoice", date)
              .withInvoice("INV-" + i / 4)
              .withChannel(MARKETPLACE)
              .withPartnerId(PARTNER)
              .withProduct(COURSEWARE, "seat", 5)
              .withKpi(new BigDecimal("2.5"));
      purchases.add(
          switch (i % 10) {
            case 1 ->
                Purchase.of(id, "order-confirmation", date)
                    .withChannel(MARKETPLACE)
                    .withProduct(COURSEWARE, "seat", 5)
                    .withKpi(new BigDecimal("2.5"));
            case 4 ->
                i % 20 == 4
                    ? line.withChannel("Volume licensing")
                    : line.withProduct("Community courseware", "seat", 5).withPartnerId("4712");
            case 6 -> line.withPartnerId("4712");
            case 9 ->
                i % 20 == 9
                    ? Purchase.of(id, "invoice", date)
                        .withChannel(MARKETPLACE)
                        .withProduct(COURSEWARE, "seat", 5)
                    : Purchase.of(id, "invoice", FIRST_DAY_OF_WINDOW.minusDays(i))
                        .withChannel(MARKETPLACE)
                        .withProduct(COURSEWARE, "seat", 5)
                        .withKpi(new BigDecimal("2.5"));
            default -> line;
          });
    }
    return List.copyOf(purchases);
  }

  EnrollmentCase enrollmentCase() {
    return EnrollmentCase.of(application, partner)
        .memberships(List.of())
        .orders(List.of())
        .purchases(purchases)
        .credentials(credentials)
        .attestations(attestations)
        .build();
  }

  /** What the library inserts for this case: the facts of the types that some rule reads. */
  List<Object> insertedFor(Rules2021 rules) {
    Set<String> typesRead = FactKinds.typesRead(rules.model());
    List<Object> facts = new ArrayList<>();
    facts.add(application);
    facts.add(partner);
    facts.addAll(purchases);
    facts.addAll(credentials);
    facts.addAll(attestations);
    facts.add(new Subject(LIST, COMPETENCY));
    for (Manifest.OfferSpec offer : rules.manifest().offers().values()) {
      if (offer.per() == null) {
        facts.add(new Offer(offer.name(), null, null));
      } else if (offer.per().value().equals(LIST)) {
        facts.add(new Offer(offer.name(), COMPETENCY, null));
      }
    }
    facts.removeIf(fact -> !typesRead.contains(fact.getClass().getSimpleName()));
    return List.copyOf(facts);
  }
}
