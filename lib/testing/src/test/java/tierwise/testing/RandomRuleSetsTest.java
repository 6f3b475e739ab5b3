package tierwise.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tierwise.OfferDecision;
import tierwise.RuleSetException;
import tierwise.facts.Measurement;
import tierwise.facts.Purchase;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.ProblemCode;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * All engines mean the same by rules that nobody wrote: drawn from the whole of the grammar, on
 * cases with missing values and with decimals that are equal but for their zeros. {@code
 * -Dtierwise.rulesets=300} tries more of them.
 */
@Tag("thorough")
class RandomRuleSetsTest {
  private static final int RULE_SETS = AllFolders.number("tierwise.rulesets", 30, 300);
  private static final int FIRST = Integer.getInteger("tierwise.firstRuleset", 0);
  private static final int CASES = 20;
  private static final int LINES = 6;

  private final Map<String, Integer> written = new TreeMap<>();
  private final Map<String, Integer> inForce = new TreeMap<>();
  private final Map<String, Integer> offers = new TreeMap<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private int tried;
  private int refused;
  private int stating;
  private int statements;

  @Test
  void allEnginesStateTheSame() {
    for (long seed = FIRST; seed < FIRST + RULE_SETS; seed++) {
      RandomRules drawn = new RandomRules(seed);
      TestedRules rules = drawn.draw();
      Set<String> stated = new HashSet<>();
      for (int i = 0; i < CASES; i++) {
        stated.addAll(compare(drawn, rules, seed, i));
      }
      tried += drawn.tried();
      refused += drawn.refused();
      for (RuleModel.Rule rule : rules.model().rules()) {
        if (drawn.isDrawn(rule.name())) {
          Set<String> constructs = Constructs.of(rule);
          constructs.forEach(each -> written.merge(each, 1, Integer::sum));
          if (stated.contains(rule.name())) {
            stating++;
            constructs.forEach(each -> inForce.merge(each, 1, Integer::sum));
          }
        }
      }
    }
    print();
    int kept = tried - refused;
    assertThat(kept).as("rules that were accepted").isGreaterThan(tried / 2);
    assertThat(stating).as("rules that stated something").isGreaterThan(kept / 3);
    for (String construct : Constructs.ALL) {
      assertThat(inForce.getOrDefault(construct, 0))
          .as("rules with " + construct + " that stated something")
          .isGreaterThanOrEqualTo(Math.max(1, RULE_SETS / 60));
    }
    assertThat(offers.getOrDefault("GRANTED", 0)).isGreaterThan(RULE_SETS);
    assertThat(offers.getOrDefault("REFUSED", 0)).isGreaterThan(RULE_SETS);
    assertThat(ends.getOrDefault("decided", 0)).isGreaterThan(RULE_SETS);
    assertThat(ends.getOrDefault("failed", 0)).isGreaterThan(RULE_SETS / 10);
  }

  private void print() {
    System.out.println(
        RULE_SETS
            + " rule sets: "
            + tried
            + " rules drawn, "
            + refused
            + " refused by the checker");
    System.out.println(stating + " drawn rules stated something, " + statements + " statements");
    System.out.println("cases: " + ends + ", offers: " + offers);
    written.forEach(
        (construct, times) ->
            System.out.println(
                construct
                    + ": "
                    + times
                    + " rules, "
                    + inForce.getOrDefault(construct, 0)
                    + " of them stated something"));
  }

  private Set<String> compare(RandomRules drawn, TestedRules rules, long seed, int number) {
    CaseFacts facts = CaseOf.draw(rules, seed * CASES + number);
    Outcome direct = outcome(rules, facts, rules.engine());
    Outcome drools = outcome(rules, facts, rules.reference());
    Outcome interpreted = outcome(rules, facts, rules.interpreter());
    String where = "rule set " + seed + ", case " + number + "\n" + drawn.text();
    same(direct, interpreted, "directly and by the interpreter, " + where);
    same(drools, interpreted, "by Drools and by the interpreter, " + where);
    ends.merge(
        direct.failure() != null ? "failed" : direct.decided() ? "decided" : "no decision",
        1,
        Integer::sum);
    direct.offers().forEach(status -> offers.merge(status, 1, Integer::sum));
    statements += direct.stated().size();
    return direct.rules();
  }

  private static void same(Outcome outcome, Outcome expected, String how) {
    assertThat(outcome.failure()).as("failure " + how).isEqualTo(expected.failure());
    assertThat(outcome.stated())
        .as("statements " + how)
        .containsExactlyInAnyOrderElementsOf(expected.stated());
    assertThat(outcome.decision()).as("decision " + how).isEqualTo(expected.decision());
  }

  /**
   * What came of a case.
   *
   * @param stated what was stated by which words of which rule, resting on what, in no order
   * @param failure why the rules came to no end
   * @param decision the decision as JSON, or the problems for which there is none
   */
  private record Outcome(
      List<String> stated,
      Set<String> rules,
      @Nullable ProblemCode failure,
      Object decision,
      boolean decided,
      List<String> offers) {}

  private static Outcome outcome(TestedRules rules, CaseFacts facts, RuleEngine engine) {
    Recording recording = new Recording(engine);
    Object decision;
    boolean decided = false;
    List<String> offers = new ArrayList<>();
    try {
      TestedRules.Decided answer = rules.decide(facts, recording);
      decision = answer.decision().toJson();
      decided = true;
      for (OfferDecision offer : answer.decision().offers()) {
        offers.add(offer.status().name());
      }
    } catch (RuleSetException e) {
      decision =
          e.problems().stream()
              .map(
                  problem ->
                      recording.failure == null
                          ? problem.code() + problem.message()
                          : problem.code())
              .sorted()
              .toList();
    }
    assertThat(recording.ran).as("the case is one that rules can be run on: " + decision).isTrue();
    Set<String> names = new TreeSet<>();
    List<String> stated = new ArrayList<>();
    for (Statement<?> each : recording.stated) {
      names.add(each.rule().name());
      stated.add(
          each.rule().name()
              + " "
              + each.insert()
              + " "
              + byValue(each.fact())
              + " of "
              + each.premises().stream().map(RandomRuleSetsTest::byValue).toList());
    }
    return new Outcome(stated, names, recording.failure, decision, decided, offers);
  }

  private static final class Recording implements RuleEngine {
    private final RuleEngine engine;
    private List<Statement<?>> stated = List.of();
    private @Nullable ProblemCode failure;
    private boolean ran;

    Recording(RuleEngine engine) {
      this.engine = engine;
    }

    @Override
    public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
      ran = true;
      try {
        stated = engine.run(facts, budget);
        return stated;
      } catch (RuleFailure e) {
        failure = e.code();
        throw e;
      }
    }
  }

  /** The value as a text: decimals without their last zeros, what is collected in no order. */
  private static String byValue(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Row row) {
      return row.type()
          + row.values().stream().map(RandomRuleSetsTest::byValue).toList().toString();
    }
    if (value instanceof Measurement measurement) {
      return List.of(
              measurement.measure(),
              byValue(measurement.of()),
              byValue(measurement.at()),
              byValue(measurement.value()),
              measurement.evidence().stream().map(RandomRuleSetsTest::byValue).sorted().toList(),
              measurement.parts().stream().map(RandomRuleSetsTest::byValue).sorted().toList())
          .toString();
    }
    if (value instanceof Record) {
      List<String> parts = new ArrayList<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          parts.add(byValue(component.getAccessor().invoke(value)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return value.getClass().getSimpleName() + parts;
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(RandomRuleSetsTest::byValue).sorted().toList().toString();
    }
    return String.valueOf(value);
  }

  /** Cases in which values of different lines are alike, or missing, more often than in life. */
  private static final class CaseOf {
    private final Random random;

    private CaseOf(long seed) {
      random = new Random(seed);
    }

    static CaseFacts draw(TestedRules rules, long seed) {
      return new CaseOf(seed)
          .changed(rules, new CaseGenerator(rules.manifest(), rules.model()).draw(seed));
    }

    private CaseFacts changed(TestedRules rules, DrawnCase drawn) {
      DrawnCase changed = drawn;
      for (Map.Entry<String, List<Object>> ledger : drawn.lines().entrySet()) {
        List<Object> few = ledger.getValue().stream().limit(LINES).map(this::changed).toList();
        changed = changed.withLines(ledger.getKey(), few);
      }
      int id = 0;
      for (String name : drawn.declared().keySet()) {
        FactType type = requireNonNull(rules.model().types().get(name));
        List<Object> lines = new ArrayList<>();
        int number = random.nextInt(LINES);
        for (int i = 0; i < number; i++) {
          lines.add(line(type, "D" + id++));
        }
        changed = changed.withLines(name, lines);
      }
      return changed.facts();
    }

    private Object changed(Object line) {
      if (!(line instanceof Purchase purchase) || random.nextInt(100) < 20) {
        return line;
      }
      Purchase other = purchase;
      if (random.nextInt(100) < 70) {
        BigDecimal kpi = new BigDecimal(oneOf(RandomRules.DECIMALS));
        other = other.withKpi(other.document().equals(Purchase.CREDIT_NOTE) ? kpi.negate() : kpi);
      }
      return random.nextInt(100) < 60
          ? other.withProduct(oneOf(RandomRules.ANY_TEXT), "piece", random.nextInt(5))
          : other;
    }

    private Map<String, Object> line(FactType type, String id) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (FactType.Field field : type.fields().values()) {
        if (field.name().equals("id")) {
          values.put("id", id);
        } else if (!field.mayBeMissing() || random.nextInt(100) < 75) {
          values.put(
              field.name(),
              switch ((Plain) field.type()) {
                case WHOLE -> random.nextInt(5);
                case DECIMAL -> new BigDecimal(oneOf(RandomRules.DECIMALS));
                case DATE -> LocalDate.parse(oneOf(RandomRules.DAYS));
                case YES_NO -> random.nextBoolean();
                default -> oneOf(RandomRules.ANY_TEXT);
              });
        }
      }
      return values;
    }

    private <T> T oneOf(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /** What of the grammar a rule uses. */
  private static final class Constructs {
    static final List<String> ALL =
        List.of(
            "join",
            "join of inequality",
            "this == $x",
            "not",
            "not with a join",
            "exists",
            "exists with a join",
            "accumulate",
            "accumulate of two patterns",
            "accumulate and not",
            "accumulate of several functions",
            "sum",
            "count",
            "min",
            "max",
            "collectList",
            "collectSet",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "not in",
            "&&",
            "||",
            "!",
            "null",
            "!.",
            "arithmetic",
            "helper",
            "method",
            "binding",
            "literal text",
            "literal decimal",
            "field with field",
            "row",
            "Window",
            "Exclusion",
            "Measurement",
            "Notice",
            "asks",
            "asks all",
            "needs",
            "expects",
            "open",
            "closed",
            "waives",
            "leftOut",
            "measured",
            "averaged",
            "ratio",
            "made",
            "note",
            "days");

    private final Set<String> found = new TreeSet<>();

    static Set<String> of(RuleModel.Rule rule) {
      Constructs constructs = new Constructs();
      rule.when().forEach(condition -> constructs.condition(condition, false));
      rule.then().forEach(insert -> constructs.statement(insert.statement()));
      return constructs.found;
    }

    private void condition(RuleModel.Condition condition, boolean inside) {
      if (condition instanceof RuleModel.FactPattern pattern) {
        if (pattern(pattern)) {
          found.add("join");
        }
      } else if (condition instanceof RuleModel.Not not) {
        found.add("not");
        if (inside) {
          found.add("accumulate and not");
        }
        if (pattern(not.pattern())) {
          found.add("not with a join");
        }
      } else if (condition instanceof RuleModel.Exists exists) {
        found.add("exists");
        if (pattern(exists.pattern())) {
          found.add("exists with a join");
        }
      } else if (condition instanceof RuleModel.Accumulate accumulate) {
        found.add("accumulate");
        accumulate.source().forEach(each -> condition(each, true));
        if (accumulate.source().stream().filter(RuleModel.FactPattern.class::isInstance).count()
            > 1) {
          found.add("accumulate of two patterns");
        }
        if (accumulate.functions().size() > 1) {
          found.add("accumulate of several functions");
        }
        accumulate.functions().forEach(function -> found.add(function.kind().word()));
      }
    }

    /** Whether it depends on other facts. */
    private boolean pattern(RuleModel.FactPattern pattern) {
      boolean joins = false;
      switch (pattern.type().name()) {
        case "Window", "Exclusion", "Measurement", "Notice" -> found.add(pattern.type().name());
        default -> {
          // Facts of the case are in nearly every rule.
        }
      }
      for (RuleModel.Constraint constraint : pattern.constraints()) {
        if (constraint instanceof RuleModel.Binding binding) {
          found.add("binding");
          expression(binding.value());
        } else if (constraint instanceof RuleModel.Holds test) {
          joins |= expression(test.condition());
        }
      }
      return joins;
    }

    private boolean expression(Expression value) {
      boolean joins = value instanceof Expression.Read;
      if (value instanceof Expression.Compare compare) {
        found.add(compare.comparison().sign());
        List<Expression> sides = List.of(compare.left(), compare.right());
        if (sides.stream().allMatch(Expression.FieldRead.class::isInstance)) {
          found.add("field with field");
        }
        if (sides.stream().anyMatch(Expression.Read.class::isInstance)) {
          if (sides.stream().anyMatch(Expression.This.class::isInstance)) {
            found.add("this == $x");
          }
          if (!compare.comparison().sign().equals("==")) {
            found.add("join of inequality");
          }
        }
      } else if (value instanceof Expression.Among among) {
        found.add(among.negated() ? "not in" : "in");
      } else if (value instanceof Expression.All) {
        found.add("&&");
      } else if (value instanceof Expression.Any) {
        found.add("||");
      } else if (value instanceof Expression.Negated) {
        found.add("!");
      } else if (value instanceof Expression.Arithmetic) {
        found.add("arithmetic");
      } else if (value instanceof Expression.Literal literal) {
        if (literal.value() == null) {
          found.add("null");
        } else if (literal.value() instanceof BigDecimal) {
          found.add("literal decimal");
        } else if (literal.value() instanceof String) {
          found.add("literal text");
        }
      } else if (value instanceof Expression.Call call) {
        found.add(call.helper().isStatic() ? "helper" : "method");
        if (call.nullSafe()) {
          found.add("!.");
        }
      } else if (value instanceof Expression.FieldRead read && read.nullSafe()) {
        found.add("!.");
      }
      for (Expression part : value.parts()) {
        joins |= expression(part);
      }
      return joins;
    }

    private void statement(Expression statement) {
      if (statement instanceof Expression.Make) {
        found.add("row");
      } else if (statement instanceof Expression.Call call) {
        found.add(call.helper().name());
        if (call.argument("together") != null) {
          found.add("asks all");
        }
        if (call.target() != null) {
          statement(call.target());
        }
      }
    }
  }
}
