package tierwise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import tierwise.RuleSetException;

/**
 * The command line. Exit codes: 0 all is well, 1 the case or the rules have problems, 2 wrong
 * usage.
 */
@Command(
    name = "tierwise",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides who may enroll in a tiered partner programme, at which tier, and says why.",
      ""
    },
    footer = {
      "",
      "Rules are read from --rules, else from the folder ./rules, else from this program.",
      "Exit codes: 0 decided or clean, 1 the case or the rules have problems, 2 wrong usage."
    })
public final class Main implements Runnable {
  static final int WIDTH = 100;
  static final int PROBLEMS = 1;

  /** What can be done, in the order in which help shows it. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DecideCommand.class,
          CheckCommand.class,
          TestCommand.class,
          PublishCommand.class,
          KeysCommand.class,
          ListCommand.class,
          SchemaCommand.class,
          DescribeCommand.class,
          DiffCommand.class,
          ImpactCommand.class,
          OutlookCommand.class,
          ExplainCommand.class,
          NewCommand.class,
          LogCommand.class,
          ReplayCommand.class,
          ReferenceCommand.class,
          CommandLine.HelpCommand.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the spec.
  public Main() {}

  /** Runs the command line and ends the Java machine unless all is well. */
  public static void main(String[] args) {
    // Not closed: Java itself writes to standard error what nobody caught.
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int code;
    try {
      code = run(out, err, args);
    } finally {
      out.flush();
      err.flush();
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /** The same on every machine, whatever its charset. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }

  /** Runs the command line and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    commands(args).forEach(line::addSubcommand);
    return line.setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed)
        .execute(args);
  }

  /**
   * The command that is asked for, alone: to look at the options of all takes longer than most of
   * them run. Whoever asks for none, for help or for one that there is not sees them all.
   */
  private static List<Class<?>> commands(String... args) {
    return COMMANDS.stream()
        .filter(each -> args.length > 0 && name(each).equals(args[0]))
        .filter(each -> each != CommandLine.HelpCommand.class)
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof RuleSetException problems) {
      command.getErr().println(problems.getMessage());
      return PROBLEMS;
    }
    throw e;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "Say what to do: decide, check, test, list, describe, diff, impact, outlook, schema, explain,"
            + " reference, new, publish, keys, log or replay.");
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"tierwise " + (version == null ? "(built from sources)" : version)};
    }
  }
}
