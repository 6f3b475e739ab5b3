package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What is told of mistakes that take more than the files of one rule folder: word for word in a
 * file of {@code told}, which {@code -Dgolden=write} writes anew. Read the difference like code.
 */
public final class Told {
  static final Path FOLDER = Path.of("src/test/resources/told");

  private final Path directory;
  private final StringBuilder all = new StringBuilder();

  /**
   * Begins a file.
   *
   * @param directory where the mistakes are made; what is told is shown as to somebody who is there
   */
  public Told(Path directory) {
    this.directory = directory;
  }

  /** Adds what is told of a mistake, which must be something. */
  public void add(String mistake, List<Problem> problems) {
    assertThat(problems).as(mistake).isNotEmpty();
    all.append(all.isEmpty() ? "" : "\n").append("=== ").append(mistake).append("\n\n");
    List<String> texts = new ArrayList<>();
    for (Problem problem : problems) {
      texts.add(
          problem
              .toString()
              .replace(directory + "/", "")
              .replaceAll("[0-9a-f]{64}", "…")
              // The code stands further to the right where the name of the directory is short.
              .replaceAll(" +\\[TW-", " [TW-"));
    }
    all.append(String.join("\n\n", texts)).append("\n");
  }

  /** Adds what something throws. */
  public void add(String mistake, Callable<?> work) throws Exception {
    try {
      work.call();
    } catch (RuleSetException e) {
      add(mistake, e.problems());
      return;
    }
    throw new AssertionError(mistake + " is no problem");
  }

  /** Compares it with the file. */
  public void isAsIn(String file) throws IOException {
    Path path = FOLDER.resolve(file);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(path, all);
    }
    assertThat(all.toString()).isEqualTo(Files.readString(path));
  }
}
