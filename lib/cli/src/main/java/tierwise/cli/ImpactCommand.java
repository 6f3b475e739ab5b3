package tierwise.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
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
import tierwise.RuleSet;
import tierwise.analysis.impact.Impact;
import tierwise.analysis.impact.ImpactCsv;
import tierwise.analysis.impact.ImpactListener;
import tierwise.analysis.impact.ImpactStudy;
import tierwise.analysis.impact.PartnerField;
import tierwise.analysis.population.DrawnPopulation;
import tierwise.analysis.population.Population;
import tierwise.analysis.population.Undecided;

/** Tells whom a change of rules hits. */
@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides many partners by two years, and tells what changes: how many gain or lose each offer,"
          + " who, and why.",
      "",
      "Partners are cases in case files (YAML, JSON), in JSON Lines with one case in each line, or"
          + " in decision logs; or they are drawn.",
      ""
    })
final class ImpactCommand implements Callable<Integer> {
  private static final int PERCENT = 2;

  /** How it is printed. */
  enum Format {
    text(ReportFormat.text),
    markdown(ReportFormat.markdown),
    html(ReportFormat.html),
    json(ReportFormat.json),
    csv(null);

    private final @Nullable ReportFormat report;

    Format(@Nullable ReportFormat report) {
      this.report = report;
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "<old>",
      description =
          "The present rules: a year as list shows it, or a folder or archive of one year.")
  private String old;

  @Parameters(index = "1", paramLabel = "<new>", description = "The rules whose impact it is.")
  private String other;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "<partners>",
      description = "Files with cases, or folders of them.")
  private List<Path> places = List.of();

  @Mixin private Rules rules;

  @Option(
      names = "--draw",
      paramLabel = "<number>",
      description = "Draw so many partners for the old year, instead of reading them.")
  private @Nullable Long draw;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "Decide all as of this day, instead of each as of its own.")
  private @Nullable LocalDate day;

  @Option(
      names = "--by",
      paramLabel = "<field>",
      split = ",",
      description =
          "Tell it for groups of partners, too: by country, segment, another field of the partner or"
              + " the application, or a field of a declared type, such as Survey.region.")
  private List<String> fields = List.of();

  @Option(
      names = "--near",
      paramLabel = "<percent>",
      defaultValue = "10",
      description =
          "Call somebody just short or just safe who is no further than this from what is asked."
              + " Default: ${DEFAULT-VALUE}.")
  private BigDecimal near;

  @Option(
      names = "--list",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "Name so many partners. Default: ${DEFAULT-VALUE}.")
  private int listed;

  @Option(
      names = "--undo",
      paramLabel = "<number>",
      defaultValue = "1000",
      description =
          "Undo each change of the rules alone for so many of the partners for whom something"
              + " changes, to tell which change is behind it; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int undone;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "text, markdown, html, json, or csv with a line for every offer that any partner gains or"
              + " loses. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ImpactCommand() {}

  @Override
  public Integer call() {
    if (draw == null == places.isEmpty()) {
      throw wrong("Say which partners: files or folders with cases, or --draw and how many.");
    }
    if (near.signum() < 0 || near.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw wrong("--near is from 0 to 100 percent, not " + near + ".");
    }
    Population read = draw == null ? Partners.in(places, spec) : null;
    RuleSet before = year(old);
    RuleSet after = year(other);
    Population population = read == null ? DrawnPopulation.of(before, drawn()) : read;
    ImpactStudy study =
        ImpactStudy.of(before, after)
            .by(groups())
            .withNear(near.movePointLeft(PERCENT))
            .withListed(Math.max(0, listed))
            .withUndone(format == Format.csv ? 0 : Math.max(0, undone));
    if (day != null) {
      study = study.on(day);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ExecutorService threads = Threads.all();
    try (Interruption interruption = new Interruption(err)) {
      Impact impact = study.run(population, threads, new Listener(out, err, interruption));
      if (format.report != null) { // CSV was told as it came.
        out.print(format.report.of(impact));
      }
      out.flush();
      return impact.complete() && impact.undecided() == 0 ? 0 : Main.PROBLEMS;
    } finally {
      threads.shutdownNow();
    }
  }

  private long drawn() {
    return draw == null ? 0 : Math.max(0, draw);
  }

  private RuleSet year(String name) {
    Path folder = Path.of(name);
    return Files.exists(folder) ? rules.single(folder) : rules.sets().year(name);
  }

  private List<PartnerField> groups() {
    List<PartnerField> groups = new ArrayList<>();
    for (String field : fields) {
      groups.add(
          PartnerField.named(field)
              .orElseThrow(
                  () ->
                      wrong(
                          "There is no field "
                              + field
                              + " to group by. There are: "
                              + String.join(", ", PartnerField.names())
                              + "; and fields of declared types, such as Survey.region.")));
    }
    return groups;
  }

  private CommandLine.ParameterException wrong(String what) {
    return new CommandLine.ParameterException(spec.commandLine(), what);
  }

  /** Tells how far it is, and in CSV whom it hits. */
  private final class Listener implements ImpactListener {
    private final PrintWriter out;
    private final Progress progress;
    private final Interruption interruption;

    Listener(PrintWriter out, PrintWriter err, Interruption interruption) {
      this.out = out;
      this.progress = new Progress(err);
      this.interruption = interruption;
      if (hearsOfAll()) {
        out.print(ImpactCsv.head());
      }
    }

    @Override
    public boolean hearsOfAll() {
      return format == Format.csv;
    }

    @Override
    public void moved(Impact.Moved moved) {
      if (hearsOfAll()) {
        out.print(ImpactCsv.rows(moved));
      }
    }

    @Override
    public void undecided(Undecided undecided) {
      if (hearsOfAll()) {
        out.print(ImpactCsv.row(undecided));
      }
    }

    @Override
    public boolean goesOn(long done, long extent) {
      progress.at(done, extent);
      return !interruption.isAsked();
    }
  }
}
