package tierwise.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.json.JsonLayout;

/** What came of the cases of some rule folders, to be written for people or programs. Immutable. */
public record TestReport(List<Folder> folders) {
  /**
   * One rule folder.
   *
   * @param name its programme and year
   * @param coverage what the cases exercise; {@code null} if that was not measured
   * @param laws whether the laws hold on drawn cases; {@code null} if that was not tried
   * @param mutation which mistakes the cases notice; {@code null} if that was not tried
   */
  public record Folder(
      String name,
      List<TestResult> results,
      @Nullable Coverage coverage,
      @Nullable Invariants laws,
      @Nullable Mutation mutation) {
    /** Keeps its own copy of the results. */
    public Folder {
      results = List.copyOf(results);
    }

    /** A folder whose rules were neither tried on drawn cases nor changed. */
    public Folder(String name, List<TestResult> results, @Nullable Coverage coverage) {
      this(name, results, coverage, null, null);
    }

    /** The same with what came of the laws. */
    public Folder with(Invariants tried) {
      return new Folder(name, results, coverage, tried, mutation);
    }

    /** The same with what came of the mistakes. */
    public Folder with(Mutation tried) {
      return new Folder(name, results, coverage, laws, tried);
    }

    private boolean isGood() {
      return results.stream().noneMatch(each -> each.status() == TestResult.Status.FAILED)
          && !isBelowLimit()
          && (laws == null || laws.breaches().isEmpty())
          && (mutation == null || mutation.isEnough());
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

  /** Whether no case failed, no law is broken and no limit of the manifest is missed. */
  public boolean isGood() {
    return folders.stream().allMatch(Folder::isGood);
  }

  private Stream<TestResult> results() {
    return folders.stream().flatMap(folder -> folder.results().stream());
  }

  /** The whole report for people: failed cases, the summary, broken laws, unnoticed mistakes. */
  public String toText() {
    return results()
            .filter(result -> result.status() == TestResult.Status.FAILED)
            .map(result -> result.text() + "\n\n")
            .collect(Collectors.joining())
        + summary(true)
        + folders.stream().map(TestReport::afterwards).collect(Collectors.joining());
  }

  private static String afterwards(Folder folder) {
    return (folder.laws() == null ? "" : folder.laws().toText())
        + (folder.mutation() == null ? "" : "\n" + folder.mutation().toText());
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
    return JsonLayout.write(all);
  }

  private static Map<String, Object> asMap(Folder folder) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("folder", folder.name());
    values.put("cases", folder.results().stream().map(TestReport::asMap).toList());
    if (folder.coverage() != null) {
      values.put("coverage", folder.coverage().asMap());
    }
    if (folder.laws() != null) {
      values.put("laws", folder.laws().asMap());
    }
    if (folder.mutation() != null) {
      values.put("mutation", folder.mutation().asMap());
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
