package tierwise.internal.source;

import java.util.regex.Pattern;

/** How people write days and figures, in rules and in files. */
public final class Written {
  /** Year-month-day, as a regular expression that Java and JSON Schema read alike. */
  public static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  private static final Pattern A_DAY = Pattern.compile(DAY);
  private static final Pattern A_DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");

  private Written() {}

  /** Whether it looks like a day; the calendar may have no such day. */
  public static boolean isDay(String text) {
    return A_DAY.matcher(text).matches();
  }

  /** Whether it is a figure of at most 15 digits before the point and 6 after it. */
  public static boolean isDecimal(String text) {
    return A_DECIMAL.matcher(text).matches();
  }
}
