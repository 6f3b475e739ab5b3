package tierwise.internal.language.model;

import java.util.List;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.Operation;
import tierwise.internal.language.model.RuleModel.Aggregate;

/** What a rule file is made of, beside facts and helpers: what the reference says of each part. */
public enum Construct {
  PACKAGE(
      "package",
      "The name of the programme, with points for hyphens; the first line of each file.",
      "package museum.friends"),
  IMPORT(
      "import",
      "Each file imports tierwise.facts.* and static tierwise.facts.Statements.* and, where its"
          + " declarations need them, java.math.BigDecimal and java.time.LocalDate.",
      "import tierwise.facts.*"),
  DECLARE(
      "declare",
      "Declares a type of facts with its fields, each a name, a colon and a type; ends with end. Its"
          + " facts come from the case unless rules make them with new.",
      "declare LoanRequest\n    id : String\nend"),
  TEXT(
      "String", "The type of a declared field: a text of at most 200 characters.", "hall : String"),
  WHOLE("int", "The type of a declared field: a whole number.", "visits : int"),
  DECIMAL(
      "BigDecimal",
      "The type of a declared field: a decimal of at most 15 digits before the point and 6 after it.",
      "share : BigDecimal"),
  DATE("LocalDate", "The type of a declared field: a day.", "day : LocalDate"),
  YES_NO("Boolean", "The type of a declared field: yes, no, or missing.", "guided : Boolean"),
  RULE(
      "rule",
      "A rule: its name, a sentence in quotes that reads as policy, then when, then, end.",
      "rule \"A friend comes three times\"",
      RuleModel.Rule.class),
  WHEN("when", "Begins the conditions of a rule; without any, the rule states rows.", "when"),
  THEN("then", "Begins what a rule states: one insert or several, nothing else.", "then"),
  END("end", "Ends a rule or a declaration.", "end"),
  INSERT(
      "insert",
      "States what a helper makes, or a new row.",
      "insert( leftOut( \"kpis\", $line, \"not-an-invoice\" ) );",
      RuleModel.Insert.class),
  NEW(
      "new",
      "Makes a fact of a declared type, with a value for each field in their order.",
      "insert( new Target( \"friend\", 3 ) );",
      Expression.Make.class),
  PATTERN(
      "Type( … )",
      "There is a fact of the type that keeps the constraints, which commas part; the rule holds for"
          + " each such fact.",
      "$line : Purchase( document == \"invoice\", kpi != null )",
      RuleModel.FactPattern.class,
      RuleModel.Holds.class),
  BINDING(
      "$name :",
      "Gives a name to a fact, or to a value of it, for the rest of the rule.",
      "Purchase( kpi != null, $kpi : kpi )",
      RuleModel.Binding.class,
      Expression.Read.class),
  NOT("not", "There is no such fact.", "not Window( name == \"kpi-window\" )", RuleModel.Not.class),
  EXISTS(
      "exists",
      "There is such a fact; the rule holds once, however many there are.",
      "exists Attestation( kind == \"profile\" )",
      RuleModel.Exists.class),
  ACCUMULATE(
      "accumulate",
      "Works something out of all facts that match: patterns joined by and, a semicolon, then the"
          + " functions, which commas part.",
      "accumulate( Purchase( kpi != null, $kpi : kpi ); $sum : sum( $kpi ) )",
      RuleModel.Accumulate.class,
      RuleModel.Aggregate.class),
  AND(
      "and",
      "Joins the patterns of an accumulate, a not or an exists.",
      "Order() and not Window()"),
  SUM(
      "sum",
      "The sum of a number of all facts; 0 if there is none.",
      "$sum : sum( $kpi )",
      Aggregate.Kind.SUM),
  COUNT("count", "How many facts there are.", "$n : count()", Aggregate.Kind.COUNT),
  MIN(
      "min",
      "The smallest number or first day; without a fact the rule does not hold.",
      "$first : min( $day )",
      Aggregate.Kind.MIN),
  MAX(
      "max",
      "The greatest number or last day; without a fact the rule does not hold.",
      "$last : max( $day )",
      Aggregate.Kind.MAX),
  COLLECT_LIST(
      "collectList",
      "All of them, as evidence.",
      "$lines : collectList( $line )",
      Aggregate.Kind.COLLECT_LIST),
  COLLECT_SET(
      "collectSet",
      "The different ones among them.",
      "$people : collectSet( $person )",
      Aggregate.Kind.COLLECT_SET),
  EQUAL(
      "==", "Is the same.", "document == \"invoice\"", Comparison.EQUAL, Expression.Compare.class),
  NOT_EQUAL("!=", "Is not the same.", "kpi != null", Comparison.NOT_EQUAL),
  LESS("<", "Is less, or earlier.", "units < 5", Comparison.LESS),
  LESS_OR_EQUAL("<=", "Is at most, or not later.", "units <= 5", Comparison.LESS_OR_EQUAL),
  GREATER(">", "Is more, or later.", "units > 5", Comparison.GREATER),
  GREATER_OR_EQUAL(">=", "Is at least, or not earlier.", "units >= 5", Comparison.GREATER_OR_EQUAL),
  IN(
      "in",
      "Is one of the values in parentheses; \"not in\": is none of them.",
      "document in (\"invoice\", \"credit-note\")",
      Expression.Among.class),
  ALL("&&", "Both hold.", "units > 5 && units < 9", Expression.All.class),
  ANY("||", "One of the two holds, or both.", "kpi == null || kpi > 5", Expression.Any.class),
  NEGATED(
      "!", "Does not hold; of a yes/no field or a helper.", "!renewal", Expression.Negated.class),
  PLUS(
      "+",
      "The sum, in parentheses.",
      "( units + 1 ) > 5",
      Operation.PLUS,
      Expression.Arithmetic.class),
  MINUS("-", "The difference, in parentheses.", "( units - 1 ) > 5", Operation.MINUS),
  TIMES("*", "The product, in parentheses.", "( units * 2 ) > 5", Operation.TIMES),
  FIELD(
      ".field",
      "A field of a fact that has a name; before what may be missing, compare it with null first.",
      "$offer.name",
      Expression.FieldRead.class),
  NULL_SAFE(
      "!.",
      "A field of what may be missing; if it is, the rule does not hold.",
      "held!.anniversary >= date( \"2024-01-31\" )"),
  THIS("this", "The fact that the pattern matches.", "this != $line", Expression.This.class),
  CALL("helper( … )", "Calls a helper.", "half( kpi )", Expression.Call.class),
  LITERAL(
      "\"text\", 5, 2.5, true, null",
      "A text, a whole number, a decimal beside a decimal field, yes and no, and what is missing.",
      "kpi > 4.25",
      Expression.Literal.class);

  private final String word;
  private final String says;
  private final String example;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of, of classes and enums.
  private final List<Object> means;

  Construct(String word, String says, String example, Object... means) {
    this.word = word;
    this.says = says;
    this.example = example;
    this.means = List.of(means);
  }

  /** How rules write it. */
  public String word() {
    return word;
  }

  /** What it means, in a sentence. */
  public String says() {
    return says;
  }

  /** How it looks in a rule file. */
  public String example() {
    return example;
  }

  /** The parts of the rule model that stand for it. */
  public List<Object> means() {
    return means;
  }
}
