package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.CafeGuild;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.model.Vocabulary;

/**
 * What the grammar accepts, both engines build and decide by: for each sort of field the rules that
 * can be written about it with one comparison, and some with more.
 */
class AcceptedRulesTest {
  private static final String HEAD =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate
      """;
  private static final int LINES_OF_A_RULE = 5;

  @TempDir Path temp;

  @Test
  void whateverTheLanguageAcceptsIsDecidedTheSameByBothEngines() throws IOException {
    List<String> conditions = new ArrayList<>(plainConditions());
    Set<String> shapes = new HashSet<>();
    for (FactType type : Vocabulary.shared().factTypes().values()) {
      for (Field field : type.fields().values()) {
        // The rules state notices, and may not read what they state.
        if (!type.name().equals("Notice")
            && shapes.add(field.type() + " " + field.mayBeMissing())) {
          conditions.addAll(conditions(type.name(), field));
        }
      }
    }
    Path folder = CafeGuild.copyTo(temp);
    List<String> accepted = conditions;
    List<Problem> problems = check(folder, accepted);
    for (int round = 0; !problems.isEmpty() && round < 5; round++) {
      accepted = without(accepted, problems);
      problems = check(folder, accepted);
    }
    assertThat(problems).isEmpty();
    assertThat(accepted).hasSizeGreaterThan(conditions.size() * 3 / 4);
    EnrollmentCase some =
        EnrollmentCase.of(
                Application.on(LocalDate.of(2024, 5, 5)).askingFor("craft", "Roasting"),
                Partner.of("P"))
            .purchases(
                List.of(
                    Purchase.of("L1", "invoice", LocalDate.of(2024, 4, 4)),
                    Purchase.of("L2", "invoice", LocalDate.of(2024, 3, 3))
                        .withKpi(BigDecimal.TEN)
                        .withProduct("Cup", "piece", 2)))
            .build();
    Decision direct = decision(RuleSettings.Engine.DIRECT, some);
    assertThat(direct.notices()).isNotEmpty();
    assertThat(decision(RuleSettings.Engine.DROOLS, some)).isEqualTo(direct);
  }

  private Decision decision(RuleSettings.Engine engine, EnrollmentCase some) {
    return RuleSets.with(RuleSettings.usual().decidedBy(engine).withBudget(5_000_000, 0))
        .in(temp)
        .year("cafe-guild/2024")
        .decide(some);
  }

  private static List<String> plainConditions() {
    return List.of(
        "Tasting( $v : stars ) Tasting( stars != null, stars > 4.25, stars == $v )",
        "Tasting( blind != null, $v : blind ) Tasting( blind == $v )",
        "Tasting( blind == true || day >= date(\"2024-02-29\") )",
        "Target( $v : points ) Target( points > $v, points < 9, baristas != $v )",
        "Target( $a : points, $b : baristas, $c : craft )"
            + " Target( points == $a, baristas == $b, craft == $c )",
        "Target( $a : points, $b : baristas ) Target( points == $a || baristas == $b )",
        "Target( $a : points ) Target( $b : points ) Target( points > $a, points < $b || == 3 )",
        "Target( $a : points ) Target( $b : points ) Target( points > $a && points < $b )",
        "$o : Offer( held != null, !renewal ) not Membership( holder == null, offer == $o.name )",
        "$m : Membership() $o : Offer( held == $m ) exists Subject( name == $o.of )",
        "not ( Order( price > 10 ) and Order( price < 5 ) )",
        "Order( ( price + 10 ) > 20, receivedOn != null, orderedOn < receivedOn.plusDays( 3 ) )");
  }

  private static List<String> conditions(String type, Field field) {
    String name = field.name();
    String bound =
        type + "( " + (field.mayBeMissing() ? name + " != null, " : "") + "$v : " + name + " ) ";
    String there = type + "( " + (field.mayBeMissing() ? name + " != null, " : "");
    List<String> all = new ArrayList<>();
    for (String operator : List.of("==", "!=", "<", "<=", ">", ">=")) {
      all.add(bound + there + name + " " + operator + " $v )");
      literal(field.type())
          .forEach(value -> all.add(there + name + " " + operator + " " + value + " )"));
      if (!field.type().isOrdered() && operator.equals("!=")) {
        break;
      }
    }
    List<String> values = literal(field.type()).toList();
    if (field.type() == Plain.YES_NO) {
      all.add(there + name + " )");
      all.add(there + "!" + name + " )");
    } else if (!values.isEmpty()) {
      all.add(there + name + " in ( " + String.join(", ", values) + " ) )");
      all.add(there + name + " not in ( " + values.get(0) + ", " + values.get(1) + " ) )");
      all.add(bound + there + "!( " + name + " == $v || " + name + " == " + values.get(0) + " ) )");
    }
    if (field.mayBeMissing()) {
      all.add(type + "( " + name + " == null )");
      all.add(bound + "not " + type + "( " + name + " == null || " + name + " == $v )");
    }
    List<String> functions = new ArrayList<>(List.of("collectSet"));
    if (field.type().isOrdered()) {
      functions.addAll(List.of("min", "max"));
    }
    if (field.type().isNumber()) {
      functions.add("sum");
    }
    for (String function : functions) {
      all.add("accumulate( " + bound + "; $r : " + function + "( $v ) )");
    }
    all.add(
        "accumulate( $f : "
            + type
            + "(); $r : count( $f ), $s : collectList( $f ), $t : collectSet( $f ) )");
    return all;
  }

  private static Stream<String> literal(ValueType type) {
    return switch (type instanceof Plain plain ? plain : Plain.UNKNOWN) {
      case TEXT -> Stream.of("\"Brewing\"", "\"points\"", "\"Market\"");
      case WHOLE -> Stream.of("3", "0", "70000");
      case DECIMAL -> Stream.of("4.25", "3", "100.0");
      case DATE -> Stream.of("date(\"2024-02-29\")", "date(\"2023-12-31\").minusMonths( 1 )");
      case YES_NO -> Stream.of("true", "false");
      default -> Stream.empty();
    };
  }

  private List<Problem> check(Path folder, List<String> conditions) throws IOException {
    StringBuilder drl = new StringBuilder(HEAD);
    for (int i = 0; i < conditions.size(); i++) {
      drl.append(
          """
          rule "Rule %d"
          when
          %s
          then insert( note( "year-end", date("2024-12-31") ) );
          end
          """
              .formatted(i, conditions.get(i)));
    }
    Files.writeString(folder.resolve("all.drl"), drl.toString());
    return RuleSets.check(temp).stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .toList();
  }

  private static List<String> without(List<String> conditions, List<Problem> problems) {
    int head = (int) HEAD.lines().count();
    List<Integer> wrong =
        problems.stream()
            .map(
                problem ->
                    (requireNonNull(problem.place()).at().line() - 1 - head) / LINES_OF_A_RULE)
            .toList();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (!wrong.contains(i)) {
        left.add(conditions.get(i));
      }
    }
    return left;
  }
}
