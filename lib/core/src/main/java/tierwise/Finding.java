package tierwise;

import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Bound;
import tierwise.internal.decide.Once;

/**
 * One requirement of an offer, and how the case stands to it. Immutable, equal if all of it is
 * equal, and safe for use by several threads.
 *
 * <p>Status and figures are there at once; the grounds, which hold the words, are made when
 * somebody first asks for them.
 */
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

  /**
   * What a finding rests on. Immutable.
   *
   * @param askedBy the rules that ask for it; more than one if several ask for the same. Never
   *     empty
   * @param waivedBy why missing it does not count; {@code null} if the status is not {@code WAIVED}
   * @param synthetic whether a figure of it is invented because no public source gives it
   * @param text a sentence for the reader
   */
  record Grounds(
      List<RuleReference> askedBy, @Nullable Reason waivedBy, boolean synthetic, String text) {
    /** Keeps its own copy of the list. */
    public Grounds {
      askedBy = List.copyOf(askedBy);
    }
  }

  /** How the case stands to it. */
  Status status();

  /**
   * The findings that it consists of: the ways of which one is enough, or what is asked together;
   * empty if it is one requirement.
   */
  default List<Finding> within() {
    return this instanceof Either either
        ? either.ways()
        : this instanceof Together together ? together.findings() : List.of();
  }

  /** What it rests on. */
  Grounds grounds();

  /** The rules that ask for it; more than one if several ask for the same. Never empty. */
  default List<RuleReference> askedBy() {
    return grounds().askedBy();
  }

  /** A sentence for the reader. */
  default String text() {
    return grounds().text();
  }

  /** Whether a figure of it is invented because no public source gives it. */
  default boolean synthetic() {
    return grounds().synthetic();
  }

  /** A measure must keep a bound. */
  final class OfMeasure implements Finding {
    private final String measure;
    private final @Nullable String of;
    private final Status status;
    private final Bound.Relation relation;
    private final BigDecimal required;
    private final @Nullable BigDecimal actual;
    private final @Nullable String actualExact;
    private final @Nullable BigDecimal shortBy;
    private final String unit;
    private final @Nullable Once<Measured> measured;
    private final Once<Grounds> grounds;

    /**
     * Makes a finding.
     *
     * @param measured gives the measurement, asked once at most; {@code null} if there is none
     * @param grounds gives what it rests on; asked once at most
     */
    public OfMeasure(
        String measure,
        @Nullable String of,
        Status status,
        Bound.Relation relation,
        BigDecimal required,
        @Nullable BigDecimal actual,
        @Nullable String actualExact,
        @Nullable BigDecimal shortBy,
        String unit,
        @Nullable Supplier<Measured> measured,
        Supplier<Grounds> grounds) {
      this.measure = measure;
      this.of = of;
      this.status = status;
      this.relation = relation;
      this.required = required;
      this.actual = actual;
      this.actualExact = actualExact;
      this.shortBy = shortBy;
      this.unit = unit;
      this.measured = measured == null ? null : new Once<>(measured);
      this.grounds = new Once<>(grounds);
    }

    /** The measure, as the manifest names it. */
    public String measure() {
      return measure;
    }

    /**
     * What the measure must be taken of, if that is not the offer's own subject; else {@code null}.
     */
    public @Nullable String of() {
      return of;
    }

    @Override
    public Status status() {
      return status;
    }

    /** On which side of {@link #required()} the measured value must lie. */
    public Bound.Relation relation() {
      return relation;
    }

    /**
     * The figure of the bound, in {@link #unit()}; one that six digits after the point do not hold
     * is rounded to its stricter side.
     */
    public BigDecimal required() {
      return required;
    }

    /**
     * The measured figure, in {@link #unit()}; {@code null} if it was not reported, or if there was
     * nothing to average or to divide by. It is rounded where {@link #actualExact()} says so, and
     * keeps the bound if and only if the exact figure does.
     */
    public @Nullable BigDecimal actual() {
      return actual;
    }

    /**
     * The measured figure as a fraction, such as {@code 10/3}, if six digits after the point do not
     * hold it; else {@code null}.
     */
    public @Nullable String actualExact() {
      return actualExact;
    }

    /**
     * How much {@link #actual()} lacks, or is too much, rounded up where the exact figure needs
     * more than six digits after the point; zero if it keeps the bound; {@code null} without one.
     */
    public @Nullable BigDecimal shortBy() {
      return shortBy;
    }

    /** The unit of the figures. */
    public String unit() {
      return unit;
    }

    /** The measurement; {@code null} if there is none. */
    public @Nullable Measured measured() {
      return measured == null ? null : measured.get();
    }

    /** Why missing it does not count; {@code null} if the status is not {@code WAIVED}. */
    public @Nullable Reason waivedBy() {
      return grounds().waivedBy();
    }

    @Override
    public Grounds grounds() {
      return grounds.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof OfMeasure that
              && measure.equals(that.measure)
              && Objects.equals(of, that.of)
              && status == that.status
              && relation == that.relation
              && required.equals(that.required)
              && Objects.equals(actual, that.actual)
              && Objects.equals(actualExact, that.actualExact)
              && Objects.equals(shortBy, that.shortBy)
              && unit.equals(that.unit)
              && grounds().equals(that.grounds())
              && Objects.equals(measured(), that.measured()));
    }

    @Override
    public int hashCode() {
      return Objects.hash(measure, of, status, relation, required, actual);
    }

    @Override
    public String toString() {
      return shown(this, "measure=" + measure + ", of=" + of + ", measured=" + measured());
    }
  }

  /** Other offers must be granted. */
  final class OfOffers implements Finding {
    private final List<String> offers;
    private final Status status;
    private final int required;
    private final int granted;
    private final int undetermined;
    private final Once<Grounds> grounds;

    /**
     * Makes a finding.
     *
     * @param grounds gives what it rests on; asked once at most
     */
    public OfOffers(
        List<String> offers,
        Status status,
        int required,
        int granted,
        int undetermined,
        Supplier<Grounds> grounds) {
      this.offers = List.copyOf(offers);
      this.status = status;
      this.required = required;
      this.granted = granted;
      this.undetermined = undetermined;
      this.grounds = new Once<>(grounds);
    }

    /** The names of the offers of which some must be granted. */
    public List<String> offers() {
      return offers;
    }

    @Override
    public Status status() {
      return status;
    }

    /** Of how many subjects one of them must be granted. */
    public int required() {
      return required;
    }

    /** Of how many subjects one of them is. */
    public int granted() {
      return granted;
    }

    /** Of how many more subjects that cannot be told yet. */
    public int undetermined() {
      return undetermined;
    }

    @Override
    public Grounds grounds() {
      return grounds.get();
    }

    /** Always {@code false}: it has no figure. */
    @Override
    public boolean synthetic() {
      return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof OfOffers that
              && offers.equals(that.offers)
              && status == that.status
              && required == that.required
              && granted == that.granted
              && undetermined == that.undetermined
              && grounds().equals(that.grounds()));
    }

    @Override
    public int hashCode() {
      return Objects.hash(offers, status, required, granted, undetermined);
    }

    @Override
    public String toString() {
      return shown(this, "offers=" + offers);
    }
  }

  /** A question about the request must be answered with yes. */
  final class OfAnswer implements Finding {
    private final String question;
    private final Status status;
    private final @Nullable Boolean actual;
    private final Once<Grounds> grounds;

    /**
     * Makes a finding.
     *
     * @param grounds gives what it rests on; asked once at most
     */
    public OfAnswer(
        String question, Status status, @Nullable Boolean actual, Supplier<Grounds> grounds) {
      this.question = question;
      this.status = status;
      this.actual = actual;
      this.grounds = new Once<>(grounds);
    }

    /** The code of the question. */
    public String question() {
      return question;
    }

    @Override
    public Status status() {
      return status;
    }

    /** The answer; {@code null} if there is none. */
    public @Nullable Boolean actual() {
      return actual;
    }

    @Override
    public Grounds grounds() {
      return grounds.get();
    }

    /** Always {@code false}: it has no figure. */
    @Override
    public boolean synthetic() {
      return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof OfAnswer that
              && question.equals(that.question)
              && status == that.status
              && Objects.equals(actual, that.actual)
              && grounds().equals(that.grounds()));
    }

    @Override
    public int hashCode() {
      return Objects.hash(question, status, actual);
    }

    @Override
    public String toString() {
      return shown(this, "question=" + question + ", actual=" + actual);
    }
  }

  /** One of several ways is enough. */
  final class Either implements Finding {
    private final Status status;
    private final List<Finding> ways;
    private final Once<Grounds> grounds;

    /**
     * Makes a finding.
     *
     * @param grounds gives what it rests on; asked once at most
     */
    public Either(Status status, List<Finding> ways, Supplier<Grounds> grounds) {
      this.status = status;
      this.ways = List.copyOf(ways);
      this.grounds = new Once<>(grounds);
    }

    /** The status of the best way. */
    @Override
    public Status status() {
      return status;
    }

    /** The ways, as the rule gives them; at least two. */
    public List<Finding> ways() {
      return ways;
    }

    @Override
    public Grounds grounds() {
      return grounds.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Either that
              && status == that.status
              && ways.equals(that.ways)
              && grounds().equals(that.grounds()));
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, ways);
    }

    @Override
    public String toString() {
      return shown(this, "ways=" + ways);
    }
  }

  /** Several measures must keep their bounds together; the status is the worst of theirs. */
  final class Together implements Finding {
    private final Status status;
    private final List<Finding> findings;
    private final Once<Grounds> grounds;

    /**
     * Makes a finding of one for each measure.
     *
     * @param findings those; not empty
     * @param grounds asked once at most
     */
    public Together(List<Finding> findings, Supplier<Grounds> grounds) {
      this.status = findings.stream().map(Finding::status).max(naturalOrder()).orElse(Status.MET);
      this.findings = List.copyOf(findings);
      this.grounds = new Once<>(grounds);
    }

    @Override
    public Status status() {
      return status;
    }

    /** What is asked together, as the rule gives it. */
    public List<Finding> findings() {
      return findings;
    }

    @Override
    public Grounds grounds() {
      return grounds.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Together that
              && findings.equals(that.findings)
              && grounds().equals(that.grounds()));
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, findings);
    }

    @Override
    public String toString() {
      return shown(this, "findings=" + findings);
    }
  }

  private static String shown(Finding finding, String what) {
    return finding.getClass().getSimpleName()
        + "["
        + what
        + ", status="
        + finding.status()
        + ", "
        + finding.grounds()
        + "]";
  }
}
