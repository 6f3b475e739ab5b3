package tierwise.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: something the reader of the decision should know, mostly a date or a sum of money.
 * It never changes what is granted. Rules make it with {@link Statements#note(String)}.
 *
 * @param code what it says, a code with a message
 * @param about an offer, or a text such as the id of a fact; {@code null} if it is about nothing in
 *     particular
 * @param from the first day it speaks of; {@code null} without a date
 * @param until the first day it no longer speaks of; {@code null} without a date
 * @param amount a sum of money, with two digits after the point; {@code null} without a sum
 * @param currency the currency of the sum; {@code null} without a sum
 * @param ifGranted the offer without whose grant it is not shown; {@code null} if it is always
 *     shown
 */
@Fact(
    from = Source.RULES,
    says =
        "Something that the reader of the decision should know; it never changes what is granted.",
    kindsBy = "code")
public record Notice(
    @Field(value = "What it says, a code with a message.", is = Role.NOTICE) String code,
    @Field(
            value =
                "An offer, or a text such as the id of a fact; none if it is about nothing in particular.",
            is = Role.ABOUT)
        @Nullable Object about,
    @Field("The first day that it speaks of.") @Nullable LocalDate from,
    @Field("The first day that it no longer speaks of.") @Nullable LocalDate until,
    @Field("A sum of money, with two digits after the point.") @Nullable BigDecimal amount,
    @Field("The currency of the sum.") @Nullable String currency,
    @Field("The offer without whose grant it is not shown; none if it is always shown.")
        @Nullable Offer ifGranted) {
  private static final int DIGITS_OF_MONEY = 2;

  /**
   * Makes a notice.
   *
   * @throws InvalidFactException if a value is missing, or the dates are in the wrong order
   */
  public Notice {
    code = Require.text(Notice.class, "code", code);
    about = Require.offerOrText(Notice.class, "about", about);
    from = Require.optionalDay(Notice.class, "from", from);
    until = Require.optionalDay(Notice.class, "until", until);
    if ((from == null) != (until == null)) {
      throw new InvalidFactException(Notice.class, "until", "is given without from, or from alone");
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new InvalidFactException(Notice.class, "until", "is before the first day, " + from);
    }
    if ((amount == null) != (currency == null)) {
      throw new InvalidFactException(Notice.class, "currency", "and amount need each other");
    }
    if (amount != null) {
      amount =
          Require.decimal(Notice.class, "amount", amount)
              .setScale(DIGITS_OF_MONEY, RoundingMode.HALF_UP);
    }
  }

  /** This notice, about an offer. */
  @Helper(
      value = "The notice, about an offer, a subject or a fact.",
      example = "note( \"fee\" ).about( $offer )")
  public Notice about(@Argument(name = "offer") Offer offer) {
    return new Notice(code, offer, from, until, amount, currency, ifGranted);
  }

  /** This notice, about a subject or a fact. */
  @Helper
  public Notice about(@Argument(name = "text") String text) {
    return new Notice(code, text, from, until, amount, currency, ifGranted);
  }

  /**
   * This notice, with a sum of money, which is rounded half up to two digits after the point.
   *
   * @throws InvalidFactException if the sum has more than 15 digits before the point
   */
  @Helper(
      value = "The notice with a sum of money, rounded half up to two digits after the point.",
      example = "note( \"fee\" ).amount( $price, \"USD\" )")
  public Notice amount(
      @Argument(name = "amount") BigDecimal amount, @Argument(name = "currency") String currency) {
    try {
      return new Notice(
          code,
          about,
          from,
          until,
          Require.present(Notice.class, "amount", amount),
          currency,
          ifGranted);
    } catch (InvalidFactException e) {
      throw e.in("amount( … )");
    }
  }

  /** This notice, shown only if the offer is granted. */
  @Helper(
      value = "The notice, shown only if the offer is granted.",
      example = "note( \"fee\" ).ifGranted( $offer )")
  public Notice ifGranted(@Argument(name = "offer") Offer offer) {
    return new Notice(code, about, from, until, amount, currency, offer);
  }
}
