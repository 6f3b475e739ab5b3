package tierwise.testing.junit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Makes a class a test of rule folders, with nothing written into it:
 *
 * <pre>{@code
 * @RuleFolder("src/rules")
 * class OurRulesTest implements RuleFolderTest {}
 * }</pre>
 *
 * <p>Each case is a test, linked to its line. They may run in parallel.
 */
public interface RuleFolderTest {
  /**
   * The cases of the folders that {@link RuleFolder} names.
   *
   * @throws IllegalStateException if the class has no such annotation
   * @throws tierwise.RuleSetException with everything that is wrong with rules or cases
   */
  @TestFactory
  default Stream<DynamicNode> rules() {
    RuleFolder folders = getClass().getAnnotation(RuleFolder.class);
    if (folders == null) {
      throw new IllegalStateException(
          getClass().getName() + " names no rule folder; add @RuleFolder(\"src/rules\")");
    }
    return Arrays.stream(folders.value()).map(Path::of).flatMap(RuleFolderTests::in);
  }
}
