package tierwise.internal.language.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;

/** What is told, before any case, of lines that a measure could forget; and what is not. */
class LedgerCheckTest {
  private static final Path RULES = Path.of("../../rules");

  /** The beginning of the conditions of what is accumulated, and what follows it. */
  private static final Pattern FIRST =
      Pattern.compile("(accumulate\\(\\s*\\$\\w+ : (?!Measurement)\\w+\\()\\s*(\\)?)");

  @TestFactory
  Stream<DynamicTest> aConditionThatNoRuleClosesIsToldOfEachMeasureOfEachYear() throws IOException {
    return years()
        .map(
            year ->
                dynamicTest(
                    RULES.relativize(year).toString(),
                    () -> {
                      assertThat(told(files(year, text -> text))).isEmpty();
                      // Each ledger line has an id, and no rule looks at it.
                      FolderFiles broken = files(year, LedgerCheckTest::withACondition);
                      assertThat(
                              told(broken).stream()
                                  .map(problem -> problem.message().split("\"", -1)[1])
                                  .collect(Collectors.toSet()))
                          .isEqualTo(counting(broken));
                    }));
  }

  private static String withACondition(String rules) {
    return FIRST
        .matcher(rules)
        .replaceAll(
            first ->
                Matcher.quoteReplacement(
                    first.group(1) + " id != \"X\"" + (first.group(2).isEmpty() ? ", " : " )")));
  }

  /** The measures that count lines of the case, and not what other measures come to. */
  private static Set<String> counting(FolderFiles files) {
    Manifest manifest = RuleFolder.read(files, new Problems()).manifest();
    String rules =
        files.contents().entrySet().stream()
            .filter(file -> file.getKey().endsWith(".drl"))
            .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n"));
    return Objects.requireNonNull(manifest).measures().values().stream()
        .filter(measure -> measure.counts() != null)
        .map(Manifest.MeasureSpec::name)
        .filter(name -> !rules.contains("made( \"" + name + "\""))
        .collect(Collectors.toSet());
  }

  @Test
  void aLineWithoutAValueThatNoRuleLeavesOutIsTold() throws IOException {
    assertThat(guild("kpi == null", "kpi == null, date > date(\"2024-02-01\")"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo("\"points\" neither counts nor leaves out a Purchase without \"kpi\"");
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(Objects.requireNonNull(problem.place()).line())
                  .contains("kpi != null, $points : kpi");
            });
  }

  @Test
  void aRowOfATableThatMayCloseItIsTakenToDoSo() throws IOException {
    assertThat(
            guild(
                "    $line : Purchase( kpi == null )",
                """
                    $line : Purchase( kpi == null, $units : units )
                    exists Target( points == $units )
                """))
        .hasSize(1);
    assertThat(
            guild(
                "    $line : Purchase( kpi == null )",
                """
                    $line : Purchase( $kpi : kpi )
                    not Target( points == $kpi )
                """))
        .isEmpty();
  }

  @Test
  void rulesThatCloseItTogetherAreSeenTogether() throws IOException {
    String late =
        """
        rule "Late"
        when
            $line : Purchase( kpi == null, date > date("2024-06-01") )
        then
            insert( leftOut( "points", $line, "no-points" ) );
        end

        """;
    String first = "rule \"Points are those of all other lines\"";
    assertThat(
            told(
                guild(
                    Map.of(
                        "kpi == null )",
                        "kpi == null, date <= date(\"2024-06-01\") )",
                        first,
                        late + first))))
        .isEmpty();
    assertThat(
            told(
                guild(
                    Map.of(
                        "kpi == null )",
                        "kpi == null, date < date(\"2024-06-01\") )",
                        first,
                        late + first))))
        .hasSize(1);
  }

  @Test
  void aConditionOnAVariableIsComparedByWhatTheVariableStandsFor() throws IOException {
    String counted = "$tasting : Tasting( stars != null,";
    String own = "$tasting : Tasting( craft == $craft, stars != null,";
    assertThat(guild(counted, own)).isEmpty();
    assertThat(
            told(
                guild(
                    Map.of(
                        counted,
                        own,
                        "Tasting( craft != $craft )",
                        "Tasting( craft != $craft, blind == true )"))))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("a Tasting of which \"craft == $craft\" does not hold"));
  }

  @Test
  void theValueByWhichALineIsLostIsNamed() throws IOException {
    assertThat(
            guild(
                "$tasting : Tasting( stars != null,",
                "$tasting : Tasting( stars != null, stars >= 2,"))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).endsWith("a Tasting whose \"stars\" is 1"));
  }

  private static List<Problem> guild(String from, String to) throws IOException {
    return told(guild(Map.of(from, to)));
  }

  private static FolderFiles guild(Map<String, String> changes) throws IOException {
    String rules = Files.readString(CafeGuild.FOLDER.resolve("guild.drl"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(rules).contains(change.getKey());
      rules = rules.replace(change.getKey(), change.getValue());
    }
    return CafeGuild.with("guild.drl", rules);
  }

  private static Stream<Path> years() throws IOException {
    try (Stream<Path> folders = Files.walk(RULES, 2)) {
      return folders
          .filter(each -> Files.exists(each.resolve("ruleset.yaml")))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static FolderFiles files(Path folder, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        String changed = file.toString().endsWith(".drl") ? change.apply(text) : text;
        contents.put(file.getFileName().toString(), changed.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new FolderFiles(
        Objects.requireNonNull(folder.getParent()).getFileName().toString(),
        folder.getFileName().toString(),
        folder.toString(),
        contents);
  }

  private static List<Problem> told(FolderFiles files) {
    Problems problems = new Problems();
    RuleChecker.read(RuleFolder.read(files, problems), problems);
    problems.throwIfErrors();
    return problems.inFileOrder().stream()
        .filter(problem -> problem.code().equals(ProblemCode.MAY_BE_FORGOTTEN.toString()))
        .toList();
  }
}
