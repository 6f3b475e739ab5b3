package tierwise.internal.language.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.source.Span;

/**
 * The rules of a folder, understood and checked: what everything reads that wants to know about
 * them. Immutable.
 *
 * @param packageName the Java package of the programme
 * @param types the fact types that the rules can use, by name: the library's and the declared ones
 * @param rules the rules, file by file in the order of the files' names
 * @param vocabulary the fact types and helpers that the rules know
 */
public record RuleModel(
    String packageName, Map<String, FactType> types, List<Rule> rules, Vocabulary vocabulary) {

  /** The model with other rules. */
  public RuleModel withRules(List<Rule> others) {
    return new RuleModel(packageName, types, others, vocabulary);
  }

  /**
   * A rule.
   *
   * @param id identifies it in what is given to the engine: {@code r} and its number
   * @param name the sentence that its author gave it
   * @param nameSpan where the sentence stands
   * @param when what must hold; empty for a rule that only states rows of figures
   * @param then what it states, one insert after the other
   * @param stratum rules of a lower stratum must have stated everything before this one is tried
   * @param span the whole rule
   */
  public record Rule(
      String id,
      String name,
      Span nameSpan,
      List<Condition> when,
      List<Insert> then,
      int stratum,
      Span span) {
    public Rule withStratum(int other) {
      return other == stratum ? this : new Rule(id, name, nameSpan, when, then, other, span);
    }

    /** The name of the file, without its folder. */
    public String file() {
      String path = span.source().name();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Something that must hold. */
  public sealed interface Condition {
    Span span();

    /** The patterns that it is made of, in the order in which they are written. */
    List<FactPattern> patterns();
  }

  /**
   * There is a fact of a type that keeps the constraints; the rule holds for each one.
   *
   * @param variable the name of the fact in the rule; {@code null} if it has none
   */
  public record FactPattern(
      @Nullable Variable variable, FactType type, List<Constraint> constraints, Span span)
      implements Condition {
    @Override
    public List<FactPattern> patterns() {
      return List.of(this);
    }
  }

  /** There is no such fact. */
  public record Not(FactPattern pattern, Span span) implements Condition {
    @Override
    public List<FactPattern> patterns() {
      return List.of(pattern);
    }
  }

  /** There is at least one such fact; the rule holds once. */
  public record Exists(FactPattern pattern, Span span) implements Condition {
    @Override
    public List<FactPattern> patterns() {
      return List.of(pattern);
    }
  }

  /**
   * Something worked out from all facts that match.
   *
   * @param source what must hold of each; the first is a pattern
   */
  public record Accumulate(List<Condition> source, List<Aggregate> functions, Span span)
      implements Condition {
    @Override
    public List<FactPattern> patterns() {
      return source.stream().flatMap(part -> part.patterns().stream()).toList();
    }
  }

  /** What a pattern says of its fact. */
  public sealed interface Constraint {
    Span span();
  }

  /** Gives a name to a value of the fact. */
  public record Binding(Variable variable, Expression value, Span span) implements Constraint {}

  /** Something that must be true of the fact. */
  public record Holds(Expression condition, Span span) implements Constraint {}

  /**
   * One value worked out from all facts that match.
   *
   * @param variable the name of the result
   * @param argument the value of each fact that goes into it; {@code null} for counting facts
   */
  public record Aggregate(Variable variable, Kind kind, @Nullable Variable argument, Span span) {
    /** What is worked out. */
    public enum Kind {
      SUM("sum"),
      COUNT("count"),
      MIN("min"),
      MAX("max"),
      COLLECT_LIST("collectList"),
      COLLECT_SET("collectSet");

      private final String word;

      Kind(String word) {
        this.word = word;
      }

      /** How rules write it. */
      public String word() {
        return word;
      }
    }
  }

  /** One statement of a rule. */
  public record Insert(Expression statement, Span span) {}
}
