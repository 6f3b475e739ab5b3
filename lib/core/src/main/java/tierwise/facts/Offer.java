package tierwise.facts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

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
@Fact(
    from = Source.LIBRARY,
    says =
        "What the programme can grant in this decision; what is held is there twice, as its renewal and as enrolling anew.")
public record Offer(
    @Field(value = "The offer, as the manifest names it.", is = Role.OFFER) String name,
    @Field(
            value =
                "What it is about: the name of a subject or the id of a fact; none if the programme has it only once.",
            is = Role.SUBJECT)
        @Nullable String of,
    @Field(
            "The latest membership of this partner, even when over, if this is its renewal; else none.")
        @Nullable Membership held) {
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
  @Field(value = "Whether this is the renewal of what is held.", tellsOf = "held")
  public boolean renewal() {
    return held != null;
  }

  /** States that this offer requires the measure to be at least the given figure. */
  @Helper(
      value =
          "States that the offer requires a measure to be at least a figure, or to keep a bound; with of, as taken of that instead of the subject of the offer.",
      example = "$offer.asks( \"trainers\", 2 )")
  public Requirement asks(
      @Argument(Role.MEASURE) String measure, @Argument(name = "atLeast") Number atLeast) {
    return asks(measure, Statements.atLeast(atLeast));
  }

  /** States that this offer requires the measure to keep the given bound. */
  @Helper
  public Requirement asks(
      @Argument(Role.MEASURE) String measure, @Argument(name = "bound") Bound bound) {
    return new Requirement(this, List.of(new Requirement.Asks(measure, null, bound)));
  }

  /** States that this offer requires all the given measures to keep their bounds. */
  @Helper
  public Requirement asks(@Argument(name = "together") Requirement.Together together) {
    return new Requirement(this, List.of(together));
  }

  /**
   * States that this offer requires the measure, as taken of {@code of} instead of the offer's own
   * subject, to be at least the given figure.
   */
  @Helper
  public Requirement asks(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) String of,
      @Argument(name = "atLeast") Number atLeast) {
    return asks(measure, of, Statements.atLeast(atLeast));
  }

  /**
   * States that this offer requires the measure, as taken of {@code of} instead of the offer's own
   * subject, to keep the given bound.
   */
  @Helper
  public Requirement asks(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) String of,
      @Argument(name = "bound") Bound bound) {
    return new Requirement(
        this,
        List.of(new Requirement.Asks(measure, Require.text(Requirement.class, "of", of), bound)));
  }

  /**
   * States that another offer must be granted: the one with the same {@link #of()}, or any of that
   * name if either of the two is about nothing.
   */
  @Helper(
      value =
          "States that another offer must be granted, or one of two or three: the one of the same subject, or any of that name if either of the two has none.",
      example = "$offer.needs( \"master\" )")
  public Requirement needs(@Argument(Role.OFFER) String offer) {
    return needs(List.of(offer));
  }

  /** States that one of two other offers must be granted; see {@link #needs(String)}. */
  @Helper
  public Requirement needs(
      @Argument(Role.OFFER) String offer,
      @Argument(value = Role.OFFER, name = "orOffer") String orOffer) {
    return needs(List.of(offer, orOffer));
  }

  /** States that one of three other offers must be granted; see {@link #needs(String)}. */
  @Helper
  public Requirement needs(
      @Argument(Role.OFFER) String offer,
      @Argument(value = Role.OFFER, name = "orOffer") String orOffer,
      @Argument(value = Role.OFFER, name = "orAnotherOffer") String orAnotherOffer) {
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
  @Helper(
      value =
          "States that a yes/no question about the request must be answered with yes; no answer counts as not reported. Without an answer: that nobody told what the offer depends on.",
      example = "$offer.expects( \"own-site\", $answer )")
  public Requirement expects(
      @Argument(Role.QUESTION) String question,
      @Argument(name = "answer") @Nullable Boolean answer) {
    return new Requirement(this, List.of(new Requirement.Expects(question, answer)));
  }

  /**
   * States that this offer depends on something that nobody told, such as the country of the
   * partner, so that nobody can say what it asks.
   */
  @Helper
  public Requirement expects(@Argument(Role.QUESTION) String question) {
    return expects(question, null);
  }

  /** States that this offer asks nothing, and why. Beside a requirement that is a problem. */
  @Helper(
      value =
          "States that the offer asks nothing, and why. Beside a requirement that is a problem.",
      example = "$offer.open( \"anyone-may-buy\" )")
  public Opening open(@Argument(Role.REASON) String reason) {
    return new Opening(this, reason);
  }

  /** States that a missed measure does not count against this offer, and why. */
  @Helper(
      value = "States that a missed measure does not count against the offer, and why.",
      example = "$offer.waives( \"kpis\", \"extension\" )")
  public Waiver waives(
      @Argument(Role.MEASURE) String measure, @Argument(Role.REASON) String reason) {
    return new Waiver(this, measure, reason);
  }

  /** States that this offer cannot be granted, whatever else holds, and why. */
  @Helper(
      value = "States that the offer cannot be granted, whatever else holds, and why.",
      example = "$offer.closed( \"too-late\" )")
  public Closure closed(@Argument(Role.REASON) String reason) {
    return new Closure(this, reason);
  }

  /** Leaves the membership out: joins of rules take this hash for each pair that they look at. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Objects.hashCode(of);
  }
}
