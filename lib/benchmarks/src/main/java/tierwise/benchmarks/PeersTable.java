package tierwise.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link PeersBenchmark} as tables in Markdown, one for each length of ledger. */
final class PeersTable {
  /** A row, and what it gives: rows that give different things are not to be compared blindly. */
  private record Row(String benchmark, String title, String gives) {}

  private static final String THIN = "handWrittenThin";
  private static final String PLAIN_SESSION = "plainSession";
  private static final String BYTES = "gc.alloc.rate.norm";

  /** A row that was not measured is left out. */
  private static final List<Row> ROWS =
      List.of(
          new Row("decision", "Tierwise, full decision", "everything; words when they are asked for"),
          new Row("told", "Tierwise, full decision as JSON", "everything, with sentences and places"),
          new Row("verdict", "Tierwise, verdict", "statuses, figures, what is missing"),
          new Row("json", "Tierwise, JSON of a decision", "indented text; all is worked out already"),
          new Row("jsonLine", "Tierwise, JSON in one line", "text; all is worked out already"),
          new Row("rulesAlone", "Tierwise, rules alone", "statements"),
          new Row(PLAIN_SESSION, "the same rules in a plain Drools session", "statements"),
          new Row("handWrittenFull", "hand-written Java, full", "everything but words and places"),
          new Row(THIN, "hand-written Java, thin", "three tiers, with evidence and lines left out"),
          new Row("drools", "plain Drools 10.2, a dozen rules", "three tiers, lines left out"),
          new Row("evrete", "Evrete 4.0.3", "three tiers, lines left out"),
          new Row("easyRules", "Easy Rules 4.1.0", "three tiers, lines left out"),
          new Row("kieDmn", "kie-dmn 10.2", "three tiers, lines left out"));

  private final Collection<RunResult> results;

  PeersTable(Collection<RunResult> results) {
    this.results = results;
  }

  /** The tables, line by line. */
  List<String> markdown() {
    List<String> table = new ArrayList<>();
    table.add("One decision of 2021. Processor time is that of the whole Java machine; the ratios");
    table.add("are of processor time.");
    for (String lines : lines()) {
      table.add("");
      table.add(
          "| "
              + lines
              + " ledger lines | gives | µs | µs of the processor | bytes | to hand-written, thin"
              + " | to the plain session |");
      table.add("|---|---|---|---|---|---|---|");
      for (Row row : ROWS) {
        RunResult result = find(row.benchmark(), lines);
        if (result != null) {
          table.add(line(row, result, lines));
        }
      }
    }
    return table;
  }

  private String line(Row row, RunResult result, String lines) {
    Result<?> wall = result.getPrimaryResult();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s ± %s | %s | %,.0f | %s | %s |",
        row.title(),
        row.gives(),
        figure(wall.getScore()),
        figure(wall.getScoreError()),
        figure(processor(result)),
        secondary(result, BYTES),
        ratio(result, find(THIN, lines)),
        ratio(result, find(PLAIN_SESSION, lines)));
  }

  private static String ratio(RunResult result, @Nullable RunResult to) {
    return to == null ? "–" : figure(processor(result) / processor(to));
  }

  /** Three digits that say something are enough. */
  private static String figure(double figure) {
    String form = figure < 1 ? "%.2f" : figure < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, form, figure);
  }

  private static double processor(RunResult result) {
    return secondary(result, ProcessorTime.LABEL);
  }

  private static double secondary(RunResult result, String label) {
    for (String key : result.getSecondaryResults().keySet()) {
      // Some versions of JMH put a mark before the names of secondary results.
      if (key.endsWith(label)) {
        return result.getSecondaryResults().get(key).getScore();
      }
    }
    throw new IllegalStateException("JMH gave no " + label);
  }

  private Set<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    results.forEach(result -> lines.add(result.getParams().getParam("lines")));
    return lines;
  }

  private @Nullable RunResult find(String benchmark, String lines) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
        .filter(result -> lines.equals(result.getParams().getParam("lines")))
        .findFirst()
        .orElse(null);
  }
}
