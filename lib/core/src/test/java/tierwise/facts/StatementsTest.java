package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tierwise.Draw;

/** The laws of the helpers. */
class StatementsTest {
  private static LocalDate day(Draw draw) {
    return draw.day(LocalDate.of(1999, 1, 1), LocalDate.of(2041, 12, 31));
  }

  private static int months(Draw draw) {
    return draw.whole(1, 36);
  }

  private static BigDecimal figure(Draw draw) {
    return BigDecimal.valueOf(draw.whole(-(1L << 47), (1L << 47) - 1), 4);
  }

  // ---- calendar ----------------------------------------------------------------------------

  @Test
  void completeMonthsEndWithTheMonthBeforeTheDay() {
    Draw.forEach(
        draw -> {
          int months = months(draw);
          LocalDate day = day(draw);
          Window window = Statements.completeMonthsBefore(months, day, "w");
          assertThat(window.until()).isEqualTo(YearMonth.from(day).atDay(1));
          assertThat(YearMonth.from(window.from()).plusMonths(months))
              .isEqualTo(YearMonth.from(day));
          assertThat(window.from().getDayOfMonth()).isEqualTo(1);
          assertThat(window.contains(day)).isFalse();
          assertThat(window.contains(window.until().minusDays(1))).isTrue();
        });
  }

  @Test
  void allDaysOfAMonthHaveTheSameCompleteMonths() {
    Draw.forEach(
        draw -> {
          int months = months(draw);
          LocalDate day = day(draw);
          assertThat(Statements.completeMonthsBefore(months, day, "w"))
              .isEqualTo(
                  Statements.completeMonthsBefore(months, YearMonth.from(day).atEndOfMonth(), "w"));
        });
  }

  @Test
  void aReportIsAMonthOlderUntilTheDayOnWhichReportsComeOut() {
    Draw.forEach(
        draw -> {
          int months = months(draw);
          int publishedOn = draw.whole(1, 28);
          LocalDate day = day(draw);
          Window report = Statements.reportedMonths(months, publishedOn, day, "w");
          YearMonth newest =
              YearMonth.from(day).minusMonths(day.getDayOfMonth() >= publishedOn ? 1 : 2);
          assertThat(YearMonth.from(report.until().minusDays(1))).isEqualTo(newest);
          assertThat(YearMonth.from(report.from())).isEqualTo(newest.minusMonths(months - 1L));
        });
  }

  @Test
  void aReportOfTwelveMonthsCoversALeapDay() {
    Window report = Statements.reportedMonths(12, 15, LocalDate.of(2020, 3, 15), "w");
    assertThat(report.from()).isEqualTo("2019-03-01");
    assertThat(report.until()).isEqualTo("2020-03-01");
    assertThat(report.contains(LocalDate.of(2020, 2, 29))).isTrue();
  }

  @Test
  void theDaysOfAMonthAreThoseThatAreNotYetOver() {
    Draw.forEach(
        draw -> {
          int first = draw.whole(1, 28);
          int more = draw.whole(0, 27);
          LocalDate day = day(draw);
          int last = Math.min(28, first + more);
          Window days = Statements.nextDaysOfMonth(first, last, day, "w", null);
          assertThat(days.until()).isAfter(day);
          assertThat(days.from().getDayOfMonth()).isEqualTo(first);
          assertThat(days.until().minusDays(1).getDayOfMonth()).isEqualTo(last);
          assertThat(YearMonth.from(days.from()))
              .isBetween(YearMonth.from(day), YearMonth.from(day).plusMonths(1));
        });
  }

  @Test
  void theNextWeekOfAMonthIsThatRowOfItsCalendarAndNotOver() {
    Draw.forEach(
        draw -> {
          int week = draw.whole(1, 4);
          LocalDate day = day(draw);
          Window days = Statements.nextWeekOfMonth(week, day, "w", null);
          assertThat(days.until()).isAfter(day).isEqualTo(days.from().plusDays(7));
          assertThat(days.from().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
          // The first Sunday is day 1 to 7, the next one day 8 to 14, and so on.
          LocalDate last = days.until().minusDays(1);
          assertThat(last.getDayOfMonth()).isBetween(7 * week - 6, 7 * week);
          assertThat(YearMonth.from(last))
              .isBetween(YearMonth.from(day), YearMonth.from(day).plusMonths(1));
        });
  }

  @Test
  void theThirdWeekOfAMonthThatBeginsOnASundayIsEarly() {
    assertThat(Statements.nextWeekOfMonth(3, LocalDate.of(2021, 8, 15), "w", null))
        .isEqualTo(new Window("w", null, LocalDate.of(2021, 8, 9), LocalDate.of(2021, 8, 16)));
    assertThat(Statements.nextWeekOfMonth(3, LocalDate.of(2021, 8, 16), "w", null))
        .isEqualTo(new Window("w", null, LocalDate.of(2021, 9, 13), LocalDate.of(2021, 9, 20)));
  }

  @Test
  void daysAreThoseThatAreGiven() {
    assertThat(Statements.days(LocalDate.of(2021, 2, 21), LocalDate.of(2021, 3, 23), "w", "x"))
        .isEqualTo(new Window("w", "x", LocalDate.of(2021, 2, 21), LocalDate.of(2021, 3, 23)));
  }

  @Test
  void aDayOfTheNextMonthIsInTheNextMonth() {
    Draw.forEach(
        draw -> {
          int dayOfMonth = draw.whole(1, 28);
          LocalDate day = day(draw);
          LocalDate next = Statements.dayOfNextMonth(dayOfMonth, day);
          assertThat(YearMonth.from(next)).isEqualTo(YearMonth.from(day).plusMonths(1));
          assertThat(next.getDayOfMonth()).isEqualTo(dayOfMonth);
        });
  }

  @Test
  void theEndOfTheMonthBeforeIsTheDayBeforeTheFirst() {
    Draw.forEach(
        draw -> {
          LocalDate day = day(draw);
          assertThat(Statements.endOfMonthBefore(day))
              .isEqualTo(YearMonth.from(day).minusMonths(1).atEndOfMonth());
        });
    assertThat(Statements.endOfMonthBefore(LocalDate.of(2020, 3, 31))).isEqualTo("2020-02-29");
    assertThat(Statements.endOfMonthBefore(LocalDate.of(2021, 1, 1))).isEqualTo("2020-12-31");
  }

  // ---- figures -----------------------------------------------------------------------------

  @Test
  void sumsAndDifferencesUndoEachOther() {
    Draw.forEach(
        draw -> {
          BigDecimal a = figure(draw);
          BigDecimal b = figure(draw);
          assertThat(Statements.minus(Statements.plus(a, b), b)).isEqualByComparingTo(a);
        });
  }

  @Test
  void twoHalvesAreTheWhole() {
    Draw.forEach(
        draw -> {
          BigDecimal figure = figure(draw);
          assertThat(Statements.times(Statements.half(figure), 2)).isEqualByComparingTo(figure);
        });
  }

  @Test
  void hundredPercentIsTheFigure() {
    Draw.forEach(
        draw -> {
          BigDecimal figure = figure(draw);
          assertThat(Statements.percent(100, figure)).isEqualByComparingTo(figure);
        });
    assertThat(Statements.percent(25, new BigDecimal("3450"))).isEqualByComparingTo("862.5");
    assertThat(Statements.percent(new BigDecimal("2.5"), new BigDecimal("40")))
        .isEqualByComparingTo("1");
  }

  @Test
  void anAverageTimesTheNumberIsTheTotal() {
    Draw.forEach(
        draw -> {
          BigDecimal total =
              BigDecimal.valueOf(draw.whole(Integer.MIN_VALUE, Integer.MAX_VALUE), 2);
          int number = draw.whole(1, 999);
          BigDecimal average = average(total, number);
          assertThat(Statements.times(average, number)).isEqualByComparingTo(total);
          assertThat(Statements.atLeast(average).admits(average)).isTrue();
        });
  }

  private static BigDecimal average(BigDecimal total, Number number) {
    return Objects.requireNonNull(Statements.averaged("m", total, number, List.of()).value());
  }

  @Test
  void anAverageKeepsABoundWheneverTheTotalDoes() {
    Draw.forEach(
        draw -> {
          int halves = draw.whole(1, 10_000_000);
          int number = draw.whole(1, 10_000_000);
          int more = draw.whole(-2, 2);
          BigDecimal bound = Statements.half(BigDecimal.valueOf(halves));
          // So close to the bound that six digits of the average do not tell.
          BigDecimal total =
              Statements.plus(
                  Statements.times(bound, number),
                  Statements.times(more, Statements.number("0.000001")));
          BigDecimal average = average(total, number);
          assertThat(Statements.atLeast(bound).admits(average)).isEqualTo(more >= 0);
          assertThat(Statements.atMost(bound).admits(average)).isEqualTo(more <= 0);
        });
  }

  @Test
  void theAverageOfNothingHasNoValue() {
    assertThat(Statements.averaged("m", 0, 0, List.of()).value()).isNull();
  }

  private static Measurement part(String measure, Object... evidence) {
    return Statements.measured(measure, evidence.length, List.of(evidence));
  }

  @Test
  void aRatioIsExactAndRestsOnTheLinesOfItsParts() {
    Measurement people = part("people", "A", "B");
    Measurement revenue = part("revenue", "S");
    Measurement ratio = Statements.ratio("density", 20, 6, people, revenue);
    assertThat(ratio.value()).isEqualTo(average(BigDecimal.TEN, 3));
    assertThat(ratio.evidence()).containsExactly("A", "B", "S");
    assertThat(ratio.parts()).containsExactly(people, revenue);
  }

  @Test
  void aRatioToNothingOrLessHasNoValue() {
    assertThat(Statements.ratio("m", 5, 0, part("p")).value()).isNull();
    assertThat(Statements.ratio("m", 5, -1, part("p")).value()).isNull();
    assertThat(Statements.ratio("m", 0, 1, part("p")).value()).isZero();
    assertThat(Statements.ratio("m", -5, 1, part("p")).value()).isEqualByComparingTo("-5");
  }

  @Test
  void partsThatWereCollectedStandByMeasureInTheOrderInWhichTheyCame() {
    Measurement goods = part("goods", "G-1");
    Measurement more = part("goods", "G-2");
    Measurement repairs = part("repairs", "R");
    assertThat(List.of(List.of(repairs, goods, more), List.of(goods, repairs, more)))
        .allSatisfy(
            collected -> {
              assertThat(Statements.made("m", 3, collected).parts())
                  .containsExactly(goods, more, repairs);
              assertThat(Statements.ratio("m", 3, 1, collected).evidence())
                  .containsExactly("G-1", "G-2", "R");
            });
    assertThat(Statements.made("m", 2, repairs, goods).parts()).containsExactly(repairs, goods);
  }

  @Test
  void measurementsOfTheSameFractionAreEqual() {
    assertThat(Statements.averaged("m", 20, 6, List.of()))
        .isEqualTo(
            Statements.averaged("m", new BigDecimal("3.0"), new BigDecimal("0.9"), List.of()))
        .hasSameHashCodeAs(Statements.averaged("m", 10, 3, List.of()))
        .isNotEqualTo(Statements.measured("m", new BigDecimal("3.333333"), List.of()));
  }

  @Test
  void whatComesOfFractionsIsExact() {
    BigDecimal third = average(BigDecimal.ONE, 3);
    assertThat(Statements.plus(Statements.plus(third, third), third)).isEqualTo(BigDecimal.ONE);
    assertThat(Statements.minus(1, third)).isEqualByComparingTo(Statements.times(third, 2));
    assertThat(Statements.half(third)).isEqualByComparingTo(average(BigDecimal.ONE, 6));
    assertThat(Statements.percent(third, BigDecimal.valueOf(900))).isEqualTo(BigDecimal.valueOf(3));
    assertThat(Statements.percent(100, third)).isEqualTo(third);
    assertThat(Statements.smaller(third, Statements.number("0.333333")))
        .isEqualTo(Statements.number("0.333333"));
    assertThat(Statements.smaller(third, Statements.number("0.333334"))).isEqualTo(third);
    assertThat(Statements.larger(third, Statements.number("0.333333"))).isEqualTo(third);
    assertThat(Statements.larger(third, Statements.number("0.333334")))
        .isEqualTo(Statements.number("0.333334"));
    assertThat(Statements.rounded(average(BigDecimal.valueOf(149), 2)))
        .isEqualTo(Statements.number("75"));
    assertThat(
            Statements.rounded(
                Statements.minus(Statements.number("74.5"), average(BigDecimal.ONE, 900_000_007))))
        .isEqualTo(Statements.number("74"));
    assertThat(Statements.note("n").amount(average(BigDecimal.TEN, 3), "EUR").amount())
        .isEqualByComparingTo("3.33");
  }

  @Test
  void aHalfOfTheLastDigitIsNotLost() {
    assertThat(Statements.times(Statements.half(Statements.number("0.000001")), 2))
        .isEqualTo(Statements.number("0.000001"));
    assertThat(Statements.half(Statements.number("0.000001")))
        .isLessThan(Statements.number("0.000001"))
        .isPositive();
  }

  @Test
  void aBoundIsShortByWhatIsMissingAndByNothingElse() {
    Draw.forEach(
        draw -> {
          BigDecimal bound = figure(draw);
          BigDecimal actual = figure(draw);
          BigDecimal tooFew = Statements.atLeast(bound).missing(actual);
          BigDecimal tooMany = Statements.atMost(bound).missing(actual);
          assertThat(tooFew).isEqualByComparingTo(bound.subtract(actual).max(BigDecimal.ZERO));
          assertThat(tooMany).isEqualByComparingTo(actual.subtract(bound).max(BigDecimal.ZERO));
        });
  }

  @Test
  void whatABoundIsShortByIsEnough() {
    Draw.forEach(
        draw -> {
          int asked = draw.whole(1, 1_000_000);
          int parts = draw.whole(1, 1_000);
          int got = draw.whole(1, 1_000_000);
          int number = draw.whole(1, 1_000);
          BigDecimal figure = average(BigDecimal.valueOf(asked), parts);
          BigDecimal actual = average(BigDecimal.valueOf(got), number);
          Bound least = Statements.atLeast(figure);
          BigDecimal more = least.missing(actual);
          assertThat(more.scale()).isBetween(0, 6);
          assertThat(least.admits(Statements.plus(actual, more))).isTrue();
          Bound most = Statements.atMost(figure);
          BigDecimal less = most.missing(actual);
          assertThat(most.admits(Statements.minus(actual, less))).isTrue();
          assertThat(more.signum() == 0).isEqualTo(least.admits(actual));
          assertThat(less.signum() == 0).isEqualTo(most.admits(actual));
        });
  }

  @Test
  void oneFigureHasOneFormHoweverItIsWritten() {
    assertThat(Statements.measured("m", new BigDecimal("1.500"), List.of()))
        .isEqualTo(Statements.measured("m", new BigDecimal("1.5"), List.of()));
    assertThat(Statements.atLeast(new BigDecimal("1E+2"))).isEqualTo(Statements.atLeast(100));
  }

  @Test
  void figuresWithMoreThanFifteenDigitsAreRefused() {
    assertThatThrownBy(() -> Statements.number("1234567890123456"))
        .isInstanceOf(InvalidFactException.class);
    assertThatThrownBy(() -> Statements.number("0.1234567"))
        .isInstanceOf(InvalidFactException.class);
    assertThatThrownBy(
            () ->
                Statements.times(
                    new BigDecimal("999999999999999"), new BigDecimal("999999999999999")))
        .isInstanceOf(InvalidFactException.class);
  }

  // ---- parts -------------------------------------------------------------------------------

  @Test
  void whatIsMadeOfPartsHasTheirEvidence() {
    Measurement a = Statements.measured("a", 1, List.of("x"));
    Measurement b = Statements.measured("b", 2, List.of("y", "z"));
    Measurement both = Statements.made("c", 3, a, b);
    assertThat(both.evidence()).isEqualTo(List.of("x", "y", "z"));
    assertThat(both.parts()).isEqualTo(List.of(a, b));
  }

  @Test
  void aLineOfSeveralPartsIsEvidenceOnce() {
    Measurement one = Statements.measured("a", 1, List.of("x", "y"));
    Measurement two = Statements.measured("b", 2, List.of("y", "z"));
    assertThat(Statements.made("c", 3, one, two).evidence()).isEqualTo(List.of("x", "y", "z"));
    assertThat(Statements.ratio("c", 3, 1, one, two).evidence()).isEqualTo(List.of("x", "y", "z"));
  }

  @Test
  void whatIsMadeOfOnePartHasItsEvidence() {
    Measurement part = Statements.measured("a", "Brewing", 3, List.of("x", "y"));
    Measurement made = Statements.made("b", "Brewing", 1, part);
    assertThat(made.evidence()).isEqualTo(List.of("x", "y"));
    assertThat(made.parts()).isEqualTo(List.of(part));
  }
}
