package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.analysis.outlook.AtRisk;
import tierwise.analysis.outlook.Outlook;
import tierwise.analysis.outlook.RiskStudy;
import tierwise.analysis.population.Population;

/** Tells what happens to partners if nothing new happens. */
@Command(
    name = "outlook",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides a case as of each coming day, and tells until when everything holds if nothing new"
          + " happens, which lines stop to count and when, and what is missing when a term ends.",
      "",
      "With --many it tells who of many partners loses something.",
      ""
    })
final class OutlookCommand implements Callable<Integer> {
  private static final int USUAL_DAYS = 365;
  private static final int USUAL_DAYS_OF_MANY = 90;
  private static final int MOST_DAYS = 3_660;

  @Parameters(
      paramLabel = "<case>",
      description =
          "A file of cases, in YAML or JSON; with --many also JSON Lines, a decision log or a folder.")
  private Path file;

  @Mixin private Rules rules;

  @Option(
      names = "--case",
      paramLabel = "<words>",
      description = "Look only at the cases whose name contains these words.")
  private @Nullable String words;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "Begin with this day, instead of the day of each case.")
  private @Nullable LocalDate day;

  @Option(
      names = "--days",
      paramLabel = "<number>",
      description =
          "Decide so many days. Default: "
              + USUAL_DAYS
              + ", with --many "
              + USUAL_DAYS_OF_MANY
              + ".")
  private @Nullable Integer days;

  @Option(names = "--many", description = "Tell who of many partners loses something.")
  private boolean many;

  @Option(
      names = "--list",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "With --many: name so many partners. Default: ${DEFAULT-VALUE}.")
  private int listed;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "text, markdown, html for one page, or json: of one case an outlook, of several a list of"
              + " them. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  OutlookCommand() {}

  @Override
  public Integer call() {
    int ahead = days == null ? (many ? USUAL_DAYS_OF_MANY : USUAL_DAYS) : days;
    if (ahead < 1 || ahead > MOST_DAYS) {
      throw wrong("--days is from 1 to " + MOST_DAYS + ", not " + ahead + ".");
    }
    if (many) {
      if (words != null) {
        throw wrong("--many looks at all cases: leave out --case.");
      }
      return atRisk(ahead);
    }
    if (!Files.isRegularFile(file)) {
      throw wrong("There is no file " + file + ".");
    }
    return outlooks(ahead);
  }

  private int outlooks(int ahead) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RuleSets sets = rules.sets();
    List<String> pages = new ArrayList<>();
    boolean problems = false;
    List<EnrollmentCase> cases = Partners.named(words, EnrollmentCase.read(file), file, spec);
    if (format == ReportFormat.html && cases.size() > 1) {
      throw wrong("A page of HTML is of one case: choose it with --case.");
    }
    for (EnrollmentCase each : cases) {
      try {
        Outlook outlook = Outlook.of(sets, day == null ? each : each.on(day), ahead);
        pages.add(format == ReportFormat.json ? outlook.toJson() : format.of(outlook));
      } catch (RuleSetException e) {
        problems = true;
        err.println(each.name().map(name -> name + "\n").orElse("") + e.getMessage() + "\n");
      }
    }
    if (format == ReportFormat.json) {
      out.println(pages.size() == 1 ? pages.get(0) : "[\n" + String.join(",\n", pages) + "\n]");
    } else {
      out.print(String.join("\n", pages));
    }
    out.flush();
    return problems ? Main.PROBLEMS : 0;
  }

  private int atRisk(int ahead) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Population population = Partners.in(List.of(file), spec);
    RiskStudy study = RiskStudy.of(rules.sets(), ahead).withListed(Math.max(0, listed));
    Progress progress = new Progress(err);
    ExecutorService threads = Threads.all();
    try (Interruption interruption = new Interruption(err)) {
      AtRisk found =
          (day == null ? study : study.on(day))
              .run(
                  population,
                  threads,
                  new RiskStudy.Listener() {
                    @Override
                    public boolean goesOn(long done, long extent) {
                      progress.at(done, extent);
                      return !interruption.isAsked();
                    }
                  });
      out.print(format.of(found));
      out.flush();
      return found.complete() && found.undecided() == 0 ? 0 : Main.PROBLEMS;
    } finally {
      threads.shutdownNow();
    }
  }

  private CommandLine.ParameterException wrong(String what) {
    return new CommandLine.ParameterException(spec.commandLine(), what);
  }
}
