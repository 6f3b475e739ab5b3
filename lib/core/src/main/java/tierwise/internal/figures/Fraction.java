package tierwise.internal.figures;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A figure that no decimal of six places is, such as 10/3. Immutable.
 *
 * <p>It is a decimal as well, so that it can stand wherever rules and facts have a figure: the
 * greatest one of {@value #PLACES} places that is not above it. That decimal says as much as the
 * fraction when figures are compared. Two different fractions with denominators b and d are at
 * least 1/bd apart, which is more than one unit of the last place, since neither has more than 60
 * digits; so their decimals differ in the same direction. The same holds beside a decimal of fewer
 * than 60 places. What is inherited therefore compares, hashes, tells the sign and rounds exactly.
 * Only arithmetic needs the fraction, and is done by {@link Figures}.
 */
@SuppressWarnings("serial") // The field is written with the rest.
final class Fraction extends BigDecimal {
  static final int PLACES = 120;

  private static final long serialVersionUID = 1;
  private static final BigInteger UNITS = BigInteger.TEN.pow(PLACES);

  private final BigFraction exact;

  /**
   * A fraction in lowest terms.
   *
   * @param denominator more than zero
   */
  Fraction(BigInteger numerator, BigInteger denominator) {
    super(floor(numerator.multiply(UNITS), denominator), PLACES);
    this.exact = BigFraction.of(numerator, denominator);
  }

  private static BigInteger floor(BigInteger dividend, BigInteger divisor) {
    return new BigDecimal(dividend)
        .divide(new BigDecimal(divisor), 0, RoundingMode.FLOOR)
        .toBigInteger();
  }

  BigFraction exact() {
    return exact;
  }

  /** Such as {@code 10/3}. */
  @Override
  public String toString() {
    return exact.getNumerator() + "/" + exact.getDenominator();
  }
}
