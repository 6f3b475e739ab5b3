package tierwise.analysis.diff;

import tierwise.OfferDecision.Status;

/**
 * One thing in which two decisions can differ; of each, one partner who notices it is looked for.
 *
 * @param name the offer, the notice or the measure
 * @param renewal whether it is about the renewal of an offer
 */
record Aspect(What what, String name, boolean renewal) {
  /** What differs. */
  enum What {
    /** The later year grants what the earlier one does not. */
    EASIER,
    /** The later year does not grant what the earlier one does. */
    HARDER,
    /** The answer is the same, for other figures or other requirements. */
    OTHERWISE,
    /** A notice is told by one year only, or with other days or money. */
    NOTICE,
    /** A measure comes to another figure, or rests on other lines. */
    MEASURE
  }

  /** How good a status is: only what may be ordered today is granted. */
  static int rank(Status status) {
    return switch (status) {
      case GRANTED -> 2;
      case UNDETERMINED -> 1;
      case REFUSED, CLOSED -> 0;
    };
  }
}
