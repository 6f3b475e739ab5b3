package tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {
  @TempDir Path temp;

  @Test
  void aRunWritesItsOwnSectionAnewAndLeavesTheOthers() throws IOException {
    Path page = temp.resolve("FIGURES.md");
    FiguresFile file = new FiguresFile(page);
    file.write("Decisions", List.of("one"));
    file.write("Memory", List.of("two"));
    Files.writeString(page, Files.readString(page) + "\n## By hand\n\nthree\n");
    file.write("Decisions", List.of("four"));
    assertThat(Files.readString(page).replaceAll("(?m)^\\d.*Java.*\\n\\n", ""))
        .isEqualTo(
            """
            # Figures

            ## Decisions

            four

            ## Memory

            two

            ## By hand

            three
            """);
  }

  @Test
  void figuresSayWhereTheyWereMeasured() throws IOException {
    Path page = temp.resolve("FIGURES.md");
    new FiguresFile(page).write("Decisions", List.of("one"));
    assertThat(Files.readString(page))
        .contains(", Java " + System.getProperty("java.version") + ", ")
        .contains(" processors, ");
  }
}
