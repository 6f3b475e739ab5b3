package tierwise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of one offer. Immutable.
 *
 * @param offer its name, as the manifest has it
 * @param of what it is about, such as a competency; {@code null} if it is about nothing
 * @param renewal whether it is the renewal of what is held, rather than enrolling anew
 * @param rung its place on the ladder, 0 for the highest tier; -1 if it is no tier
 * @param title the offer in words, such as {@code Gold in Cloud Platform}
 * @param status the outcome
 * @param findings every requirement of the offer, whatever the outcome
 * @param closedBy why it is closed; empty if the status is not {@code CLOSED}
 * @param openedBy why it asks nothing; {@code null} if it asks something
 */
public record OfferDecision(
    String offer,
    @Nullable String of,
    boolean renewal,
    int rung,
    String title,
    Status status,
    List<Finding> findings,
    List<Reason> closedBy,
    @Nullable Reason openedBy) {
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

  /** Keeps its own copies of the lists. */
  public OfferDecision {
    findings = List.copyOf(findings);
    closedBy = List.copyOf(closedBy);
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
}
