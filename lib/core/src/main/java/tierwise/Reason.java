package tierwise;

/**
 * Why something was decided so: a closure, an opening, a waiver, or a line left out. Immutable.
 *
 * @param code the code that the rules use, such as {@code not-an-invoice}
 * @param text the sentence for it from the folder's messages
 * @param by the rule that stated it
 */
public record Reason(String code, String text, RuleReference by) {}
