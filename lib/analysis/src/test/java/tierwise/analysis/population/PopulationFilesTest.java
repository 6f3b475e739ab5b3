package tierwise.analysis.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.record.DecisionLog;

/** Partners that lie in files. */
class PopulationFilesTest {
  private static final Path CLUB = Path.of("../core/src/test/resources/years");

  @TempDir Path temp;

  private static String line(String id) {
    return "{\"format\":1,\"application\":{\"asOf\":\"2024-05-05\"},\"partner\":{\"id\":\""
        + id
        + "\"}}";
  }

  private static List<Candidate> all(Path... places) {
    try (Stream<Candidate> candidates = PopulationFiles.in(List.of(places)).candidates()) {
      return candidates.toList();
    }
  }

  private static @Nullable String id(Candidate candidate) {
    EnrollmentCase each = candidate.read();
    return each == null ? null : each.partner().id();
  }

  private static Problem problem(Candidate candidate) {
    RuleSetException e = catchThrowableOfType(RuleSetException.class, candidate::read);
    assertThat(e).isNotNull();
    return e.problems().get(0);
  }

  @Test
  void eachLineIsACaseAndABrokenOneIsShownInItsLine() throws IOException {
    Path file = temp.resolve("partners.jsonl");
    Files.writeString(file, line("A") + "\r\n\n{\"format\":1,\n" + line("C"));
    List<Candidate> all = all(file);
    assertThat(all).hasSize(3);
    assertThat(id(all.get(0))).isEqualTo("A");
    assertThat(all.get(1).where()).isEqualTo("partners.jsonl:3");
    Problem.Place place = problem(all.get(1)).place();
    assertThat(place).isNotNull();
    assertThat(place.at().line()).isEqualTo(3);
    assertThat(id(all.get(2))).isEqualTo("C");
    assertThat(all.get(2).until()).isEqualTo(Files.size(file) + 1);
  }

  @Test
  void oneWrongCaseOfAFileDoesNotHideTheOthers() throws IOException {
    Path file = temp.resolve("cases.yaml");
    Files.writeString(
        file,
        """
        cases:
          - case: Good
            given: {application: {asOf: 2024-05-05}, partner: {id: A}}
          - case: Bad
            given: {application: {asOf: 2024-05-99}, partner: {id: B}}
          - case: Good as well
            given: {application: {asOf: 2024-05-05}, partner: {id: C}}
        """);
    List<Candidate> all = all(file);
    List<String> read = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Candidate each : all) {
      try {
        read.add(String.valueOf(id(each)));
      } catch (RuleSetException e) {
        wrong.add(e.getMessage());
      }
    }
    assertThat(read).containsExactly("A", "C");
    assertThat(wrong).singleElement().asString().contains("cases.yaml:5:", "2024-05-99");
  }

  @Test
  void aFileThatIsNoCaseFileIsOneProblem() throws IOException {
    Path file = temp.resolve("cases.yaml");
    Files.writeString(file, "cases: [");
    assertThat(all(file)).singleElement().satisfies(each -> assertThat(problem(each)).isNotNull());
  }

  @Test
  void aFolderGivesAllItsCasesInTheOrderOfNamesAndNoRules() throws IOException {
    Files.createDirectories(temp.resolve("b/tests"));
    Files.writeString(temp.resolve("b/ruleset.yaml"), "title: none");
    Files.writeString(temp.resolve("b/messages.de.yaml"), "offers: {}");
    Files.writeString(temp.resolve("b/rules.drl"), "");
    Files.writeString(temp.resolve("b/tests/x.jsonl"), line("B"));
    Files.writeString(temp.resolve("a.jsonl"), line("A"));
    assertThat(all(temp)).extracting(PopulationFilesTest::id).containsExactly("A", "B");
    assertThat(all(temp).get(1).where().replace('\\', '/')).isEqualTo("b/tests/x.jsonl:1");
  }

  @Test
  void theRecordsOfALogGiveTheirFactsAndErasedOnesNone() {
    RuleSets rules = RuleSets.in(CLUB);
    EnrollmentCase reader = EnrollmentCase.read(CLUB.resolve("cases.yaml")).get(0);
    try (DecisionLog log = DecisionLog.open(temp.resolve("log"))) {
      for (int i = 1; i <= 3; i++) {
        log.decide(rules, reader, "D-" + i, Instant.parse("2024-05-05T12:00:00Z"));
      }
      log.erase(each -> each.id().equals("D-2"));
    }
    assertThat(all(temp.resolve("log")))
        .extracting(PopulationFilesTest::id)
        .containsExactly("P", null, "P");
  }

  @Test
  void aPopulationCanBeLookedThroughAgain() throws IOException {
    Path file = temp.resolve("partners.jsonl");
    Files.writeString(file, line("A") + "\n" + line("B"));
    Population population = PopulationFiles.in(List.of(file));
    for (int i = 0; i < 2; i++) {
      try (Stream<Candidate> all = population.candidates()) {
        assertThat(all.map(PopulationFilesTest::id)).containsExactly("A", "B");
      }
    }
    assertThat(population.title()).isEqualTo(file.toString());
  }

  @Test
  void drawnPartnersAreTheSameEachTime() {
    Population drawn = DrawnPopulation.of(RuleSets.in(CLUB).year("book-club/2024"), 20);
    try (Stream<Candidate> one = drawn.candidates();
        Stream<Candidate> other = drawn.candidates()) {
      assertThat(one.map(Candidate::read))
          .containsExactlyElementsOf(other.map(Candidate::read).toList());
    }
    assertThat(drawn.title()).isEqualTo("20 drawn partners of book-club/2024");
  }
}
