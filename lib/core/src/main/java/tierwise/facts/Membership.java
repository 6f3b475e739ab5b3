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
 * One term of something held: what a partner <em>has</em>, as against what it is granted now.
 *
 * @param id identifier, unique in the case
 * @param offer the offer that is held, or another membership that the manifest lists
 * @param of what the offer is about, such as a competency; {@code null} if it is about nothing
 * @param holder who holds it: {@code null} for this partner, else the identifier of another member
 *     of its global account
 * @param since the first day of the term
 * @param anniversary the last day of the term, on which it falls due; not before {@code since}
 */
@Fact(
    from = Source.LEDGER,
    key = "memberships",
    says = "What is held, and was: one entry for each term.")
public record Membership(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field(value = "What is held.", is = Role.HOLDABLE) String offer,
    @Field(value = "What it is about, such as an entry of a list.", is = Role.SUBJECT)
        @Nullable String of,
    @Naming @Field("Who holds it, if not this partner: another member of its global account.")
        @Nullable String holder,
    @Field("The first day of the term.") LocalDate since,
    @Field("The last day of the term, on which it falls due.") LocalDate anniversary) {
  /**
   * Makes a membership.
   *
   * @throws InvalidFactException if a value is missing or out of range, or the anniversary is
   *     before the first day
   */
  public Membership {
    id = Require.text(Membership.class, "id", id);
    offer = Require.text(Membership.class, "offer", offer);
    of = Require.optionalText(Membership.class, "of", of);
    holder = Require.optionalText(Membership.class, "holder", holder);
    since = Require.day(Membership.class, "since", since);
    anniversary = Require.day(Membership.class, "anniversary", anniversary);
    if (anniversary.isBefore(since)) {
      throw new InvalidFactException(
          Membership.class, "anniversary", "is before the first day, " + since);
    }
  }

  /**
   * Whether the term covers the day, from its first day to its anniversary, both included. Days of
   * grace after the anniversary are a matter of a year's rules.
   */
  @Helper(
      value =
          "Whether the term covers the day, from its first day to its anniversary, both included.",
      example = "$membership.activeOn( $day )",
      reads = {"since", "anniversary"})
  public boolean activeOn(@Argument(name = "day") LocalDate day) {
    return !day.isBefore(since) && !day.isAfter(anniversary);
  }
}
