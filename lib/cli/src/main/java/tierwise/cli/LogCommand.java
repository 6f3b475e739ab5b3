package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.Problem;
import tierwise.record.DecisionLog;
import tierwise.record.LogCheck;

/** What can be done with a log of decisions. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {"Shows that a log of decisions is as it was written.", ""},
    subcommands = LogCommand.VerifyCommand.class)
final class LogCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  LogCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: verify.");
  }

  /** Reads a log from its beginning to the first record that is not sound. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      usageHelpWidth = Main.WIDTH,
      sortOptions = false,
      description = {
        "Reads a log of decisions from its beginning, and names the first record that was changed,"
            + " put in or moved, or behind which one was taken out.",
        "",
        "Whoever notes the last hash elsewhere can show later that the end was not cut off.",
        ""
      })
  static final class VerifyCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "<log>",
        description = "The directory of the log, or one of its files.")
    private Path log;

    @Option(
        names = "--with",
        paramLabel = "<hash>",
        description = "A last hash of earlier, which must be in the log.")
    private @Nullable String known;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    VerifyCommand() {}

    @Override
    public Integer call() {
      LogCheck check = known == null ? DecisionLog.verify(log) : DecisionLog.verifyWith(log, known);
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      Problem problem = check.problem();
      Problem breaksOff = check.breaksOff();
      if (problem != null) {
        err.println(problem + "\n");
      } else if (breaksOff != null) {
        err.println(breaksOff + "\n");
      }
      err.flush();
      out.println(
          number(check.records())
              + (problem == null ? " sound" : " sound before that")
              + (check.erased() == 0 ? "." : ", " + check.erased() + " of them erased."));
      out.println("Last hash: " + check.head());
      out.flush();
      return problem == null ? 0 : Main.PROBLEMS;
    }

    private static String number(long records) {
      return String.format(
          Locale.ROOT, "%d %s", records, records == 1 ? "record is" : "records are");
    }
  }
}
