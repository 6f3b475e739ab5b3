package tierwise.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.parser.DrlParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.internal.builder.conf.LanguageLevelOption;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.direct.DirectEngine;

/**
 * Stock Drools and the library make the same of the same files. {@code -Dtierwise.thorough=true}
 * builds every year; otherwise it is the one that joins most.
 */
@Tag("thorough")
class AllYearsTest {
  private static final List<Year> YEARS = Year.in(Path.of("../../rules"));

  private static final String ALWAYS = "learning-partner/2014";

  /**
   * The years that add up what was divided, which stock Drools cuts (see {@link
   * DifferencesTest#aSumOfAveragesIsNotExact}). No rewriting helps: each metric of a path earns a
   * share of its points, and the score is their sum.
   */
  private static final Set<String> ADD_UP_RATIOS =
      Set.of("solutions-partner/2022-10", "solutions-partner/2024");

  private static final String CUT =
      "\"The score of a path is the sum of the points of its metrics\" cannot be applied to this"
          + " case: Measurement.value has more than 6 digits after the point";

  private static final Pattern A_FRACTION = Pattern.compile("at null: [0-9]+/[0-9]+ by");

  static Stream<Year> built() {
    boolean all = Boolean.getBoolean("tierwise.thorough");
    return YEARS.stream().filter(year -> all || year.name().equals(ALWAYS));
  }

  @Test
  void stockDroolsCanReadEveryFile() throws Exception {
    assertThat(YEARS).extracting(Year::name).contains(ALWAYS);
    for (Year year : YEARS) {
      assertThat(year.drl()).isNotEmpty();
      for (Map.Entry<String, byte[]> file : year.drl().entrySet()) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        parser.parse(false, new String(file.getValue(), UTF_8));
        assertThat(parser.getErrors()).as("%s/%s", year.name(), file.getKey()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("built")
  void stockDroolsDecidesEveryCaseTheSame(Year year) {
    DirectEngine ours = new DirectEngine(year.model());
    StockDrools stock = StockDrools.of(year.drl(), year.model());
    assertThat(year.cases()).hasSizeGreaterThan(50);
    int statements = 0;
    int cut = 0;
    for (CaseFacts each : year.cases()) {
      Outcome expected = Outcome.of(year, ours, each);
      Outcome actual = Outcome.of(year, stock, each);
      if (ADD_UP_RATIOS.contains(year.name()) && actual.answer().contains(CUT)) {
        assertThat(expected.statements()).anyMatch(A_FRACTION.asPredicate());
        cut++;
      } else {
        assertThat(actual).isEqualTo(expected);
      }
      statements += expected.statements().size();
    }
    assertThat(statements).isGreaterThan(10 * year.cases().size());
    assertThat(cut).isLessThan(year.cases().size() / 2);
    assertThat(cut > 0).isEqualTo(ADD_UP_RATIOS.contains(year.name()));
  }
}
