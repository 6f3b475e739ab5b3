package tierwise.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Naming;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * One ledger line: a line of an invoice, or of another document that the partner sent in.
 *
 * @param id identifier, unique in the case
 * @param document the sort of document, such as {@code invoice}; {@link #CREDIT_NOTE} is the one
 *     whose figures are zero or less
 * @param invoice the number of the document, or {@code null} if not given
 * @param date the day of the document
 * @param channel through which it was bought, or {@code null} if not given
 * @param partnerId the identifier that the document names, or {@code null} if not given
 * @param product what was bought, or {@code null} if not given
 * @param unitName what one unit is, such as {@code student}, or {@code null} if not given
 * @param units how many units, zero or more, or {@code null} if not given
 * @param kpi the KPI value of the whole line, or {@code null} if not given
 * @param revenue the revenue value of the whole line, or {@code null} if not given
 * @param currency the currency of the revenue value, or {@code null} if not given
 * @param location the location that bought it, or {@code null} if not given
 */
@Fact(
    from = Source.LEDGER,
    key = "purchases",
    says = "Ledger lines: those of invoices, and of other documents that the partner sent in.")
public record Purchase(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field("The sort of document.") String document,
    @Naming @Field("The number of the document.") @Nullable String invoice,
    @Field("The day of the document.") LocalDate date,
    @Field("Through which it was bought.") @Nullable String channel,
    @Naming @Field("The identifier that the document names.") @Nullable String partnerId,
    @Field("What was bought.") @Nullable String product,
    @Field("What one unit is.") @Nullable String unitName,
    @Field("How many units, zero or more.") @Nullable Integer units,
    @Field("The KPI value of the whole line; zero or less on a credit note, else zero or more.")
        @Nullable BigDecimal kpi,
    @Field("The revenue value of the whole line; zero or less on a credit note, else zero or more.")
        @Nullable BigDecimal revenue,
    @Field("The currency of the revenue value.") @Nullable String currency,
    @Naming @Field("The location that bought it.") @Nullable String location) {
  /** The document that takes back what an invoice charged. */
  public static final String CREDIT_NOTE = "credit-note";

  /**
   * Makes a ledger line.
   *
   * @throws InvalidFactException if a value is missing or out of range, if the units are less than
   *     zero, if KPI or revenue of a credit note are more than zero, or if those of any other
   *     document are less
   */
  public Purchase {
    id = Require.text(Purchase.class, "id", id);
    document = Require.text(Purchase.class, "document", document);
    invoice = Require.optionalText(Purchase.class, "invoice", invoice);
    date = Require.day(Purchase.class, "date", date);
    channel = Require.optionalText(Purchase.class, "channel", channel);
    partnerId = Require.optionalText(Purchase.class, "partnerId", partnerId);
    product = Require.optionalText(Purchase.class, "product", product);
    unitName = Require.optionalText(Purchase.class, "unitName", unitName);
    kpi = Require.optionalDecimal(Purchase.class, "kpi", kpi);
    revenue = Require.optionalDecimal(Purchase.class, "revenue", revenue);
    currency = Require.optionalText(Purchase.class, "currency", currency);
    location = Require.optionalText(Purchase.class, "location", location);
    if (units != null && units < 0) {
      throw new InvalidFactException(Purchase.class, "units", "is less than 0");
    }
    requireSign(document, "kpi", kpi);
    requireSign(document, "revenue", revenue);
  }

  private static void requireSign(String document, String field, @Nullable BigDecimal value) {
    boolean creditNote = document.equals(CREDIT_NOTE);
    if (value != null && value.signum() == (creditNote ? 1 : -1)) {
      throw new InvalidFactException(
          Purchase.class,
          field,
          creditNote
              ? "is more than 0 on a credit note"
              : "is less than 0; only a line with document: credit-note takes back");
    }
  }

  /** A ledger line of which only the document and its day are known. */
  public static Purchase of(String id, String document, LocalDate date) {
    return new Purchase(
        id, document, null, date, null, null, null, null, null, null, null, null, null);
  }

  /** This line, as part of the document with the given number. */
  public Purchase withInvoice(String invoice) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, bought through the given channel. */
  public Purchase withChannel(String channel) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, naming the given partner identifier. */
  public Purchase withPartnerId(String partnerId) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, for so many units of a product. */
  public Purchase withProduct(String product, String unitName, int units) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, with the KPI value of the whole line. */
  public Purchase withKpi(BigDecimal kpi) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, with the revenue value of the whole line. */
  public Purchase withRevenue(BigDecimal revenue, String currency) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }

  /** This line, bought by the given location. */
  public Purchase withLocation(String location) {
    return new Purchase(
        id, document, invoice, date, channel, partnerId, product, unitName, units, kpi, revenue,
        currency, location);
  }
}
