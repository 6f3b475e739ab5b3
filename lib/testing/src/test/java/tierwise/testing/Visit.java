package tierwise.testing;

import java.time.LocalDate;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A fact type that the library does not have: this record is all that it takes.
 *
 * @param id identifier, unique in the case
 * @param date the day of the visit
 * @param person who came
 */
@Fact(from = Source.LEDGER, key = "visits", says = "Who came to see the museum, and when.")
public record Visit(
    @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field("The day of the visit.") LocalDate date,
    @Field(value = "Who came.", is = Role.PERSON) String person) {}
