package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of the small rule folder of another organisation, to be spoilt. */
record SkiSchools(Path root) {
  private static final Path ORIGINAL = Path.of("src/test/resources/rules/ski-schools/2025");
  private static final String DELETE = "(no such file)";

  /** A copy below the directory. */
  static SkiSchools in(Path root) throws IOException {
    SkiSchools copy = new SkiSchools(root);
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy.write(ORIGINAL.relativize(file).toString(), Files.readString(file));
      }
    }
    return copy;
  }

  Path folder() {
    return root.resolve("ski-schools/2025");
  }

  /** Writes a file of the folder anew. */
  void write(String name, String text) throws IOException {
    Path file = folder().resolve(name);
    if (text.strip().equals(DELETE)) {
      Files.delete(file);
    } else {
      Files.createDirectories(folder().resolve("tests"));
      Files.writeString(file, text);
    }
  }

  /** Changes words of a file: the lines behind {@code -} into those behind {@code +}. */
  void change(String name, String lines) throws IOException {
    String from = marked(lines, "- ");
    Path file = folder().resolve(name);
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(from);
    Files.writeString(file, text.replace(from, marked(lines, "+ ")));
  }

  private static String marked(String lines, String mark) {
    return lines
        .lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .collect(Collectors.joining("\n"));
  }
}
