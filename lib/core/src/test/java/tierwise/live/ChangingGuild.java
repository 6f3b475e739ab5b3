package tierwise.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tierwise.CafeGuild;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Finding;
import tierwise.OfferDecision;

/**
 * The café guild in editions: each says its number in a figure of one file and in words of another.
 */
final class ChangingGuild {
  static final EnrollmentCase CASE = CafeGuild.withPurchases(3, UnaryOperator.identity());
  private static final int POINTS = 80;

  private ChangingGuild() {}

  /** Writes the files of an edition into a folder. */
  static void write(Path year, int edition) throws IOException {
    Files.createDirectories(year);
    try (Stream<Path> files = Files.list(CafeGuild.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(
            year.resolve(String.valueOf(file.getFileName())),
            Files.readString(file)
                .replace("\"Roasting\", " + POINTS, "\"Roasting\", " + (POINTS + edition))
                .replace("\"Roaster, {of}\"", "\"Roaster of edition " + edition + ", {of}\""));
      }
    }
  }

  /** The edition that decided; -1 if the decision is of several. */
  static int edition(Decision decision) {
    OfferDecision roaster = decision.offer("roaster", "Roasting").orElseThrow();
    int byFigure =
        roaster.findings().stream()
            .filter(Finding.OfMeasure.class::isInstance)
            .map(Finding.OfMeasure.class::cast)
            .filter(finding -> finding.measure().equals("points"))
            .map(finding -> finding.required().intValueExact() - POINTS)
            .findFirst()
            .orElseThrow();
    List<String> words = List.of(roaster.title().split("[ ,]+", -1));
    int byWords = Integer.parseInt(words.get(words.indexOf("edition") + 1));
    return byFigure == byWords ? byFigure : -1;
  }
}
