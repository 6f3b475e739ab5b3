package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tierwise.Draw;

class SmallerFigureTest {
  @ParameterizedTest
  @CsvSource({"299.5, 300, 299.5", "300, 300, 300", "300.5, 300, 300", "-1, 0, -1"})
  void whatIsMoreThanTheMostThatCountsIsCutOff(
      BigDecimal earned, BigDecimal most, BigDecimal counted) {
    assertThat(Statements.smaller(earned, most)).isEqualTo(counted);
  }

  @Test
  void theOrderDoesNotMatterAndNeitherIsSmaller() {
    long most = 1_000_000_000_000L;
    Draw.forEach(
        draw -> {
          long one = draw.whole(-most, most);
          long two = draw.whole(-most, most);
          BigDecimal figure = BigDecimal.valueOf(one, 6);
          BigDecimal other = BigDecimal.valueOf(two, 6);
          BigDecimal smaller = Statements.smaller(figure, other);
          assertThat(
                  smaller.compareTo(Statements.smaller(other, figure)) == 0
                      && smaller.compareTo(figure) <= 0
                      && smaller.compareTo(other) <= 0
                      && (smaller.compareTo(figure) == 0 || smaller.compareTo(other) == 0))
              .isTrue();
        });
  }
}
