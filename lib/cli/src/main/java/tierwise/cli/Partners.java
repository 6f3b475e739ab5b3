package tierwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
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
}
