package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import tierwise.Draw;

class CompleteQuartersTest {
  private static LocalDate day(Draw draw) {
    return draw.day(LocalDate.of(2000, 1, 1), LocalDate.of(2040, 12, 31));
  }

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
    Draw.forEach(
        draw -> {
          int number = draw.whole(1, 8);
          int firstMonth = draw.whole(1, 12);
          LocalDate day = day(draw);
          Window window = quarters(number, firstMonth, day);
          assertThat(
                  window.from().getDayOfMonth() == 1
                      && window.until().getDayOfMonth() == 1
                      && (window.from().getMonthValue() - firstMonth) % 3 == 0
                      && (window.until().getMonthValue() - firstMonth) % 3 == 0)
              .isTrue();
        });
  }

  @Test
  void theDayLiesInTheQuarterThatFollowsThem() {
    Draw.forEach(
        draw -> {
          int number = draw.whole(1, 8);
          int firstMonth = draw.whole(1, 12);
          LocalDate day = day(draw);
          LocalDate until = quarters(number, firstMonth, day).until();
          assertThat(!day.isBefore(until) && day.isBefore(until.plusMonths(3))).isTrue();
        });
  }

  @Test
  void theyAreAsLongAsTheirMonths() {
    Draw.forEach(
        draw -> {
          int number = draw.whole(1, 8);
          int firstMonth = draw.whole(1, 12);
          LocalDate day = day(draw);
          Window window = quarters(number, firstMonth, day);
          assertThat(window.from().plusMonths(3L * number).equals(window.until())).isTrue();
        });
  }

  @Test
  void gridsThatLieAQuarterApartAreTheSame() {
    Draw.forEach(
        draw -> {
          int firstMonth = draw.whole(1, 9);
          LocalDate day = day(draw);
          assertThat(quarters(4, firstMonth, day).equals(quarters(4, firstMonth + 3, day)))
              .isTrue();
        });
  }
}
