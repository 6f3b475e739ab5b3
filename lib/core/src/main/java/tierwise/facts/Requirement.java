package tierwise.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: what an offer requires. Rules make it with {@link Offer#asks(String, Number)},
 * {@link Offer#needs(String)} and {@link Offer#expects(String, Boolean)}.
 *
 * @param offer the offer that requires it
 * @param ways the ways to meet it, of which one is enough; never empty
 */
@Fact(from = Source.RULES, says = "What an offer requires.", kindsBy = "measure")
public record Requirement(
    @Field("The offer that requires it.") Offer offer,
    @Field("The ways to meet it, of which one is enough.") List<Way> ways) {
  /** One way to meet a requirement. */
  public sealed interface Way {}

  /**
   * A measure must keep a bound.
   *
   * @param measure the measure, as the manifest names it
   * @param of what it must be taken of, or {@code null} for the offer's own subject
   * @param bound the bound
   */
  public record Asks(String measure, @Nullable String of, Bound bound) implements Way {
    /**
     * Makes a way.
     *
     * @throws InvalidFactException if a value is missing
     */
    public Asks {
      measure = Require.text(Requirement.class, "measure", measure);
      Require.present(Requirement.class, "bound", bound);
    }
  }

  /**
   * Another offer must be granted.
   *
   * @param offers the names of the offers, of which one must be granted; never empty
   */
  public record Needs(List<String> offers) implements Way {
    /** Makes a way. */
    public Needs {
      offers = List.copyOf(offers);
    }
  }

  /**
   * A yes/no question about the request must be answered with yes.
   *
   * @param question the question, a code with a message
   * @param answer the answer, or {@code null} if none was given
   */
  public record Expects(String question, @Nullable Boolean answer) implements Way {
    /**
     * Makes a way.
     *
     * @throws InvalidFactException if the question is missing
     */
    public Expects {
      question = Require.text(Requirement.class, "question", question);
    }
  }

  /**
   * Several measures must keep their bounds together.
   *
   * @param asks what each of them must be; never empty
   */
  public record Together(List<Asks> asks) implements Way {
    /**
     * Makes a way.
     *
     * @throws InvalidFactException if there is no measure or more than 20
     */
    public Together {
      asks = some("asks", asks);
    }

    /** This way, which also asks the measure to be at least the given figure. */
    @Helper(
        value =
            "The measures that are asked together, and another one at the figure or more, or within the bound.",
        example = "all( \"survey\", 1 ).and( \"trainers\", 2 )")
    public Together and(
        @Argument(Role.MEASURE) String measure, @Argument(name = "atLeast") Number atLeast) {
      return and(measure, Statements.atLeast(atLeast));
    }

    /** This way, which also asks the measure to keep the given bound. */
    @Helper
    public Together and(
        @Argument(Role.MEASURE) String measure, @Argument(name = "bound") Bound bound) {
      List<Asks> more = new ArrayList<>(asks);
      more.add(new Asks(measure, null, bound));
      return new Together(more);
    }
  }

  /** More ways than anybody reads, or measures of one way. */
  private static final int MOST_WAYS = 20;

  /**
   * Makes a requirement.
   *
   * @throws InvalidFactException if the offer is missing, or there is no way or more than 20
   */
  public Requirement {
    Require.present(Requirement.class, "offer", offer);
    ways = some("ways", ways);
  }

  private static <T> List<T> some(String field, List<T> values) {
    if (values.isEmpty()) {
      throw new InvalidFactException(Requirement.class, field, "is empty");
    }
    if (values.size() > MOST_WAYS) {
      throw new InvalidFactException(
          Requirement.class, field, "are more than " + MOST_WAYS + " (" + values.size() + ")");
    }
    return List.copyOf(values);
  }

  /** The measure that the first way asks, or {@code null} if it asks none. */
  @Field(value = "The measure that the first way asks; none if it asks none.", is = Role.MEASURE)
  public @Nullable String measure() {
    return ways.get(0) instanceof Asks asks ? asks.measure() : null;
  }

  /** This requirement, which can also be met with the measure at the given figure or more. */
  @Helper(
      value =
          "The requirement, which can also be met with another measure at the figure or more, or within the bound.",
      example = "$offer.asks( \"references\", 3 ).or( \"survey\", 1 )")
  public Requirement or(
      @Argument(Role.MEASURE) String measure, @Argument(name = "atLeast") Number atLeast) {
    return or(measure, Statements.atLeast(atLeast));
  }

  /** This requirement, which can also be met with the measure within the given bound. */
  @Helper
  public Requirement or(
      @Argument(Role.MEASURE) String measure, @Argument(name = "bound") Bound bound) {
    return or(new Asks(measure, null, bound));
  }

  /** This requirement, which can also be met with all the given measures. */
  @Helper
  public Requirement or(@Argument(name = "together") Together together) {
    return or((Way) together);
  }

  private Requirement or(Way way) {
    List<Way> more = new ArrayList<>(ways);
    more.add(way);
    return new Requirement(offer, more);
  }
}
