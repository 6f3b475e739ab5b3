package tierwise.facts;

import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * What offers can be about: an entry of one of the lists that the rule set's manifest names, such
 * as one competency. In a decision there is one subject for each entry in play.
 *
 * @param kind the name of the list, such as {@code competency}
 * @param name the entry, such as {@code Cloud Platform}
 */
@Fact(
    from = Source.LIBRARY,
    says = "An entry of a list of the manifest: one for each that is in play.")
public record Subject(
    @Field(value = "The name of the list.", is = Role.LIST) String kind,
    @Field(value = "The entry.", is = Role.SUBJECT) String name) {
  /**
   * Makes a subject.
   *
   * @throws InvalidFactException if a text is missing, empty or too long
   */
  public Subject {
    kind = Require.text(Subject.class, "kind", kind);
    name = Require.text(Subject.class, "name", name);
  }
}
