package tierwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.record.Replay;

/** Where the rules come from; an option that several commands share. */
final class Rules {
  static final Path USUAL = Path.of("rules");

  @Option(
      names = "--rules",
      paramLabel = "<folder>",
      description =
          "Read the rules from this folder of programmes, programme or year. Without it: from"
              + " ./rules if there is such a folder, else those that come with the program.")
  private @Nullable Path folder;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  Rules() {}

  /**
   * The rules.
   *
   * @throws tierwise.RuleSetException with everything that is wrong with them
   */
  RuleSets sets() {
    return found(finder());
  }

  /**
   * The rules by which some of the cases are decided.
   *
   * @throws tierwise.RuleSetException with everything that is wrong with them
   */
  RuleSets sets(List<EnrollmentCase> cases) {
    return found(finder().forCases(cases));
  }

  /**
   * The rules of the one year that lies in a folder or an archive.
   *
   * @throws tierwise.RuleSetException with everything that is wrong with them
   * @throws picocli.CommandLine.ParameterException if there is more than one year
   */
  RuleSet single(Path place) {
    RuleSets found = finder().in(place);
    List<ProgramYear> years = found.years();
    if (years.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          place
              + " has several years: "
              + years.stream().map(ProgramYear::name).collect(Collectors.joining(", "))
              + ". Name the folder of one.");
    }
    return found.year(years.get(0).name());
  }

  private RuleSets found(RuleSets.Finder finder) {
    if (folder != null) {
      return finder.in(folder);
    }
    return Files.isDirectory(USUAL)
        ? finder.in(USUAL)
        : finder.onClassPath(Rules.class.getClassLoader());
  }

  /** The folder of the year's cases; {@code null} if its rules are in no folder. */
  @Nullable Path tests(ProgramYear year) {
    Path root = folder == null ? USUAL : folder;
    return Stream.of(root.resolve(year.name()), root.resolve(year.year()), root.resolve("."))
        .map(place -> place.resolve("tests"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(null);
  }

  /**
   * Decides records again by the rules, and by what was published of them where they are in a
   * folder.
   *
   * @throws tierwise.RuleSetException with everything that is wrong with them
   */
  Replay replay() {
    if (folder != null) {
      return Replay.in(folder);
    }
    return Files.isDirectory(USUAL) ? Replay.in(USUAL) : Replay.by(sets());
  }

  /** Who decides a case and ends has no use for a guard. */
  private static RuleSets.Finder finder() {
    return RuleSets.with(RuleSettings.usual().withoutGuard());
  }
}
