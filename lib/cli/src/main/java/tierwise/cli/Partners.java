package tierwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tierwise.EnrollmentCase;
import tierwise.analysis.population.Population;
import tierwise.analysis.population.PopulationFiles;

/** Files and folders with partners, as several commands take them. */
final class Partners {
  private Partners() {}

  /**
   * What lies in the files and folders.
   *
   * @throws CommandLine.ParameterException if one of them is not there
   */
  static Population in(List<Path> places, CommandLine.Model.CommandSpec spec) {
    for (Path each : places) {
      if (!Files.exists(each)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "There is no file and no folder " + each + ".");
      }
    }
    return PopulationFiles.in(places);
  }

  /**
   * The cases of a file whose names contain some words.
   *
   * @param words {@code null} for all
   * @throws CommandLine.ParameterException if there is none
   */
  static List<EnrollmentCase> named(
      @Nullable String words,
      List<EnrollmentCase> all,
      Path file,
      CommandLine.Model.CommandSpec spec) {
    if (words == null) {
      return all;
    }
    List<EnrollmentCase> fitting =
        all.stream().filter(each -> each.name().orElse("").contains(words)).toList();
    if (fitting.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "No case of "
              + file
              + " has \""
              + words
              + "\" in its name. There are:\n  "
              + String.join("\n  ", all.stream().map(each -> each.name().orElse("")).toList()));
    }
    return fitting;
  }
}
