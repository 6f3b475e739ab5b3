package canary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A class of a host that hostile rule files name. It tells when anything of it runs: when it is
 * initialised, called, read or made.
 */
@SuppressWarnings("serial") // Nobody writes it.
public class Bird extends ArrayList<Object> {
  /** Its name, which can also name a file, a thread or a setting. */
  public static final String NAME = "canary.Bird";

  static {
    touch();
  }

  public static final int FIELD = touch();

  public Bird() {
    touch();
  }

  private static int touch() {
    System.setProperty(NAME, "touched");
    return 1;
  }

  public static boolean yes() {
    touch();
    return true;
  }

  public static int number() {
    return touch();
  }

  public static String text() {
    touch();
    return "x";
  }

  public static List<Object> list() {
    touch();
    return List.of();
  }

  public static LocalDate day() {
    touch();
    return LocalDate.MIN;
  }

  /** Something within. */
  public enum Kind {
    FINCH;

    static {
      touch();
    }
  }
}
