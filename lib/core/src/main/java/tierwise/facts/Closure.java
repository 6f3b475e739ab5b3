package tierwise.facts;

import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: an offer cannot be granted, whatever else holds. Rules make it with {@link
 * Offer#closed(String)}.
 *
 * @param offer the offer
 * @param reason why, a code with a message
 */
@Fact(
    from = Source.RULES,
    says = "That an offer cannot be granted, whatever else holds.",
    kindsBy = "reason")
public record Closure(
    @Field("The offer.") Offer offer,
    @Field(value = "Why, a code with a message.", is = Role.REASON) String reason) {
  /**
   * Makes a closure.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Closure {
    Require.present(Closure.class, "offer", offer);
    reason = Require.text(Closure.class, "reason", reason);
  }
}
