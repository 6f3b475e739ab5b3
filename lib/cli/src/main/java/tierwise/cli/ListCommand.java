package tierwise.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tierwise.ProgramYear;
import tierwise.Revision;
import tierwise.RuleSets;
import tierwise.live.YearState;

/** Lists the programme years. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Lists the programme years as a time line: the days for which their rules hold, and whether"
          + " they are a draft, announced, in force or ended.",
      ""
    })
final class ListCommand implements Callable<Integer> {
  @Mixin private Rules rules;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "Say how the years are on this day. Default: today.")
  private @Nullable LocalDate day;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ListCommand() {}

  @Override
  public Integer call() {
    RuleSets sets = rules.sets();
    LocalDate on = day == null ? LocalDate.now(ZoneId.systemDefault()) : day;
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        TextTable.forColumns(
            CommandLine.Help.defaultColorScheme(Ansi.AUTO),
            new Column(28, 0, Column.Overflow.SPAN),
            new Column(26, 2, Column.Overflow.SPAN),
            new Column(12, 2, Column.Overflow.SPAN),
            new Column(34, 2, Column.Overflow.WRAP));
    ProgramYear before = null;
    for (ProgramYear year : sets.years()) {
      gap(before, year, table);
      table.addRowValues(
          year.name(),
          days(year.from(), year.until()),
          YearState.of(sets, year, on).toString(),
          year.title() + sets.published(year.name()).map(ListCommand::published).orElse(""));
      before = year;
    }
    out.print(table);
    out.flush();
    return 0;
  }

  /** The days between two years of a programme are a line of their own. */
  private static void gap(@Nullable ProgramYear before, ProgramYear year, TextTable table) {
    if (before != null
        && before.programme().equals(year.programme())
        && before.until() != null
        && before.until().isBefore(year.from())) {
      table.addRowValues(
          "", days(/* from= */ before.until(), /* until= */ year.from()), "no rules", "");
    }
  }

  private static String days(LocalDate from, @Nullable LocalDate until) {
    return from + " – " + (until == null ? "" : until.minusDays(1));
  }

  private static String published(Revision revision) {
    return " (revision "
        + revision.number()
        + " of "
        + revision.on()
        + ", by "
        + revision.by()
        + (revision.signature() == null ? ")" : ", signed)");
  }
}
