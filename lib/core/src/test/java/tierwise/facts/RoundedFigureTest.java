package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tierwise.Draw;

class RoundedFigureTest {
  @ParameterizedTest
  @CsvSource({"74.499999, 74", "74.5, 75", "75, 75", "0.5, 1", "-0.5, 0", "-0.500001, -1"})
  void aFigureHalfwayBetweenTwoWholeNumbersBecomesTheGreater(BigDecimal figure, BigDecimal whole) {
    assertThat(Statements.rounded(figure)).isEqualTo(whole);
  }

  @Test
  void noFigureMovesByMoreThanAHalf() {
    Draw.forEach(
        draw -> {
          long millionths = draw.whole(-1_000_000_000_000L, 1_000_000_000_000L);
          BigDecimal figure = BigDecimal.valueOf(millionths, 6);
          BigDecimal rounded = Statements.rounded(figure);
          assertThat(
                  rounded.scale() == 0
                      && rounded.subtract(figure).abs().compareTo(new BigDecimal("0.5")) <= 0)
              .isTrue();
        });
  }
}
