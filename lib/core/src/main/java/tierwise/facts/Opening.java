package tierwise.facts;

/**
 * A statement: an offer asks nothing. Rules make it with {@link Offer#open(String)}.
 *
 * @param offer the offer that asks nothing
 * @param reason why, a code with a message
 */
public record Opening(Offer offer, String reason) {
  /**
   * Makes an opening.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Opening {
    Require.present(Opening.class, "offer", offer);
    reason = Require.text(Opening.class, "reason", reason);
  }
}
