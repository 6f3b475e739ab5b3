package tierwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.analysis.diff.YearDiff;

/** Tells what changes from one year to another. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Tells what changes from one year to another: for each offer whether it is easier or harder to"
          + " get, with the smallest partner found who notices, then every figure, rule, day and"
          + " sentence that is written otherwise. The cases in the tests of both years are tried"
          + " first, where the years are in a folder.",
      ""
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<before>",
      description = "The earlier year, as list shows it.")
  private String before;

  @Parameters(index = "1", paramLabel = "<after>", description = "The later year.")
  private String after;

  @Mixin private Rules rules;

  @Option(
      names = "--drawn",
      paramLabel = "<n>",
      defaultValue = "" + YearDiff.DRAWN,
      description =
          "How many partners are drawn, besides those in the tests. Default: ${DEFAULT-VALUE}.")
  private int drawn;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description = "text, markdown, html, or json for programs. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  DiffCommand() {}

  @Override
  public Integer call() {
    if (drawn < 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--drawn is how many partners are drawn, 0 or more");
    }
    RuleSets sets = rules.sets();
    RuleSet from = sets.year(before);
    RuleSet to = sets.year(after);
    YearDiff diff = YearDiff.of(from, to, new YearDiff.Effort(drawn, cases(from), cases(to)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.of(diff));
    out.flush();
    return 0;
  }

  /** The cases of the year's tests; none of a year that is not in a folder. */
  private List<EnrollmentCase> cases(RuleSet year) {
    Path tests = rules.tests(year.programYear());
    if (tests == null) {
      return List.of();
    }
    List<EnrollmentCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(tests)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .forEach(file -> cases.addAll(read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + tests, e);
    }
    return cases;
  }

  /** The cases of a file; none of one that holds facts which no year takes, as tests may. */
  private List<EnrollmentCase> read(Path file) {
    try {
      return EnrollmentCase.read(file);
    } catch (RuleSetException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(file + " was not tried: " + e.problems().get(0).message());
      err.flush();
      return List.of();
    }
  }
}
