package tierwise.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Where the facts and results of one rule stand while it is applied: each pattern has a place, and
 * each accumulate has one for all of its results. Bindings have none: what they stand for is worked
 * out of their pattern's fact wherever it is used, which is always the same.
 */
public final class RuleLayout {
  /** What a variable stands for. */
  public sealed interface Meaning {}

  /** The fact of a pattern. */
  public record OfPattern(int place) implements Meaning {}

  /** A value of a pattern's fact. */
  public record OfBinding(int place, Expression value) implements Meaning {}

  /** One of the results of an accumulate. */
  public record OfResult(int place, int number) implements Meaning {}

  private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

  /** By where the rule gives the name: two accumulates may give one name to different things. */
  private final Map<Integer, Meaning> meanings = new HashMap<>();

  private final List<@Nullable FactPattern> patterns = new ArrayList<>();

  /** The layout of a rule. */
  public RuleLayout(Rule rule) {
    rule.when().forEach(this::add);
  }

  private void add(Condition condition) {
    condition.patterns().forEach(this::addPattern);
    if (condition instanceof Accumulate accumulate) {
      int place = add(accumulate, null);
      List<Aggregate> functions = accumulate.functions();
      for (int i = 0; i < functions.size(); i++) {
        mean(functions.get(i).variable(), new OfResult(place, i));
      }
    }
  }

  private void addPattern(FactPattern pattern) {
    int place = add(pattern, pattern);
    if (pattern.variable() != null) {
      mean(pattern.variable(), new OfPattern(place));
    }
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        mean(binding.variable(), new OfBinding(place, binding.value()));
      }
    }
  }

  private void mean(Variable variable, Meaning meaning) {
    meanings.put(variable.span().start(), meaning);
  }

  private int add(Object condition, @Nullable FactPattern pattern) {
    places.put(condition, patterns.size());
    patterns.add(pattern);
    return patterns.size() - 1;
  }

  /** How many places there are. */
  public int size() {
    return patterns.size();
  }

  /** The place of a pattern of the rule, which must be the same object. */
  public int placeOf(FactPattern pattern) {
    return place(pattern);
  }

  /** The place of the results of an accumulate of the rule, which must be the same object. */
  public int placeOf(Accumulate accumulate) {
    return place(accumulate);
  }

  private int place(Object condition) {
    Integer place = places.get(condition);
    if (place == null) {
      throw new IllegalArgumentException("no condition of this rule: " + condition);
    }
    return place;
  }

  /** The pattern at a place; {@code null} if results stand there. */
  public @Nullable FactPattern patternAt(int place) {
    return patterns.get(place);
  }

  /** What a variable of the rule stands for. */
  public Meaning meaning(Variable variable) {
    Meaning meaning = meanings.get(variable.span().start());
    if (meaning == null) {
      throw new IllegalStateException("a checked rule knows " + variable.name());
    }
    return meaning;
  }

  /** The place of what the variable names, or of the fact that it is a value of. */
  public int placeOf(Variable variable) {
    Meaning meaning = meaning(variable);
    return meaning instanceof OfPattern fact
        ? fact.place()
        : meaning instanceof OfBinding binding ? binding.place() : ((OfResult) meaning).place();
  }

  /** The place of the fact that the variable names; -1 if it names no fact of a pattern. */
  public int factPlace(Variable variable) {
    return meaning(variable) instanceof OfPattern fact ? fact.place() : -1;
  }
}
