package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** Which Java values the fields of a declared fact take. */
class DeclaredValuesTest {
  private static final RuleSets RULES = RuleSets.in(CafeGuild.FOLDER);

  @Test
  void aDoubleIsRefusedBecauseItHoldsNoExactDecimal() {
    Problem problem = refused("stars", 5.5);
    assertThat(problem.message())
        .isEqualTo("\"stars\" of a Tasting is a Double, 5.5, which is no exact decimal");
    assertThat(problem.wayOut()).contains("new BigDecimal(\"5.5\")", "\"5.5\"");
  }

  @Test
  void soIsAFloat() {
    assertThat(refused("stars", 4.25f).message()).contains("Float", "4.25");
  }

  @Test
  void soIsAnythingElseWhoseTextHappensToFit() {
    assertThat(refused("craft", new AtomicReference<>("Brewing")).message())
        .contains("AtomicReference");
    assertThat(refused("day", new java.sql.Date(0)).message())
        .isEqualTo("\"day\" of a Tasting is a value of the Java type java.sql.Date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.25", "5"})
  void aDecimalCanBeABigDecimalOrItsText(String stars) {
    assertThat(score("stars", new BigDecimal(stars))).isEqualTo(score("stars", stars));
  }

  @Test
  void aWholeNumberOfAnyWidthIsADecimalToo() {
    BigDecimal five = Objects.requireNonNull(score("stars", "5"));
    for (Number whole : List.of((byte) 5, (short) 5, 5, 5L, BigInteger.valueOf(5))) {
      assertThat(score("stars", whole)).as(whole.getClass().getName()).isEqualByComparingTo(five);
    }
  }

  @Test
  void aFieldWhoseValueIsNullIsNotGiven() {
    Map<String, Object> values = new HashMap<>();
    values.put("stars", null);
    assertThat(score(decide(values)).excluded())
        .extracting(Measured.LeftOut::evidence)
        .containsExactly("T1");
  }

  private static Problem refused(String field, Object value) {
    RuleSetException refused =
        catchThrowableOfType(RuleSetException.class, () -> tasting(Map.of(field, value)));
    assertThat(refused).isNotNull();
    assertThat(refused.problems()).hasSize(1);
    return refused.problems().get(0);
  }

  private static @Nullable BigDecimal score(String field, Object value) {
    return score(decide(Map.of(field, value))).value();
  }

  private static Measured score(Decision decision) {
    return decision.offers().stream()
        .flatMap(offer -> offer.findings().stream())
        .filter(Finding.OfMeasure.class::isInstance)
        .map(Finding.OfMeasure.class::cast)
        .filter(finding -> finding.measure().equals("score"))
        .map(finding -> Objects.requireNonNull(finding.measured()))
        .findFirst()
        .orElseThrow();
  }

  private static Decision decide(Map<String, Object> values) {
    return RULES.decide(tasting(values));
  }

  private static EnrollmentCase tasting(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of("id", "T1", "craft", "Roasting", "day", LocalDate.of(2024, 2, 2), "stars", 4));
    all.putAll(values);
    return EnrollmentCase.of(
            Application.on(CafeGuild.DAY).askingFor("craft", "Roasting"), Partner.of("P"))
        .declared("Tasting", List.of(all))
        .purchases(List.of())
        .credentials(List.of())
        .build();
  }
}
