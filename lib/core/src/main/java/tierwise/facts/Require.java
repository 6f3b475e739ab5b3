package tierwise.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.internal.figures.Figures;

/** What the values of every fact have in common: bounded, and in one normal form. */
final class Require {
  private static final int TEXT_LENGTH = 200;
  private static final int DIGITS_BEFORE_THE_POINT = 15;
  private static final int DIGITS_AFTER_THE_POINT = 6;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  private Require() {}

  static String text(Class<?> fact, String field, @Nullable String value) {
    if (value == null) {
      throw missing(fact, field);
    }
    if (value.isBlank()) {
      throw new InvalidFactException(fact, field, "is empty");
    }
    if (value.length() > TEXT_LENGTH) {
      throw new InvalidFactException(
          fact, field, "is longer than " + TEXT_LENGTH + " characters (" + value.length() + ")");
    }
    // Facts are made in the thousands: no stream here.
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new InvalidFactException(fact, field, "contains a control character");
      }
      if (Character.isSurrogate(value.charAt(i)) && isHalf(value, i)) {
        throw new InvalidFactException(fact, field, "contains half a character");
      }
    }
    return value;
  }

  /** Whether a character that takes two is cut there: UTF-8 cannot hold it. */
  private static boolean isHalf(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  static @Nullable String optionalText(Class<?> fact, String field, @Nullable String value) {
    return value == null ? null : text(fact, field, value);
  }

  static LocalDate day(Class<?> fact, String field, @Nullable LocalDate value) {
    if (value == null) {
      throw missing(fact, field);
    }
    if (value.getYear() < FIRST_YEAR || value.getYear() > LAST_YEAR) {
      throw new InvalidFactException(
          fact, field, "is not in the years " + FIRST_YEAR + " to " + LAST_YEAR + ": " + value);
    }
    return value;
  }

  static @Nullable LocalDate optionalDay(Class<?> fact, String field, @Nullable LocalDate value) {
    return value == null ? null : day(fact, field, value);
  }

  /** What a statement can be about. */
  static @Nullable Object offerOrText(Class<?> fact, String field, @Nullable Object of) {
    if (of == null || of instanceof Offer) {
      return of;
    }
    if (of instanceof String text) {
      return text(fact, field, text);
    }
    throw new InvalidFactException(fact, field, "is neither an offer nor a text");
  }

  static <T> T present(Class<?> fact, String field, @Nullable T value) {
    if (value == null) {
      throw missing(fact, field);
    }
    return value;
  }

  static @Nullable BigDecimal optionalDecimal(
      Class<?> fact, String field, @Nullable BigDecimal value) {
    return value == null ? null : decimal(fact, field, value);
  }

  /**
   * The normal form has no trailing zeros after the point, so equals compares by value. Digits
   * after the point are bounded where people write them; a fraction was worked out.
   */
  static BigDecimal decimal(Class<?> fact, String field, BigDecimal value) {
    // Looks at scale and precision first: expanding 1e50000000 would take half a minute.
    long digitsBefore = (long) value.precision() - value.scale();
    if (value.signum() != 0 && digitsBefore > DIGITS_BEFORE_THE_POINT) {
      throw new InvalidFactException(
          fact, field, "has more than " + DIGITS_BEFORE_THE_POINT + " digits before the point");
    }
    if (Figures.isFraction(value)) {
      return value;
    }
    if (value.scale() > DIGITS_AFTER_THE_POINT + DIGITS_BEFORE_THE_POINT) {
      throw tooFine(fact, field);
    }
    BigDecimal normal = normal(value);
    if (normal.scale() > DIGITS_AFTER_THE_POINT) {
      throw tooFine(fact, field);
    }
    return normal;
  }

  /** No trailing zeros after the point, and no power of ten. */
  static BigDecimal normal(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Whole numbers and decimals; a double or float is refused, since it holds no exact decimal. */
  static BigDecimal number(Class<?> fact, String field, Number value) {
    if (value instanceof BigDecimal decimal) {
      return decimal(fact, field, decimal);
    }
    if (value instanceof Integer || value instanceof Long) {
      return decimal(fact, field, BigDecimal.valueOf(value.longValue()));
    }
    if (value instanceof BigInteger whole) {
      return decimal(fact, field, new BigDecimal(whole));
    }
    throw new InvalidFactException(
        fact, field, "must be a whole number or a BigDecimal, not a " + value.getClass().getName());
  }

  private static InvalidFactException missing(Class<?> fact, String field) {
    return new InvalidFactException(fact, field, "is missing");
  }

  private static InvalidFactException tooFine(Class<?> fact, String field) {
    return new InvalidFactException(
        fact, field, "has more than " + DIGITS_AFTER_THE_POINT + " digits after the point");
  }
}
