package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tierwise.testing.junit.RuleFolderTests;
import tierwise.testing.junit.RuleFolders;
import tierwise.testing.junit.RunsRuleFolders;

/** What JUnit makes of rule folders, run by JUnit inside of JUnit. */
class JUnitDoorTest {
  private static final String SCHOOLS = "src/test/resources/rules/ski-schools/2025";
  private static final String WRONG = "target/wrong-ski-schools";

  @RuleFolders(SCHOOLS)
  static class Schools implements RunsRuleFolders {}

  @RuleFolders(WRONG)
  static class Wrong implements RunsRuleFolders {}

  static class Unnamed implements RunsRuleFolders {}

  static class OneLine {
    @TestFactory
    Stream<DynamicNode> rules() {
      return RuleFolderTests.in(Path.of(SCHOOLS));
    }
  }

  private record Run(TestIdentifier test, TestExecutionResult result) {
    String reason() {
      return result.getThrowable().map(Throwable::getMessage).orElse("");
    }
  }

  /** Runs a class of tests, its tests on several threads. */
  private static List<Run> run(Class<?> tests, Set<String> threads) {
    List<Run> runs = Collections.synchronizedList(new ArrayList<>());
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter(
                    "junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                    "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameter(
                    "junit.jupiter.execution.parallel.config.executor-service",
                    "WORKER_THREAD_POOL")
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                  threads.add(Thread.currentThread().getName());
                  runs.add(new Run(test, result));
                }
              }
            });
    return runs;
  }

  private static List<Run> run(Class<?> tests) {
    return run(tests, ConcurrentHashMap.newKeySet());
  }

  @Test
  void eachCaseIsATestThatRunsBesideTheOthers() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    List<Run> runs = run(Schools.class, threads);
    List<TestCase> cases = RuleFolderCases.in(Path.of(SCHOOLS)).get(0).cases();
    assertThat(runs)
        .extracting(each -> each.test().getDisplayName())
        .containsExactlyInAnyOrderElementsOf(cases.stream().map(TestCase::name).toList());
    assertThat(runs)
        .noneMatch(each -> each.result().getStatus() == TestExecutionResult.Status.FAILED);
    assertThat(threads).hasSizeGreaterThan(1);
  }

  @Test
  void aSkippedCaseIsAbortedWithItsReason() {
    assertThat(run(Schools.class))
        .filteredOn(each -> each.result().getStatus() == TestExecutionResult.Status.ABORTED)
        .extracting(Run::reason)
        .containsExactly("The association decides on it in spring.");
  }

  @Test
  void eachTestIsLinkedToTheLineOfItsCase() {
    List<Run> runs = run(Schools.class);
    for (TestCase each : RuleFolderCases.in(Path.of(SCHOOLS)).get(0).cases()) {
      File file = each.file().toAbsolutePath().toFile();
      assertThat(runs)
          .filteredOn(ran -> ran.test().getDisplayName().equals(each.name()))
          .extracting(ran -> ran.test().getSource().orElseThrow())
          .containsExactly(FileSource.from(file, FilePosition.from(each.line())));
    }
  }

  @Test
  void aFailureShowsTheWholeReportAndCoverageIsATestOfItsOwn() throws IOException {
    SkiSchools schools = SkiSchools.in(Path.of(WRONG));
    schools.change("ruleset.yaml", "- provenance:\n+ coverage: {rules: 100}\n+ provenance:");
    schools.write(
        "tests/cases.yaml",
        """
        cases:
          - case: One lesson is enough
            given:
              application: {asOf: 2025-11-03, asksFor: {discipline: [Nordic]}}
              partner: {id: S-1}
              credentials: [{id: L-1, person: Ada, kind: instructor}]
              Lesson: [{id: N-1, discipline: Nordic}]
            expect: {highest: {offer: valley, of: [Nordic]}}
        """);
    List<Run> runs = run(Wrong.class);
    assertThat(runs)
        .allMatch(each -> each.result().getStatus() == TestExecutionResult.Status.FAILED)
        .extracting(each -> each.test().getDisplayName())
        .containsExactlyInAnyOrder(
            "One lesson is enough", "The cases exercise as much as ruleset.yaml wants");
    assertThat(runs)
        .extracting(Run::reason)
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .contains("cases.yaml:2: One lesson is enough")
                    .contains("targets.drl:18: its row")
                    .contains("It would pass with 1 more like N-1."))
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .contains("limit 100 %: NOT REACHED")
                    .contains("measures.drl:14: A cancelled lesson does not count"));
  }

  @Test
  void aClassWithoutTheAnnotationIsToldOfIt() {
    assertThat(run(Unnamed.class))
        .extracting(Run::reason)
        .singleElement()
        .asString()
        .contains("names no rule folder; add @RuleFolders(\"src/rules\")");
  }

  @Test
  void theOneLineGivesTheSameTests() {
    assertThat(run(OneLine.class))
        .extracting(each -> each.test().getDisplayName())
        .containsExactlyInAnyOrderElementsOf(
            run(Schools.class).stream().map(each -> each.test().getDisplayName()).toList());
  }
}
