package tierwise.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A drawn rule set with cases that test each of its figures on both sides: some tiers, some fields,
 * and how many points a tier asks in a field. The same seed draws the same.
 */
final class DrawnRules {
  /** What a tier asks in a field; {@code line} is that of its row in targets.drl. */
  record Row(String tier, String field, int points, int line) {}

  private static final int FIRST_ROW = 16;

  private final Random random;
  private final List<String> tiers = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  DrawnRules(long seed) {
    random = new Random(seed);
    for (int i = 0; i <= random.nextInt(3); i++) {
      tiers.add("tier-" + (i + 1));
    }
    for (int i = 0; i <= random.nextInt(3); i++) {
      fields.add("Field " + (char) ('A' + i));
    }
    for (String field : fields) {
      int points = 1 + random.nextInt(20);
      for (String tier : tiers) {
        rows.add(new Row(tier, field, points, FIRST_ROW + rows.size()));
        points += 1 + random.nextInt(20);
      }
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** One of the rows. */
  Row any() {
    return rows.get(random.nextInt(rows.size()));
  }

  /** Writes the folder below the directory. */
  Path write(Path root) throws IOException {
    Path folder = root.resolve("drawn/2025");
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("ruleset.yaml"), manifest());
    Files.writeString(folder.resolve("messages.yaml"), messages());
    Files.writeString(folder.resolve("targets.drl"), targets());
    Files.writeString(folder.resolve("rules.drl"), rules());
    Files.writeString(folder.resolve("tests/cases.yaml"), cases());
    return folder;
  }

  private String manifest() {
    StringBuilder offers = new StringBuilder();
    StringBuilder shown = new StringBuilder();
    for (String tier : tiers) {
      offers.append("  ").append(tier).append(": {per: field}\n");
      shown.append(shown.isEmpty() ? "" : ", ").append(tier).append(": all");
    }
    List<String> highestFirst = new ArrayList<>(tiers);
    Collections.reverse(highestFirst);
    return """
        title: Drawn rules
        guide: {name: none, address: none}
        effective: {from: 2025-01-01}
        ladder: %s
        lists: {field: {values: %s}}
        offers:
        %smeasures: {points: {unit: point, per: field, counts: Line}}
        targets: {Target: {offer: tier, of: field, figures: {points: points}, rows: {%s}}}
        provenance: {Target: {source: drawn}}
        coverage: {rules: 100, boundaries: 100}
        """
        .formatted(highestFirst, fields, offers, shown);
  }

  private String messages() {
    StringBuilder text = new StringBuilder("offers:\n");
    tiers.forEach(tier -> text.append("  ").append(tier).append(": ").append(tier).append("\n"));
    return text
        + """
        measures: {points: Points}
        reasons: {void: It is void., other-field: It is of another field., never: It never is.}
        """;
  }

  private String targets() {
    StringBuilder text =
        new StringBuilder(
            """
            package drawn

            import tierwise.facts.*
            import static tierwise.facts.Statements.*

            declare Target
                tier : String
                field : String
                points : int
            end

            // What each tier asks.
            rule "What each tier asks"
            when
            then
            """);
    for (Row row : rows) {
      text.append("    insert( new Target( \"" + row.tier() + "\", \"" + row.field() + "\", ");
      text.append(row.points()).append(" ) );\n");
    }
    return text.append("end\n").toString();
  }

  private static String rules() {
    return """
        package drawn

        import tierwise.facts.*
        import static tierwise.facts.Statements.*

        declare Line
            id : String
            field : String
            points : int
            isVoid : Boolean
        end

        rule "A tier asks points by its row"
        when
            $offer : Offer( $tier : name, $field : of )
            Target( tier == $tier, field == $field, $points : points )
        then
            insert( $offer.asks( "points", $points ) );
        end

        rule "A void line does not count"
        when
            $line : Line( isVoid == true )
        then
            insert( leftOut( "points", $line, "void" ) );
        end

        rule "A line counts in its own field"
        when
            Subject( kind == "field", $field : name )
            $line : Line( field != $field )
        then
            insert( leftOut( "points", $field, $line, "other-field" ) );
        end

        rule "Points are the sum of all other lines"
        when
            Subject( kind == "field", $field : name )
            accumulate(
                $line : Line( $points : points ) and
                not Exclusion( measure == "points", evidence == $line,
                               of == null || of == $field );
                $sum : sum( $points ), $lines : collectList( $line ) )
        then
            insert( measured( "points", $field, $sum, $lines ) );
        end
        """;
  }

  private String cases() {
    StringBuilder text = new StringBuilder("cases:\n");
    for (Row row : rows) {
      text.append(aCase(row, true)).append(aCase(row, false));
    }
    return text.toString();
  }

  /** The text of the case that reaches the figure of the row, or is one point short of it. */
  static String aCase(Row row, boolean reached) {
    return """
          - case: %s in %s %s
            given:
              application: {asOf: 2025-05-05}
              partner: {id: P}
              Line:
                - {id: L-1, field: %s, points: %d}
                - {id: L-2, field: %s, points: 50, isVoid: yes}
                - {id: L-3, field: elsewhere, points: 50}
            expect:
              offers: [{offer: %s, of: %s, status: %s}]
        """
        .formatted(
            row.tier(),
            row.field(),
            reached ? "is reached" : "is missed by one point",
            row.field(),
            reached ? row.points() : row.points() - 1,
            row.field(),
            row.tier(),
            row.field(),
            reached ? "GRANTED" : "REFUSED");
  }
}
