package tierwise.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Naming;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * What one person holds: a certification, a passed exam, a trainer's status.
 *
 * @param id identifier, unique in the case
 * @param person who holds it; one person may hold several
 * @param kind the sort of credential, such as {@code trainer} or {@code exam}
 * @param code which one, such as the number of an exam, or {@code null} if not given
 * @param from the first day on which it is valid, or {@code null} if it always was
 * @param until the first day on which it is no longer valid, or {@code null} if it stays valid
 * @param organisation the organisation that it is linked to, or {@code null} if not given
 */
@Fact(
    from = Source.LEDGER,
    key = "credentials",
    says = "What people hold: certifications, passed exams, the status of a trainer.")
public record Credential(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Naming @Field(value = "Who holds it; one person may hold several.", is = Role.PERSON)
        String person,
    @Field("The sort of credential.") String kind,
    @Field("Which one, such as the number of an exam.") @Nullable String code,
    @Field("The first day on which it is valid; without it, it always was.")
        @Nullable LocalDate from,
    @Field("The first day on which it is no longer valid; without it, it stays valid.")
        @Nullable LocalDate until,
    @Naming @Field("The organisation that it is linked to.") @Nullable String organisation) {
  /**
   * Makes a credential.
   *
   * @throws InvalidFactException if a value is missing or out of range, or the credential ends
   *     before it begins
   */
  public Credential {
    id = Require.text(Credential.class, "id", id);
    person = Require.text(Credential.class, "person", person);
    kind = Require.text(Credential.class, "kind", kind);
    code = Require.optionalText(Credential.class, "code", code);
    from = Require.optionalDay(Credential.class, "from", from);
    until = Require.optionalDay(Credential.class, "until", until);
    organisation = Require.optionalText(Credential.class, "organisation", organisation);
    if (from != null && until != null && until.isBefore(from)) {
      throw new InvalidFactException(Credential.class, "until", "is before the first day, " + from);
    }
  }

  /** A credential that is valid on every day. */
  public static Credential of(String id, String person, String kind) {
    return new Credential(id, person, kind, null, null, null, null);
  }

  /** This credential, with the code of the exam or certification. */
  public Credential withCode(String code) {
    return new Credential(id, person, kind, code, from, until, organisation);
  }

  /** This credential, valid from the first day up to the day before {@code until}. */
  public Credential withValidity(@Nullable LocalDate from, @Nullable LocalDate until) {
    return new Credential(id, person, kind, code, from, until, organisation);
  }

  /** This credential, linked to the given organisation. */
  public Credential withOrganisation(String organisation) {
    return new Credential(id, person, kind, code, from, until, organisation);
  }

  /** Whether it is valid on the day: from its first day up to the day before {@code until}. */
  @Helper(
      value = "Whether it is valid on the day: from its first day up to the day before until.",
      example = "$credential.validOn( $day )",
      reads = {"from", "until"})
  public boolean validOn(@Argument(name = "day") LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
  }
}
