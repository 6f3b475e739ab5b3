package tierwise.facts;

import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: missing a measure does not count against an offer. Rules make it with {@link
 * Offer#waives(String, String)}.
 *
 * @param offer the offer
 * @param measure the measure that may be missed
 * @param reason why, a code with a message
 */
@Fact(
    from = Source.RULES,
    says = "That missing a measure does not count against an offer.",
    kindsBy = "measure")
public record Waiver(
    @Field("The offer.") Offer offer,
    @Field(value = "The measure that may be missed.", is = Role.MEASURE) String measure,
    @Field(value = "Why, a code with a message.", is = Role.REASON) String reason) {
  /**
   * Makes a waiver.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Waiver {
    Require.present(Waiver.class, "offer", offer);
    measure = Require.text(Waiver.class, "measure", measure);
    reason = Require.text(Waiver.class, "reason", reason);
  }
}
