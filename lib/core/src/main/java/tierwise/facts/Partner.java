package tierwise.facts;

import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Naming;
import tierwise.facts.RuleLanguage.Source;

/**
 * The organisation that applies.
 *
 * @param id its identifier in the programme
 * @param name its display name, or {@code null} if not given
 * @param country its country, or {@code null} if not given
 * @param segment its segment, as the programme names it, or {@code null} if not given
 * @param globalAccount the account that its locations and sister organisations share, or {@code
 *     null} if not given
 * @param active whether the identifier is active, or {@code null} if not given
 */
@Fact(
    from = Source.CASE,
    key = "partner",
    says = "The organisation that applies.",
    called = "the partner")
public record Partner(
    @Naming @Field("Its identifier in the programme.") String id,
    @Naming @Field("Its display name.") @Nullable String name,
    @Field("Its country.") @Nullable String country,
    @Field("Its segment, as the programme names it.") @Nullable String segment,
    @Naming @Field("The account that its locations and sister organisations share.")
        @Nullable String globalAccount,
    @Field("Whether its identifier is active.") @Nullable Boolean active) {
  /**
   * Makes a partner.
   *
   * @throws InvalidFactException if the id is missing or a text is empty or too long
   */
  public Partner {
    id = Require.text(Partner.class, "id", id);
    name = Require.optionalText(Partner.class, "name", name);
    country = Require.optionalText(Partner.class, "country", country);
    segment = Require.optionalText(Partner.class, "segment", segment);
    globalAccount = Require.optionalText(Partner.class, "globalAccount", globalAccount);
  }

  /** A partner of which only the identifier is known. */
  public static Partner of(String id) {
    return new Partner(id, null, null, null, null, null);
  }
}
