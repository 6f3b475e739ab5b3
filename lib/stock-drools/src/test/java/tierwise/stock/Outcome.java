package tierwise.stock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.Row;

/**
 * What an engine makes of a case, in a form that can be compared: the order in which rules fire,
 * and with it that of evidence, is an engine's own business.
 *
 * @param statements what the rules state, each as a line of text, sorted
 * @param answer the decision as JSON, or the problems
 */
record Outcome(List<String> statements, String answer) {
  static Outcome of(Year year, RuleEngine engine, CaseFacts facts) {
    Listening listening = new Listening(engine);
    String answer;
    try {
      answer = year.decider().with(listening).decide(facts, StepBudget.USUAL).toJson();
    } catch (RuleSetException e) {
      answer = e.problems().toString();
    }
    return new Outcome(listening.stated.stream().map(Outcome::text).sorted().toList(), answer);
  }

  private static String text(Statement<?> statement) {
    return statement.rule().name() + " #" + statement.insert() + ": " + text(statement.fact());
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Row row) {
      return row.type().name() + row.values().stream().map(Outcome::text).toList();
    }
    if (value instanceof Measurement measured) {
      return "Measurement of "
          + measured.measure()
          + ", of "
          + measured.of()
          + ", at "
          + measured.at()
          + ": "
          + measured.value()
          + " by "
          + sorted(measured.evidence())
          + " and "
          + sorted(measured.parts());
    }
    if (value instanceof Exclusion left) {
      return "Exclusion from "
          + left.measure()
          + ", of "
          + left.of()
          + ", for "
          + left.reason()
          + ": "
          + text(left.evidence());
    }
    return value instanceof BigDecimal decimal
        ? decimal.stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static List<String> sorted(Collection<?> facts) {
    return facts.stream().map(Outcome::text).sorted().toList();
  }

  /** Hears what an engine states. */
  private static final class Listening implements RuleEngine {
    private final RuleEngine engine;
    private List<Statement<?>> stated = new ArrayList<>();

    Listening(RuleEngine engine) {
      this.engine = engine;
    }

    @Override
    public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
      stated = engine.run(facts, budget);
      return stated;
    }
  }
}
