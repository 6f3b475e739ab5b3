package tierwise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.testing.internal.expect.Differences;

/**
 * New expectations for failed cases: what they got, in the place of what they expect. A case that
 * says what it follows from is never changed, since then the rules are wrong, not the case.
 */
public final class ExpectationUpdate {
  private final Map<Span, String> changes = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();

  private ExpectationUpdate() {}

  /** What would have to change for the cases of a folder to pass. Decides them anew. */
  public static ExpectationUpdate of(RuleFolderCases folder, List<TestResult> results) {
    ExpectationUpdate update = new ExpectationUpdate();
    results.stream()
        .filter(result -> result.status() == TestResult.Status.FAILED)
        .forEach(result -> update.add(folder, result.test()));
    return update;
  }

  private void add(RuleFolderCases folder, TestCase test) {
    if (!test.sources().isEmpty()) {
      leave(test, "it follows from " + String.join(", ", test.sources()));
      return;
    }
    for (Differences.Difference difference : test.read().compared().all()) {
      Span place = difference.expected();
      String got = difference.got();
      if (place == null || got == null || place.text().contains("$")) {
        leave(test, "this has to be written by hand: " + firstLine(difference));
      } else if (!got.equals(changes.getOrDefault(place, got))
          || !allAgree(folder, test, place, got)) {
        changes.remove(place);
        leave(test, "other rows of the table expect it too: " + firstLine(difference));
      } else {
        changes.put(place, got);
      }
    }
  }

  private static String firstLine(Differences.Difference difference) {
    return difference.text().lines().findFirst().orElse("");
  }

  /** Whether all rows that share the words of the table want the same instead. */
  private static boolean allAgree(RuleFolderCases folder, TestCase test, Span place, String got) {
    Span row = test.read().entry().row();
    if (row == null || (row.start() <= place.start() && place.end() <= row.end())) {
      return true;
    }
    return folder.cases().stream()
        .filter(other -> other.read().entry().span().equals(test.read().entry().span()))
        .allMatch(
            other ->
                other.read().compared().all().stream()
                    .anyMatch(each -> place.equals(each.expected()) && got.equals(each.got())));
  }

  private void leave(TestCase test, String why) {
    left.add(test.file() + ":" + test.line() + ": not changed, " + why);
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The lines as they are and as they would be, and what is left alone and why. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    byFile()
        .forEach(
            (file, spans) -> {
              Map<Integer, List<Span>> lines = new TreeMap<>();
              spans.forEach(
                  span -> lines.computeIfAbsent(span.line(), line -> new ArrayList<>()).add(span));
              lines.forEach((line, ofLine) -> line(file, line, ofLine, text));
            });
    left.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  private void line(SourceText file, int line, List<Span> spans, StringBuilder text) {
    String all = file.text();
    int start = all.lastIndexOf('\n', spans.get(0).start()) + 1;
    int last = all.indexOf('\n', spans.get(spans.size() - 1).end());
    int end = last < 0 ? all.length() : last;
    text.append(file.name()).append(':').append(line).append('\n');
    lines("- ", all.substring(start, end), text);
    lines("+ ", replaced(all, start, end, spans), text);
  }

  private static void lines(String mark, String lines, StringBuilder text) {
    lines.lines().forEach(line -> text.append("  ").append(mark).append(line).append('\n'));
  }

  private String replaced(String text, int start, int end, List<Span> spans) {
    StringBuilder result = new StringBuilder();
    int from = start;
    for (Span span : spans) {
      result.append(text, from, span.start()).append(changes.get(span));
      from = span.end();
    }
    return result.append(text, from, end).toString();
  }

  private Map<SourceText, List<Span>> byFile() {
    Map<SourceText, List<Span>> files = new LinkedHashMap<>();
    changes.keySet().stream()
        .sorted(
            Comparator.comparing((Span span) -> span.source().name()).thenComparing(Span::start))
        .forEach(span -> files.computeIfAbsent(span.source(), file -> new ArrayList<>()).add(span));
    return files;
  }

  /**
   * Writes the files of cases.
   *
   * @throws UncheckedIOException if a file cannot be written
   * @throws IllegalStateException if a file is no longer what it was when its cases were read
   */
  public void write() {
    byFile()
        .forEach(
            (source, spans) -> {
              Path file = Path.of(source.name());
              String text = source.text();
              try {
                if (!Files.readString(file).equals(text)) {
                  throw new IllegalStateException(file + " was changed meanwhile");
                }
                Files.write(
                    file, replaced(text, 0, text.length(), spans).getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
