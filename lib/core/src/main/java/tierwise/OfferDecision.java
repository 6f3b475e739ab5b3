package tierwise;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.internal.decide.Once;

/**
 * What was decided of one offer. Immutable, equal if all of it is equal, and safe for use by
 * several threads. Status and findings are there at once; the grounds, which hold the words, are
 * made when somebody first asks for them.
 */
public final class OfferDecision {
  /** What was decided. */
  public enum Status {
    /** It may be ordered and paid for today. */
    GRANTED,
    /** A requirement is missed, whatever else may turn out. */
    REFUSED,
    /** Nothing is missed so far, but something was not reported. */
    UNDETERMINED,
    /** It cannot be had, whatever the findings are. */
    CLOSED
  }

  /**
   * What the decision of an offer rests on beside its findings. Immutable.
   *
   * @param title the offer in words, such as {@code Gold in Cloud Platform}
   * @param closedBy why it is closed; empty if the status is not {@code CLOSED}
   * @param openedBy why it asks nothing; {@code null} if it asks something
   */
  public record Grounds(String title, List<Reason> closedBy, @Nullable Reason openedBy) {
    /** Keeps its own copy of the list. */
    public Grounds {
      closedBy = List.copyOf(closedBy);
    }
  }

  private final String offer;
  private final @Nullable String of;
  private final boolean renewal;
  private final int rung;
  private final Status status;
  private final List<Finding> findings;
  private final Once<Grounds> grounds;

  /**
   * Makes the decision of an offer.
   *
   * @param grounds gives what it rests on; asked once at most
   */
  public OfferDecision(
      String offer,
      @Nullable String of,
      boolean renewal,
      int rung,
      Status status,
      List<Finding> findings,
      Supplier<Grounds> grounds) {
    this.offer = offer;
    this.of = of;
    this.renewal = renewal;
    this.rung = rung;
    this.status = status;
    this.findings = List.copyOf(findings);
    this.grounds = new Once<>(grounds);
  }

  /** Its name, as the manifest has it. */
  public String offer() {
    return offer;
  }

  /** What it is about, such as a competency; {@code null} if it is about nothing. */
  public @Nullable String of() {
    return of;
  }

  /** Whether it is the renewal of what is held, rather than enrolling anew. */
  public boolean renewal() {
    return renewal;
  }

  /** Its place on the ladder, 0 for the highest tier; -1 if it is no tier. */
  public int rung() {
    return rung;
  }

  /** The outcome. */
  public Status status() {
    return status;
  }

  /** Every requirement of the offer, whatever the outcome. */
  public List<Finding> findings() {
    return findings;
  }

  /** The findings that stand between the partner and this offer: missed, or not reported. */
  public List<Finding> missing() {
    return findings.stream()
        .filter(
            finding ->
                finding.status() == Finding.Status.MISSED
                    || finding.status() == Finding.Status.NOT_REPORTED)
        .toList();
  }

  /** What it rests on beside its findings. */
  public Grounds grounds() {
    return grounds.get();
  }

  /** The offer in words, such as {@code Gold in Cloud Platform}. */
  public String title() {
    return grounds().title();
  }

  /** Why it is closed; empty if the status is not {@code CLOSED}. */
  public List<Reason> closedBy() {
    return status == Status.CLOSED ? grounds().closedBy() : List.of();
  }

  /** Why it asks nothing; {@code null} if it asks something. */
  public @Nullable Reason openedBy() {
    return grounds().openedBy();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof OfferDecision that
            && offer.equals(that.offer)
            && Objects.equals(of, that.of)
            && renewal == that.renewal
            && rung == that.rung
            && status == that.status
            && findings.equals(that.findings)
            && grounds().equals(that.grounds()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(offer, of, renewal, status);
  }

  @Override
  public String toString() {
    return "OfferDecision[offer="
        + offer
        + ", of="
        + of
        + ", renewal="
        + renewal
        + ", status="
        + status
        + ", findings="
        + findings
        + ", "
        + grounds()
        + "]";
  }
}
