package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.localDates;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class CompleteQuartersTest {
  private static final Gen<LocalDate> DAYS =
      localDates()
          .withDaysBetween(
              LocalDate.of(2000, Month.JANUARY, 1).toEpochDay(),
              LocalDate.of(2040, Month.DECEMBER, 31).toEpochDay());

  private static Window quarters(int number, int firstMonth, LocalDate day) {
    return Statements.completeQuartersBefore(number, firstMonth, day, "kpis", null);
  }

  @Test
  void quartersOfTheCalendarEndInMarchJuneSeptemberAndDecember() {
    Window window = quarters(4, 1, LocalDate.of(2013, Month.MAY, 15));
    assertThat(window.from()).isEqualTo("2012-04-01");
    assertThat(window.until()).isEqualTo("2013-04-01");
  }

  @Test
  void quartersOfAYearThatBeginsInNovemberEndInJanuaryAprilJulyAndOctober() {
    Window window = quarters(4, 11, LocalDate.of(2013, Month.MAY, 15));
    assertThat(window.from()).isEqualTo("2012-05-01");
    assertThat(window.until()).isEqualTo("2013-05-01");
  }

  @Test
  void aQuarterIsCompleteOnTheDayAfterItsLast() {
    assertThat(quarters(1, 1, LocalDate.of(2012, Month.MARCH, 31)).until()).isEqualTo("2012-01-01");
    assertThat(quarters(1, 1, LocalDate.of(2012, Month.APRIL, 1)).until()).isEqualTo("2012-04-01");
  }

  @Test
  void theyBeginOnTheFirstOfAMonthOfTheGrid() {
    qt().forAll(integers().between(1, 8), integers().between(1, 12), DAYS)
        .check(
            (number, firstMonth, day) -> {
              Window window = quarters(number, firstMonth, day);
              return window.from().getDayOfMonth() == 1
                  && window.until().getDayOfMonth() == 1
                  && (window.from().getMonthValue() - firstMonth) % 3 == 0
                  && (window.until().getMonthValue() - firstMonth) % 3 == 0;
            });
  }

  @Test
  void theDayLiesInTheQuarterThatFollowsThem() {
    qt().forAll(integers().between(1, 8), integers().between(1, 12), DAYS)
        .check(
            (number, firstMonth, day) -> {
              LocalDate until = quarters(number, firstMonth, day).until();
              return !day.isBefore(until) && day.isBefore(until.plusMonths(3));
            });
  }

  @Test
  void theyAreAsLongAsTheirMonths() {
    qt().forAll(integers().between(1, 8), integers().between(1, 12), DAYS)
        .check(
            (number, firstMonth, day) -> {
              Window window = quarters(number, firstMonth, day);
              return window.from().plusMonths(3L * number).equals(window.until());
            });
  }

  @Test
  void gridsThatLieAQuarterApartAreTheSame() {
    qt().forAll(integers().between(1, 9), DAYS)
        .check(
            (firstMonth, day) ->
                quarters(4, firstMonth, day).equals(quarters(4, firstMonth + 3, day)));
  }
}
