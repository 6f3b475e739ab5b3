package tierwise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.internal.folder.FolderFiles;

/** A small programme that many tests change something of. */
public final class CafeGuild {
  /** Its rules, which no test writes into. */
  public static final Path FOLDER = Path.of("src/test/resources/rules/cafe-guild/2024");

  /** A day of its year. */
  public static final LocalDate DAY = LocalDate.of(2024, 5, 5);

  private CafeGuild() {}

  /** A copy below a directory of rules, as {@code cafe-guild/2024}. */
  public static Path copyTo(Path rules) throws IOException {
    return copyAs(rules.resolve("cafe-guild/2024"));
  }

  /** A copy of the folder with a name of its own, which its title names, too. */
  static Path copyAs(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    replace(folder.resolve("ruleset.yaml"), "Guild 2024", "Guild " + folder.getFileName());
    return folder;
  }

  /** Its files and one more, or one in the place of another, as they are read. */
  public static FolderFiles with(String name, String text) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    contents.put(name, text.getBytes(StandardCharsets.UTF_8));
    return new FolderFiles("cafe-guild", "2024", "rules/cafe-guild/2024", contents);
  }

  /** Writes another text in the place of one that the file must have. */
  public static void replace(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " does not have: " + old);
    }
    Files.writeString(
        file, text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(replacement)));
  }

  /** A partner who asks for one craft after some purchases a month before. */
  public static EnrollmentCase withPurchases(int number, UnaryOperator<Purchase> each) {
    return EnrollmentCase.of(Application.on(DAY).askingFor("craft", "Roasting"), Partner.of("P"))
        .purchases(
            IntStream.range(0, number)
                .mapToObj(i -> each.apply(Purchase.of("L" + i, "invoice", DAY.minusDays(30))))
                .toList())
        .credentials(List.of())
        .build();
  }
}
