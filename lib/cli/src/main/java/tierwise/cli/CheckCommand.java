package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tierwise.Problem;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.testing.RuleFolderCases;

/** Checks rule folders. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Checks rule folders with their cases and says everything that is wrong with them, and"
          + " where.",
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

  @Option(
      names = "--cases",
      paramLabel = "<file>",
      description =
          "Check this file of cases, or the files of this folder, against the rules, and not the"
              + " cases in \"tests\".")
  private @Nullable Path cases;

  @Option(names = "--strict", description = "Takes warnings for errors.")
  private boolean strict;

  @Option(
      names = "--signed-by",
      paramLabel = "<file>",
      description =
          "Refuse years that are not signed with this key, a .pub file of \"tierwise keys\"; can be"
              + " given several times.")
  private List<Path> signers = new ArrayList<>();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  CheckCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Problem> problems = new ArrayList<>();
    RuleSettings settings =
        signers.isEmpty()
            ? RuleSettings.usual()
            : RuleSettings.usual()
                .signedBy(
                    signers.stream()
                        .map(file -> KeyFiles.publicKey(file, spec.commandLine()))
                        .toArray(PublicKey[]::new));
    for (Path folder : folders.named(spec.commandLine())) {
      List<Problem> found = new ArrayList<>(RuleSets.with(settings).check(folder));
      if (cases == null) {
        found.addAll(RuleFolderCases.check(folder));
      } else if (found.stream().noneMatch(CheckCommand::isError)) {
        found.addAll(RuleFolderCases.check(cases(cases), folder));
      }
      found.forEach(problem -> problems.add(strict ? asError(problem) : problem));
    }
    switch (format) {
      case json -> out.println(Problem.toJson(problems));
      case gnu -> problems.forEach(problem -> gnu(problem).forEach(err::println));
      case text -> {
        problems.forEach(problem -> err.println(problem + "\n"));
        err.flush();
        out.println(summary(problems));
      }
    }
    boolean errors = problems.stream().anyMatch(CheckCommand::isError);
    return errors ? Main.PROBLEMS : 0;
  }

  private Path cases(Path named) {
    if (!Files.exists(named)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is no file or folder " + named + ".");
    }
    return named;
  }

  private static boolean isError(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }

  private static Problem asError(Problem problem) {
    return new Problem(
        problem.code(),
        Problem.Severity.ERROR,
        problem.message(),
        problem.place(),
        problem.related(),
        problem.allowed(),
        problem.nearest(),
        problem.wayOut());
  }

  /** As compilers print it, so that editors can jump to the places. */
  private static List<String> gnu(Problem problem) {
    String advice = problem.advice();
    List<String> lines = new ArrayList<>();
    lines.add(
        gnu(
            problem.place(),
            isError(problem) ? "error" : "warning",
            problem.message()
                + (advice.isEmpty() ? "" : ". " + advice)
                + " ["
                + problem.code()
                + "]"));
    problem.related().forEach(other -> lines.add(gnu(other.place(), "note", other.what())));
    return lines;
  }

  private static String gnu(Problem.@Nullable Place place, String kind, String text) {
    return (place == null ? "" : place.at() + ": ") + kind + ": " + text;
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
