package tierwise.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Membership;
import tierwise.facts.Offer;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/**
 * A few rules of a small programme, and three lines, three gifts and two offers for them to look
 * at.
 */
final class Snippet {
  private static final String MANIFEST =
      """
      title: Seed Swap 2024
      guide: {name: Handbook, address: https://seed-swap.example/2024}
      effective: {from: 2024-01-01, until: 2025-01-01}
      ladder: [grower]
      offers: {grower: {}}
      """;

  private static final String MEASURES =
      """
      measures: {weight: {unit: gram, per: Line, counts: Line, may-fall: yes}}
      """;

  private static final String MESSAGES =
      """
      offers: {grower: Grower}
      measures: {weight: Weight}
      reasons: {free: It is free.}
      """;

  private static final String BEGINNING =
      """
      package seed.swap

      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate

      declare Line
          id : String
          bags : int
          grams : BigDecimal
          day : LocalDate
      end

      declare Gift
          id : String
          line : String
          grams : BigDecimal
      end

      declare Found
          what : String
      end

      declare Figure
          value : BigDecimal
      end

      declare Day
          day : LocalDate
      end

      rule "Anyone may swap seeds"
      when
          $offer : Offer( name == "grower" )
      then
          insert( $offer.open( "free" ) );
      end

      """;

  private final RuleModel model;
  private final byte[] text;

  /**
   * Reads rules.
   *
   * @throws tierwise.RuleSetException if the library refuses them
   */
  Snippet(String rules) {
    this.text = (BEGINNING + rules).getBytes(UTF_8);
    // A measure that no rule takes is a problem.
    String manifest = rules.contains("\"weight\"") ? MANIFEST + MEASURES : MANIFEST;
    Problems problems = new Problems();
    RuleFolder folder =
        RuleFolder.read(
            new FolderFiles(
                "seed-swap",
                "2024",
                "rules/seed-swap/2024",
                Map.of(
                    "ruleset.yaml", manifest.getBytes(UTF_8),
                    "messages.yaml", MESSAGES.getBytes(UTF_8),
                    "seeds.drl", text)),
            problems);
    RuleModel read = RuleChecker.read(folder, problems);
    problems.throwIfErrors();
    this.model = Objects.requireNonNull(read);
  }

  /** The library's engine. */
  RuleEngine ours() {
    return new DirectEngine(model);
  }

  /** The same rules, built by stock Drools. */
  RuleEngine stock() {
    return StockDrools.of(Map.of("seeds.drl", text), model);
  }

  /** What a rule states of them. */
  List<String> stated(RuleEngine engine, String rule) {
    return engine.run(facts(), StepBudget.USUAL).stream()
        .filter(each -> each.rule().name().equals(rule))
        .map(Snippet::text)
        .sorted()
        .toList();
  }

  private static String text(Statement<?> statement) {
    Object fact = statement.fact();
    return fact instanceof Row row ? String.valueOf(row.value(0)) : fact.toString();
  }

  private List<Object> facts() {
    return List.of(
        line("L1", 2_000_000_000, "1", LocalDate.of(2024, 1, 2)),
        line("L2", 2_000_000_000, "0.1", LocalDate.of(2024, 1, 1)),
        line("L3", 5, null, null),
        gift("G1", "L1", "0.5"),
        gift("G2", "L1", "0.5"),
        gift("G3", "L2", "0.7"),
        new Offer("grower", null, null),
        new Offer(
            "grower",
            "Herbs",
            new Membership(
                "M1",
                "grower",
                "Herbs",
                null,
                LocalDate.of(2022, 7, 1),
                LocalDate.of(2023, 6, 30))));
  }

  private Row line(String id, int bags, @Nullable String grams, @Nullable LocalDate day) {
    return new Row(
        type("Line"),
        new @Nullable Object[] {id, bags, grams == null ? null : new BigDecimal(grams), day});
  }

  private Row gift(String id, String line, String grams) {
    return new Row(type("Gift"), new @Nullable Object[] {id, line, new BigDecimal(grams)});
  }

  private FactType type(String name) {
    return Objects.requireNonNull(model.types().get(name));
  }
}
