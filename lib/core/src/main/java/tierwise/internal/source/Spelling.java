package tierwise.internal.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How days and numbers are written, told to somebody who wrote them as a spreadsheet does. */
public final class Spelling {
  private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d+");
  private static final Pattern COMMA = Pattern.compile("([+-]?\\d+),(\\d+)");
  private static final Pattern THOUSANDS =
      Pattern.compile("([+-]?\\d{1,3}(?:[., '_\\u2019\\u00A0\\u202F]\\d{3})+)(?:([.,])(\\d+))?");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})");

  private Spelling() {}

  /** The way out for a text that is no number. */
  public static String ofNumber(String text) {
    if (EXPONENT.matcher(text).matches()) {
      return "Write all digits; powers of ten such as 1e3 are not read.";
    }
    if (text.codePoints().anyMatch(c -> c > 0x7F && Character.isDigit(c))) {
      return "Write the usual digits 0 to 9; these only look like them.";
    }
    Matcher comma = COMMA.matcher(text);
    Matcher thousands = THOUSANDS.matcher(text);
    if (thousands.matches()) {
      String whole = thousands.group(1).replaceAll("[^0-9+-]", "");
      return thousands.group(3) == null
          ? "Write " + whole + " if it is that many, without a sign between the thousands."
          : "Write " + whole + "." + thousands.group(3) + ".";
    }
    if (comma.matches()) {
      return "Write " + comma.group(1) + "." + comma.group(2) + ", with a point.";
    }
    return "Write digits, with a point before decimals: 1250.5";
  }

  /** The way out for a text that is no whole number. */
  public static String ofWholeNumber(String text) {
    Matcher thousands = THOUSANDS.matcher(text);
    boolean other = text.codePoints().anyMatch(c -> c > 0x7F && Character.isDigit(c));
    return other || (thousands.matches() && thousands.group(3) == null)
        ? ofNumber(text)
        : "Write digits and nothing else, at most 2147483647.";
  }

  /** The way out for a text that is no day. */
  public static String ofDay(String text) {
    if (YEAR.matcher(text).matches()) {
      return "Write the whole day, such as " + text + "-01-01.";
    }
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return day(first.group(1), first.group(2), first.group(3));
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (last.matches()) {
      int one = Integer.parseInt(last.group(1));
      int two = Integer.parseInt(last.group(2));
      // Only a number above 12 tells the day from the month.
      if (one > 12) {
        return day(last.group(3), last.group(2), last.group(1));
      }
      if (two > 12) {
        return day(last.group(3), last.group(1), last.group(2));
      }
    }
    return "Write year-month-day, such as 2021-01-31.";
  }

  private static String day(String year, String month, String day) {
    try {
      return "Write "
          + LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
          + ".";
    } catch (DateTimeException e) {
      return "Write year-month-day, such as 2021-01-31.";
    }
  }
}
