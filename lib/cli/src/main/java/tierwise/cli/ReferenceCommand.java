package tierwise.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tierwise.testing.LanguageReference;

/** Tells what a word of rules, manifest, messages or cases means. */
@Command(
    name = "reference",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Tells what may stand in rules, ruleset.yaml, messages.yaml and cases: facts and their fields,"
          + " helpers, keys.",
      ""
    })
final class ReferenceCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "<word>",
      description = "A fact, a field, a helper, a key, such as atLeast. Without one: all words.")
  private @Nullable String word;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ReferenceCommand() {}

  @Override
  public Integer call() {
    LanguageReference reference = LanguageReference.usual();
    spec.commandLine().getOut().println(word == null ? list(reference) : of(reference, word));
    return 0;
  }

  private String of(LanguageReference reference, String wanted) {
    List<LanguageReference.Entry> found = reference.of(wanted);
    if (found.isEmpty()) {
      List<String> nearest = reference.nearest(wanted);
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "There is no word \""
              + wanted
              + "\"; "
              + (nearest.isEmpty()
                  ? "\"tierwise reference\" lists them all."
                  : "the nearest are: " + String.join(", ", nearest) + "."));
    }
    return found.stream()
        .map(LanguageReference.Entry::toString)
        .collect(Collectors.joining("\n\n"));
  }

  private static String list(LanguageReference reference) {
    StringBuilder list = new StringBuilder();
    for (LanguageReference.Chapter chapter : LanguageReference.Chapter.values()) {
      list.append(list.isEmpty() ? "" : "\n\n").append(chapter.title()).append(":");
      reference.entries().stream()
          .filter(entry -> entry.chapter() == chapter)
          .forEach(entry -> list.append("\n  ").append(entry.word()));
    }
    return list.toString();
  }
}
