package tierwise.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Naming;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A single figure from a report or a list, such as a survey share or a list price.
 *
 * @param id identifier, unique in the case
 * @param figure which figure it is, such as {@code survey-share}
 * @param of what it is about; {@code null} if it is about the partner as a whole
 * @param value the figure
 * @param unitName its unit, such as {@code percent} or a currency, or {@code null} if it has none
 * @param from the first day it covers, or {@code null} if not given
 * @param until the first day it no longer covers, or {@code null} if not given
 */
@Fact(
    from = Source.LEDGER,
    key = "reported",
    says = "Single figures from a report or a list.",
    called = "a reported figure")
public record Reported(
    @Naming @Field(value = "Identifier, unique in the case.", is = Role.ID) String id,
    @Field("Which figure it is.") String figure,
    @Naming @Field("What it is about; without it, the partner as a whole.") @Nullable String of,
    @Field("The figure.") BigDecimal value,
    @Field("Its unit, such as percent or a currency.") @Nullable String unitName,
    @Field("The first day that it covers.") @Nullable LocalDate from,
    @Field("The first day that it no longer covers.") @Nullable LocalDate until) {
  /**
   * Makes a reported figure.
   *
   * @throws InvalidFactException if a value is missing or out of range
   */
  public Reported {
    id = Require.text(Reported.class, "id", id);
    figure = Require.text(Reported.class, "figure", figure);
    of = Require.optionalText(Reported.class, "of", of);
    value =
        Require.decimal(Reported.class, "value", Require.present(Reported.class, "value", value));
    unitName = Require.optionalText(Reported.class, "unitName", unitName);
    from = Require.optionalDay(Reported.class, "from", from);
    until = Require.optionalDay(Reported.class, "until", until);
  }
}
