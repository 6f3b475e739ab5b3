package tierwise.facts;

/**
 * A statement: an offer cannot be granted, whatever else holds. Rules make it with {@link
 * Offer#closed(String)}.
 *
 * @param offer the offer
 * @param reason why, a code with a message
 */
public record Closure(Offer offer, String reason) {
  /**
   * Makes a closure.
   *
   * @throws InvalidFactException if a value is missing
   */
  public Closure {
    Require.present(Closure.class, "offer", offer);
    reason = Require.text(Closure.class, "reason", reason);
  }
}
