package tierwise.internal.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tierwise.CafeGuild;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/** What rules mean that no year has, by each of the engines. */
class EnginesTest {
  private static final String HEAD =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate

      declare Cup
          id : String
          size : BigDecimal
          number : int
          day : LocalDate
      end
      """;
  private static final LocalDate DAY = LocalDate.of(2024, 5, 5);
  private static final StepBudget BUDGET = new StepBudget(100_000, 0);

  @Test
  void twoMissingValuesAreEqual() throws IOException {
    assertThat(
            stated(
                "$a : Purchase( $p : product ) $b : Purchase( product == $p )",
                "$b",
                bought("L1", null, null),
                bought("L2", null, null),
                bought("L3", "Cup", null)))
        .containsExactlyInAnyOrder("L1, L1", "L1, L2", "L2, L1", "L2, L2", "L3, L3");
  }

  @Test
  void whatIsMissingIsUnequalToWhatIsThere() throws IOException {
    assertThat(
            stated(
                "$a : Purchase( $p : product ) $b : Purchase( product != $p )",
                "$b",
                bought("L1", null, null),
                bought("L2", null, null),
                bought("L3", "Cup", null)))
        .containsExactlyInAnyOrder("L1, L3", "L2, L3", "L3, L1", "L3, L2");
  }

  @Test
  void nothingIsGreaterOrLessThanWhatIsMissing() throws IOException {
    assertThat(
            stated(
                "$a : Purchase( kpi != null, $k : kpi ) $b : Purchase( kpi < $k || kpi >= $k )",
                "$b",
                bought("L1", null, null),
                bought("L2", null, "1.0")))
        .containsExactly("L2, L2");
  }

  @Test
  void figuresAreEqualByWhatTheyAreWorth() throws IOException {
    assertThat(
            stated(
                "$a : Cup( $s : size ) $b : Cup( size == $s )",
                "$b",
                cup("A", "1.0", 3),
                cup("B", "1.00", 3),
                cup("C", "1.01", 3)))
        .containsExactlyInAnyOrder("A, A", "A, B", "B, A", "B, B", "C, C");
    assertThat(
            stated(
                "$a : Cup( $s : size ) $b : Cup( number == $s )",
                "$b",
                cup("A", "3.00", 3),
                cup("B", "4", 5)))
        .containsExactly("A, A");
    assertThat(
            stated(
                "$a : Cup( size == 1.50 )",
                "$a",
                cup("A", "1.5", 3),
                cup("B", "1.500", 3),
                cup("C", "1.51", 3)))
        .containsExactlyInAnyOrder("A, A", "B, B");
  }

  @Test
  void twoRowsAlikeAreTwoFacts() throws IOException {
    assertThat(
            stated("$a : Cup() $b : Cup( this == $a )", "$b", cup("A", "1", 3), cup("A", "1", 3)))
        .containsExactly("A, A", "A, A");
    assertThat(
            stated("$a : Cup() $b : Cup( this != $a )", "$b", cup("A", "1", 3), cup("A", "1", 3)))
        .containsExactly("A, A", "A, A");
  }

  @Test
  void factsOfTheLibraryAreEqualByTheirValues() throws IOException {
    assertThat(
            stated(
                "$a : Purchase() $b : Purchase( this == $a )",
                "$b",
                bought("L1", "Cup", null),
                bought("L1", "Cup", null),
                bought("L2", "Cup", null)))
        .containsExactlyInAnyOrder("L1, L1", "L1, L1", "L1, L1", "L1, L1", "L2, L2");
  }

  @Test
  void severalFunctionsWorkOnOneJoin() throws IOException {
    String join =
        """
        $a : Partner()
        accumulate(
            Cup( $i : id, $s : size, $d : day ) and
            Purchase( product == $i, kpi != null, $k : kpi ) and
            not Purchase( product == $i, kpi == null );
            $sum : sum( $k ), $least : min( $s ), $last : max( $d ), $number : count( $k ),
            $different : collectSet( $i ) )
        """;
    Object[] facts = {
      Partner.of("P"),
      cup("A", "2.5", 3),
      cup("B", "1.50", 3),
      cup("C", "1", 3),
      bought("L1", "A", "1"),
      bought("L2", "A", "2"),
      bought("L3", "B", "4"),
      bought("L4", "C", "8"),
      bought("L5", "C", null)
    };
    assertThat(amounts(join, "plus( $sum, $number )", facts)).containsExactly("10");
    assertThat(amounts(join, "$least", facts)).containsExactly("1.5");
    assertThat(amounts(join, "number( size( $different ) )", facts)).containsExactly("2");
    assertThat(stated(join + " Purchase( date == $last )", "$a", facts)).hasSize(5);
  }

  /** A name that is known inside an accumulate only can be given again in the next one. */
  @Test
  void twoAccumulatesCanGiveOneNameToDifferentThings() throws IOException {
    assertThat(
            stated(
                """
                $a : Partner()
                accumulate( Cup( $x : id, $s : size ) and Purchase( product == $x, kpi != null, $y : kpi );
                    $cups : sum( $s ), $n : count( $y ) )
                accumulate( Purchase( kpi != null, $y : id, $x : kpi ); $sum : sum( $x ) )
                $b : Cup( size == $cups, number == $sum )
                """,
                "$b",
                Partner.of("P"),
                cup("A", "2.5", 7),
                cup("B", "1.5", 8),
                bought("L1", "A", "4"),
                bought("L2", null, "3")))
        .containsExactly(Partner.of("P") + ", A");
  }

  @Test
  void theLeastOfNothingIsNothingAndTheRuleDoesNotHold() throws IOException {
    Object partner = Partner.of("P");
    assertThat(
            stated(
                "$a : Partner() accumulate( Cup( $s : size ); $least : min( $s ) )", "$a", partner))
        .isEmpty();
    assertThat(
            stated(
                """
                $a : Partner()
                accumulate( Cup( $s : size, $d : day ); $least : min( $s ), $last : max( $d ) )
                """,
                "$a",
                partner))
        .isEmpty();
    assertThat(
            stated(
                """
                $a : Partner()
                accumulate( Cup( $s : size, $d : day ); $sum : sum( $s ), $last : max( $d ) )
                """,
                "$a",
                partner))
        .isEmpty();
    assertThat(
            stated(
                """
                $a : Partner()
                accumulate(
                    Purchase( kpi != null, $k : kpi ); $n : count( $k ), $least : min( $k ) )
                """,
                "$a",
                partner,
                bought("L1", null, null)))
        .isEmpty();
    assertThat(
            stated(
                "$a : Partner() accumulate( Cup( $s : size ); $sum : sum( $s ) )", "$a", partner))
        .hasSize(1);
  }

  @Test
  void whatIsAccumulatedBelongsToFactsAndResultsFromOutside() throws IOException {
    Object[] facts = {
      bought("L1", "A", "10"),
      bought("L2", "B", "100"),
      bought("L3", "D", null),
      cup("A", "1", 1),
      cup("B", "2", 2),
      cup("B", "3", 3)
    };
    String outside = "$a : Purchase( product != null, $p : product ) ";
    assertThat(
            amounts(
                outside + "accumulate( Cup( id == $p, $s : size ); $r : sum( $s ) )", "$r", facts))
        .containsExactlyInAnyOrder("1", "5", "0");
    assertThat(
            amounts(
                outside
                    + """
                    accumulate(
                        Cup( id == $p, $s : size ) and Cup( size >= $s, $t : size ) and
                        not Purchase( product == $p, kpi == 100 );
                        $r : sum( $t ) )
                    """,
                "$r",
                facts))
        .containsExactlyInAnyOrder("6", "0", "0");
    assertThat(
            amounts(
                """
                accumulate( Cup( $n : number ); $all : sum( $n ) )
                $a : Purchase( kpi > $all )
                accumulate( Cup( number < $all, $s : size ); $r : sum( $s ) )
                """,
                "plus( $r, $all )",
                facts))
        .containsExactlyInAnyOrder("12", "12");
  }

  @Test
  void aConditionReadsThreeAndMoreOtherFacts() throws IOException {
    Object[] facts = {cup("A", "1", 1), cup("B", "2", 2), cup("C", "4", 4), cup("D", "8", 8)};
    assertThat(
            stated(
                """
                Cup( $x : size ) Cup( $y : size, size > $x ) $a : Cup( $z : size, size > $y )
                $b : Cup( size > plus( $x, plus( $y, $z ) ) )
                """,
                "$b",
                facts))
        .containsExactly("C, D");
    assertThat(
            stated(
                """
                $a : Cup( size == 1, $u : size ) Cup( size == 1, $v : size )
                Cup( size == 2, $w : size ) Cup( size == 2, $x : size ) Cup( size == 2, $y : size )
                $b : Cup( size == plus( $u, plus( $v, plus( $w, plus( $x, $y ) ) ) ) )
                """,
                "$b",
                facts))
        .containsExactly("A, D");
    assertThat(
            stated(
                """
                $a : Cup( size == 1, $u : size ) Cup( size == 1, $v : size )
                Cup( size == 2, $w : size ) Cup( size == 2, $x : size ) Cup( size == 1, $y : size )
                Cup( size == 1, $z : size )
                not Cup( size > plus( $u, plus( $v, plus( $w, plus( $x, plus( $y, $z ) ) ) ) ) )
                """,
                "$a",
                facts))
        .containsExactly("A, A");
  }

  /** The same text of a condition can speak of different facts, below the same other facts. */
  @Test
  void rulesAlikeButForTheFactTheyNameStayApart() throws IOException {
    List<Statement<?>> stated =
        run(
            """
            rule "First" when
                $a : Purchase( $p : product ) Purchase( kpi != null, $q : product )
                $b : Cup( id == $p )
            then insert( note( "year-end", date("2024-12-31") ) ); end
            rule "Second" when
                $a : Purchase( $q : product ) Purchase( kpi != null, $p : product )
                $b : Cup( id == $p )
            then insert( note( "year-end", date("2024-12-31") ) ); end
            """,
            bought("L1", "A", null),
            bought("L2", "B", "1"),
            cup("A", "1", 1));
    assertThat(stated)
        .extracting(
            statement -> statement.rule().name() + ((Purchase) statement.premises().get(0)).id())
        .containsExactly("FirstL1");
  }

  @Test
  void aFormulaThatFailsNamesItsRule() throws IOException {
    for (RuleEngine engine : engines("$a : Cup( size != null, plus( number, size ) > 1 )")) {
      RuleFailure failure =
          catchThrowableOfType(
              RuleFailure.class,
              () -> engine.run(List.of(row(cup("A", "1e80", 3))), new StepBudget(1_000, 0)));
      assertThat(requireNonNull(failure.rule()).name()).isEqualTo("R");
      assertThat(failure).hasMessageContaining("digits");
    }
  }

  @Test
  void aSpentBudgetNamesItsRule() throws IOException {
    for (RuleEngine engine : engines("$a : Cup() Cup() Cup()")) {
      List<Object> facts = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        facts.add(row(cup("C" + i, "1", 1)));
      }
      RuleFailure failure =
          catchThrowableOfType(
              RuleFailure.class, () -> engine.run(facts, new StepBudget(10_000, 0)));
      assertThat(requireNonNull(failure.rule()).name()).isEqualTo("R");
      assertThat(failure)
          .hasMessage(
              "the decision took more than 10000 steps, the last of them in the rule \"R\"");
    }
  }

  // ---- how it is tried ---------------------------------------------------------------------

  private record Cup(String id, BigDecimal size, int number) {}

  private static Cup cup(String id, String size, int number) {
    return new Cup(id, new BigDecimal(size), number);
  }

  private static Purchase bought(String id, @Nullable String product, @Nullable String kpi) {
    Purchase purchase = Purchase.of(id, "invoice", DAY);
    purchase = product == null ? purchase : purchase.withProduct(product, "piece", 1);
    return kpi == null ? purchase : purchase.withKpi(new BigDecimal(kpi));
  }

  /** The names of the first premise, and of the fact of the variable, of each statement. */
  private static List<String> stated(String when, String variable, Object... facts)
      throws IOException {
    return run(rule(when, ""), facts).stream()
        .map(statement -> name(named(statement, "$a")) + ", " + name(named(statement, variable)))
        .toList();
  }

  private static Object named(Statement<?> statement, String variable) {
    List<RuleModel.FactPattern> patterns =
        statement.rule().when().stream()
            .filter(RuleModel.FactPattern.class::isInstance)
            .map(RuleModel.FactPattern.class::cast)
            .toList();
    for (int i = 0; i < patterns.size(); i++) {
      Expression.Variable name = patterns.get(i).variable();
      if (name != null && name.name().equals(variable)) {
        return statement.premises().get(i);
      }
    }
    throw new IllegalArgumentException(variable);
  }

  private static String name(Object fact) {
    return fact instanceof Row row
        ? String.valueOf(row.value(0))
        : fact instanceof Purchase purchase ? purchase.id() : fact.toString();
  }

  /** The amounts that are stated. */
  private static List<String> amounts(String when, String amount, Object... facts)
      throws IOException {
    return run(rule(when, ".amount( " + amount + ", \"EUR\" )"), facts).stream()
        .map(
            statement ->
                requireNonNull(((tierwise.facts.Notice) statement.fact()).amount())
                    .stripTrailingZeros()
                    .toPlainString())
        .toList();
  }

  private static String rule(String when, String more) {
    return "rule \"R\" when\n"
        + when.replaceAll("(\\$\\w+) : (size|day)\\b", "$2 != null, $1 : $2")
        + "\nthen insert( note( \"year-end\", date(\"2024-12-31\") )"
        + more
        + " ); end\n";
  }

  /** What all engines state, which must be the same. */
  private static List<Statement<?>> run(String rules, Object... facts) throws IOException {
    RuleModel model = model(rules);
    List<Object> given = new ArrayList<>();
    RuleEngine direct = new DirectEngine(model);
    Arrays.asList(facts).forEach(fact -> given.add(row(fact)));
    List<Statement<?>> stated = ofTheRules(direct.run(given, BUDGET), rules);
    List<Statement<?>> byDrools = ofTheRules(new DroolsEngine(model).run(given, BUDGET), rules);
    assertThat(texts(byDrools)).containsExactlyInAnyOrderElementsOf(texts(stated));
    return stated;
  }

  private static List<Statement<?>> ofTheRules(Collection<Statement<?>> stated, String rules) {
    List<Statement<?>> found = new ArrayList<>();
    for (Statement<?> statement : stated) {
      if (rules.contains("rule \"" + statement.rule().name() + "\"")) {
        found.add(statement);
      }
    }
    return found;
  }

  private static List<String> texts(List<Statement<?>> stated) {
    return stated.stream()
        .map(statement -> statement.rule().name() + statement.fact() + statement.premises())
        .toList();
  }

  private static List<RuleEngine> engines(String when) throws IOException {
    RuleModel model = model(rule(when, ""));
    return List.of(new DirectEngine(model), new DroolsEngine(model));
  }

  private static Object row(Object fact) {
    return fact instanceof Cup cup
        ? new Row(CUP, List.of(cup.id(), cup.size(), cup.number(), DAY))
        : fact;
  }

  private static final FactType CUP = type();

  private static FactType type() {
    try {
      return requireNonNull(model("").types().get("Cup"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RuleModel model(String rules) throws IOException {
    Problems problems = new Problems();
    RuleModel model =
        RuleChecker.read(
            RuleFolder.read(CafeGuild.with("cups.drl", HEAD + rules), problems), problems);
    return requireNonNull(model, () -> problems.inFileOrder().toString());
  }
}
