package tierwise.facts;

import org.jspecify.annotations.Nullable;

/**
 * A statement: a ledger line does not count for a measure. Rules make it with {@link
 * Statements#leftOut(String, Object, String)}; one line may be left out for several reasons.
 *
 * @param measure the measure
 * @param of the offer or the subject's name for which it does not count; {@code null} for all
 * @param evidence the line
 * @param reason why, a code with a message
 */
public record Exclusion(String measure, @Nullable Object of, Object evidence, String reason) {
  /**
   * Makes an exclusion.
   *
   * @throws InvalidFactException if a value is missing, or {@code of} is neither an offer nor a
   *     text
   */
  public Exclusion {
    measure = Require.text(Exclusion.class, "measure", measure);
    of = Require.offerOrText(Exclusion.class, "of", of);
    Require.present(Exclusion.class, "evidence", evidence);
    reason = Require.text(Exclusion.class, "reason", reason);
  }
}
