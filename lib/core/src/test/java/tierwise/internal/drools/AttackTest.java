package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import canary.Bird;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.facts.Application;
import tierwise.facts.Offer;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Subject;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.drools.HostileFile.Net;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;

/**
 * What hostile rule files come to. Each file in {@code attacks} stands in the folder of
 * cafe-guild/2024 as one more and is read; what the grammar accepts of them is run by each engine.
 * A class that they name shows that nothing of them ran as code.
 */
@Isolated("it looks for harm done to the machine")
class AttackTest {
  private static final String FILE = "attack.drl";
  private static final StepBudget BUDGET = new StepBudget(10_000, 0);

  /** What a run with three hundred facts takes, and 250 bytes for each step. */
  private static final long BYTES_OF_A_RUN = 12_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static List<HostileFile> files = List.of();

  @BeforeAll
  static void readFiles() throws IOException {
    files = HostileFile.all();
  }

  @Test
  void thereAreManyAndOfAllSorts() {
    assertThat(files).hasSizeGreaterThanOrEqualTo(347);
    assertThat(files.stream().filter(file -> file.isSeenBy(Net.GRAMMAR)))
        .hasSizeGreaterThanOrEqualTo(324);
    assertThat(files.stream().filter(file -> file.isSeenBy(Net.BUDGET)))
        .hasSizeGreaterThanOrEqualTo(13);
    assertThat(files).as("seen by none").anyMatch(file -> file.nets().isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> theGrammarStopsThemAtTheirLine() {
    return files.stream()
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> {
                      Problems problems = new Problems();
                      RuleModel model = read(FILE, file.text(), problems);
                      if (file.isSeenBy(Net.GRAMMAR)) {
                        assertStoppedAtItsLine(problems, file);
                      } else {
                        assertThat(model).as(problems.inFileOrder().toString()).isNotNull();
                      }
                      assertUntouched();
                    }));
  }

  @Test
  void theNameOfAFileIsNothingButAName() throws IOException {
    String rules =
        files.stream()
            .filter(file -> file.nets().isEmpty())
            .map(HostileFile::text)
            .findFirst()
            .orElseThrow();
    for (String name :
        List.of(
            "a\" + " + Bird.NAME + ".text() + \".drl",
            "a */ static { " + Bird.NAME + ".yes(); } /* .drl",
            "a\\u0022 + " + Bird.NAME + ".text() + \\u0022.drl",
            "a\n" + Bird.NAME + ".yes();.drl")) {
      for (RuleEngine engine : engines(accepted(name, rules))) {
        engine.run(facts(), BUDGET);
      }
      assertUntouched();
    }
  }

  /**
   * What the grammar accepts ends in each engine within the budget, also where it costs too much.
   * The rule set stays good for a case that costs little.
   */
  @TestFactory
  Stream<DynamicTest> whatTheGrammarAcceptsEndsInEachEngine() {
    return files.stream()
        .filter(file -> !file.isSeenBy(Net.GRAMMAR))
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> {
                      for (RuleEngine engine : engines(accepted(FILE, file.text()))) {
                        assertEnds(engine, file);
                      }
                      assertUntouched();
                    }));
  }

  private static void assertEnds(RuleEngine engine, HostileFile file) {
    List<Object> many = manyFacts();
    // Even a few lines are too many for some.
    List<Object> few = facts();
    few.removeIf(Purchase.class::isInstance);
    int stated = engine.run(few, BUDGET).size();
    for (int round = 0; round < 3; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      RuleFailure failure = catchThrowableOfType(RuleFailure.class, () -> engine.run(many, BUDGET));
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      String what = file + " by " + engine.getClass().getSimpleName();
      if (file.isSeenBy(Net.BUDGET)) {
        assertThat(failure).as(what).isNotNull();
        assertThat(failure.code()).as(what).isEqualTo(ProblemCode.BUDGET_SPENT);
        assertThat(requireNonNull(failure.rule()).file()).as(what).isEqualTo(FILE);
      }
      assertThat(bytes).as(what).isLessThan(BYTES_OF_A_RUN);
    }
    assertThat(engine.run(few, BUDGET)).hasSize(stated);
  }

  private static List<RuleEngine> engines(RuleModel model) {
    return List.of(new DirectEngine(model), new DroolsEngine(model));
  }

  private static RuleModel accepted(String name, String text) throws IOException {
    Problems problems = new Problems();
    RuleModel model = read(name, text, problems);
    return Objects.requireNonNull(model, () -> problems.inFileOrder().toString());
  }

  private static List<Object> manyFacts() {
    List<Object> facts = new ArrayList<>(facts());
    LocalDate day = LocalDate.parse("2024-05-05");
    for (int i = 0; i < 300; i++) {
      facts.add(
          Purchase.of("M" + i, "invoice", day)
              .withKpi(BigDecimal.ONE)
              .withProduct("x", "piece", 1));
    }
    return facts;
  }

  private static List<Object> facts() {
    LocalDate day = LocalDate.parse("2024-05-05");
    return new ArrayList<>(
        List.of(
            Application.on(day).askingFor("craft", "Brewing"),
            Partner.of("P"),
            new Subject("craft", "Brewing"),
            new Offer("stall", null, null),
            new Offer("master", "Brewing", null),
            Purchase.of("L1", "invoice", day).withKpi(BigDecimal.ONE).withProduct("x", "piece", 1),
            Purchase.of("L2", "invoice", day)
                .withKpi(BigDecimal.TEN)
                .withProduct("y", "piece", 2)));
  }

  private static void assertStoppedAtItsLine(Problems problems, HostileFile file) {
    List<Problem> errors =
        problems.inFileOrder().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
    assertThat(errors).isNotEmpty();
    Problem.Place place = Objects.requireNonNull(errors.get(0).place());
    assertThat(place.at().file()).endsWith(FILE);
    assertThat(place.at().line()).as(errors.get(0).toString()).isEqualTo(file.here());
  }

  private static void assertUntouched() {
    assertThat(System.getProperty(Bird.NAME)).as("something of the file ran").isNull();
    assertThat(Files.exists(Path.of(Bird.NAME))).as("it left a file").isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(Bird.NAME);
  }

  /** Reads the folder with one more file; {@code null} with the reasons among the problems. */
  private static @Nullable RuleModel read(String name, String text, Problems problems)
      throws IOException {
    return RuleChecker.read(RuleFolder.read(CafeGuild.with(name, text), problems), problems);
  }
}
