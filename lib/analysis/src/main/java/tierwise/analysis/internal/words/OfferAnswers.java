package tierwise.analysis.internal.words;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.OfferDecision.Status;
import tierwise.Reason;
import tierwise.Verdicts;
import tierwise.Verdicts.Verdict;

/** What is answered of one offer by several decisions of a partner. */
public final class OfferAnswers {
  private OfferAnswers() {}

  /** Whether both are of one offer. */
  public static boolean isSame(Verdict one, Verdict other) {
    return one.offer().equals(other.offer())
        && one.renewal() == other.renewal()
        && Objects.equals(one.of(), other.of());
  }

  /** Whether the offer is granted by the others. */
  public static boolean isGranted(Verdict offer, Verdicts others) {
    return others.offers().stream()
        .anyMatch(each -> each.status() == Status.GRANTED && isSame(each, offer));
  }

  /** The same offer in a decision; {@code null} if that does not have it. */
  public static @Nullable OfferDecision in(Decision decision, Verdict offer) {
    return decision.offers().stream()
        .filter(
            each ->
                each.offer().equals(offer.offer())
                    && each.renewal() == offer.renewal()
                    && Objects.equals(each.of(), offer.of()))
        .findFirst()
        .orElse(null);
  }

  /** Why it is not granted, in sentences; empty if it is. */
  public static List<String> inTheWay(OfferDecision offer) {
    return switch (offer.status()) {
      case GRANTED -> List.of();
      case CLOSED -> offer.closedBy().stream().map(Reason::text).distinct().toList();
      case REFUSED, UNDETERMINED -> offer.missing().stream().map(Finding::text).toList();
    };
  }
}
