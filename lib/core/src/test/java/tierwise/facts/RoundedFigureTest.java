package tierwise.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedFigureTest {
  @ParameterizedTest
  @CsvSource({"74.499999, 74", "74.5, 75", "75, 75", "0.5, 1", "-0.5, 0", "-0.500001, -1"})
  void aFigureHalfwayBetweenTwoWholeNumbersBecomesTheGreater(BigDecimal figure, BigDecimal whole) {
    assertThat(Statements.rounded(figure)).isEqualTo(whole);
  }

  @Test
  void noFigureMovesByMoreThanAHalf() {
    qt().forAll(longs().between(-1_000_000_000_000L, 1_000_000_000_000L))
        .check(
            millionths -> {
              BigDecimal figure = BigDecimal.valueOf(millionths, 6);
              BigDecimal rounded = Statements.rounded(figure);
              return rounded.scale() == 0
                  && rounded.subtract(figure).abs().compareTo(new BigDecimal("0.5")) <= 0;
            });
  }
}
