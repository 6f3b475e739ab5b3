package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.analysis.population.DecidedLine.Outcome;
import tierwise.analysis.population.Population;

/** Decides the cases of a file. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides the cases of a file and says, requirement by requirement, why.",
      "",
      "The programme year is that of the case's day, unless the case or --year names one. With"
          + " several years a case is decided by each, and what differs is told.",
      ""
    })
final class DecideCommand implements Callable<Integer> {
  /** How a decision is printed. */
  enum Format {
    text,
    json
  }

  @Parameters(
      index = "0",
      paramLabel = "<case>",
      description =
          "A file of cases, in YAML or JSON; with --many also JSON Lines, a decision log or a folder.")
  private Path file;

  @Mixin private Rules rules;

  @Option(
      names = "--year",
      paramLabel = "<programme/year>",
      split = ",",
      description =
          "Decide by this year, such as my-programme/next, whatever the day; by several, such as"
              + " my-programme/last,next, side by side. The year alone is enough if only one"
              + " programme has it.")
  private List<String> years = List.of();

  @Option(
      names = "--case",
      paramLabel = "<words>",
      description = "Decide only the cases whose name contains these words.")
  private @Nullable String words;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "text for people, json for programs: a decision, or a list of them, each with the name of"
              + " its case under \"case\". Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--many",
      description =
          "Decide however many cases there are on all processors, and print one line of JSON for"
              + " each, in their order: where it stands, and under \"decision\" what was decided,"
              + " or under \"problems\" why it could not be.")
  private boolean many;

  @Option(
      names = "--verdicts",
      description = "With --many: statuses and figures only, under \"verdicts\".")
  private boolean verdicts;

  private boolean isOneOfSeveral;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  DecideCommand() {}

  @Override
  public Integer call() {
    if (many) {
      return decideMany();
    }
    if (verdicts) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--verdicts is for many cases: add --many.");
    }
    if (!Files.isRegularFile(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is no file " + file + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<EnrollmentCase> all = EnrollmentCase.read(file);
    isOneOfSeveral = all.size() > 1;
    List<EnrollmentCase> cases = Partners.named(words, all, file, spec);
    RuleSets sets =
        years.size() > 1 ? rules.sets() : rules.sets(cases.stream().map(this::ofYear).toList());
    List<String> json = new ArrayList<>();
    boolean problems = false;
    boolean first = true;
    for (EnrollmentCase each : cases) {
      try {
        out.print(first || format == Format.json ? "" : "\n");
        if (years.size() > 1) {
          compared(sets, each, json);
        } else {
          decided(sets, ofYear(each), json);
        }
        first = false;
      } catch (RuleSetException e) {
        problems = true;
        err.println(each.name().map(name -> name + "\n").orElse("") + e.getMessage() + "\n");
      }
      out.flush();
    }
    if (format == Format.json && !json.isEmpty()) {
      out.println(json.size() == 1 ? json.get(0) : "[\n" + String.join(",\n", json) + "\n]");
    }
    return problems ? Main.PROBLEMS : 0;
  }

  private int decideMany() {
    if (words != null || years.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--many decides all cases, each by one year: leave out "
              + (words != null ? "--case." : "all years but one."));
    }
    Population population = Partners.in(List.of(file), spec);
    RuleSets sets = rules.sets();
    return ManyDecisions.print(
        population,
        each ->
            verdicts
                ? Outcome.of(sets.verdicts(ofYear(each)))
                : Outcome.of(sets.decide(ofYear(each))),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }

  private EnrollmentCase ofYear(EnrollmentCase each) {
    return years.isEmpty() ? each : each.withYear(years.get(0));
  }

  private void decided(RuleSets sets, EnrollmentCase each, List<String> json) {
    Decision decision = sets.decide(each);
    if (format == Format.json) {
      json.add(nameInJson(each).map(decision::toJson).orElseGet(decision::toJson));
    } else {
      DecisionText.print(page(), each.name().orElse(""), decision);
    }
  }

  private void compared(RuleSets sets, EnrollmentCase each, List<String> json) {
    Comparison comparison = sets.compare(each, years);
    if (format == Format.json) {
      json.add(nameInJson(each).map(comparison::toJson).orElseGet(comparison::toJson));
    } else {
      ComparisonText.print(page(), each.name().orElse(""), comparison);
    }
  }

  /** A program must be able to tell the decisions of one file apart. */
  private Optional<String> nameInJson(EnrollmentCase each) {
    return isOneOfSeveral ? each.name() : Optional.empty();
  }

  private Page page() {
    return new Page(spec.commandLine().getOut(), CommandLine.Help.Ansi.AUTO);
  }
}
