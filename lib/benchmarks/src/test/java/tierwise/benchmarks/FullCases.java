package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.benchmarks.FullCase.Association;
import tierwise.benchmarks.FullCase.DirectoryRequest;
import tierwise.benchmarks.FullCase.KpiDispute;
import tierwise.benchmarks.FullCase.Reading;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.DeclaredFact;
import tierwise.testing.internal.draw.DrawnCase;

/** Cases for {@link HandWrittenFull}. */
final class FullCases {
  private FullCases() {}

  static FullCase of(CaseFacts facts) {
    return of(
        facts.application(),
        facts.partner(),
        facts.ledgers(),
        type ->
            facts.declared().getOrDefault(type, List.of()).stream()
                .map(DeclaredFact::values)
                .toList());
  }

  static FullCase of(DrawnCase drawn) {
    return of(
        drawn.application(),
        drawn.partner(),
        drawn.ledgers(),
        type -> drawn.declared().getOrDefault(type, List.of()));
  }

  private static FullCase of(
      Application application,
      Partner partner,
      Map<String, ? extends List<?>> ledgers,
      Function<String, List<Map<String, Object>>> declared) {
    return new FullCase(
        application,
        partner,
        ledger(ledgers, Membership.class),
        ledger(ledgers, Order.class),
        ledger(ledgers, Purchase.class),
        ledger(ledgers, Credential.class),
        ledger(ledgers, Attestation.class),
        ledger(ledgers, Reported.class),
        declared.apply("DirectoryRequest").stream().map(FullCases::directoryRequest).toList(),
        declared.apply("KpiDispute").stream().map(FullCases::dispute).toList(),
        declared.apply("Association").stream().map(FullCases::association).toList(),
        declared.apply("Reading").stream()
            .map(values -> new Reading(text(values, "question"), text(values, "answer")))
            .toList());
  }

  private static <T> @Nullable List<T> ledger(
      Map<String, ? extends List<?>> ledgers, Class<T> type) {
    List<?> lines = ledgers.get(type.getSimpleName());
    return lines == null ? null : lines.stream().map(type::cast).toList();
  }

  private static DirectoryRequest directoryRequest(Map<String, Object> values) {
    String requestedOn = text(values, "requestedOn");
    return new DirectoryRequest(
        id(values),
        requestedOn == null ? null : LocalDate.parse(requestedOn),
        text(values, "displayName"),
        text(values, "country"),
        text(values, "address"),
        yesNo(values, "ownSite"),
        yesNo(values, "landingPage"),
        yesNo(values, "onlyThePartner"),
        yesNo(values, "noCompetitors"));
  }

  private static Association association(Map<String, Object> values) {
    String startedOn = text(values, "startedOn");
    return new Association(
        id(values),
        text(values, "person"),
        text(values, "organisation"),
        startedOn == null ? null : LocalDate.parse(startedOn));
  }

  private static KpiDispute dispute(Map<String, Object> values) {
    return new KpiDispute(
        id(values),
        text(values, "document"),
        text(values, "month"),
        text(values, "year"),
        text(values, "productType"),
        text(values, "purchaseUnit"),
        text(values, "invoice"),
        number(values, "kpiValue"),
        number(values, "revenueValue"));
  }

  private static String id(Map<String, Object> values) {
    return String.valueOf(values.get("id"));
  }

  private static @Nullable String text(Map<String, Object> values, String field) {
    Object value = values.get(field);
    return value == null ? null : value.toString();
  }

  private static @Nullable BigDecimal number(Map<String, Object> values, String field) {
    String text = text(values, field);
    return text == null ? null : new BigDecimal(text);
  }

  private static @Nullable Boolean yesNo(Map<String, Object> values, String field) {
    String text = text(values, field);
    return text == null ? null : text.equals("yes") || text.equals("true");
  }
}
