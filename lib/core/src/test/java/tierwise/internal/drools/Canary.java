package tierwise.internal.drools;

/** A class of the host that no rule may reach. */
public final class Canary {
  private static boolean sang;

  private Canary() {}

  public static boolean sings() {
    sang = true;
    return true;
  }

  static boolean sang() {
    return sang;
  }
}
