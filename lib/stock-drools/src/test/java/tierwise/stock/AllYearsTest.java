package tierwise.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    for (CaseFacts each : year.cases()) {
      Outcome expected = Outcome.of(year, ours, each);
      assertThat(Outcome.of(year, stock, each)).isEqualTo(expected);
      statements += expected.statements().size();
    }
    assertThat(statements).isGreaterThan(10 * year.cases().size());
  }
}
