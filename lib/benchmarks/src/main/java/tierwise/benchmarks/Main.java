package tierwise.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints their figures and ratios. From the top of a checkout:
 *
 * <pre>{@code
 * mvn -q -pl lib/benchmarks -am compile exec:exec@benchmarks
 * }</pre>
 *
 * <p>That takes about half an hour. With {@code -Dbenchmarks=decisions}, {@code peers}, {@code
 * builds}, {@code years}, {@code partners}, {@code impact} or {@code memory} it runs one part;
 * options of JMH can follow: {@code -Dbenchmarks="decisions -f 1 -r 1"}. With {@code
 * figures=../FIGURES.md} it also writes what it measured into the sections of that file. Warming up
 * is counted in seconds, so a busy machine needs more of it: {@code -wi 20}.
 */
public final class Main {
  private static final List<String> PARTS =
      List.of("decisions", "peers", "builds", "years", "partners", "impact", "memory");
  private static final Map<String, String> TITLES =
      Map.of(
          "decisions", "Decisions",
          "peers", "Beside other engines",
          "builds", "Reading and building rules",
          "years", "All years",
          "partners", "A base of partners",
          "impact", "Impact on a base of partners",
          "memory", "Memory");
  private static final String TO_FILE = "figures=";
  private static final int NETWORKS = 10_000;
  private static final int BUILDS = 200;
  private static final int PARTNERS = 100_000;
  private static final int MILLION = 1_000_000;

  private final Options options;

  private Main(Options options) {
    this.options = options;
  }

  /** Runs the parts that are named, or else all but the memory run. */
  public static void main(String... arguments)
      throws RunnerException, CommandLineOptionException, IOException {
    List<String> parts = new ArrayList<>();
    FiguresFile file = null;
    int own = 0;
    while (own < arguments.length && !arguments[own].startsWith("-")) {
      String argument = arguments[own++];
      if (argument.startsWith(TO_FILE)) {
        file = new FiguresFile(Path.of(argument.substring(TO_FILE.length())));
      } else {
        parts.add(argument);
      }
    }
    if (!PARTS.containsAll(parts)) {
      System.err.println("There is nothing to run but " + String.join(", ", PARTS) + ".");
      System.exit(2);
    }
    Main main =
        new Main(new CommandLineOptions(Arrays.copyOfRange(arguments, own, arguments.length)));
    // All tables once more at the end, below what JMH prints.
    List<String> tables = new ArrayList<>();
    for (String part : PARTS) {
      if (parts.isEmpty() ? !part.equals("memory") : parts.contains(part)) {
        List<String> table = main.measured(part);
        tables.add("");
        tables.addAll(table);
        if (file != null) {
          file.write(
              Objects.requireNonNull(TITLES.get(part)),
              part.equals("peers") ? table : asText(table));
        }
      }
    }
    tables.forEach(System.out::println);
  }

  private List<String> measured(String part) throws RunnerException {
    return switch (part) {
      case "decisions" -> decisions();
      case "peers" -> peers();
      case "builds" -> builds();
      case "years" -> years();
      case "partners" -> told(out -> ManyPartners.measure(PARTNERS, out));
      case "impact" -> told(out -> ImpactOfMany.measure(MILLION, out));
      case "memory" -> told(out -> MemoryRun.measure(NETWORKS, BUILDS, out));
      default -> throw new IllegalArgumentException(part);
    };
  }

  /** What a run of many minutes tells, also while it goes on. */
  private static List<String> told(Consumer<Consumer<String>> run) {
    List<String> lines = new ArrayList<>();
    run.accept(
        line -> {
          System.out.println(line);
          lines.add(line);
        });
    return lines;
  }

  private static List<String> asText(List<String> table) {
    List<String> text = new ArrayList<>();
    text.add("```text");
    text.addAll(table);
    text.add("```");
    return text;
  }

  private List<String> decisions() throws RunnerException {
    Collection<RunResult> results = run(DecisionBenchmark.class);
    List<String> table = new ArrayList<>();
    table.add("One decision of 2021, in microseconds");
    table.add("");
    table.add("lines |      tierwise (a)  plain session (b)   hand-written (c) |   a/b    a/c");
    for (String lines : lines(results)) {
      Result<?> library = result(results, "tierwise", "lines", lines);
      Result<?> plain = result(results, "plainSession", "lines", lines);
      Result<?> byHand = result(results, "handWritten", "lines", lines);
      table.add(
          String.format(
              Locale.ROOT,
              "%5s | %s %s %s | %5.2f %6.1f",
              lines,
              figure(library),
              figure(plain),
              figure(byHand),
              library.getScore() / plain.getScore(),
              library.getScore() / byHand.getScore()));
    }
    table.add("");
    table.add("The same by Drools, in microseconds");
    table.add("");
    table.add("lines |    by Drools (a)  plain session (b) |  a/b");
    for (String lines : lines(results)) {
      Result<?> byDrools = result(results, "byDrools", "lines", lines);
      Result<?> plain = result(results, "plainSession", "lines", lines);
      table.add(
          String.format(
              Locale.ROOT,
              "%5s | %s %s | %4.2f",
              lines,
              figure(byDrools),
              figure(plain),
              byDrools.getScore() / plain.getScore()));
    }
    return table;
  }

  private List<String> peers() throws RunnerException {
    return new PeersTable(
            new Runner(
                    new OptionsBuilder()
                        .parent(options)
                        .include(PeersBenchmark.class.getName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .addProfiler(ProcessorTime.class)
                        .shouldFailOnError(true)
                        .build())
                .run())
        .markdown();
  }

  private List<String> builds() throws RunnerException {
    Collection<RunResult> warm = run(WarmBuildBenchmark.class);
    Collection<RunResult> cold = run(ColdBuildBenchmark.class);
    List<String> table = new ArrayList<>();
    table.add("From folder to rules of 2021, in milliseconds");
    table.add("");
    table.add("                     |              warm               cold | cold/warm");
    for (String name : List.of("folderToChecked", "folderToReady", "checkedToNetwork")) {
      Result<?> warmResult = result(warm, name, "", null);
      Result<?> coldResult = result(cold, name, "", null);
      table.add(
          String.format(
              Locale.ROOT,
              "%-20s | %s %s | %9.1f",
              name,
              figure(warmResult),
              figure(coldResult),
              coldResult.getScore() / warmResult.getScore()));
    }
    return table;
  }

  private List<String> years() throws RunnerException {
    List<String> names = AllYears.names();
    Collection<RunResult> all =
        new Runner(
                new OptionsBuilder()
                    .parent(options)
                    .include(YearBenchmark.class.getName() + "\\.")
                    .param("year", names.toArray(String[]::new))
                    .shouldFailOnError(true)
                    .build())
            .run();
    double usual = result(all, "decision", "year", Rules2021.YEAR).getScore();
    List<String> table = new ArrayList<>();
    table.add("One decision of each year, in microseconds");
    table.add("");
    table.add("year                     |           decision | to 2021's");
    for (String name : names) {
      Result<?> decision = result(all, "decision", "year", name);
      table.add(
          String.format(
              Locale.ROOT,
              "%-24s | %s | %9.2f",
              name,
              figure(decision),
              decision.getScore() / usual));
    }
    Result<?> built = result(run(AllYearsBenchmark.class), "foldersToReady", "", null);
    table.add("");
    table.add(
        String.format(
            Locale.ROOT,
            "All %d folders to rules that are ready, warm: %s ms",
            names.size(),
            figure(built).strip()));
    return table;
  }

  private Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .parent(options)
                .include(benchmark.getName() + "\\.")
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static Collection<String> lines(Collection<RunResult> results) {
    return results.stream()
        .map(result -> result.getParams().getParam("lines"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Result<?> result(
      Collection<RunResult> results, String method, String parameter, @Nullable String value) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .filter(result -> value == null || value.equals(result.getParams().getParam(parameter)))
        .findFirst()
        .orElseThrow()
        .getPrimaryResult();
  }

  private static String figure(Result<?> result) {
    return String.format(Locale.ROOT, "%9.2f ± %6.2f", result.getScore(), result.getScoreError());
  }
}
