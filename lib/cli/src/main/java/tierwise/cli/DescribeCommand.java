package tierwise.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.analysis.YearDescription;

/** Tells what the rules of a year say. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Tells in sentences and tables what the rules of a year say: what each offer asks, what counts,"
          + " what is left out and why, with the sources of its figures.",
      ""
    })
final class DescribeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<programme/year>", description = "The year, as list shows it.")
  private String year;

  @Mixin private Rules rules;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description = "text, markdown, html, or json for programs. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  DescribeCommand() {}

  @Override
  public Integer call() {
    YearDescription description = YearDescription.of(rules.sets().year(year));
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.of(description));
    out.flush();
    return 0;
  }
}
