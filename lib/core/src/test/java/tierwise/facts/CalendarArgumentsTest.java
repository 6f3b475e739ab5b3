package tierwise.facts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A helper of the calendar says which of its arguments is out of range, as a rule has it. */
class CalendarArgumentsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 5);
  private static final LocalDate FAR = LocalDate.of(3021, 1, 1);

  @Test
  void theMessageHasTheHelperTheParameterTheRangeAndTheValue() {
    assertThatThrownBy(() -> Statements.nextDaysOfMonth(31, 31, DAY, "w", null))
        .isInstanceOf(InvalidFactException.class)
        .hasMessage("nextDaysOfMonth( 31, … ): \"first\" must be 1 to 28, not 31");
    assertThatThrownBy(() -> Statements.dayOfNextMonth(0, DAY))
        .hasMessage("dayOfNextMonth( 0, … ): \"dayOfMonth\" must be 1 to 28, not 0");
    assertThatThrownBy(() -> Statements.reportedMonths(12, 29, DAY, "w"))
        .hasMessage("reportedMonths( 12, 29, … ): \"publishedOn\" must be 1 to 28, not 29");
    assertThatThrownBy(() -> Statements.completeQuartersBefore(4, 13, DAY, "w", null))
        .hasMessage("completeQuartersBefore( 4, 13, … ): \"firstMonth\" must be 1 to 12, not 13");
  }

  @Test
  void theLastDayIsNotBeforeTheFirst() {
    assertThatThrownBy(() -> Statements.nextDaysOfMonth(15, 14, DAY, "w", null))
        .hasMessage("nextDaysOfMonth( 15, 14, … ): \"last\" must be 15 to 28, not 14");
    assertThat(Statements.nextDaysOfMonth(15, 15, DAY, "w", null).from())
        .isEqualTo(LocalDate.of(2024, 5, 15));
  }

  @Test
  void aDayThatNoFactCanHaveIsToldOfTheHelperToo() {
    assertThatThrownBy(() -> Statements.note("year-end", FAR))
        .hasMessage(
            "note( \"year-end\", … ): \"day\" is not in the years 1900 to 2999: 3021-01-01");
    assertThatThrownBy(() -> Statements.note("year-end", DAY, FAR))
        .hasMessageStartingWith("note( \"year-end\", … ): \"until\" is not in the years");
    assertThatThrownBy(() -> Statements.note("year-end", DAY, DAY.minusDays(1)))
        .hasMessage("note( \"year-end\", … ): \"until\" is before the first day, 2024-05-05");
    assertThatThrownBy(() -> Statements.completeMonthsBefore(1_200, LocalDate.of(1950, 1, 1), "w"))
        .hasMessageStartingWith("completeMonthsBefore( 1200, … ): \"from\" is not in the years");
    assertThatThrownBy(() -> Statements.days(DAY, FAR, "w", null))
        .hasMessageStartingWith("days( 2024-05-05, … ): \"until\" is not in the years");
  }

  @Test
  void anAmountThatIsTooLargeIsToldOfTheHelperToo() {
    Notice notice = Statements.note("fee");
    BigDecimal huge = BigDecimal.TEN.pow(15);
    InvalidFactException refused =
        catchThrowableOfType(InvalidFactException.class, () -> notice.amount(huge, "EUR"));
    assertThat(refused)
        .hasMessage("amount( … ): \"amount\" has more than 15 digits before the point");
    assertThat(refused.field()).isEqualTo("amount");
  }

  /** For each parameter with a range: both ends are taken, and what is beyond them is refused. */
  @TestFactory
  Stream<DynamicTest> theRangesThatAreDeclaredAreTheOnesThatHold() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Method helper : Statements.class.getDeclaredMethods()) {
      for (int i = 0; i < helper.getParameterCount(); i++) {
        Between between = helper.getParameters()[i].getAnnotation(Between.class);
        if (between != null) {
          int index = i;
          String name = helper.getName() + ", " + helper.getParameters()[i].getName();
          tests.add(dynamicTest(name, () -> checkRange(helper, index, between)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(11);
    return tests.stream();
  }

  private static void checkRange(Method helper, int index, Between between) {
    assertThat(refusal(helper, index, between.min())).isNull();
    assertThat(refusal(helper, index, between.max())).isNull();
    for (int beyond : List.of(between.min() - 1, between.max() + 1)) {
      assertThat(requireNonNull(refusal(helper, index, beyond)))
          .isInstanceOf(InvalidFactException.class)
          .hasMessageStartingWith(helper.getName() + "( ")
          .hasMessageContaining("\"" + helper.getParameters()[index].getName() + "\"")
          .hasMessageContaining(between.min() + " to " + between.max() + ", not " + beyond);
    }
  }

  /**
   * What the helper throws if it is given the value; all other numbers are 1, but for one that
   * cannot be smaller than the value.
   */
  private static @Nullable Throwable refusal(Method helper, int index, int value) {
    String tested = helper.getParameters()[index].getName();
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Parameter parameter : helper.getParameters()) {
      Between between = parameter.getAnnotation(Between.class);
      boolean follows = between != null && between.notBelow().equals(tested);
      arguments.add(
          parameter.getType() == int.class
              ? follows || arguments.size() == index ? value : 1
              : parameter.getType() == LocalDate.class
                  ? LocalDate.of(2424, 5, 5)
                  : parameter.getType() == String.class ? "w" : null);
    }
    try {
      helper.invoke(null, arguments.toArray());
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
