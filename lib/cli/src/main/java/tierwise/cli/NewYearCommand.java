package tierwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.ProgramYear;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.testing.YearCopy;

/** Begins a programme year from another one. */
@Command(
    name = "year",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Begins a programme year as a copy of another one: sets the days on which it holds and moves"
          + " the days of its cases, then says what a person has to look at.",
      "",
      "A case is moved only if it still gets what it expects. Those that cannot be moved stand in"
          + " files of their own.",
      ""
    })
final class NewYearCommand implements Callable<Integer> {
  private static final Pattern YEAR = Pattern.compile("\\d{4}(-\\d{2})?");
  private static final int MOST_LINES = 12;

  @Parameters(
      index = "0",
      paramLabel = "<programme>/<from>",
      description = "The year to begin from, such as my-programme/2021, or its folder.")
  private Path earlier;

  @Parameters(
      index = "1",
      paramLabel = "<to>",
      description = "The new year: 2022, or with the month in which it begins, 2022-10.")
  private String later;

  @Option(
      names = "--effective-from",
      paramLabel = "<day>",
      description =
          "The first day on which it holds. Default: the day on which the other year ends, if it"
              + " says so, else the same day of the new year.")
  private @Nullable LocalDate from;

  @Option(
      names = "--rules",
      paramLabel = "<folder>",
      defaultValue = "rules",
      description = "The folder of programmes. Default: ./${DEFAULT-VALUE}.")
  private Path rules;

  @Option(
      names = "--on",
      paramLabel = "<day>",
      description = "The day to be written into the changelog. Default: today.")
  private @Nullable LocalDate today;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  NewYearCommand() {}

  @Override
  public Integer call() {
    Path folder = folder();
    if (!YEAR.matcher(later).matches()) {
      throw wrong("\"" + later + "\" cannot name a year. Write 2022, or with the month 2022-10.");
    }
    Path target = folder.resolveSibling(later);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong(
          target
              + " is there already; nothing was changed. Delete it to begin anew, or name another year.");
    }
    YearCopy copy = YearCopy.of(folder, later, from == null ? firstDay(folder) : from);
    try {
      copy.write();
    } catch (UncheckedIOException e) {
      throw wrong("Cannot write " + target + ": " + e.getMessage());
    }
    print(copy, folder, addedToChangelog(copy, folder));
    return 0;
  }

  /** The folder of the year to begin from, as it is named or below the rules. */
  private Path folder() {
    Path folder = Folders.meant(earlier, rules, spec.commandLine());
    if (Files.isRegularFile(folder.resolve("ruleset.yaml"))) {
      return folder;
    }
    throw wrong(
        folder
            + " is no year: it has no ruleset.yaml. Name it as programme/year, such as"
            + " my-programme/2021.");
  }

  private LocalDate firstDay(Path folder) {
    ProgramYear year = RuleSets.with(RuleSettings.usual().withoutGuard()).in(folder).years().get(0);
    LocalDate end = year.until();
    boolean month = later.length() > 4;
    int number = Integer.parseInt(later.substring(0, 4));
    try {
      if (end != null
          && (month
              ? YearMonth.from(end).equals(YearMonth.parse(later))
              : end.getYear() == number || end.plusYears(1).getYear() == number)) {
        return end;
      }
      if (month) {
        return YearMonth.parse(later).atDay(1);
      }
      return year.from().plusYears(number - Integer.parseInt(year.year().substring(0, 4)));
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong("Say with --effective-from on which day " + later + " begins.");
    }
  }

  // ---- the changelog -----------------------------------------------------------------------

  /** Puts a line at the top of the table of changes; {@code null} if there is no such table. */
  private @Nullable Path addedToChangelog(YearCopy copy, Path folder) {
    Path programme = folder.toAbsolutePath().normalize().getParent();
    Path file = programme == null ? null : programme.resolveSibling("CHANGELOG.md");
    if (file == null || !Files.isRegularFile(file)) {
      return null;
    }
    try {
      String text = Files.readString(file);
      String end = text.contains("\r\n") ? "\r\n" : "\n";
      StringBuilder result = new StringBuilder();
      boolean added = false;
      for (String line : text.split("(?<=\n)", -1)) {
        result.append(line);
        if (!added && line.strip().matches("\\|(\\s*:?-+:?\\s*\\|){4}")) {
          added = true;
          result
              .append("| ")
              .append(today == null ? LocalDate.now(ZoneId.systemDefault()) : today)
              .append(" | new | ")
              .append(copy.name())
              .append(", since ")
              .append(copy.from())
              .append(" | begun as a copy of ")
              .append(folder.getFileName())
              .append(" |")
              .append(end);
        }
      }
      if (added) {
        Files.writeString(file, result.toString());
        return file;
      }
      return null;
    } catch (IOException e) {
      throw wrong("The year is written, but not the line in " + file + ": " + e.getMessage());
    }
  }

  // ---- what is told ------------------------------------------------------------------------

  private void print(YearCopy copy, Path folder, @Nullable Path changelog) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Written to "
            + copy.target()
            + ", a copy of "
            + folder
            + ". It holds from "
            + copy.from()
            + (copy.until() == null
                ? " on."
                : " to " + copy.until().minusDays(1) + ", since then the next year begins."));
    if (copy.ended() != null) {
      out.println(copy.ended() + " ends on " + copy.from().minusDays(1) + " by that.");
    }
    out.println(
        copy.movedCases()
            + (copy.movedCases() == 1 ? " case was" : " cases were")
            + " moved"
            + (copy.distance().isEmpty() ? "" : " by " + copy.distance())
            + ", "
            + copy.keptCases().size()
            + " could not be.");
    if (changelog != null) {
      out.println("There is a line in " + changelog + ".");
    }
    out.println();
    out.println("Look at:");
    out.println("  title, guide and provenance in " + copy.target().resolve("ruleset.yaml"));
    places(out, "days that rules name", copy.days());
    places(out, "other years that are named", copy.years());
    cases(
        out,
        "cases that could not be moved; they stand as they were in files named"
            + " …-of-"
            + folder.getFileName()
            + ".yaml",
        copy.keptCases());
    cases(
        out,
        "moved cases that get what they expect by other rules than before",
        copy.casesOfOtherRules());
    if (changelog == null) {
      out.println("  the list of changes: add a line that there is a year");
    }
    out.println();
    out.println("Next:");
    out.println(
        "  tierwise check " + Objects.requireNonNull(folder.resolve(".").normalize().getParent()));
    out.println("  tierwise test " + copy.target());
    out.flush();
  }

  private static void places(PrintWriter out, String what, List<YearCopy.Place> places) {
    if (!places.isEmpty()) {
      out.println("  " + what + " (" + places.size() + "):");
      places.stream()
          .limit(MOST_LINES)
          .forEach(
              place ->
                  out.println("    " + place.file() + ":" + place.line() + ": " + place.text()));
      more(out, places.size());
    }
  }

  private static void cases(PrintWriter out, String what, List<YearCopy.ListedCase> cases) {
    if (!cases.isEmpty()) {
      out.println("  " + what + " (" + cases.size() + "):");
      cases.forEach(
          each -> {
            out.println("    " + each.file() + ": " + each.name());
            if (!each.reason().isEmpty()) {
              out.println("      " + each.reason());
            }
          });
    }
  }

  private static void more(PrintWriter out, int number) {
    if (number > MOST_LINES) {
      out.println("    … and " + (number - MOST_LINES) + " more");
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
