package tierwise;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Bound;

/** One requirement of an offer, and how the case stands to it. Immutable. */
public sealed interface Finding {
  /** How a case stands to a requirement, the best first. */
  enum Status {
    /** The requirement is met. */
    MET,
    /** It is not, but that does not count. */
    WAIVED,
    /** The case does not say what is needed to tell. */
    NOT_REPORTED,
    /** It is not met. */
    MISSED
  }

  /** How the case stands to it. */
  Status status();

  /** The rules that ask for it; more than one if several ask for the same. Never empty. */
  List<RuleReference> askedBy();

  /** A sentence for the reader. */
  String text();

  /** Whether a figure of it is invented because no public source gives it. */
  boolean synthetic();

  /**
   * A measure must keep a bound.
   *
   * @param measure the measure, as the manifest names it
   * @param of what the measure must be taken of, if that is not the offer's own subject; else
   *     {@code null}
   * @param relation on which side of {@code required} the measured value must lie
   * @param required the figure of the bound, in {@code unit}; one that six digits after the point
   *     do not hold is rounded to its stricter side
   * @param actual the measured figure, in {@code unit}; {@code null} if it was not reported, or if
   *     there was nothing to average. It is rounded where {@code actualExact} says so, and keeps
   *     the bound if and only if the exact figure does
   * @param actualExact the measured figure as a fraction, such as {@code 10/3}, if six digits after
   *     the point do not hold it; else {@code null}
   * @param shortBy how much {@code actual} lacks, or is too much, rounded up where the exact figure
   *     needs more than six digits after the point; zero if it keeps the bound; {@code null}
   *     without an {@code actual}
   * @param unit the unit of the figures
   * @param measured the measurement; {@code null} if there is none
   * @param waivedBy why missing it does not count; {@code null} if the status is not {@code WAIVED}
   */
  record OfMeasure(
      String measure,
      @Nullable String of,
      Status status,
      Bound.Relation relation,
      BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable String actualExact,
      @Nullable BigDecimal shortBy,
      String unit,
      boolean synthetic,
      List<RuleReference> askedBy,
      @Nullable Measured measured,
      @Nullable Reason waivedBy,
      String text)
      implements Finding {}

  /**
   * Other offers must be granted.
   *
   * @param offers the names of the offers of which some must be
   * @param required of how many subjects one of them must be granted
   * @param granted of how many subjects one of them is
   * @param undetermined of how many more subjects that cannot be told yet
   */
  record OfOffers(
      List<String> offers,
      Status status,
      int required,
      int granted,
      int undetermined,
      List<RuleReference> askedBy,
      String text)
      implements Finding {
    /** Always {@code false}: it has no figure. */
    @Override
    public boolean synthetic() {
      return false;
    }
  }

  /**
   * A question about the request must be answered with yes.
   *
   * @param question the code of the question
   * @param actual the answer; {@code null} if there is none
   */
  record OfAnswer(
      String question,
      Status status,
      @Nullable Boolean actual,
      List<RuleReference> askedBy,
      String text)
      implements Finding {
    /** Always {@code false}: it has no figure. */
    @Override
    public boolean synthetic() {
      return false;
    }
  }

  /**
   * One of several ways is enough.
   *
   * @param status the status of the best way
   * @param ways the ways, as the rule gives them; at least two
   */
  record Either(Status status, List<Finding> ways, List<RuleReference> askedBy, String text)
      implements Finding {
    @Override
    public boolean synthetic() {
      return ways.stream().anyMatch(Finding::synthetic);
    }
  }
}
