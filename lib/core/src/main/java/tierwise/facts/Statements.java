package tierwise.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Argument;
import tierwise.facts.RuleLanguage.Helper;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.figures.Figures;

/**
 * The helpers of rule files: statements, figures and the calendar. Each file imports them with
 * {@code import static tierwise.facts.Statements.*}.
 *
 * <p>All are pure: the same arguments give the same answer on any machine and in any locale. None
 * returns {@code null}, and the work of each is bounded by the size of its arguments. Safe for use
 * by several threads.
 *
 * <p>Arithmetic is exact: an average or a ratio is a fraction, such as 10/3, until it is printed,
 * and so is what comes of it. A figure with more than 15 digits before the point is an {@link
 * InvalidFactException}, a fraction with more than 60 digits above or below its line an {@link
 * ArithmeticException}.
 */
public final class Statements {
  private static final int MONTHS_OF_A_QUARTER = 3;
  private static final int MONTHS_OF_A_YEAR = 12;
  private static final int MOST_MONTHS = 1_200;
  private static final int MOST_QUARTERS = 400;
  private static final int MOST_WEEKS = 4;

  /** The last day that every month has. */
  private static final int LAST_DAY = 28;

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

  private Statements() {}

  // ---- measurements ------------------------------------------------------------------------

  /** States what a measure came to for everything alike, and the lines that were counted. */
  @Helper(
      value = "States what a measure came to, and the lines that were counted.",
      example = "measured( \"kpis\", $offer, $sum, $lines )")
  public static Measurement measured(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "value") Number value,
      @Argument(Role.EVIDENCE) Collection<?> evidence) {
    return measured(measure, null, value, evidence);
  }

  /**
   * States what a measure came to for an offer or a subject, and the lines that were counted.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   */
  @Helper
  public static Measurement measured(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "value") Number value,
      @Argument(Role.EVIDENCE) Collection<?> evidence) {
    return new Measurement(
        measure,
        of,
        null,
        Require.number(Measurement.class, "value", value),
        List.copyOf(evidence),
        List.of());
  }

  /**
   * States what a measure came to for the lines of one location, level or whatever else the
   * manifest splits the measure by. For the lines that name none it is stated with {@link
   * #measured(String, Object, Number, Collection)}.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @param at the value that these lines have in the field by which the measure is split
   */
  @Helper(
      value =
          "States what a measure came to for the lines of one location, level or whatever else the manifest splits the measure by; for lines that name none use measured.",
      example = "measuredAt( \"kpis\", $offer, $location, $sum, $lines )")
  public static Measurement measuredAt(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "at") String at,
      @Argument(name = "value") Number value,
      @Argument(Role.EVIDENCE) Collection<?> evidence) {
    return new Measurement(
        measure,
        of,
        at,
        Require.number(Measurement.class, "value", value),
        List.copyOf(evidence),
        List.of());
  }

  /**
   * States an average for everything alike; see {@link #averaged(String, Object, Number, Number,
   * Collection)}.
   */
  @Helper(
      value =
          "States an average, exactly: the total divided by the number. The average of nothing has no value, which misses every bound.",
      example = "averaged( \"satisfaction\", $total, $number, $lines )")
  public static Measurement averaged(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "total") Number total,
      @Argument(name = "number") Number number,
      @Argument(Role.EVIDENCE) Collection<?> evidence) {
    return averaged(measure, null, total, number, evidence);
  }

  /**
   * States an average: the total divided by the number, exactly. The average of nothing has no
   * value, which misses every bound.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @param number by how many the total is divided, zero or more
   */
  @Helper
  public static Measurement averaged(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "total") Number total,
      @Argument(name = "number") Number number,
      @Argument(Role.EVIDENCE) Collection<?> evidence) {
    BigDecimal sum = Require.number(Measurement.class, "total", total);
    BigDecimal count = Require.number(Measurement.class, "number", number);
    if (count.signum() < 0) {
      throw new InvalidFactException(Measurement.class, "number", "is less than 0");
    }
    return new Measurement(
        measure,
        of,
        null,
        count.signum() == 0 ? null : Figures.divide(sum, count),
        List.copyOf(evidence),
        List.of());
  }

  /**
   * States a measure that is made from others. Its evidence is theirs.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @param parts the {@link Measurement}s that it was made from, in any order: they are told by
   *     their measures
   */
  @Helper(
      value = "States a measure that is made from others; its evidence is theirs.",
      example = "made( \"points\", $offer, plus( $one, $two ), $a, $b )")
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "value") Number value,
      @Argument(name = "parts") Collection<Measurement> parts) {
    return ofParts(measure, of, value, Measurement.byMeasure(parts));
  }

  private static Measurement ofParts(
      String measure, @Nullable Object of, Number value, List<Measurement> parts) {
    return new Measurement(
        measure,
        of,
        null,
        Require.number(Measurement.class, "value", value),
        Measurement.evidenceOf(parts),
        parts);
  }

  /**
   * States a measure that is made from another; see {@link #made(String, Object, Number,
   * Collection)}.
   */
  @Helper
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "value") Number value,
      @Argument(name = "part") Measurement part) {
    return ofParts(measure, of, value, List.of(part));
  }

  /**
   * States a measure that is made from two others; see {@link #made(String, Object, Number,
   * Collection)}.
   */
  @Helper
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "value") Number value,
      @Argument(name = "part") Measurement part,
      @Argument(name = "other") Measurement other) {
    return ofParts(measure, of, value, List.of(part, other));
  }

  /**
   * States a measure of everything alike that is made from others; see {@link #made(String, Object,
   * Number, Collection)}.
   */
  @Helper
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "value") Number value,
      @Argument(name = "parts") Collection<Measurement> parts) {
    return made(measure, null, value, parts);
  }

  /**
   * States a measure of everything alike that is made from another; see {@link #made(String,
   * Object, Number, Collection)}.
   */
  @Helper
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "value") Number value,
      @Argument(name = "part") Measurement part) {
    return ofParts(measure, null, value, List.of(part));
  }

  /**
   * States a measure of everything alike that is made from two others; see {@link #made(String,
   * Object, Number, Collection)}.
   */
  @Helper
  public static Measurement made(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "value") Number value,
      @Argument(name = "part") Measurement part,
      @Argument(name = "other") Measurement other) {
    return ofParts(measure, null, value, List.of(part, other));
  }

  /**
   * States a measure that is one figure divided by another, exactly, such as the certifications for
   * each 100,000 of revenue. Its evidence is that of its parts. A figure divided by nothing, or by
   * less, has no value, which misses every bound.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @param divisor by what the figure is divided
   * @param parts the {@link Measurement}s from which the two figures come, in any order: they are
   *     told by their measures
   */
  @Helper(
      value =
          "States a measure that is one figure divided by another, exactly; its evidence is that of the measurements it comes from. A figure divided by nothing, or by less, has no value, which misses every bound.",
      example = "ratio( \"density\", $offer, times( $one, 100 ), $two, $a, $b )")
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "parts") Collection<Measurement> parts) {
    return quotient(measure, of, figure, divisor, Measurement.byMeasure(parts));
  }

  private static Measurement quotient(
      String measure, @Nullable Object of, Number figure, Number divisor, List<Measurement> parts) {
    BigDecimal divided = Require.number(Measurement.class, "figure", figure);
    BigDecimal by = Require.number(Measurement.class, "divisor", divisor);
    return new Measurement(
        measure,
        of,
        null,
        by.signum() <= 0 ? null : Figures.divide(divided, by),
        Measurement.evidenceOf(parts),
        parts);
  }

  /**
   * States a ratio that comes from one measurement; see {@link #ratio(String, Object, Number,
   * Number, Collection)}.
   */
  @Helper
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "part") Measurement part) {
    return quotient(measure, of, figure, divisor, List.of(part));
  }

  /**
   * States a ratio that comes from two measurements; see {@link #ratio(String, Object, Number,
   * Number, Collection)}.
   */
  @Helper
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "part") Measurement part,
      @Argument(name = "other") Measurement other) {
    return quotient(measure, of, figure, divisor, List.of(part, other));
  }

  /**
   * States a ratio of everything alike that comes from one measurement; see {@link #ratio(String,
   * Object, Number, Number, Collection)}.
   */
  @Helper
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "part") Measurement part) {
    return quotient(measure, null, figure, divisor, List.of(part));
  }

  /**
   * States a ratio of everything alike that comes from two measurements; see {@link #ratio(String,
   * Object, Number, Number, Collection)}.
   */
  @Helper
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "part") Measurement part,
      @Argument(name = "other") Measurement other) {
    return quotient(measure, null, figure, divisor, List.of(part, other));
  }

  /**
   * States a ratio of everything alike that comes from several measurements; see {@link
   * #ratio(String, Object, Number, Number, Collection)}.
   */
  @Helper
  public static Measurement ratio(
      @Argument(Role.MEASURE) String measure,
      @Argument(name = "figure") Number figure,
      @Argument(name = "divisor") Number divisor,
      @Argument(name = "parts") Collection<Measurement> parts) {
    return ratio(measure, null, figure, divisor, parts);
  }

  /** States that a line does not count for a measure, whatever it is taken of, and why. */
  @Helper(
      value =
          "States that a line does not count for a measure, and why. One line may be left out for several reasons.",
      example = "leftOut( \"kpis\", $line, \"not-an-invoice\" )")
  public static Exclusion leftOut(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.EVIDENCE) Object evidence,
      @Argument(Role.REASON) String reason) {
    return new Exclusion(measure, null, evidence, reason);
  }

  /**
   * States that a line does not count for a measure as taken of an offer or a subject, and why.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   */
  @Helper
  public static Exclusion leftOut(
      @Argument(Role.MEASURE) String measure,
      @Argument(Role.SUBJECT) @Nullable Object of,
      @Argument(Role.EVIDENCE) Object evidence,
      @Argument(Role.REASON) String reason) {
    return new Exclusion(measure, of, evidence, reason);
  }

  /** One fact as evidence. */
  @Helper(
      value = "One fact, or two, as the lines that a measurement rests on.",
      example = "evidence( $line )")
  public static List<Object> evidence(@Argument(value = Role.EVIDENCE, name = "fact") Object fact) {
    return List.of(fact);
  }

  /** Two facts as evidence. */
  @Helper
  public static List<Object> evidence(
      @Argument(value = Role.EVIDENCE, name = "fact") Object fact,
      @Argument(value = Role.EVIDENCE, name = "other") Object other) {
    return List.of(fact, other);
  }

  // ---- notices -----------------------------------------------------------------------------

  /** States a notice without a date. */
  @Helper(
      value =
          "States a notice: without a date, of one day, or of the days from the first up to the day before the last.",
      example = "note( \"renewal-window\", $from, $until )")
  public static Notice note(@Argument(Role.NOTICE) String code) {
    return new Notice(code, null, null, null, null, null, null);
  }

  /**
   * States a notice of one day.
   *
   * @throws InvalidFactException if the day is not in the years 1900 to 2999
   */
  @Helper
  public static Notice note(
      @Argument(Role.NOTICE) String code, @Argument(name = "day") LocalDate day) {
    try {
      return new Notice(
          code, null, Require.day(Notice.class, "day", day), day.plusDays(1), null, null, null);
    } catch (InvalidFactException e) {
      throw e.in("note( \"" + code + "\", … )");
    }
  }

  /**
   * States a notice of the days from {@code from} up to the day before {@code until}.
   *
   * @throws InvalidFactException if a day is not in the years 1900 to 2999, or {@code until} is
   *     before {@code from}
   */
  @Helper
  public static Notice note(
      @Argument(Role.NOTICE) String code,
      @Argument(name = "from") LocalDate from,
      @Argument(name = "until") LocalDate until) {
    try {
      return new Notice(code, null, from, until, null, null, null);
    } catch (InvalidFactException e) {
      throw e.in("note( \"" + code + "\", … )");
    }
  }

  // ---- figures -----------------------------------------------------------------------------

  /** A bound that the figure or anything above it keeps. */
  @Helper(value = "A bound that the figure or anything above it keeps.", example = "atLeast( $n )")
  public static Bound atLeast(@Argument(name = "value") Number value) {
    return new Bound(Bound.Relation.AT_LEAST, Require.number(Bound.class, "value", value));
  }

  /** A bound that the figure or anything below it keeps. */
  @Helper(value = "A bound that the figure or anything below it keeps.", example = "atMost( 0 )")
  public static Bound atMost(@Argument(name = "value") Number value) {
    return new Bound(Bound.Relation.AT_MOST, Require.number(Bound.class, "value", value));
  }

  /** The measure, which must be at least the given figure, as the first of several together. */
  @Helper(
      value =
          "The first of several measures that a way of a requirement asks together: at the figure or more, or within the bound.",
      example = "all( \"survey\", 1 )")
  public static Requirement.Together all(
      @Argument(Role.MEASURE) String measure, @Argument(name = "atLeast") Number atLeast) {
    return all(measure, atLeast(atLeast));
  }

  /** The measure, which must keep the given bound, as the first of several together. */
  @Helper
  public static Requirement.Together all(
      @Argument(Role.MEASURE) String measure, @Argument(name = "bound") Bound bound) {
    return new Requirement.Together(List.of(new Requirement.Asks(measure, null, bound)));
  }

  /** The decimal that is written, such as {@code number("4.25")}. */
  @Helper(
      value = "The decimal that is written, or the whole number as a decimal.",
      example = "number( \"4.25\" )")
  public static BigDecimal number(@Argument(Role.NUMBER) String decimal) {
    return Require.decimal(Statements.class, "number", new BigDecimal(decimal));
  }

  /** The whole number as a decimal. */
  @Helper
  public static BigDecimal number(@Argument(name = "whole") int whole) {
    return BigDecimal.valueOf(whole);
  }

  /** Whether the fact gives the value. */
  @Helper(value = "Whether the fact gives the value.", example = "given( $line.kpi )")
  public static boolean given(@Argument(name = "value") @Nullable Object value) {
    return value != null;
  }

  /** How many different things were collected. */
  @Helper(value = "How many different things were collected.", example = "size( $people )")
  public static int size(@Argument(name = "collected") Collection<?> collected) {
    return collected.size();
  }

  /** Half of a figure. */
  @Helper(value = "Half of a figure.", example = "half( $kpi )")
  public static BigDecimal half(@Argument(name = "figure") BigDecimal figure) {
    return times(figure, HALF);
  }

  /** The whole number nearest to a figure; the greater one if it lies halfway between two. */
  @Helper(
      value =
          "The whole number nearest to a figure; the greater one if it lies halfway between two.",
      example = "rounded( $kpi )")
  public static BigDecimal rounded(@Argument(name = "figure") BigDecimal figure) {
    return normal(plus(figure, HALF).setScale(0, RoundingMode.FLOOR));
  }

  /** So many percent of a figure. */
  @Helper(value = "So many percent of a figure.", example = "percent( 20, $kpi )")
  public static BigDecimal percent(
      @Argument(name = "percent") Number percent, @Argument(name = "figure") BigDecimal figure) {
    return times(Figures.times(exact(percent), HUNDREDTH), figure);
  }

  /** The sum of two figures; what {@code (a + b)} in a condition means. */
  @Helper(
      value = "The sum of two figures; what (a + b) in a condition means.",
      example = "plus( $kpi, 1 )")
  public static BigDecimal plus(
      @Argument(name = "figure") Number figure, @Argument(name = "other") Number other) {
    return normal(Figures.plus(exact(figure), exact(other)));
  }

  /** The difference of two figures; what {@code (a - b)} in a condition means. */
  @Helper(
      value = "The difference of two figures; what (a - b) in a condition means.",
      example = "minus( $kpi, 1 )")
  public static BigDecimal minus(
      @Argument(name = "figure") Number figure, @Argument(name = "other") Number other) {
    return normal(Figures.minus(exact(figure), exact(other)));
  }

  /** The product of two figures; what {@code (a * b)} in a condition means. */
  @Helper(
      value = "The product of two figures; what (a * b) in a condition means.",
      example = "times( $kpi, 2 )")
  public static BigDecimal times(
      @Argument(name = "figure") Number figure, @Argument(name = "other") Number other) {
    return normal(Figures.times(exact(figure), exact(other)));
  }

  /** The smaller of two figures, such as what was earned and the most that counts. */
  @Helper(
      value = "The smaller of two figures, such as what was earned and the most that counts.",
      example = "smaller( $kpi, 100 )")
  public static BigDecimal smaller(
      @Argument(name = "figure") Number figure, @Argument(name = "other") Number other) {
    BigDecimal one = exact(figure);
    BigDecimal two = exact(other);
    return Figures.compare(one, two) <= 0 ? one : two;
  }

  /** The larger of two figures, such as what two paths to the same points have come to. */
  @Helper(
      value = "The larger of two figures, such as what two paths to the same points have come to.",
      example = "larger( $one, $two )")
  public static BigDecimal larger(
      @Argument(name = "figure") Number figure, @Argument(name = "other") Number other) {
    BigDecimal one = exact(figure);
    BigDecimal two = exact(other);
    return Figures.compare(one, two) >= 0 ? one : two;
  }

  private static BigDecimal exact(Number figure) {
    return Require.number(Statements.class, "figure", figure);
  }

  private static BigDecimal normal(BigDecimal figure) {
    return Require.decimal(Statements.class, "figure", figure);
  }

  // ---- calendar ----------------------------------------------------------------------------

  /** The day that is written as year-month-day, such as {@code date("2021-01-31")}. */
  @Helper(value = "The day that is written as year-month-day.", example = "date( \"2021-01-31\" )")
  public static LocalDate date(@Argument(Role.DAY) String day) {
    return LocalDate.parse(day);
  }

  /**
   * The days of as many complete months as end with the month before that of {@code day}; see
   * {@link #completeMonthsBefore(int, LocalDate, String, Object)}.
   */
  @Helper(
      value =
          "States a window: the days of as many complete months as end with the month before that of the day.",
      example = "completeMonthsBefore( 12, $day, \"kpi-window\", $offer )")
  public static Window completeMonthsBefore(
      @Argument(name = "months") @Between(min = 1, max = MOST_MONTHS) int months,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name) {
    return completeMonthsBefore(months, day, name, null);
  }

  /**
   * The days of as many complete months as end with the month before that of {@code day}, for an
   * offer or a subject.
   *
   * @param months how many, 1 to 1,200
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if there are more or fewer months, or one of the days is not in
   *     the years 1900 to 2999
   */
  @Helper
  public static Window completeMonthsBefore(
      @Argument(name = "months") @Between(min = 1, max = MOST_MONTHS) int months,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    if (months < 1 || months > MOST_MONTHS) {
      throw outside("completeMonthsBefore( " + months, "months", 1, MOST_MONTHS, months);
    }
    return monthsBefore(months, day, name, of, "completeMonthsBefore", months);
  }

  private static Window monthsBefore(
      int months, LocalDate day, String name, @Nullable Object of, String helper, int written) {
    LocalDate until = day.withDayOfMonth(1);
    return window(name, of, until.minusMonths(months), until, helper, written);
  }

  /** A window, or the reason why there is none, said of the helper as rules call it. */
  private static Window window(
      String name,
      @Nullable Object of,
      LocalDate from,
      LocalDate until,
      String helper,
      Object written) {
    try {
      return new Window(name, of, from, until);
    } catch (InvalidFactException e) {
      throw e.in(helper + "( " + written + ", … )");
    }
  }

  /** Refuses the last of the arguments that are written. */
  private static InvalidFactException outside(
      String call, String parameter, int min, int max, int value) {
    String range = min == max ? String.valueOf(min) : min + " to " + max;
    return new InvalidFactException(
        call + ", … )", parameter, "must be " + range + ", not " + value);
  }

  /**
   * The days of as many complete quarters as end before the quarter in which {@code day} lies, for
   * an offer or a subject.
   *
   * @param quarters how many, 1 to 400
   * @param firstMonth the month in which the first quarter of a year begins, 1 to 12: 1 for those
   *     of the calendar
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if there are more or fewer quarters, there is no such month, or
   *     one of the days is not in the years 1900 to 2999
   */
  @Helper(
      value =
          "States a window: the days of as many complete quarters as end before the quarter in which the day lies. firstMonth is the month in which the first quarter of a year begins.",
      example = "completeQuartersBefore( 4, 1, $day, \"kpi-window\", $offer )")
  public static Window completeQuartersBefore(
      @Argument(name = "quarters") @Between(min = 1, max = MOST_QUARTERS) int quarters,
      @Argument(name = "firstMonth") @Between(min = 1, max = MONTHS_OF_A_YEAR) int firstMonth,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    if (quarters < 1 || quarters > MOST_QUARTERS) {
      throw outside("completeQuartersBefore( " + quarters, "quarters", 1, MOST_QUARTERS, quarters);
    }
    if (firstMonth < 1 || firstMonth > MONTHS_OF_A_YEAR) {
      throw outside(
          "completeQuartersBefore( " + quarters + ", " + firstMonth,
          "firstMonth",
          1,
          MONTHS_OF_A_YEAR,
          firstMonth);
    }
    int monthsIntoQuarter = Math.floorMod(day.getMonthValue() - firstMonth, MONTHS_OF_A_QUARTER);
    LocalDate until = day.withDayOfMonth(1).minusMonths(monthsIntoQuarter);
    return window(
        name,
        of,
        until.minusMonths((long) MONTHS_OF_A_QUARTER * quarters),
        until,
        "completeQuartersBefore",
        quarters);
  }

  /**
   * The complete months of the newest report that can be seen on {@code day}, for all; see {@link
   * #reportedMonths(int, int, LocalDate, String, Object)}.
   */
  @Helper(
      value =
          "States a window: the complete months of the newest report that can be seen on the day, when the report of each month comes out on a fixed day of the month after.",
      example = "reportedMonths( 12, 15, $day, \"report-window\", $offer )")
  public static Window reportedMonths(
      @Argument(name = "months") @Between(min = 1, max = MOST_MONTHS) int months,
      @Argument(name = "publishedOn") @Between(min = 1, max = LAST_DAY) int publishedOn,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name) {
    return reportedMonths(months, publishedOn, day, name, null);
  }

  /**
   * The complete months of the newest report that can be seen on {@code day}, when each month's
   * report comes out on a fixed day of the month after. Before that day of the month the newest
   * report ends a month earlier.
   *
   * @param months how many months a report covers, 1 to 1,200
   * @param publishedOn the day of the month on which reports come out, 1 to 28
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if a number is not in its range, or one of the days is not in the
   *     years 1900 to 2999
   */
  @Helper
  public static Window reportedMonths(
      @Argument(name = "months") @Between(min = 1, max = MOST_MONTHS) int months,
      @Argument(name = "publishedOn") @Between(min = 1, max = LAST_DAY) int publishedOn,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    if (months < 1 || months > MOST_MONTHS) {
      throw outside("reportedMonths( " + months, "months", 1, MOST_MONTHS, months);
    }
    if (publishedOn < 1 || publishedOn > LAST_DAY) {
      throw outside(
          "reportedMonths( " + months + ", " + publishedOn,
          "publishedOn",
          1,
          LAST_DAY,
          publishedOn);
    }
    LocalDate newest = day.getDayOfMonth() >= publishedOn ? day : day.minusMonths(1);
    return monthsBefore(months, newest, name, of, "reportedMonths", months);
  }

  /**
   * The days from {@code from} up to the day before {@code until}, for an offer or a subject.
   *
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if a day is not in the years 1900 to 2999, or {@code until} is
   *     before {@code from}
   */
  @Helper(
      value = "States a window: the days from the first up to the day before the last.",
      example = "days( $from, $until, \"kpi-window\", $offer )")
  public static Window days(
      @Argument(name = "from") LocalDate from,
      @Argument(name = "until") LocalDate until,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    return window(name, of, from, until, "days", from);
  }

  /**
   * The given days of a month, of the first month in which they are not all over on {@code day}.
   *
   * @param first the first day of the month that belongs to it, 1 to 28
   * @param last the last day of the month that belongs to it, from {@code first} to 28
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if a number is not in its range, or one of the days is not in the
   *     years 1900 to 2999
   */
  @Helper(
      value =
          "States a window: the given days of a month, of the first month in which they are not all over on the day.",
      example = "nextDaysOfMonth( 1, 15, $day, \"order-days\", $offer )")
  public static Window nextDaysOfMonth(
      @Argument(name = "first") @Between(min = 1, max = LAST_DAY) int first,
      @Argument(name = "last") @Between(min = 1, max = LAST_DAY, notBelow = "first") int last,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    if (first < 1 || first > LAST_DAY) {
      throw outside("nextDaysOfMonth( " + first, "first", 1, LAST_DAY, first);
    }
    if (last < first || last > LAST_DAY) {
      throw outside("nextDaysOfMonth( " + first + ", " + last, "last", first, LAST_DAY, last);
    }
    LocalDate month = day.getDayOfMonth() <= last ? day : day.plusMonths(1);
    return window(
        name,
        of,
        month.withDayOfMonth(first),
        month.withDayOfMonth(last).plusDays(1),
        "nextDaysOfMonth",
        first + ", " + last);
  }

  /**
   * A week of a month, from Monday to Sunday, of the first month in which it is not over on {@code
   * day}. The first week of a month is the one in which its first day lies.
   *
   * @param week which week of the month, 1 to 4
   * @param of an {@link Offer}, the name of a subject, or {@code null} for all
   * @throws InvalidFactException if there is no such week, or one of the days is not in the years
   *     1900 to 2999
   */
  @Helper(
      value =
          "States a window: a week of a month, from Monday to Sunday, of the first month in which it is not over on the day. The first week is the one in which the first day of the month lies.",
      example = "nextWeekOfMonth( 1, $day, \"report-week\", $offer )")
  public static Window nextWeekOfMonth(
      @Argument(name = "week") @Between(min = 1, max = MOST_WEEKS) int week,
      @Argument(name = "day") LocalDate day,
      @Argument(Role.WINDOW) String name,
      @Argument(Role.SUBJECT) @Nullable Object of) {
    if (week < 1 || week > MOST_WEEKS) {
      throw outside("nextWeekOfMonth( " + week, "week", 1, MOST_WEEKS, week);
    }
    LocalDate monday = mondayOfWeek(week, day);
    if (!day.isBefore(monday.plusWeeks(1))) {
      monday = mondayOfWeek(week, day.plusMonths(1));
    }
    return window(name, of, monday, monday.plusWeeks(1), "nextWeekOfMonth", week);
  }

  private static LocalDate mondayOfWeek(int week, LocalDate month) {
    return month
        .withDayOfMonth(1)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .plusWeeks(week - 1L);
  }

  /**
   * A day of the month after that of {@code day}.
   *
   * @param dayOfMonth the day of the month, 1 to 28
   * @throws InvalidFactException if not every month has such a day
   */
  @Helper(
      value = "A day of the month after that of the day.",
      example = "dayOfNextMonth( 15, $day )")
  public static LocalDate dayOfNextMonth(
      @Argument(name = "dayOfMonth") @Between(min = 1, max = LAST_DAY) int dayOfMonth,
      @Argument(name = "day") LocalDate day) {
    if (dayOfMonth < 1 || dayOfMonth > LAST_DAY) {
      throw outside("dayOfNextMonth( " + dayOfMonth, "dayOfMonth", 1, LAST_DAY, dayOfMonth);
    }
    return day.plusMonths(1).withDayOfMonth(dayOfMonth);
  }

  /** The last day of the month before that of {@code day}. */
  @Helper(
      value = "The last day of the month before that of the day.",
      example = "endOfMonthBefore( $day )")
  public static LocalDate endOfMonthBefore(@Argument(name = "day") LocalDate day) {
    return day.withDayOfMonth(1).minusDays(1);
  }
}
