package tierwise.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tierwise.Explanation;

/** Explains the codes of problems. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {"Explains what a code such as TW-204 means, with an example.", ""})
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "<code>",
      description = "The code of a problem, such as TW-204. Without one: all codes.")
  private @Nullable String code;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ExplainCommand() {}

  @Override
  public Integer call() {
    String wanted = code;
    String text =
        wanted == null
            ? list(Explanation.all())
            : Explanation.of(wanted).map(Explanation::toString).orElseThrow(() -> unknown(wanted));
    spec.commandLine().getOut().println(text);
    return 0;
  }

  private CommandLine.ParameterException unknown(String wanted) {
    return new CommandLine.ParameterException(
        spec.commandLine(),
        "There is no code " + wanted + "; \"tierwise explain\" lists them all.");
  }

  private static String list(List<Explanation> all) {
    return all.stream()
        .map(each -> each.code() + "  " + each.title())
        .collect(Collectors.joining("\n"));
  }
}
