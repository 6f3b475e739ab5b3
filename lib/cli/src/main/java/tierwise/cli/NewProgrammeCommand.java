package tierwise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
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

/** Begins a programme. */
@Command(
    name = "programme",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Begins a programme: a small one with two tiers, one measure, one table and four cases, with a"
          + " comment on everything. It can be checked, tested and changed at once.",
      ""
    })
final class NewProgrammeCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");
  private static final List<String> FILES =
      List.of(
          "ruleset.yaml",
          "targets.drl",
          "requirements.drl",
          "measures.drl",
          "messages.yaml",
          "tests/cases.yaml");

  @Parameters(
      index = "0",
      paramLabel = "<name>",
      description = "Its name: lower-case words with hyphens between them, such as coffee-club.")
  private String name;

  @Option(
      names = "--rules",
      paramLabel = "<folder>",
      defaultValue = "rules",
      description = "The folder of programmes. Default: ./${DEFAULT-VALUE}.")
  private Path rules;

  @Option(
      names = "--year",
      paramLabel = "<year>",
      description = "Its first year, such as 2021. Default: the year of today.")
  private @Nullable Integer year;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  NewProgrammeCommand() {}

  @Override
  public Integer call() {
    if (!NAME.matcher(name).matches()) {
      throw wrong("\"" + name + "\" cannot name a programme. Write lower-case words: coffee-club");
    }
    int first = year == null ? LocalDate.now(ZoneId.systemDefault()).getYear() : year;
    if (first < 1000 || first > 9999) {
      throw wrong("\"" + first + "\" cannot name a year. Write it with four digits: 2021");
    }
    Path programme = rules.resolve(name);
    if (Files.exists(programme, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong(
          programme
              + " is there already; nothing was changed. Choose another name, or begin a year of it"
              + " with: tierwise new year");
    }
    Path folder = programme.resolve(Integer.toString(first));
    try {
      for (String file : FILES) {
        Path path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text(file, first), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw wrong("Cannot write " + folder + ": " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Written to " + folder + ":");
    FILES.forEach(file -> out.println("  " + file));
    out.println();
    out.println("Next:");
    out.println("  tierwise check " + folder + "     whether anything is wrong with it");
    out.println("  tierwise test " + folder + "      whether its cases get what they expect");
    out.println("  tierwise decide " + folder.resolve(FILES.get(5)) + " --rules " + rules);
    out.println("                   what is decided of each, and why");
    out.println("  Change a number in " + folder.resolve("targets.drl") + " and test again: each");
    out.println("  case that fails says which line asks for what. Then write your own.");
    out.flush();
    return 0;
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private String text(String file, int first) {
    String words = name.replace('-', ' ');
    return resource(file)
        .replace("{title}", Character.toUpperCase(words.charAt(0)) + words.substring(1))
        .replace("{package}", name.replace('-', '.'))
        .replace("{year}", Integer.toString(first));
  }

  private static String resource(String file) {
    try (InputStream in = NewProgrammeCommand.class.getResourceAsStream("programme/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
