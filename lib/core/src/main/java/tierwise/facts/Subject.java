package tierwise.facts;

/**
 * What offers can be about: an entry of one of the lists that the rule set's manifest names, such
 * as one competency. In a decision there is one subject for each entry in play.
 *
 * @param kind the name of the list, such as {@code competency}
 * @param name the entry, such as {@code Cloud Platform}
 */
public record Subject(String kind, String name) {
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
