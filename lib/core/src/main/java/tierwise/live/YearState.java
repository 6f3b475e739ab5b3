package tierwise.live;

/** Where a programme year is in its life on a day. */
public enum YearState {
  /** Its rules are not published, or were changed since. */
  DRAFT("draft"),

  /** Its rules are published, and begin to hold later. */
  ANNOUNCED("announced"),

  /** Its published rules hold. */
  IN_FORCE("in force"),

  /** Its published rules hold no more; they decide about days of their time. */
  ENDED("ended");

  private final String words;

  YearState(String words) {
    this.words = words;
  }

  /** The state in words. */
  @Override
  public String toString() {
    return words;
  }
}
