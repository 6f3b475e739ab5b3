package tierwise.facts;

import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: an offer asks nothing. Rules make it with {@link Offer#open(String)}.
 *
 * @param offer the offer that asks nothing
 * @param reason why, a code with a message
 */
@Fact(from = Source.RULES, says = "That an offer asks nothing.", kindsBy = "reason")
public record Opening(
    @Field("The offer.") Offer offer,
    @Field(value = "Why, a code with a message.", is = Role.REASON) String reason) {
  /**
   * Makes an opening.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Opening {
    Require.present(Opening.class, "offer", offer);
    reason = Require.text(Opening.class, "reason", reason);
  }
}
