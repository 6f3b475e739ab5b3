package tierwise.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes out how the case files of a year look. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Writes the JSON Schema of a year's case files: the facts that a case can give, which of them"
          + " are needed, and the names and texts that the year allows.",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<programme/year>", description = "The year, as list shows it.")
  private String year;

  @Mixin private Rules rules;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  SchemaCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(rules.sets().year(year).caseSchema());
    out.flush();
    return 0;
  }
}
