package tierwise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A page in Markdown with a section for each part that was measured. A run writes the sections of
 * its own parts anew and leaves the others, and what people wrote, as they are.
 */
final class FiguresFile {
  private static final String SECTION = "## ";

  private final Path file;

  FiguresFile(Path file) {
    this.file = file;
  }

  /** Puts lines of Markdown into the section of that title, or into a new one at the end. */
  void write(String title, List<String> lines) throws IOException {
    List<String> page =
        new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of("# Figures", ""));
    int begin = page.indexOf(SECTION + title);
    if (begin < 0) {
      if (!page.get(page.size() - 1).isEmpty()) {
        page.add("");
      }
      begin = page.size();
    }
    int end = Math.min(begin + 1, page.size());
    while (end < page.size() && !page.get(end).startsWith(SECTION)) {
      end++;
    }
    boolean isLast = end == page.size();
    List<String> section = page.subList(begin, end);
    section.clear();
    section.add(SECTION + title);
    section.add("");
    section.add(machine());
    section.add("");
    section.addAll(lines);
    if (!isLast) {
      section.add("");
    }
    Files.writeString(file, String.join("\n", page) + "\n");
  }

  /** What figures cannot be understood without. */
  private static String machine() {
    return "%s, Java %s, %d processors, %s %s."
        .formatted(
            LocalDate.now(ZoneId.systemDefault()),
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
