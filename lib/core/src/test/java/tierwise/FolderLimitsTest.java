package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much one folder can hold, where no short file shows it. */
class FolderLimitsTest {
  private static final String HEAD =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      """;

  @TempDir Path rules;

  @Test
  void aFolderHasFiveHundredRules() throws IOException {
    assertThat(messages(500, "rule \"%d\" when then insert( note( \"year-end\" ) ); end"))
        .contains("a folder has at most 500 rules");
  }

  @Test
  void aFolderDeclaresAHundredFactTypes() throws IOException {
    assertThat(messages(99, "declare Sort%d id : String end"))
        .contains("a folder declares at most 100 fact types");
  }

  /** What is told of the guild's folder with so many lines more. */
  private Iterable<String> messages(int lines, String line) throws IOException {
    Path folder = CafeGuild.copyTo(rules);
    String more =
        IntStream.rangeClosed(1, lines)
            .mapToObj(number -> line.replace("%d", String.valueOf(number)))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("more.drl"), HEAD + more);
    return RuleSets.check(rules).stream().map(Problem::message).toList();
  }
}
