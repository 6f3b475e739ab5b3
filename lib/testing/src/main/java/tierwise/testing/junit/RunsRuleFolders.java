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
 * @RuleFolders("src/rules")
 * class OurRulesTest implements RunsRuleFolders {}
 * }</pre>
 *
 * <p>Each case is a test, linked to its line. They may run in parallel.
 */
public interface RunsRuleFolders {
  /**
   * The cases of the folders that {@link RuleFolders} names.
   *
   * @throws IllegalStateException if the class has no such annotation
   * @throws tierwise.RuleSetException with everything that is wrong with rules or cases
   */
  @TestFactory
  default Stream<DynamicNode> rules() {
    RuleFolders folders = getClass().getAnnotation(RuleFolders.class);
    if (folders == null) {
      throw new IllegalStateException(
          getClass().getName() + " names no rule folder; add @RuleFolders(\"src/rules\")");
    }
    return Arrays.stream(folders.value()).map(Path::of).flatMap(RuleFolderTests::in);
  }
}
