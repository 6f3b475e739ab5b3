package tierwise.facts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that the programme can grant in this decision: a tier, a right, a discount, a review.
 *
 * <p>The library makes the offers of a decision from the rule set's manifest. What is held appears
 * twice: as its renewal, where {@link #held()} is the membership, and as enrolling anew, where it
 * is {@code null}. The other methods make the statements about an offer that rules insert.
 *
 * @param name the offer, as the manifest names it
 * @param of what it is about: a subject's name or the id of a fact; {@code null} if the programme
 *     has it only once
 * @param held this partner's latest membership, even when it is over, if this is its renewal; else
 *     {@code null}
 */
public record Offer(String name, @Nullable String of, @Nullable Membership held) {
  /**
   * Makes an offer.
   *
   * @throws InvalidFactException if a text is missing, empty or too long
   */
  public Offer {
    name = Require.text(Offer.class, "name", name);
    of = Require.optionalText(Offer.class, "of", of);
  }

  /** Whether this is the renewal of what is held. */
  public boolean renewal() {
    return held != null;
  }

  /** States that this offer requires the measure to be at least the given figure. */
  public Requirement asks(String measure, Number atLeast) {
    return asks(measure, Statements.atLeast(atLeast));
  }

  /** States that this offer requires the measure to keep the given bound. */
  public Requirement asks(String measure, Bound bound) {
    return new Requirement(this, List.of(new Requirement.Asks(measure, null, bound)));
  }

  /**
   * States that this offer requires the measure, as taken of {@code of} instead of the offer's own
   * subject, to be at least the given figure.
   */
  public Requirement asks(String measure, String of, Number atLeast) {
    return asks(measure, of, Statements.atLeast(atLeast));
  }

  /**
   * States that this offer requires the measure, as taken of {@code of} instead of the offer's own
   * subject, to keep the given bound.
   */
  public Requirement asks(String measure, String of, Bound bound) {
    return new Requirement(
        this,
        List.of(new Requirement.Asks(measure, Require.text(Requirement.class, "of", of), bound)));
  }

  /**
   * States that another offer must be granted: the one with the same {@link #of()}, or any of that
   * name if either of the two is about nothing.
   */
  public Requirement needs(String offer) {
    return needs(List.of(offer));
  }

  /** States that one of two other offers must be granted; see {@link #needs(String)}. */
  public Requirement needs(String offer, String orOffer) {
    return needs(List.of(offer, orOffer));
  }

  /** States that one of three other offers must be granted; see {@link #needs(String)}. */
  public Requirement needs(String offer, String orOffer, String orAnotherOffer) {
    return needs(List.of(offer, orOffer, orAnotherOffer));
  }

  private Requirement needs(List<String> offers) {
    return new Requirement(this, List.of(new Requirement.Needs(offers)));
  }

  /**
   * States that the answer to a yes/no question about the request must be yes.
   *
   * @param answer the answer, or {@code null} if none was given, which counts as not reported
   */
  public Requirement expects(String question, @Nullable Boolean answer) {
    return new Requirement(this, List.of(new Requirement.Expects(question, answer)));
  }

  /**
   * States that this offer depends on something that nobody told, such as the country of the
   * partner, so that nobody can say what it asks.
   */
  public Requirement expects(String question) {
    return expects(question, null);
  }

  /** States that this offer asks nothing, and why. Beside a requirement that is a problem. */
  public Opening open(String reason) {
    return new Opening(this, reason);
  }

  /** States that a missed measure does not count against this offer, and why. */
  public Waiver waives(String measure, String reason) {
    return new Waiver(this, measure, reason);
  }

  /** States that this offer cannot be granted, whatever else holds, and why. */
  public Closure closed(String reason) {
    return new Closure(this, reason);
  }

  /** Leaves the membership out: joins of rules take this hash for each pair that they look at. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Objects.hashCode(of);
  }
}
