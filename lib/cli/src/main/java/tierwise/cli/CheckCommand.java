package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tierwise.Problem;
import tierwise.RuleSets;

/** Checks rule folders. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Checks rule folders and says everything that is wrong with them, and where.",
      ""
    })
final class CheckCommand implements Callable<Integer> {
  /** How problems are printed. */
  enum Format {
    text,
    json,
    gnu
  }

  @CommandLine.Mixin private Folders folders;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "text for people, json for programs, gnu for editors (one line a problem)."
              + " Default: ${DEFAULT-VALUE}.")
  private Format format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  CheckCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Problem> problems = new ArrayList<>();
    for (Path folder : folders.named(spec.commandLine())) {
      problems.addAll(RuleSets.check(folder));
    }
    switch (format) {
      case json -> out.println(ProblemJson.write(problems));
      case gnu -> problems.forEach(problem -> err.println(gnu(problem)));
      case text -> {
        problems.forEach(problem -> err.println(problem + "\n"));
        err.flush();
        out.println(summary(problems));
      }
    }
    boolean errors = problems.stream().anyMatch(CheckCommand::isError);
    return errors ? Main.PROBLEMS : 0;
  }

  private static boolean isError(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }

  /** As compilers print it, so that editors can jump to the place. */
  private static String gnu(Problem problem) {
    Problem.Place place = problem.place();
    String kind = isError(problem) ? "error" : "warning";
    String advice = problem.advice();
    return (place == null ? "" : place.at() + ": ")
        + kind
        + ": "
        + problem.message()
        + (advice.isEmpty() ? "" : ". " + advice)
        + " ["
        + problem.code()
        + "]";
  }

  private static String summary(List<Problem> problems) {
    long errors = problems.stream().filter(CheckCommand::isError).count();
    long warnings = problems.size() - errors;
    if (problems.isEmpty()) {
      return "No problems.";
    }
    return errors
        + (errors == 1 ? " problem, " : " problems, ")
        + warnings
        + (warnings == 1 ? " warning." : " warnings.");
  }
}
