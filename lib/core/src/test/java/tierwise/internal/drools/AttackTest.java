package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.facts.Application;
import tierwise.facts.Offer;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Subject;
import tierwise.internal.drools.HostileFile.Net;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.Printer;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleReader;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * What hostile rule files come to. Each file in {@code attacks} stands in the folder of
 * cafe-guild/2024 as one more, is read, and is then given to each of the nets that should see it,
 * with the nets before it taken away. A class of its own shows that nothing of it ran.
 */
class AttackTest {
  private static final String FILE = "attack.drl";
  private static final StepBudget BUDGET = new StepBudget(10_000, 0);

  /** What a run with three hundred facts takes, and 250 bytes for each step. */
  private static final long BYTES_OF_A_RUN = 12_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir static Path temp;

  private static List<HostileFile> files = List.of();
  private static Canaries canaries;

  @BeforeAll
  static void makeCanaries() throws IOException {
    files = HostileFile.all();
    canaries = new Canaries(files.size(), temp);
  }

  @AfterAll
  static void closeCanaries() throws IOException {
    canaries.close();
  }

  @Test
  void thereAreManyAndOfAllSorts() {
    assertThat(files.stream().filter(file -> file.isSeenBy(Net.GRAMMAR)).count())
        .isGreaterThanOrEqualTo(120);
    for (Net net : Net.values()) {
      assertThat(files).as("seen by " + net).anyMatch(file -> file.isSeenBy(net));
    }
    assertThat(files).as("seen by none, being honest").anyMatch(file -> file.nets().isEmpty());
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
                      assertUntouched(file.canary());
                    }));
  }

  /** Names, comments and texts of the author's: the engine gets other ones, or the same escaped. */
  @TestFactory
  Stream<DynamicTest> whatTheLanguageHasIsPrintedAnew() {
    return files.stream()
        .filter(file -> file.isSeenBy(Net.PRINTER) || file.nets().isEmpty())
        .map(
            file ->
                dynamicTest(
                    file.toString(), () -> assertHarmless(FILE, file.text(), file.canary())));
  }

  @Test
  void theNameOfAFileIsNotPassedOn() throws IOException {
    String canary = Canaries.name(0);
    String rules =
        files.stream()
            .filter(file -> file.nets().isEmpty())
            .map(HostileFile::text)
            .findFirst()
            .orElseThrow();
    for (String name :
        List.of(
            "a\" + " + canary + ".text() + \".drl",
            "a */ static { " + canary + ".yes(); } /* .drl",
            "a\\u0022 + " + canary + ".text() + \\u0022.drl",
            "a\n" + canary + ".yes();.drl")) {
      assertHarmless(name, rules, canary);
    }
  }

  private static void assertHarmless(String name, String text, String canary) throws IOException {
    Problems problems = new Problems();
    RuleModel model =
        Objects.requireNonNull(read(name, text, problems), () -> problems.inFileOrder().toString());
    RuleBase.load(model, RuleCompiler.compile(model));
    assertUntouched(canary);
  }

  /** What the later nets see of a file that the grammar would have stopped, or the printer. */
  @TestFactory
  Stream<DynamicTest> withoutTheGrammarTheOtherNetsHoldThem() throws IOException {
    RuleModel base = read("none.drl", "package cafe.guild\n", new Problems());
    return files.stream()
        .filter(HostileFile::isBuilt)
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> {
                      assertHeld(file, Objects.requireNonNull(base));
                      assertUntouched(file.canary());
                    }));
  }

  private static void assertHeld(HostileFile file, RuleModel base) {
    ClassFiles built;
    try {
      built =
          RuleCompiler.compile(
              base.packageName(), file.text() + declarations(base), canaries.loader());
    } catch (RuleSetException e) {
      assertThat(file.isSeenBy(Net.COMPILER)).as(e.getMessage()).isTrue();
      return;
    }
    assertThat(file.isSeenBy(Net.COMPILER)).as("the compiler takes it").isFalse();
    assertThat(refusal(() -> ClassFileCheck.check(base, BuiltClasses.of(built))))
        .as("what the class files show")
        .matches(refusal -> refusal.isPresent() == file.isSeenBy(Net.CLASSES));
    if (file.isSeenBy(Net.LOADER)) {
      assertThat(
              refusal(
                  () -> RuleBase.link(base, built, BuiltClasses.of(built)).run(facts(), BUDGET)))
          .as("what the class loader says")
          .hasValueSatisfying(
              refusal ->
                  assertThat(
                          refusal instanceof NoClassDefFoundError
                              || refusal.toString().contains("rules cannot link to"))
                      .as(refusal.toString())
                      .isTrue());
    }
  }

  /**
   * What costs too much, with all other nets taken away. The rule set stays good for a case that
   * costs little.
   */
  @TestFactory
  Stream<DynamicTest> theBudgetEndsWhatNoOtherNetSees() throws IOException {
    RuleModel base = requireNonNull(read("none.drl", "package cafe.guild\n", new Problems()));
    return files.stream()
        .filter(file -> file.isSeenBy(Net.BUDGET))
        .map(file -> dynamicTest(file.toString(), () -> assertSpent(file, base)));
  }

  private static void assertSpent(HostileFile file, RuleModel base) {
    ClassFiles built =
        RuleCompiler.compile(
            base.packageName(), file.text() + declarations(base), canaries.loader());
    RuleBase linked = RuleBase.link(base, built, BuiltClasses.of(built));
    List<Object> many = manyFacts();
    many.add(
        linked.make(
            requireNonNull(base.types().get("Target")), List.of("roaster", "Brewing", 5, 1)));
    for (int round = 0; round < 3; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      RuleFailure failure = catchThrowableOfType(RuleFailure.class, () -> linked.run(many, BUDGET));
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(failure).as("nothing ends it").isNotNull();
      assertThat(failure.code()).isIn(Code.BUDGET_SPENT, Code.NOT_A_FACT);
      assertThat(requireNonNull(failure.rule()).id()).startsWith("r");
      assertThat(bytes).isLessThan(BYTES_OF_A_RUN);
    }
    assertUntouched(file.canary());
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

  /** The facts that the base declares, as the engine gets them, to stand behind a hostile file. */
  private static String declarations(RuleModel base) {
    String printed = Printer.print(base.withRules(List.of()));
    return printed.substring(printed.indexOf('\n'));
  }

  /** What ends the run; empty if nothing does. */
  private static Optional<Throwable> refusal(Runnable run) {
    try {
      run.run();
      return Optional.empty();
    } catch (RuleSetException | RuleFailure | LinkageError e) {
      return Optional.of(e);
    }
  }

  private static List<Object> facts() {
    LocalDate day = LocalDate.parse("2024-05-05");
    return List.of(
        Application.on(day).askingFor("craft", "Brewing"),
        Partner.of("P"),
        new Subject("craft", "Brewing"),
        new Offer("stall", null, null),
        new Offer("master", "Brewing", null),
        Purchase.of("L1", "invoice", day).withKpi(BigDecimal.ONE).withProduct("x", "piece", 1),
        Purchase.of("L2", "invoice", day).withKpi(BigDecimal.TEN).withProduct("y", "piece", 2));
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

  private static void assertUntouched(String canary) {
    assertThat(Canaries.isTouched(canary)).as("something of the file ran").isFalse();
  }

  /** Reads the folder with one more file; {@code null} with the reasons among the problems. */
  private static @Nullable RuleModel read(String name, String text, Problems problems)
      throws IOException {
    return RuleReader.read(RuleFolder.read(CafeGuild.with(name, text), problems), problems);
  }
}
