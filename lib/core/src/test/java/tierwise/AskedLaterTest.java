package tierwise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What decisions make only when somebody asks, and the JSON that asks for all of it. */
class AskedLaterTest {
  private static final int THREADS = 4;
  private static final RuleSets CLUB = RuleSets.in(Path.of("src/test/resources/rules/tea-club"));
  private static final List<EnrollmentCase> CASES =
      EnrollmentCase.read(Path.of("src/test/resources/tea-cases.yaml"));
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void decisionsAreEqualWhetherOrNotSomebodyAsked() {
    for (EnrollmentCase each : CASES) {
      Decision asked = CLUB.decide(each);
      asked.toJson();
      assertThat(CLUB.decide(each)).isEqualTo(asked).hasSameHashCodeAs(asked);
    }
    assertThat(CLUB.decide(CASES.get(0))).isNotEqualTo(CLUB.decide(CASES.get(1)));
  }

  @Test
  void severalThreadsAreGivenTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (EnrollmentCase each : CASES) {
        Decision decision = CLUB.decide(each);
        CountDownLatch start = new CountDownLatch(THREADS);
        List<Future<List<Object>>> told = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          told.add(
              threads.submit(
                  () -> {
                    start.countDown();
                    start.await();
                    return all(decision);
                  }));
        }
        List<Object> first = told.get(0).get();
        for (Future<List<Object>> other : told) {
          List<Object> same = other.get();
          assertThat(same).hasSameSizeAs(first);
          for (int i = 0; i < first.size(); i++) {
            assertThat(same.get(i)).isSameAs(first.get(i));
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Object> all(Decision decision) {
    List<Object> all = new ArrayList<>();
    for (OfferDecision offer : decision.offers()) {
      all.add(offer.grounds());
      offer.findings().forEach(finding -> addAll(finding, all));
    }
    all.add(decision.notices());
    all.add(decision.measurements());
    all.add(decision.held());
    return all;
  }

  private static void addAll(Finding finding, List<Object> all) {
    all.add(finding.grounds());
    if (!finding.within().isEmpty()) {
      finding.within().forEach(each -> addAll(each, all));
    }
    if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      all.add(measure.measured());
    }
  }

  @Test
  void verdictsAreThatPartOfTheDecision() {
    for (EnrollmentCase each : CASES) {
      Verdicts verdicts = CLUB.verdicts(each);
      Decision decision = CLUB.decide(each);
      assertThat(verdicts).isEqualTo(decision.verdicts());
      assertThat(verdicts.offers())
          .extracting(verdict -> verdict.missing().size())
          .isEqualTo(decision.offers().stream().map(offer -> offer.missing().size()).toList());
    }
  }

  @Test
  void aLineOfJsonSaysTheSame() {
    for (EnrollmentCase each : CASES) {
      Decision decision = CLUB.decide(each);
      assertThat(decision.toJsonLine()).doesNotContain("\n");
      assertThat(JSON.readTree(decision.toJsonLine())).isEqualTo(JSON.readTree(decision.toJson()));
    }
  }

  @Test
  void eachMeasurementStandsOnceAndFindingsPointToIt() {
    Set<String> pointedTo = new HashSet<>();
    for (EnrollmentCase each : CASES) {
      JsonNode decision = JSON.readTree(CLUB.decide(each).toJson());
      List<String> ids = new ArrayList<>();
      decision.get("measurements").forEach(one -> ids.add(one.get("id").asString()));
      assertThat(ids).doesNotHaveDuplicates();
      decision.findValues("measurement").forEach(id -> pointedTo.add(id.asString()));
      assertThat(decision.findValues("measurement"))
          .allSatisfy(id -> assertThat(ids).contains(id.asString()));
      decision
          .findValues("parts")
          .forEach(parts -> parts.forEach(part -> assertThat(ids).contains(part.asString())));
    }
    assertThat(pointedTo).isNotEmpty();
  }

  @Test
  void whatWasMeasuredBesidesIsWhatNoFindingRestsOn() {
    for (EnrollmentCase each : CASES) {
      Decision decision = CLUB.decide(each);
      List<Measured> rested = new ArrayList<>();
      all(decision).stream()
          .filter(Measured.class::isInstance)
          .forEach(measured -> rested.add((Measured) requireNonNull(measured)));
      assertThat(decision.measures()).noneMatch(rested::contains);
      assertThat(decision.measurements()).containsAll(rested).containsAll(decision.measures());
    }
  }
}
