package tierwise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The rule folders that a command works on; parameters that several commands share. */
final class Folders {
  @Parameters(
      paramLabel = "<folder>",
      description =
          "Folders of programmes, programmes or years; or years of ./rules by their names, such as"
              + " my-programme/2021. Without one: the folder ./rules.")
  private List<Path> folders = new ArrayList<>();

  /** The folders that were named, else the usual one. */
  List<Path> named(CommandLine command) {
    if (folders.isEmpty()) {
      if (!Files.isDirectory(Rules.USUAL)) {
        throw new CommandLine.ParameterException(
            command, "There is no folder ./rules here; name the folders.");
      }
      return List.of(Rules.USUAL);
    }
    for (Path folder : folders) {
      if (Files.isRegularFile(folder)) {
        throw new CommandLine.ParameterException(
            command,
            folder
                + " is a file, not a folder. Name the folder of the rules; to hold a file of cases"
                + " against them: tierwise "
                + command.getCommandName()
                + " --cases "
                + folder
                + " <folder>");
      }
    }
    return folders.stream().map(folder -> meant(folder, Rules.USUAL, command)).toList();
  }

  /**
   * The folder of the name: the folder itself, else a programme or a year below the rules, also a
   * year without its programme if only one has it.
   *
   * @throws CommandLine.ParameterException with those that can be meant if there is not exactly one
   */
  static Path meant(Path name, Path rules, CommandLine command) {
    for (Path folder : List.of(name, rules.resolve(name))) {
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    List<Path> years = ofAnyProgramme(name, rules);
    if (years.size() == 1) {
      return years.get(0);
    }
    throw new CommandLine.ParameterException(
        command,
        years.isEmpty()
            ? "There is no folder " + name + ". Nor is there " + rules.resolve(name) + "."
            : "Several programmes have a year "
                + name
                + ": "
                + years.stream()
                    .map(year -> rules.relativize(year).toString().replace('\\', '/'))
                    .collect(Collectors.joining(", "))
                + ". Name the programme as well.");
  }

  private static List<Path> ofAnyProgramme(Path name, Path rules) {
    if (!Files.isDirectory(rules) || name.isAbsolute() || name.getNameCount() > 1) {
      return List.of();
    }
    try (Stream<Path> programmes = Files.list(rules)) {
      return programmes
          .map(programme -> programme.resolve(name))
          .filter(year -> Files.isRegularFile(year.resolve("ruleset.yaml")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
