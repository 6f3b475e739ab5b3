package tierwise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Begins a programme or a programme year. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Begins a programme, or a programme year from another one. Changes no file that is there.",
      ""
    },
    subcommands = {NewProgrammeCommand.class, NewYearCommand.class})
final class NewCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec.
  NewCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what is new: programme or year.");
  }
}
