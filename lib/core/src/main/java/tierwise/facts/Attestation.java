package tierwise.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Naming;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * Something that somebody declared or confirmed: a commitment, a set-up profile, references.
 *
 * @param id identifier, unique in the case
 * @param kind the sort of attestation, such as {@code performance-commitment}
 * @param of what it is about, such as a competency or the id of an order; {@code null} if it is
 *     about the partner as a whole
 * @param date the day on which it was made, or {@code null} if not given
 * @param count how many things it attests, zero or more, or {@code null} if it does not count
 */
@Fact(from = Source.LEDGER, key = "attestations", says = "What somebody declared or confirmed.")
public record Attestation(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field("The sort of attestation.") String kind,
    @Naming @Field("What it is about; without it, the partner as a whole.") @Nullable String of,
    @Field("The day on which it was made.") @Nullable LocalDate date,
    @Field("How many things it attests, zero or more.") @Nullable Integer count) {
  /**
   * Makes an attestation.
   *
   * @throws InvalidFactException if a value is missing or out of range
   */
  public Attestation {
    id = Require.text(Attestation.class, "id", id);
    kind = Require.text(Attestation.class, "kind", kind);
    of = Require.optionalText(Attestation.class, "of", of);
    date = Require.optionalDay(Attestation.class, "date", date);
    if (count != null && count < 0) {
      throw new InvalidFactException(Attestation.class, "count", "is less than 0");
    }
  }
}
