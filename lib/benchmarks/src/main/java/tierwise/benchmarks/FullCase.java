package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;

/** What {@link HandWrittenFull} decides; a ledger that was not given is {@code null}. */
record FullCase(
    Application application,
    Partner partner,
    @Nullable List<Membership> memberships,
    @Nullable List<Order> orders,
    @Nullable List<Purchase> purchases,
    @Nullable List<Credential> credentials,
    @Nullable List<Attestation> attestations,
    @Nullable List<Reported> reported,
    List<DirectoryRequest> directoryRequests,
    List<KpiDispute> disputes,
    List<Association> associations,
    List<Reading> readings) {

  /** A request for a listing in the directory of Learning Partners. */
  record DirectoryRequest(
      String id,
      @Nullable LocalDate requestedOn,
      @Nullable String displayName,
      @Nullable String country,
      @Nullable String address,
      @Nullable Boolean ownSite,
      @Nullable Boolean landingPage,
      @Nullable Boolean onlyThePartner,
      @Nullable Boolean noCompetitors) {}

  /** A claim that the dashboard shows too few KPI. */
  record KpiDispute(
      String id,
      @Nullable String document,
      @Nullable String month,
      @Nullable String year,
      @Nullable String productType,
      @Nullable String purchaseUnit,
      @Nullable String invoice,
      @Nullable BigDecimal kpiValue,
      @Nullable BigDecimal revenueValue) {}

  /** From its day on it links a person's certification identifier to an organisation. */
  record Association(
      String id,
      @Nullable String person,
      @Nullable String organisation,
      @Nullable LocalDate startedOn) {}

  /** How to read what the guide leaves open. */
  record Reading(@Nullable String question, @Nullable String answer) {}

  static FullCase of(SampleCase facts) {
    return new FullCase(
        facts.application(),
        facts.partner(),
        List.of(),
        List.of(),
        facts.purchases(),
        facts.credentials(),
        facts.attestations(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
