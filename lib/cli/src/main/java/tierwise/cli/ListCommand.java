package tierwise.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import tierwise.ProgramYear;
import tierwise.RuleSets;

/** Lists the programme years. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {"Lists the programme years, with the days for which their rules hold.", ""})
final class ListCommand implements Callable<Integer> {
  @Mixin private Rules rules;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ListCommand() {}

  @Override
  public Integer call() {
    RuleSets sets = rules.sets();
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        TextTable.forColumns(
            CommandLine.Help.defaultColorScheme(Ansi.AUTO),
            new Column(28, 0, Column.Overflow.SPAN),
            new Column(28, 2, Column.Overflow.SPAN),
            new Column(44, 2, Column.Overflow.WRAP));
    for (ProgramYear year : sets.years()) {
      table.addRowValues(
          year.name(),
          year.from() + " – " + (year.until() == null ? "" : year.until().minusDays(1)),
          year.title());
    }
    out.print(table);
    out.flush();
    return 0;
  }
}
