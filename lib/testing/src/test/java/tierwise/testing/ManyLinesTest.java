package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Finding;
import tierwise.Measured;

/**
 * A partner with very many purchases is read and decided with the memory that Java takes anyway.
 */
class ManyLinesTest {
  private static final int LINES = 100_000;

  @TempDir Path temp;

  @Test
  void aCaseOfAHundredThousandLinesIsDecided() throws IOException {
    Path file = temp.resolve("many.yaml");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(
          """
          cases:
            - case: very many purchases
              given:
                application: {asOf: 2021-05-10, asksFor: {competency: [Cloud Platform]}}
                partner: {id: P-1}
                purchases:
          """);
      for (int i = 0; i < LINES; i++) {
        out.write(
            "        - {id: I-"
                + i
                + ", document: "
                + (i % 2 == 0 ? "invoice" : "order-confirmation")
                + ", date: 2021-02-10, channel: Courseware Marketplace, product: Digital MOC,"
                + " units: 1, kpi: 0.5}\n");
      }
    }
    Decision decision = Year2021.RULES.decide(EnrollmentCase.read(file).get(0));
    Measured kpis =
        decision.offer("gold", "Cloud Platform").orElseThrow().findings().stream()
            .filter(Finding.OfMeasure.class::isInstance)
            .map(Finding.OfMeasure.class::cast)
            .filter(finding -> finding.measure().equals("kpis"))
            .map(finding -> Objects.requireNonNull(finding.measured()))
            .findFirst()
            .orElseThrow();
    assertThat(kpis.value()).isEqualByComparingTo("25000");
    assertThat(kpis.evidence()).hasSize(LINES / 2);
    assertThat(kpis.excluded()).hasSize(LINES / 2);
  }
}
