package tierwise.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rule folders of this repository, read once. */
final class AllFolders {
  static final List<RuleFolderCases> ALL = RuleFolderCases.in(Path.of("../../rules"));

  private AllFolders() {}

  static Stream<RuleFolderCases> stream() {
    return ALL.stream();
  }

  /**
   * How many of something a test tries: few in the build, many with {@code
   * -Dtierwise.thorough=true}, or as many as the system property says.
   */
  static int number(String property, int few, int many) {
    @Nullable Integer wanted = Integer.getInteger(property);
    return wanted != null ? wanted : Boolean.getBoolean("tierwise.thorough") ? many : few;
  }
}
