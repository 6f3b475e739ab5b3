package tierwise.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
public record Reported(
    String id,
    String figure,
    @Nullable String of,
    BigDecimal value,
    @Nullable String unitName,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {
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
