package tierwise.facts;

import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: a ledger line does not count for a measure. Rules make it with {@link
 * Statements#leftOut(String, Object, String)}; one line may be left out for several reasons.
 *
 * @param measure the measure
 * @param of the offer or the subject's name for which it does not count; {@code null} for all
 * @param evidence the line
 * @param reason why, a code with a message
 */
@Fact(
    from = Source.RULES,
    says = "That a ledger line does not count for a measure.",
    kindsBy = "measure")
public record Exclusion(
    @Field(value = "The measure.", is = Role.MEASURE) String measure,
    @Field(
            value =
                "The offer or the name of the subject for which it does not count; none for all.",
            is = Role.SUBJECT)
        @Nullable Object of,
    @Field(value = "The line.", is = Role.EVIDENCE) Object evidence,
    @Field(value = "Why, a code with a message.", is = Role.REASON) String reason) {
  /**
   * Makes an exclusion.
   *
   * @throws InvalidFactException if a value is missing, or {@code of} is neither an offer nor a
   *     text
   */
  public Exclusion {
    measure = Require.text(Exclusion.class, "measure", measure);
    of = Require.offerOrText(Exclusion.class, "of", of);
    Require.present(Exclusion.class, "evidence", evidence);
    reason = Require.text(Exclusion.class, "reason", reason);
  }
}
