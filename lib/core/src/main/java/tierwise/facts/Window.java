package tierwise.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: a span of days that matters, such as the twelve months whose purchases count. Rules
 * make it with the calendar helpers of {@link Statements}.
 *
 * @param name the name that rules know it by
 * @param of the offer or the subject's name that it holds for; {@code null} for all
 * @param from the first day
 * @param until the first day that no longer belongs to it; not before {@code from}
 */
@Fact(from = Source.RULES, says = "A span of days that matters.", kindsBy = "name")
public record Window(
    @Field(value = "The name that rules know it by.", is = Role.WINDOW) String name,
    @Field(
            value = "The offer or the name of the subject that it holds for; none for all.",
            is = Role.SUBJECT)
        @Nullable Object of,
    @Field("The first day.") LocalDate from,
    @Field("The first day that no longer belongs to it.") LocalDate until) {
  /**
   * Makes a window.
   *
   * @throws InvalidFactException if a value is missing, or the window ends before it begins
   */
  public Window {
    name = Require.text(Window.class, "name", name);
    of = Require.offerOrText(Window.class, "of", of);
    from = Require.day(Window.class, "from", from);
    until = Require.day(Window.class, "until", until);
    if (until.isBefore(from)) {
      throw new InvalidFactException(Window.class, "until", "is before the first day, " + from);
    }
  }

  /** Whether the day is one of its days. */
  @Helper(
      value = "Whether the day is one of its days.",
      example = "$window.contains( $day )",
      reads = {"from", "until"})
  public boolean contains(@Argument(name = "day") LocalDate day) {
    return !day.isBefore(from) && day.isBefore(until);
  }
}
