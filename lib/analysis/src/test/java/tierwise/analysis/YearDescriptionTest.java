package tierwise.analysis;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.ProgramYear;
import tierwise.RuleSets;

/**
 * What is told of a year. Run with {@code -Dgolden=write} to write the golden files anew, and read
 * the difference as a colleague would.
 */
class YearDescriptionTest {
  private static final Path RULES = Path.of("../../rules");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"");
  private static final RuleSets YEARS = RuleSets.in(RULES);

  private static final YearDescription INVENTED =
      YearDescription.of(
          RuleSets.in(Path.of("../core/src/test/resources/rules/cafe-guild/2024"))
              .year("cafe-guild/2024"));

  static Stream<String> years() {
    return YEARS.years().stream().map(ProgramYear::name);
  }

  private static YearDescription year(String name) {
    return YearDescription.of(YEARS.year(name));
  }

  @Test
  void thereAreTwelveYearsToDescribe() {
    assertThat(years()).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("years")
  void eachRuleOfAYearIsTold(String name) throws IOException {
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.list(RULES.resolve(name))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".drl")).toList()) {
        RULE.matcher(Files.readString(file)).results().forEach(rule -> written.add(rule.group(1)));
      }
    }
    YearDescription described = year(name);
    Set<String> told =
        Stream.concat(
                described.told().stream().map(YearDescription.Told::rule),
                described.tables().stream()
                    .flatMap(table -> table.rows().stream())
                    .map(YearDescription.Row::rule))
            .collect(toCollection(TreeSet::new));
    assertThat(written).isNotEmpty();
    assertThat(told).isEqualTo(written);
    assertThat(unbroken(described.toText())).contains(written);
  }

  @ParameterizedTest
  @MethodSource("years")
  void noInventedRowIsShownWithoutItsMark(String name) {
    YearDescription described = year(name);
    String text = described.toText();
    for (YearDescription.Table table : described.tables()) {
      for (YearDescription.Row row : table.rows()) {
        String place = row.file() + ":" + row.line();
        assertThat(
                text.lines().filter(line -> line.matches(".*" + Pattern.quote(place) + "( .*)?")))
            .isNotEmpty()
            .allMatch(line -> line.contains(" synthetic ") == row.synthetic());
      }
    }
  }

  @Test
  void whatRestsOnAnInventedFigureSaysSo() {
    assertThat(year("learning-partner/2021").offers().get(0).told())
        .filteredOn(told -> told.says().contains("of the target"))
        .hasSize(3)
        .allMatch(YearDescription.Told::synthetic);
  }

  @Test
  void anOfferShowsItsOwnRowsOfFiguresOnly() {
    YearDescription.Offer gold = year("learning-partner/2021").offers().get(0);
    assertThat(gold.figures()).hasSize(1);
    assertThat(gold.figures().get(0).columns())
        .containsExactly("competency", "kpis", "trainers", "exam holders");
    assertThat(gold.figures().get(0).rows())
        .hasSize(14)
        .extracting(YearDescription.Row::cells)
        .contains(List.of("Cloud Platform", "250", "4", "2"));
  }

  @Test
  void aTableSaysByWhatItIsLookedUpAndWhichFiguresChangeWithinTheYear() {
    YearDescription described =
        YearDescription.of(
            RuleSets.in(Path.of("../../examples/patterns/rules")).year("craft-guild/2026"));
    assertThat(described.tables())
        .filteredOn(table -> table.name().equals("RegionalGoal"))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.says())
                    .containsExactly(
                        "There is a row for each region.",
                        "A row holds from the day under \"from\" on, up to the day before that under"
                            + " \"until\".",
                        "The figures of North change within the year: on 2026-07-01."));
    assertThat(unbroken(described.toText())).contains("change within the year: on 2026-07-01.");
  }

  @Test
  void formulasReadAsOneWouldSayThem() {
    assertThat(year("solutions-partner/2024").measures())
        .filteredOn(measure -> measure.name().equals("net-customers-points"))
        .flatExtracting(YearDescription.Measure::told)
        .extracting(YearDescription.Told::says)
        .containsExactly(
            "Points of the metric times (the larger of 0 and (the smaller of \"Net customer adds\""
                + " and goal of the metric)), divided by goal of the metric, made from \"Net customer"
                + " adds\" (for the offer)");
  }

  @Test
  void theTitleNamesTheYearAndItsFingerprint() {
    assertThat(INVENTED.toMarkdown().lines().findFirst().orElseThrow())
        .startsWith("# ")
        .contains("cafe-guild/2024", INVENTED.fingerprint());
  }

  @Test
  void sentencesKeepToAHundredColumns() {
    assertThat(INVENTED.toText().lines().filter(line -> !line.startsWith("  ")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void aSmallYearReadsAsText() throws IOException {
    golden("cafe-guild-2024.txt", INVENTED.toText());
  }

  @Test
  void aSmallYearReadsAsMarkdown() throws IOException {
    golden("cafe-guild-2024.md", INVENTED.toMarkdown());
  }

  @Test
  void aSmallYearReadsAsJson() throws IOException {
    golden("cafe-guild-2024.json", INVENTED.toJson() + "\n");
  }

  @Test
  void theYear2021ReadsAsText() throws IOException {
    golden("learning-partner-2021.txt", year("learning-partner/2021").toText());
  }

  @Test
  void theYear2021ReadsAsMarkdown() throws IOException {
    golden("learning-partner-2021.md", year("learning-partner/2021").toMarkdown());
  }

  private static String unbroken(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static void golden(String name, String got) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, got);
    }
    assertThat(got).isEqualTo(Files.readString(file));
  }
}
