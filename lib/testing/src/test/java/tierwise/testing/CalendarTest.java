package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.RuleSets;

/**
 * The calendar of a programme has no gap and no overlap; that of the first is as its sources say.
 */
class CalendarTest {
  private static final String PROGRAMME = "learning-partner";
  private static final LocalDate FIRST = LocalDate.of(2011, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

  private static final RuleSets ALL = RuleSets.in(Path.of("../../rules"));
  private static final RuleSets RULES = RuleSets.in(Path.of("../../rules").resolve(PROGRAMME));

  static Stream<String> programmes() {
    return ALL.years().stream().map(ProgramYear::programme).distinct();
  }

  @Test
  void eachFolderOfRulesIsAProgramme() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("../../rules"))) {
      assertThat(programmes())
          .hasSizeGreaterThan(2)
          .containsExactlyInAnyOrderElementsOf(
              folders
                  .filter(folder -> Files.exists(folder.resolve("README.md")))
                  .map(folder -> String.valueOf(folder.getFileName()))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("programmes")
  void exactlyOneYearCoversEachDay(String programme) {
    List<ProgramYear> years =
        ALL.years().stream().filter(year -> year.programme().equals(programme)).toList();
    List<String> wrong = new ArrayList<>();
    int days = 0;
    for (LocalDate day = years.get(0).from(); !day.isAfter(LAST); day = day.plusDays(1)) {
      LocalDate each = day;
      List<ProgramYear> covering = years.stream().filter(year -> year.covers(each)).toList();
      if (covering.size() != 1 || !ALL.on(programme, each).programYear().equals(covering.get(0))) {
        wrong.add(each + " " + covering);
      }
      days++;
    }
    assertThat(wrong).isEmpty();
    assertThat(days).isGreaterThan(365 * years.size());
    assertThat(years.get(years.size() - 1).until()).isNull();
  }

  @Test
  void nothingHoldsBeforeTheFirstYearAndTheLastIsOpen() {
    assertThatThrownBy(() -> RULES.on(PROGRAMME, FIRST.minusDays(1)))
        .isInstanceOf(RuleSetException.class);
    List<ProgramYear> years = RULES.years();
    assertThat(years.get(0).from()).isEqualTo(FIRST);
    assertThat(years.get(years.size() - 1).until()).isNull();
  }

  @Test
  void theRulesChangeOnTheDaysThatTheSourcesGive() {
    assertThat(RULES.years())
        .extracting(year -> year.year() + " from " + year.from())
        .containsExactly(
            "2012 from 2011-11-01",
            "2013 from 2012-11-01",
            "2014 from 2013-11-01",
            "2016 from 2016-01-01",
            "2018 from 2018-02-01",
            "2020 from 2020-01-01",
            "2021 from 2021-01-01",
            "2022 from 2022-01-01",
            "2022-10 from 2022-10-01",
            "2023 from 2023-09-19",
            "2025 from 2025-01-22",
            "2025-08 from 2025-08-01");
  }
}
