package tierwise.internal.language.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * The kinds of facts that rules state and read. A kind is finer than a type: measurements of KPI
 * and of trainers are two kinds, so that a rule can make one from the other.
 */
public final class FactKinds {
  private FactKinds() {}

  /**
   * A kind of facts.
   *
   * @param name the name that tells it from others of the type; {@code null} for all of them,
   *     because the type has none or because it is not written out
   */
  public record Kind(FactType type, @Nullable String name) {
    /** Whether a fact can be of both kinds. */
    public boolean meets(Kind other) {
      return type.equals(other.type)
          && (name == null || other.name == null || name.equals(other.name));
    }

    @Override
    public String toString() {
      return type.name() + (name == null ? "" : " \"" + name + "\"");
    }
  }

  /** How a rule depends on the facts of a kind. */
  public enum Use {
    /** It holds for each of them, and would just hold once more for a later one. */
    MATCHES,
    /** It holds because of how many there are, or because there are none. */
    COUNTS
  }

  /** What a rule reads, how, and where. */
  public record Reading(Kind kind, Use use, FactPattern pattern) {}

  /** The kind that an insert states; {@code null} if it is none that rules could read. */
  public static @Nullable Kind stated(Insert insert) {
    Expression statement = insert.statement();
    if (statement instanceof Expression.Make make) {
      return new Kind(make.made(), null);
    }
    // note( … ).about( … ) states what note( … ) makes.
    Expression origin = statement;
    while (origin instanceof Call call
        && call.target() instanceof Call inner
        && inner.helper().states()) {
      origin = inner;
    }
    if (origin instanceof Call call && call.type() instanceof ValueType.Fact fact) {
      // The argument is what the field is: the one that names a measure, or a window.
      String field = nameField(fact.type());
      Expression name =
          field == null ? null : call.argument(fact.type().requireField(field).role());
      return new Kind(fact.type(), name == null ? null : text(name));
    }
    return null;
  }

  /** What the rule reads. */
  public static List<Reading> readings(Rule rule) {
    List<Reading> readings = new ArrayList<>();
    for (Condition condition : rule.when()) {
      // Whatever is more than a pattern holds because of how many facts there are.
      Use use = condition instanceof FactPattern ? Use.MATCHES : Use.COUNTS;
      condition
          .patterns()
          .forEach(
              pattern ->
                  kinds(pattern).forEach(kind -> readings.add(new Reading(kind, use, pattern))));
    }
    return readings;
  }

  /** The kinds that a pattern can match: one, or one for each name of a list. */
  private static List<Kind> kinds(FactPattern pattern) {
    Kind kind = kind(pattern);
    String field = nameField(pattern.type());
    if (field != null && kind.name() == null) {
      for (Constraint constraint : pattern.constraints()) {
        List<String> names =
            constraint instanceof Holds test ? oneOf(field, test.condition()) : List.of();
        if (!names.isEmpty()) {
          return names.stream().map(name -> new Kind(pattern.type(), name)).toList();
        }
      }
    }
    return List.of(kind);
  }

  /** The pattern whose fact the value is; {@code null} if it is that of none. */
  public static @Nullable FactPattern pattern(Rule rule, @Nullable Expression value) {
    for (Condition condition : rule.when()) {
      if (value instanceof Read read
          && condition instanceof FactPattern pattern
          && pattern.variable() != null
          && pattern.variable().name().equals(read.variable().name())) {
        return pattern;
      }
    }
    return null;
  }

  /** The texts of which the pattern wants the field to be one; empty if it does not say. */
  public static List<String> texts(FactPattern pattern, String field) {
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Holds test) {
        String one = equalTo(field, test.condition());
        List<String> texts = one == null ? oneOf(field, test.condition()) : List.of(one);
        if (!texts.isEmpty()) {
          return texts;
        }
      }
    }
    return List.of();
  }

  /**
   * The offers that a statement such as {@code $offer.asks( … )} can be about, by the names that
   * the conditions write; empty if it can be any.
   */
  public static List<String> offersNamed(Rule rule, Call statement) {
    FactPattern offer = pattern(rule, statement.target());
    return offer == null ? List.of() : texts(offer, "name");
  }

  /** The texts of which the condition wants the field to be one; empty if it does not say all. */
  private static List<String> oneOf(String field, Expression condition) {
    if (condition instanceof All all) {
      return all.conditions().stream()
          .map(part -> oneOf(field, part))
          .filter(texts -> !texts.isEmpty())
          .findFirst()
          .orElse(List.of());
    }
    if (condition instanceof Among among
        && !among.negated()
        && isField(field, among.value())
        && among.options().stream().allMatch(option -> text(option) != null)) {
      return among.options().stream().flatMap(option -> Stream.ofNullable(text(option))).toList();
    }
    return List.of();
  }

  /** The names of the types that some rule reads. */
  public static Set<String> typesRead(RuleModel model) {
    return model.rules().stream()
        .flatMap(rule -> readings(rule).stream())
        .map(reading -> reading.kind().type().name())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The kind that a pattern can match. */
  public static Kind kind(FactPattern pattern) {
    String field = nameField(pattern.type());
    if (field != null) {
      for (Constraint constraint : pattern.constraints()) {
        if (constraint instanceof Holds test) {
          String name = equalTo(field, test.condition());
          if (name != null) {
            return new Kind(pattern.type(), name);
          }
        }
      }
    }
    return new Kind(pattern.type(), null);
  }

  /** The field that tells the kinds of a type apart; {@code null} if it is one kind. */
  public static @Nullable String nameField(FactType type) {
    return type.description() == null ? null : type.description().kindsBy();
  }

  /** The types of rows of figures of which the statement reads a value. */
  public static Set<FactType> rowsRead(Rule rule, Insert insert) {
    Set<String> read = new HashSet<>();
    variables(insert.statement(), read);
    Set<FactType> types = new HashSet<>();
    for (Condition condition : rule.when()) {
      if (condition instanceof FactPattern pattern
          && pattern.type().kind() == FactType.Kind.DECLARED_ROW
          && pattern.constraints().stream()
              .anyMatch(
                  constraint ->
                      constraint instanceof Binding binding
                          && read.contains(binding.variable().name()))) {
        types.add(pattern.type());
      }
    }
    return types;
  }

  /** The types of rows over which the rule accumulates. */
  public static Set<FactType> rowsSummed(Rule rule) {
    return rule.when().stream()
        .filter(Accumulate.class::isInstance)
        .flatMap(condition -> condition.patterns().stream())
        .map(FactPattern::type)
        .filter(type -> type.kind() == FactType.Kind.DECLARED_ROW)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void variables(Expression expression, Set<String> names) {
    if (expression instanceof Expression.Read read) {
      names.add(read.variable().name());
    }
    expression.parts().forEach(part -> variables(part, names));
  }

  /** The conditions of which all must hold. */
  public static List<Expression> conditions(Expression condition) {
    return condition instanceof All all
        ? all.conditions().stream().flatMap(each -> conditions(each).stream()).toList()
        : List.of(condition);
  }

  /**
   * The value that is written out, also as what a helper of one argument takes, such as {@code
   * number( "4.25" )}; {@code null} of what is worked out otherwise.
   */
  public static @Nullable Object written(Expression value) {
    Expression inner =
        value instanceof Call call && call.arguments().size() == 1
            ? call.arguments().get(0)
            : value;
    return inner instanceof Literal literal ? literal.value() : null;
  }

  /** The text that the condition wants the field to be; {@code null} if it does not say. */
  public static @Nullable String equalTo(String field, Expression condition) {
    if (condition instanceof All all) {
      return all.conditions().stream()
          .map(part -> equalTo(field, part))
          .filter(text -> text != null)
          .findFirst()
          .orElse(null);
    }
    if (condition instanceof Compare compare && compare.comparison() == Comparison.EQUAL) {
      if (isField(field, compare.left())) {
        return text(compare.right());
      }
      if (isField(field, compare.right())) {
        return text(compare.left());
      }
    }
    return null;
  }

  public static boolean isField(String field, Expression expression) {
    return expression instanceof FieldRead read
        && read.target() == null
        && read.field().name().equals(field);
  }

  /** The text that is written out; {@code null} if it is anything else. */
  public static @Nullable String text(Expression expression) {
    return expression instanceof Literal literal && literal.value() instanceof String text
        ? text
        : null;
  }
}
