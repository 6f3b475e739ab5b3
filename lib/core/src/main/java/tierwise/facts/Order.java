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
 * An order for an offer, and its payment.
 *
 * @param id identifier, unique in the case
 * @param offer the offer that was ordered
 * @param of what the offer is about; {@code null} if it is about nothing
 * @param orderedOn the day of the order
 * @param receivedOn the day on which the payment was received; {@code null} if it was not
 * @param refundedOn the day on which the payment was given back; {@code null} if it was not
 * @param price the amount charged, zero or more; {@code null} if not given
 * @param currency the currency of the price, such as {@code USD}; needed with a price
 * @param method how it is paid, such as {@code bank transfer}; {@code null} if not given
 */
@Fact(from = Source.LEDGER, key = "orders", says = "Orders and their payments.")
public record Order(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field(value = "What was ordered.", is = Role.HOLDABLE) String offer,
    @Field(value = "What it is about, such as an entry of a list.", is = Role.SUBJECT)
        @Nullable String of,
    @Field("The day of the order.") LocalDate orderedOn,
    @Field("The day on which the payment was received; without it, it was not.")
        @Nullable LocalDate receivedOn,
    @Field("The day on which the payment was given back; without it, it was not.")
        @Nullable LocalDate refundedOn,
    @Field("The amount charged, zero or more.") @Nullable BigDecimal price,
    @Field("The currency of the price; needed with a price.") @Nullable String currency,
    @Field("How it is paid.") @Nullable String method) {
  /**
   * Makes an order.
   *
   * @throws InvalidFactException if a value is missing or out of range, a payment precedes its
   *     order or a price has no currency
   */
  public Order {
    id = Require.text(Order.class, "id", id);
    offer = Require.text(Order.class, "offer", offer);
    of = Require.optionalText(Order.class, "of", of);
    orderedOn = Require.day(Order.class, "orderedOn", orderedOn);
    receivedOn = Require.optionalDay(Order.class, "receivedOn", receivedOn);
    refundedOn = Require.optionalDay(Order.class, "refundedOn", refundedOn);
    price = Require.optionalDecimal(Order.class, "price", price);
    currency = Require.optionalText(Order.class, "currency", currency);
    method = Require.optionalText(Order.class, "method", method);
    if (receivedOn != null && receivedOn.isBefore(orderedOn)) {
      throw new InvalidFactException(
          Order.class, "receivedOn", "is before the day of the order, " + orderedOn);
    }
    if (refundedOn != null && (receivedOn == null || refundedOn.isBefore(receivedOn))) {
      throw new InvalidFactException(
          Order.class, "refundedOn", "has no payment on or before it that could be given back");
    }
    if (price != null && price.signum() < 0) {
      throw new InvalidFactException(Order.class, "price", "is less than 0");
    }
    if (price != null && currency == null) {
      throw new InvalidFactException(Order.class, "currency", "is missing beside a price");
    }
  }

  /** An order that is not yet paid. */
  public static Order of(String id, String offer, @Nullable String of, LocalDate orderedOn) {
    return new Order(id, offer, of, orderedOn, null, null, null, null, null);
  }

  /** This order, with the payment received on the given day. */
  public Order withReceivedOn(LocalDate day) {
    return new Order(id, offer, of, orderedOn, day, refundedOn, price, currency, method);
  }

  /** This order, with the payment given back on the given day. */
  public Order withRefundedOn(LocalDate day) {
    return new Order(id, offer, of, orderedOn, receivedOn, day, price, currency, method);
  }

  /** This order, charged at the given price. */
  public Order withPrice(BigDecimal price, String currency) {
    return new Order(id, offer, of, orderedOn, receivedOn, refundedOn, price, currency, method);
  }

  /** This order, paid in the given way. */
  public Order withMethod(String method) {
    return new Order(id, offer, of, orderedOn, receivedOn, refundedOn, price, currency, method);
  }
}
