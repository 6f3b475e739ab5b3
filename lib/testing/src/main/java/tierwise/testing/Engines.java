package tierwise.testing;

/** Which engines decide the cases of a rule folder. */
public enum Engines {
  /** The one that answers in services. */
  DIRECT,

  /** Drools, with which it is compared. */
  DROOLS,

  /** Both; a case fails if they decide it differently. */
  BOTH
}
