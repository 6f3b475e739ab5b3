package tierwise.facts;

/**
 * A statement: missing a measure does not count against an offer. Rules make it with {@link
 * Offer#waives(String, String)}.
 *
 * @param offer the offer
 * @param measure the measure that may be missed
 * @param reason why, a code with a message
 */
public record Waiver(Offer offer, String measure, String reason) {
  /**
   * Makes a waiver.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Waiver {
    Require.present(Waiver.class, "offer", offer);
    measure = Require.text(Waiver.class, "measure", measure);
    reason = Require.text(Waiver.class, "reason", reason);
  }
}
