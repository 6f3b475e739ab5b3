package tierwise.testing.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import tierwise.testing.Coverage;
import tierwise.testing.Engines;
import tierwise.testing.RuleFolderCases;
import tierwise.testing.TestCase;
import tierwise.testing.TestResult;

/**
 * Makes a JUnit test of each case of the rule folders. Use it in a test class of your own:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> rules() {
 *   return RuleFolderTests.in(Path.of("rules"));
 * }
 * }</pre>
 *
 * <p>Or annotate a class as {@link RunsRuleFolders} shows. Or let Surefire scan this class, with
 * {@code dependenciesToScan}: it runs the cases of all rule folders in the directory that the
 * system property {@value #DIRECTORY} names, else in the directory of the build. Then a module of
 * rules needs no Java.
 */
public class RuleFolderTests {
  /** The system property that names the directory of the rule folders. */
  public static final String DIRECTORY = "tierwise.rules";

  /** For JUnit. */
  public RuleFolderTests() {}

  /** The cases of the directory that the system property names. */
  @TestFactory
  Stream<DynamicNode> cases() {
    return in(Path.of(System.getProperty(DIRECTORY, "")));
  }

  /**
   * The cases of all rule folders in or at a directory: a container for each folder, a test for
   * each case, decided by both engines and linked to its line, and one more where {@code
   * ruleset.yaml} says how much the cases must exercise.
   *
   * @throws tierwise.RuleSetException with everything that is wrong with rules or cases; also if a
   *     folder has no case
   */
  public static Stream<DynamicNode> in(Path directory) {
    return RuleFolderCases.in(directory).stream()
        .map(folder -> dynamicContainer(folder.name(), tests(folder)));
  }

  private static Stream<DynamicNode> tests(RuleFolderCases folder) {
    Stream<DynamicNode> cases = folder.cases().stream().map(RuleFolderTests::test);
    return folder.hasCoverageLimits() ? Stream.concat(cases, Stream.of(limits(folder))) : cases;
  }

  private static DynamicNode test(TestCase test) {
    URI place = URI.create(test.file().toUri() + "?line=" + test.line());
    return dynamicTest(
        test.name(),
        place,
        () -> {
          TestResult result = test.run(Engines.BOTH);
          switch (result.status()) {
            case FAILED -> throw new AssertionError(result.text());
            case SKIPPED -> Assumptions.abort(result.text());
            case PASSED -> {}
          }
        });
  }

  private static DynamicNode limits(RuleFolderCases folder) {
    return dynamicTest(
        "The cases exercise as much as ruleset.yaml wants",
        () -> {
          Coverage coverage = folder.coverage(true);
          if (!coverage.belowLimit().isEmpty()) {
            throw new AssertionError(coverage.toText());
          }
        });
  }
}
