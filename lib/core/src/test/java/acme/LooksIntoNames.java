package acme;

/** Code of an embedding program that does with a text what no rule can. */
public final class LooksIntoNames {
  private LooksIntoNames() {}

  /** Whether a text has a single letter. */
  public static boolean isShort(String text) {
    return text.length() == 1;
  }
}
