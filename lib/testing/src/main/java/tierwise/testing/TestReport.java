package tierwise.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of the cases of some rule folders, to be written for people or programs. Immutable. */
public record TestReport(List<Folder> folders) {
  /**
   * One rule folder.
   *
   * @param name its programme and year
   * @param coverage what the cases exercise; {@code null} if that was not measured
   */
  public record Folder(String name, List<TestResult> results, @Nullable Coverage coverage) {
    /** Keeps its own copy of the results. */
    public Folder {
      results = List.copyOf(results);
    }

    /** Whether the cases exercise less than {@code ruleset.yaml} wants. */
    boolean isBelowLimit() {
      return coverage != null && !coverage.belowLimit().isEmpty();
    }
  }

  /** Keeps its own copy of the list. */
  public TestReport {
    folders = List.copyOf(folders);
  }

  /** How many cases ended so. */
  public int count(TestResult.Status status) {
    return (int) results().filter(result -> result.status() == status).count();
  }

  /** Whether no case failed and no coverage is below its limit. */
  public boolean isGood() {
    return count(TestResult.Status.FAILED) == 0 && folders.stream().noneMatch(Folder::isBelowLimit);
  }

  private Stream<TestResult> results() {
    return folders.stream().flatMap(folder -> folder.results().stream());
  }

  /** The whole report for people: failed cases, then the summary. */
  public String toText() {
    return results()
            .filter(result -> result.status() == TestResult.Status.FAILED)
            .map(result -> result.text() + "\n\n")
            .collect(Collectors.joining())
        + summary(true);
  }

  /**
   * What was skipped and why, and how many passed.
   *
   * @param missing whether to list what is missing where the coverage is below its limit
   */
  public String summary(boolean missing) {
    StringBuilder text = new StringBuilder();
    List<TestResult> skipped =
        results().filter(result -> result.status() == TestResult.Status.SKIPPED).toList();
    for (TestResult result : skipped) {
      TestCase test = result.test();
      text.append(test.file()).append(':').append(test.line());
      text.append(": skipped: ").append(test.name()).append("\n  ").append(result.text());
      text.append("\n");
    }
    if (!skipped.isEmpty()) {
      text.append('\n');
    }
    for (Folder folder : folders) {
      if (missing && folder.coverage() != null && folder.isBelowLimit()) {
        text.append(CoverageText.belowLimit(folder.coverage())).append('\n');
      }
    }
    text.append(count(TestResult.Status.PASSED)).append(" passed, ");
    text.append(count(TestResult.Status.FAILED)).append(" failed");
    if (!skipped.isEmpty()) {
      text.append(", ").append(skipped.size()).append(" skipped");
    }
    long below = folders.stream().filter(Folder::isBelowLimit).count();
    if (below > 0) {
      text.append("; coverage is below its limit in ").append(below);
      text.append(below == 1 ? " folder" : " folders");
    }
    return text.append(".\n").toString();
  }

  /** The report as JSON. */
  public String toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (TestResult.Status status : TestResult.Status.values()) {
      all.put(lower(status), count(status));
    }
    all.put("folders", folders.stream().map(TestReport::asMap).toList());
    return JsonText.of(all);
  }

  private static Map<String, Object> asMap(Folder folder) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("folder", folder.name());
    values.put("cases", folder.results().stream().map(TestReport::asMap).toList());
    if (folder.coverage() != null) {
      values.put("coverage", folder.coverage().asMap());
    }
    return values;
  }

  private static Map<String, Object> asMap(TestResult result) {
    Map<String, Object> values = new LinkedHashMap<>();
    TestCase test = result.test();
    values.put("case", test.name());
    values.put("file", test.file().toString());
    values.put("line", test.line());
    values.put("status", lower(result.status()));
    List<String> sources = new ArrayList<>(test.sources());
    if (!sources.isEmpty()) {
      values.put("source", sources);
    }
    switch (result.status()) {
      case FAILED -> {
        values.put("differences", result.differences());
        values.put("report", result.text());
      }
      case SKIPPED -> values.put("reason", result.text());
      case PASSED -> {}
    }
    return values;
  }

  private static String lower(TestResult.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** The report in the form of XML that build servers read for JUnit tests. */
  public String toJunitXml() {
    return JunitXml.of(this);
  }
}
