package tierwise.internal.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tierwise.Draw;
import tierwise.facts.Bound;
import tierwise.facts.Statements;

/** What is printed never says anything else than the status. */
class PrintedFiguresTest {
  private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

  /** Averages of some thirds and sevenths, and decimals; negative ones, too. */
  private static BigDecimal figure(Draw draw) {
    return average(draw.whole(-300, 300), draw.whole(1, 60));
  }

  private static BigDecimal average(int total, int number) {
    return Objects.requireNonNull(Statements.averaged("m", total, number, List.of()).value());
  }

  @Test
  void whatIsPrintedKeepsThePrintedBoundIfAndOnlyIfTheFigureDoes() {
    Draw.forEach(
        draw -> {
          BigDecimal value = figure(draw);
          BigDecimal figure = figure(draw);
          int tiny = draw.whole(-3, 3);
          int parts = draw.whole(1, 9);
          // Nearer to the bound than six digits can tell.
          BigDecimal close =
              Statements.plus(figure, Statements.times(average(tiny, parts), MILLIONTH));
          for (Bound.Relation relation : Bound.Relation.values()) {
            assertSaysTheSame(value, new Bound(relation, figure));
            assertSaysTheSame(close, new Bound(relation, figure));
          }
        });
  }

  private static void assertSaysTheSame(BigDecimal value, Bound bound) {
    BigDecimal required = PrintedFigures.required(bound);
    BigDecimal actual = PrintedFigures.actual(value, bound);
    assertThat(required.scale()).isLessThanOrEqualTo(6);
    assertThat(actual.scale()).isLessThanOrEqualTo(6);
    assertThat(new Bound(bound.relation(), required).admits(actual))
        .as("%s of %s", value, bound)
        .isEqualTo(bound.admits(value));
    assertThat(Statements.minus(actual, value).abs()).isLessThan(MILLIONTH);
    assertThat(Statements.minus(required, bound.value()).abs()).isLessThan(MILLIONTH);
  }

  @Test
  void aFigureIsRoundedDownUnlessThatWouldContradictTheStatus() {
    BigDecimal third = average(10, 3);
    assertThat(PrintedFigures.actual(third, Statements.atLeast(4)))
        .isEqualByComparingTo("3.333333");
    assertThat(PrintedFigures.actual(third, Statements.atMost(4))).isEqualByComparingTo("3.333333");
    assertThat(PrintedFigures.actual(third, Statements.atMost(3))).isEqualByComparingTo("3.333333");
    BigDecimal just = new BigDecimal("3.333333");
    assertThat(PrintedFigures.actual(third, Statements.atMost(just)))
        .isEqualByComparingTo("3.333334");
    assertThat(PrintedFigures.actual(third, Statements.atLeast(third)))
        .isEqualByComparingTo("3.333334");
    assertThat(PrintedFigures.required(Statements.atLeast(third))).isEqualByComparingTo("3.333334");
    assertThat(PrintedFigures.required(Statements.atMost(third))).isEqualByComparingTo("3.333333");
    assertThat(PrintedFigures.measured(third)).isEqualByComparingTo("3.333333");
    assertThat(PrintedFigures.measured(null)).isNull();
  }
}
