package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** How rule folders are found and chosen. */
class RuleSetsTest {
  private static final Path RULES = Path.of("src/test/resources/rules");
  private static final Path CLUB = RULES.resolve("tea-club/2024");

  /** Far less than it takes to build rules, and far more than it takes to decide a case. */
  private static final long BYTES_OF_A_BUILD = 20_000;

  @TempDir Path temp;

  private static EnrollmentCase on(String day) {
    return EnrollmentCase.of(Application.on(LocalDate.parse(day)), Partner.of("P")).build();
  }

  // ---- where ---------------------------------------------------------------------------------

  @Test
  void aDirectoryCanHoldAllProgrammesOneOrAYear() {
    assertThat(names(RuleSets.in(RULES))).containsExactly("cafe-guild/2024", "tea-club/2024");
    assertThat(names(RuleSets.in(RULES.resolve("tea-club")))).containsExactly("tea-club/2024");
    assertThat(names(RuleSets.in(CLUB))).containsExactly("tea-club/2024");
  }

  @Test
  void aDirectoryWithoutRulesIsAProblem() {
    assertThatThrownBy(() -> RuleSets.in(temp))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("[TW-");
  }

  @Test
  void aClassPathWithoutRulesIsAProblem() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> RuleSets.onClassPath(loader))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining("there is no rule folder on the class path");
    }
  }

  private static List<String> names(RuleSets sets) {
    return sets.years().stream().map(ProgramYear::name).toList();
  }

  // ---- which ---------------------------------------------------------------------------------

  @Test
  void theDayChoosesTheYearFromItsFirstToItsLast() {
    RuleSets sets = RuleSets.in(RULES.resolve("tea-club"));
    assertThat(sets.decide(on("2024-01-01")).programYear()).isEqualTo("tea-club/2024");
    assertThat(sets.decide(on("2024-12-31")).programYear()).isEqualTo("tea-club/2024");
    assertThatThrownBy(() -> sets.decide(on("2025-01-01")))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("covers the day 2025-01-01")
        .hasMessageContaining("tea-club/2024 (2024-01-01 to 2024-12-31)");
  }

  @Test
  void aDayThatTwoProgrammesCoverNeedsAName() {
    RuleSets sets = RuleSets.in(RULES);
    assertThatThrownBy(() -> sets.decide(on("2024-05-05")))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("covered by several programmes");
    assertThat(sets.on("tea-club", LocalDate.parse("2024-05-05"))).hasToString("tea-club/2024");
    assertThat(sets.decide(on("2024-05-05").withYear("tea-club/2024")).offers()).isNotEmpty();
  }

  @Test
  void aYearThatIsNamedDecidesWhateverTheDay() {
    RuleSets sets = RuleSets.in(RULES);
    Decision decision = sets.decide(on("1999-05-05").withYear("tea-club/2024"));
    assertThat(decision.asOf()).isEqualTo("1999-05-05");
    assertThat(decision.programYear()).isEqualTo("tea-club/2024");
  }

  @Test
  void anUnknownYearIsAProblemWithTheNearestName() {
    assertThatThrownBy(() -> RuleSets.in(RULES).year("tea-club/2023"))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("Did you mean \"tea-club/2024\"?");
  }

  // ---- what identifies rules -----------------------------------------------------------------

  @Test
  void theFingerprintChangesWithAFigureOrMessageAndNotWithLineEnds() throws IOException {
    String before = fingerprint("");
    assertThat(fingerprint("crlf")).isEqualTo(before);
    assertThat(fingerprint("message")).isNotEqualTo(before);
    assertThat(fingerprint("figure")).isNotEqualTo(before);
  }

  private String fingerprint(String change) throws IOException {
    Path folder = Files.createTempDirectory(temp, "f").resolve("tea-club/2024");
    Files.createDirectories(folder);
    for (String name : List.of("ruleset.yaml", "messages.yaml", "tea.drl")) {
      String text = Files.readString(CLUB.resolve(name));
      String changed =
          switch (change) {
            case "crlf" -> text.replace("\n", "\r\n");
            case "message" -> text.replace("The garden is open to all.", "Come in.");
            case "figure" -> text.replace("asks( \"cups\", 40 )", "asks( \"cups\", 41 )");
            default -> text;
          };
      Files.writeString(folder.resolve(name), changed);
    }
    return RuleSets.in(folder).year("tea-club/2024").fingerprint();
  }

  // ---- several threads -----------------------------------------------------------------------

  @Test
  void severalThreadsGetTheSameDecisions() throws Exception {
    RuleSets sets = RuleSets.in(CLUB);
    List<EnrollmentCase> cases = EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"));
    List<Decision> expected = cases.stream().map(RuleSets.in(CLUB)::decide).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<Decision>>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  List<Decision> decisions = new ArrayList<>();
                  for (int round = 0; round < 25; round++) {
                    cases.forEach(each -> decisions.add(sets.decide(each)));
                  }
                  return decisions;
                }));
      }
      start.countDown();
      Set<Decision> different = new HashSet<>();
      for (Future<List<Decision>> future : futures) {
        different.addAll(future.get());
      }
      assertThat(different).hasSameElementsAs(expected);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aYearAloneThatSeveralProgrammesHaveIsAProblem() {
    assertThatThrownBy(() -> RuleSets.in(RULES).year("2024"))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("They are: cafe-guild/2024, tea-club/2024.");
  }

  @Test
  void aRuleSetSaysWhichMeasuresMoreLinesCanMakeWorse() {
    RuleSets rules = RuleSets.in(RULES);
    assertThat(rules.year("cafe-guild/2024").measuresThatMayFall()).containsExactly("score");
    assertThat(rules.year("tea-club/2024").measuresThatMayFall())
        .containsExactly("guests", "rating");
  }

  @Test
  void aCaseOfTheBuilderRefusesTwoFactsOfOneId() {
    EnrollmentCase.Builder builder =
        EnrollmentCase.of(Application.on(LocalDate.parse("2024-05-05")), Partner.of("P"))
            .credentials(
                List.of(
                    tierwise.facts.Credential.of("C", "Anna", "taster"),
                    tierwise.facts.Credential.of("C", "Ben", "taster")));
    assertThatThrownBy(builder::build)
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("[TW-");
  }

  @Test
  void onlyTheYearsThatCasesNeedAreRead() throws IOException {
    Path rules = Files.createDirectory(temp.resolve("two-years"));
    CafeGuild.copyTo(rules);
    Path next = CafeGuild.copyAs(rules.resolve("cafe-guild/2025"));
    CafeGuild.replace(next.resolve("ruleset.yaml"), "2024-01-01", "2025-01-01");
    CafeGuild.replace(next.resolve("ruleset.yaml"), "until: 2025-01-01", "until: 2026-01-01");
    CafeGuild.replace(next.resolve("guild.drl"), "sum( $points )", "sum( $nothing )");
    EnrollmentCase ofToday = on("2024-05-05");
    RuleSets.Finder finder = RuleSets.with(RuleSettings.usual());
    assertThatThrownBy(() -> finder.in(rules)).hasMessageContaining("$nothing");
    RuleSets needed = finder.forCases(List.of(ofToday)).in(rules);
    assertThat(needed.years()).extracting(ProgramYear::year).containsExactly("2024");
    assertThat(needed.decide(ofToday)).isNotNull();
    assertThatThrownBy(() -> finder.forCases(List.of(ofToday, on("2025-05-05"))).in(rules))
        .hasMessageContaining("$nothing");
    assertThatThrownBy(() -> finder.forCases(List.of(on("1999-05-05"))).in(rules))
        .as("no year is needed, so all are read")
        .hasMessageContaining("$nothing");
  }

  // ---- when they are built -------------------------------------------------------------------

  @Test
  void nothingIsBuiltAnymoreForTheFirstCaseOfAYearThatIsPrepared() {
    bytesOfADecision(RuleSets.in(RULES));
    RuleSets prepared = RuleSets.in(RULES).prepare();
    long decided = bytesOfADecision(prepared);
    assertThat(bytesOfADecision(prepared)).isCloseTo(decided, Offset.offset(BYTES_OF_A_BUILD / 2));
    assertThat(bytesOfADecision(RuleSets.in(RULES))).isGreaterThan(decided + BYTES_OF_A_BUILD);
  }

  private static long bytesOfADecision(RuleSets rules) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RuleSet guild = rules.year("cafe-guild/2024");
    long before = threads.getCurrentThreadAllocatedBytes();
    guild.decide(on("2024-05-05"));
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
