package tierwise.facts;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement: what a measure came to, and the lines that made it so. Rules make it with {@link
 * Statements#measured(String, Object, Number, Collection)}, {@link Statements#averaged} and {@link
 * Statements#made}.
 *
 * @param measure the measure, as the manifest names it
 * @param of the offer or the subject's name of which it was taken; {@code null} for all
 * @param at the value that the lines counted have in the field by which the manifest splits the
 *     measure, such as a location; {@code null} if it counts the lines without a value, or if
 *     nothing is split beside {@code of}
 * @param value the figure, in the unit of the measure; {@code null} if there was nothing to average
 * @param evidence the lines that were counted, in the order of counting
 * @param parts the measurements that this one was made from; their evidence is its own
 */
public record Measurement(
    String measure,
    @Nullable Object of,
    @Nullable String at,
    @Nullable BigDecimal value,
    List<Object> evidence,
    List<Measurement> parts) {
  /**
   * Makes a measurement.
   *
   * @throws InvalidFactException if a value is missing or has too many digits, or {@code of} is
   *     neither an offer nor a text
   */
  public Measurement {
    measure = Require.text(Measurement.class, "measure", measure);
    of = Require.offerOrText(Measurement.class, "of", of);
    at = Require.optionalText(Measurement.class, "at", at);
    value = Require.optionalDecimal(Measurement.class, "value", value);
    evidence = List.copyOf(evidence);
    parts = List.copyOf(parts);
  }
}
