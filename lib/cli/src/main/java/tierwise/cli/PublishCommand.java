package tierwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.Problem;
import tierwise.Revision;
import tierwise.RuleFiles;
import tierwise.RuleSets;
import tierwise.live.History;
import tierwise.testing.Coverage;
import tierwise.testing.Engines;
import tierwise.testing.Invariants;
import tierwise.testing.Mutation;
import tierwise.testing.RuleFolderCases;
import tierwise.testing.TestReport;
import tierwise.testing.TestResult;

/** Publishes a year. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Publishes a year: shows that its rules are sound, that its cases are decided as they expect"
          + " and exercise what ruleset.yaml demands, and that both engines decide all of them and"
          + " drawn ones alike; then adds it to history.yaml of its programme and packs it into an"
          + " archive beside it.",
      "",
      "What was published does not change any more. A correction is published in the same way, as"
          + " the next revision. Tests can always be added.",
      ""
    })
final class PublishCommand implements Callable<Integer> {
  private static final String MUTANTS = "mutants";

  @Parameters(
      paramLabel = "<folder>",
      description = "The folder of the year, such as rules/my-programme/2021.")
  private Path folder;

  @Option(names = "--by", paramLabel = "<name>", required = true, description = "Who publishes it.")
  private String by;

  @Option(
      names = "--note",
      paramLabel = "<words>",
      required = true,
      description = "What it is, or what it corrects, in one line.")
  private String note;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "The day on which it is published. Default: today.")
  private @Nullable LocalDate day;

  @Option(
      names = "--draw",
      paramLabel = "<number>",
      defaultValue = "10000",
      description = "How many cases are drawn. Default: ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--sign",
      paramLabel = "<file>",
      description = "Sign it with this key, which \"tierwise keys\" made.")
  private @Nullable Path key;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  PublishCommand() {}

  @Override
  public Integer call() throws IOException {
    folder = Folders.meant(folder, Rules.USUAL, spec.commandLine());
    var signer = key == null ? null : KeyFiles.privateKey(key, spec.commandLine());
    RuleFiles before = RuleFiles.in(folder);
    List<Problem> problems = errors();
    if (!problems.isEmpty()) {
      problems.forEach(problem -> err().println(problem + "\n"));
      err().println("Nothing was published: " + problems.size() + " to be mended before.");
      err().flush();
      return Main.PROBLEMS;
    }
    List<RuleFolderCases> years = RuleFolderCases.in(folder);
    if (years.size() != 1) {
      throw wrong(folder + " is not the folder of one year.");
    }
    Revision.Proof proof = proved(years.get(0));
    if (proof == null) {
      err().println("Nothing was published.");
      err().flush();
      return Main.PROBLEMS;
    }
    if (!RuleFiles.in(folder).equals(before)) {
      err().println("Nothing was published: the rules were changed while they were tried.");
      err().flush();
      return Main.PROBLEMS;
    }
    try {
      LocalDate on = day == null ? LocalDate.now(ZoneId.systemDefault()) : day;
      told(History.publish(folder, proof, on, by, note, signer));
      return 0;
    } catch (IllegalArgumentException e) {
      throw wrong("Cannot publish: " + e.getMessage() + ".");
    }
  }

  /** What is wrong with the programme, but for the changes that are to be published. */
  private List<Problem> errors() {
    Path programme = folder.toAbsolutePath().normalize().getParent();
    Path parent = folder.getParent();
    return RuleSets.check(parent != null ? parent : programme == null ? folder : programme).stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .filter(problem -> !isToBePublished(problem))
        .toList();
  }

  private boolean isToBePublished(Problem problem) {
    Problem.Place place = problem.place();
    return problem.code().equals(History.CHANGED)
        && place != null
        && Path.of(place.at().file())
            .toAbsolutePath()
            .normalize()
            .startsWith(folder.toAbsolutePath().normalize());
  }

  /** What was shown of the year; {@code null} if something is not as it must be, which is told. */
  private Revision.@Nullable Proof proved(RuleFolderCases year) {
    List<TestResult> results =
        year.run(
            Engines.BOTH,
            test -> true,
            result -> {
              if (result.status() == TestResult.Status.FAILED) {
                out().println(result.text() + "\n");
                out().flush();
              }
            });
    Coverage coverage = year.coverage(false);
    TestReport.Folder report = new TestReport.Folder(year.name(), results, coverage);
    out().print(new TestReport(List.of(report)).summary(true));
    out().flush();
    if (!new TestReport(List.of(report)).isGood()) {
      return null;
    }
    Invariants laws = year.invariants(draws);
    out().print(laws.toText());
    out().flush();
    report = report.with(laws);
    if (coverage.limits().containsKey(MUTANTS)) {
      Mutation mutation = year.mutation((what, done, all) -> true);
      out().println(mutation.toText());
      out().flush();
      report = report.with(mutation);
    }
    if (!new TestReport(List.of(report)).isGood()) {
      return null;
    }
    Map<String, Integer> percentages = new TreeMap<>();
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      percentages.put(kind.key(), coverage.count(kind).percent());
    }
    int passed =
        (int) results.stream().filter(each -> each.status() == TestResult.Status.PASSED).count();
    return new Revision.Proof(passed, draws, percentages);
  }

  private void told(Revision revision) {
    out().println("Published " + revision + ", " + revision.fingerprint() + ".");
    Path programme = folder.resolveSibling("");
    out().println("Commit " + programme.resolve("history.yaml"));
    out().println("   and " + programme.resolve(revision.archive()));
    out().flush();
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
