package tierwise.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** A programme with one offer, which asks for so many readers. */
final class Readers {
  private Readers() {}

  /** A partner with two readers. */
  static final EnrollmentCase TWO =
      EnrollmentCase.of(Application.on(LocalDate.of(2025, 6, 10)), Partner.of("P-7"))
          .declared("Reader", List.of(Map.of("id", "R-1"), Map.of("id", "R-2")))
          .build();

  /** Writes the year that asks for so many. */
  static void write(Path rules, String year, int asked) throws IOException {
    Path folder = Files.createDirectories(rules.resolve("readers").resolve(year));
    put(
        folder.resolve("ruleset.yaml"),
        """
        title: Readers of %1$s
        guide: {name: Leaflet, address: "https://readers.example"}
        effective: {from: %1$s-01-01, until: %2$d-01-01}
        ladder: [reader]
        offers:
          reader: {}
        measures:
          readers: {unit: person, counts: Reader}
        """
            .formatted(year, Integer.parseInt(year) + 1));
    put(
        folder.resolve("messages.yaml"),
        """
        offers:
          reader: Reading partner
        measures:
          readers: Readers
        units:
          person: people
        """);
    put(
        folder.resolve("rules.drl"),
        """
        package readers

        import tierwise.facts.*
        import static tierwise.facts.Statements.*

        declare Reader
            id : String
        end

        rule "A reading partner has readers"
        when
            $offer : Offer( name == "reader" )
        then
            insert( $offer.asks( "readers", %d ) ); // invented
        end

        rule "Readers are counted"
        when
            accumulate( $reader : Reader(); $readers : collectList( $reader ) )
        then
            insert( measured( "readers", size( $readers ), $readers ) );
        end
        """
            .formatted(asked));
  }

  /** Misspells a word of the year. */
  static void spoil(Path rules, String year) throws IOException {
    Path file = rules.resolve("readers").resolve(year).resolve("rules.drl");
    String text = Files.readString(file);
    assertThat(text).contains("( name ==");
    put(file, text.replace("( name ==", "( nmae =="));
  }

  private static void put(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
