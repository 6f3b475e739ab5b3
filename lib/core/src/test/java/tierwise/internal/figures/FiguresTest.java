package tierwise.internal.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import tierwise.Draw;

/** The laws of exact arithmetic, each against fractions of Commons Numbers where it can be. */
class FiguresTest {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

  /** Some are decimals, some are not; many lie close to a whole number. */
  private static BigFraction fraction(Draw draw) {
    return BigFraction.of(draw.whole(-1_000_000_000L, 1_000_000_000L), draw.whole(1, 1_000));
  }

  private static BigDecimal figure(BigFraction fraction) {
    return Figures.divide(fraction.getNumerator(), fraction.getDenominator());
  }

  // ---- the laws of a field -----------------------------------------------------------------

  @Test
  void sumsDifferencesProductsAndQuotientsAreThoseOfFractions() {
    Draw.forEach(
        draw -> {
          BigFraction a = fraction(draw);
          BigFraction b = fraction(draw);
          BigDecimal x = figure(a);
          BigDecimal y = figure(b);
          assertSame(Figures.plus(x, y), a.add(b));
          assertSame(Figures.minus(x, y), a.subtract(b));
          assertSame(Figures.times(x, y), a.multiply(b));
          if (b.signum() != 0) {
            assertSame(Figures.divide(x, y), a.divide(b));
          }
        });
  }

  private static void assertSame(BigDecimal figure, BigFraction exact) {
    assertThat(Figures.compare(figure, figure(exact))).isZero();
    boolean plain = BigInteger.TEN.pow(6).mod(exact.getDenominator().abs()).signum() == 0;
    assertThat(Figures.isFraction(figure)).isEqualTo(!plain);
    if (plain) {
      assertThat(figure.multiply(new BigDecimal(exact.getDenominator())))
          .isEqualByComparingTo(new BigDecimal(exact.getNumerator()));
    } else {
      assertThat(Figures.fraction(figure))
          .isEqualTo(
              exact.signum() * exact.getNumerator().abs().longValueExact()
                  + "/"
                  + exact.getDenominator().abs());
    }
  }

  @Test
  void theOrderOfSumsAndProductsDoesNotMatter() {
    Draw.forEach(
        draw -> {
          BigFraction a = fraction(draw);
          BigFraction b = fraction(draw);
          BigFraction c = fraction(draw);
          BigDecimal x = figure(a);
          BigDecimal y = figure(b);
          BigDecimal z = figure(c);
          assertEqual(Figures.plus(x, y), Figures.plus(y, x));
          assertEqual(Figures.times(x, y), Figures.times(y, x));
          assertEqual(Figures.plus(Figures.plus(x, y), z), Figures.plus(x, Figures.plus(y, z)));
          assertEqual(Figures.times(Figures.times(x, y), z), Figures.times(x, Figures.times(y, z)));
          assertEqual(
              Figures.times(Figures.plus(x, y), z),
              Figures.plus(Figures.times(x, z), Figures.times(y, z)));
        });
  }

  private static void assertEqual(BigDecimal one, BigDecimal other) {
    assertThat(Figures.equal(one, other)).isTrue();
    assertThat(Figures.equal(other, one)).isTrue();
    assertThat(Figures.fraction(one)).isEqualTo(Figures.fraction(other));
  }

  @Test
  void whatIsDividedAndMultipliedAgainIsWhatItWas() {
    Draw.forEach(
        draw -> {
          BigFraction a = fraction(draw);
          int number = draw.whole(1, 1_000_000);
          assertEqual(Figures.times(Figures.divide(figure(a), number), number), figure(a));
        });
  }

  @Test
  void thirdsAddUp() {
    BigDecimal sum = Figures.plus(Figures.plus(Figures.divide(10, 3), Figures.divide(20, 3)), 50);
    assertThat(sum).isEqualTo(new BigDecimal("60"));
    assertThat(Figures.isFraction(sum)).isFalse();
  }

  // ---- order -------------------------------------------------------------------------------

  @Test
  void figuresAreInTheOrderOfFractions() {
    Draw.forEach(
        draw -> {
          BigFraction a = fraction(draw);
          BigFraction b = fraction(draw);
          BigDecimal x = figure(a);
          BigDecimal y = figure(b);
          int order = Integer.signum(a.compareTo(b));
          assertThat(Figures.compare(x, y)).isEqualTo(order);
          assertThat(Figures.equal(x, y)).isEqualTo(order == 0);
          assertThat(Set.of(x).contains(y)).isEqualTo(order == 0);
          assertThat(x.signum()).isEqualTo(a.signum());
          if (order == 0) {
            assertThat(x).hasSameHashCodeAs(y);
          }
        });
  }

  /** Two neighbours with 60 digits are as close as any two fractions can be. */
  @Test
  void theClosestOfFractionsAreInOrderAndDifferent() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      BigInteger b = digits(random);
      BigInteger d = digits(random);
      if (!b.gcd(d).equals(BigInteger.ONE)) {
        continue;
      }
      // a/b - c/d = (ad - bc)/bd = 1/bd
      BigInteger a = d.modInverse(b);
      BigInteger c = a.multiply(d).subtract(BigInteger.ONE).divide(b);
      if (random.nextBoolean()) {
        BigInteger oldA = a;
        a = c.negate();
        c = oldA.negate();
        BigInteger oldB = b;
        b = d;
        d = oldB;
      }
      BigDecimal greater = Figures.divide(a, b);
      BigDecimal less = Figures.divide(c, d);
      assertThat(Figures.compare(greater, less)).isPositive();
      assertThat(Figures.compare(less, greater)).isNegative();
      assertThat(greater).isNotEqualTo(less);
      BigDecimal close = less.setScale(59, RoundingMode.CEILING);
      assertThat(Figures.compare(close, less)).isNotNegative();
      assertThat(BigFraction.of(close.unscaledValue(), BigInteger.TEN.pow(59)))
          .isGreaterThanOrEqualTo(BigFraction.of(c, d));
    }
  }

  private static BigInteger digits(Random random) {
    return BigInteger.TEN.pow(60).subtract(new BigInteger(150, random)).subtract(BigInteger.ONE);
  }

  @Test
  void whatIsLessThanADecimalByAlmostNothingIsLess() {
    BigDecimal almost =
        Figures.minus(new BigDecimal("4.5"), Figures.divide(1, BigInteger.TEN.pow(59)));
    assertThat(Figures.compare(almost, new BigDecimal("4.5"))).isNegative();
    assertThat(Figures.compare(new BigDecimal("4.50"), almost)).isPositive();
    assertThat(almost).isNotEqualTo(new BigDecimal("4.5"));
  }

  // ---- printing ----------------------------------------------------------------------------

  @Test
  void aFigureIsPrintedWithSixDigitsNextToTheTrueOne() {
    Draw.forEach(
        draw -> {
          BigFraction a = fraction(draw);
          BigDecimal figure = figure(a);
          BigDecimal down = Figures.printed(figure, RoundingMode.FLOOR);
          BigDecimal up = Figures.printed(figure, RoundingMode.CEILING);
          assertThat(exact(down)).isLessThanOrEqualTo(a);
          assertThat(exact(up)).isGreaterThanOrEqualTo(a);
          assertThat(up.subtract(down))
              .isEqualByComparingTo(Figures.isFraction(figure) ? MILLIONTH : BigDecimal.ZERO);
          assertThat(Figures.isFraction(down)).isFalse();
        });
  }

  private static BigFraction exact(BigDecimal printed) {
    assertThat(printed.scale()).isBetween(0, 6);
    return BigFraction.of(printed.movePointRight(6).toBigIntegerExact(), MILLION);
  }

  @Test
  void theTextOfAFractionIsInLowestTerms() {
    assertThat(Figures.fraction(Figures.divide(20, 6))).isEqualTo("10/3");
    assertThat(Figures.fraction(Figures.divide(20, -6))).isEqualTo("-10/3");
    assertThat(Figures.fraction(Figures.divide(1, 10_000_000))).isEqualTo("1/10000000");
    assertThat(Figures.fraction(Figures.divide(9, 2))).isNull();
    assertThat(Figures.divide(10, 3)).hasToString("10/3");
  }

  // ---- what is refused ---------------------------------------------------------------------

  @Test
  void aFractionOfMoreThanSixtyDigitsIsRefused() {
    BigInteger most = BigInteger.TEN.pow(60).subtract(BigInteger.ONE);
    BigDecimal small = Figures.divide(BigInteger.TWO, most);
    assertThat(Figures.fraction(small)).isEqualTo("2/" + most);
    assertRefused(() -> Figures.divide(1, BigInteger.TEN.pow(60)));
    assertRefused(() -> Figures.times(small, Figures.divide(1, 17)));
    assertRefused(() -> Figures.plus(most, 1));
    assertRefused(() -> Figures.plus(small, Figures.divide(1, 17)));
    assertRefused(() -> Figures.minus(most.negate(), 1));
    assertRefused(() -> Figures.times(BigInteger.TEN.pow(30), BigInteger.TEN.pow(30)));
  }

  @Test
  void figuresThatWouldBeLongWrittenOutAreRefusedAtOnce() {
    for (String bomb : List.of("1e1000000000", "1e-1000000000", "-3e61")) {
      BigDecimal figure = new BigDecimal(bomb);
      assertRefused(() -> Figures.plus(figure, 1));
      assertRefused(() -> Figures.minus(1, figure));
      assertRefused(() -> Figures.times(figure, 2));
      assertRefused(() -> Figures.divide(figure, 3));
    }
    assertThat(Figures.plus(new BigDecimal("0e-1000000000"), 1)).isEqualByComparingTo("1");
    assertThat(Figures.plus(BigDecimal.ONE.setScale(200), 1)).isEqualByComparingTo("2");
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a figure has more than 60 digits as a fraction");
  }

  @Test
  void nothingIsDividedByZero() {
    assertThatThrownBy(() -> Figures.divide(1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aDoubleIsNoFigure() {
    assertThatThrownBy(() -> Figures.plus(0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Figures.compare(1f, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
