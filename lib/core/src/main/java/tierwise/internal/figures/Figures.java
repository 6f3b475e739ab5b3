package tierwise.internal.figures;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on the figures of rules. All that adds up, divides or compares figures does it
 * here: the helpers of rule files, the engines, the judge.
 *
 * <p>A figure is a {@code BigDecimal}, an {@code Integer}, a {@code Long} or a {@code BigInteger};
 * anything else is an {@link IllegalArgumentException}. A result is a plain decimal where one of at
 * most six places says it all. Otherwise it is a decimal that remembers its fraction, which is
 * exact as long as it is handed to nothing but these methods, {@code compareTo}, {@code equals},
 * {@code hashCode}, {@code signum} and {@code setScale}. Results of {@link #plus} and {@link
 * #minus} can have zeros at the end.
 *
 * <p>Figures and results have at most {@value #MOST_DIGITS} digits above and below the line of
 * their fraction in lowest terms; an {@link ArithmeticException} says so of one that has more. The
 * work of each method is bounded by that.
 */
public final class Figures {
  /** So many digits after the point are enough for a plain decimal, and are printed. */
  private static final int PLACES = 6;

  private static final int MOST_DIGITS = 60;

  private static final BigInteger TOO_MUCH = BigInteger.TEN.pow(MOST_DIGITS);
  private static final BigInteger UNITS = BigInteger.TEN.pow(PLACES);

  private Figures() {}

  /** The sum. */
  public static BigDecimal plus(Number figure, Number other) {
    BigDecimal left = decimal(figure);
    BigDecimal right = decimal(other);
    return left instanceof Fraction || right instanceof Fraction
        ? figure(exact(left).add(exact(right)))
        : bounded(bounded(left).add(bounded(right)));
  }

  /** The difference. */
  public static BigDecimal minus(Number figure, Number other) {
    BigDecimal left = decimal(figure);
    BigDecimal right = decimal(other);
    return left instanceof Fraction || right instanceof Fraction
        ? figure(exact(left).subtract(exact(right)))
        : bounded(bounded(left).subtract(bounded(right)));
  }

  /** The product. */
  public static BigDecimal times(Number figure, Number other) {
    BigDecimal left = decimal(figure);
    BigDecimal right = decimal(other);
    if (!(left instanceof Fraction) && !(right instanceof Fraction)) {
      BigDecimal product = bounded(left).multiply(bounded(right));
      if (product.scale() <= PLACES) {
        return bounded(product);
      }
    }
    return figure(exact(left).multiply(exact(right)));
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException if the divisor is zero, too
   */
  public static BigDecimal divide(Number figure, Number divisor) {
    BigDecimal by = decimal(divisor);
    if (by.signum() == 0) {
      throw new ArithmeticException("a figure is divided by zero");
    }
    return figure(exact(decimal(figure)).divide(exact(by)));
  }

  /** Less than zero, zero or more than zero, as the figure is less, equal or more. */
  public static int compare(Number figure, Number other) {
    return decimal(figure).compareTo(decimal(other));
  }

  /** Whether the two are the same figure, however they are written. */
  public static boolean equal(Number figure, Number other) {
    return compare(figure, other) == 0;
  }

  /** Whether six places do not say it, so that it must be rounded to be printed. */
  public static boolean isFraction(BigDecimal figure) {
    return figure instanceof Fraction;
  }

  /** The figure as a fraction, such as {@code 10/3}; {@code null} if it is a plain decimal. */
  public static @Nullable String fraction(@Nullable BigDecimal figure) {
    return figure instanceof Fraction ? figure.toString() : null;
  }

  /**
   * A plain decimal for the reader: the figure itself, or a fraction rounded to six places.
   *
   * @param rounding {@code FLOOR} or {@code CEILING}, whichever cannot mislead
   */
  public static BigDecimal printed(BigDecimal figure, RoundingMode rounding) {
    return figure instanceof Fraction ? normal(figure.setScale(PLACES, rounding)) : figure;
  }

  /** The figure as a decimal. */
  public static BigDecimal decimal(Number figure) {
    if (figure instanceof BigDecimal decimal) {
      return decimal;
    }
    if (figure instanceof Integer || figure instanceof Long) {
      return BigDecimal.valueOf(figure.longValue());
    }
    if (figure instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    throw new IllegalArgumentException(
        "a figure must be a whole number or a BigDecimal, not a " + figure.getClass().getName());
  }

  private static BigFraction exact(BigDecimal figure) {
    if (figure instanceof Fraction fraction) {
      return fraction.exact();
    }
    BigDecimal decimal = bounded(figure);
    return decimal.scale() <= 0
        ? BigFraction.of(decimal.toBigInteger())
        : BigFraction.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  private static BigDecimal figure(BigFraction exact) {
    boolean negative = exact.getDenominator().signum() < 0;
    BigInteger numerator = negative ? exact.getNumerator().negate() : exact.getNumerator();
    BigInteger denominator = exact.getDenominator().abs();
    if (numerator.abs().compareTo(TOO_MUCH) >= 0 || denominator.compareTo(TOO_MUCH) >= 0) {
      throw tooManyDigits();
    }
    BigInteger[] units = UNITS.divideAndRemainder(denominator);
    return units[1].signum() == 0
        ? normal(new BigDecimal(numerator.multiply(units[0]), PLACES))
        : new Fraction(numerator, denominator);
  }

  /** Looks before anything is reckoned: to expand 1e50000000 would take half a minute. */
  private static BigDecimal bounded(BigDecimal figure) {
    return isBounded(figure) ? figure : boundedWithoutZeros(figure);
  }

  private static BigDecimal boundedWithoutZeros(BigDecimal figure) {
    if (figure.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // Each zero at the end is taken off by a division of the whole.
    BigDecimal stripped =
        figure.precision() <= 10 * MOST_DIGITS ? figure.stripTrailingZeros() : figure;
    if (!isBounded(stripped)) {
      throw tooManyDigits();
    }
    return stripped;
  }

  private static boolean isBounded(BigDecimal figure) {
    int digits = figure.precision();
    int scale = figure.scale();
    return digits <= MOST_DIGITS && scale < MOST_DIGITS && scale >= digits - MOST_DIGITS;
  }

  private static ArithmeticException tooManyDigits() {
    return new ArithmeticException(
        "a figure has more than " + MOST_DIGITS + " digits as a fraction");
  }

  /** No zeros at the end after the point, and no power of ten. */
  private static BigDecimal normal(BigDecimal figure) {
    BigDecimal stripped = figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
