package tierwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The rule folders that a command works on; parameters that several commands share. */
final class Folders {
  @Parameters(
      paramLabel = "<folder>",
      description = "Folders of programmes, programmes or years. Without one: the folder ./rules.")
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
      if (!Files.isDirectory(folder)) {
        throw new CommandLine.ParameterException(command, "There is no folder " + folder + ".");
      }
    }
    return folders;
  }
}
