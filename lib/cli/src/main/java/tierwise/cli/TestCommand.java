package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tierwise.testing.RuleFolderCases;
import tierwise.testing.TestCase;

/** Runs the cases of rule folders. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides the cases in the folders \"tests\" of rule folders and compares with what they"
          + " expect.",
      ""
    })
final class TestCommand implements Callable<Integer> {
  @Mixin private Folders folders;

  @Option(
      names = "--filter",
      paramLabel = "<words>",
      description = "Run only the cases whose name contains these words.")
  private @Nullable String words;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  TestCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int passed = 0;
    int failed = 0;
    for (Path folder : folders.named(spec.commandLine())) {
      for (RuleFolderCases cases : RuleFolderCases.in(folder)) {
        for (TestCase test : cases.cases()) {
          if (words != null && !test.name().contains(words)) {
            continue;
          }
          List<String> differences = test.differences();
          if (differences.isEmpty()) {
            passed++;
          } else {
            failed++;
            out.println(test.report(differences) + "\n");
            out.flush();
          }
        }
      }
    }
    if (passed + failed == 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "No case has \"" + words + "\" in its name.");
    }
    out.println(passed + " passed, " + failed + " failed.");
    return failed == 0 ? 0 : Main.PROBLEMS;
  }
}
