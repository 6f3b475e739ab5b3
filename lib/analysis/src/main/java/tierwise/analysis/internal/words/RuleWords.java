package tierwise.analysis.internal.words;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.internal.page.RecordJson;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Exists;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Not;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType.Plain;

/** The conditions and values of one rule in words. */
public final class RuleWords {
  private static final String DIFFERENT = "the different ";

  /** What each variable of the rule stands for. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, Integer> patternsOfType = new HashMap<>();

  private final UnaryOperator<String> titles;

  public RuleWords(Rule rule) {
    this(rule, measure -> measure);
  }

  /**
   * The same, for readers who know measures by their titles.
   *
   * @param titles gives the title of a measure
   */
  public RuleWords(Rule rule, UnaryOperator<String> titles) {
    this.titles = titles;
    rule.when().forEach(this::name);
  }

  private void name(Condition condition) {
    if (condition instanceof Accumulate accumulate) {
      accumulate.source().forEach(this::name);
      accumulate.functions().forEach(each -> names.put(each.variable().name(), result(each)));
    } else {
      condition.patterns().forEach(this::name);
    }
  }

  private void name(FactPattern pattern) {
    int number = patternsOfType.merge(pattern.type().name(), 1, Integer::sum);
    // A rule that speaks of two facts of one type must say which it means.
    String fact = "the " + (number == 1 ? "" : "other ") + words(pattern.type().name());
    if (pattern.variable() != null) {
      names.put(pattern.variable().name(), fact);
    }
    String measured = measured(pattern);
    for (var constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        boolean figure = measured != null && FactKinds.isField("value", binding.value());
        names.put(
            binding.variable().name(), figure ? measured : of(binding.value()) + " of " + fact);
      }
    }
    if (measured != null && pattern.variable() != null) {
      names.put(pattern.variable().name(), measured);
    }
  }

  /** The title of the one measure of which the pattern wants a measurement. */
  private @Nullable String measured(FactPattern pattern) {
    String measure =
        pattern.type().name().equals("Measurement") ? FactKinds.kind(pattern).name() : null;
    return measure == null ? null : "\"" + titles.apply(measure) + "\"";
  }

  private String result(Aggregate each) {
    String argument = each.argument() == null ? "" : names.getOrDefault(each.argument().name(), "");
    return switch (each.kind()) {
      case SUM -> "the sum of " + argument;
      case COUNT -> "how many there are";
      case MIN -> "the least of " + argument;
      case MAX -> "the greatest of " + argument;
      case COLLECT_LIST -> "all of " + argument;
      case COLLECT_SET -> DIFFERENT + argument.replaceFirst("^the ", "");
    };
  }

  /** What the condition wants. */
  public String of(Condition condition) {
    if (condition instanceof Not not) {
      return "there is no " + thing(not.pattern());
    }
    if (condition instanceof Exists exists) {
      return "there is " + article(exists.pattern());
    }
    if (condition instanceof Accumulate accumulate) {
      return "of all that there is of this: "
          + accumulate.source().stream().map(this::source).collect(Collectors.joining("; "));
    }
    return "for " + article((FactPattern) condition);
  }

  private String source(Condition condition) {
    return condition instanceof FactPattern pattern ? article(pattern) : of(condition);
  }

  private String article(FactPattern pattern) {
    String thing = thing(pattern);
    return ("aeiou".indexOf(Character.toLowerCase(thing.charAt(0))) >= 0 ? "an " : "a ") + thing;
  }

  private String thing(FactPattern pattern) {
    List<String> tests =
        pattern.constraints().stream()
            .filter(Holds.class::isInstance)
            .map(test -> of(((Holds) test).condition()))
            .toList();
    String type = words(pattern.type().name());
    return tests.isEmpty() ? type : type + " where " + String.join(" and ", tests);
  }

  /** The value, or the condition on one fact. */
  public String of(Expression value) {
    if (value instanceof Expression.Literal literal) {
      return literal(literal);
    }
    if (value instanceof Expression.Read read) {
      return names.getOrDefault(read.variable().name(), read.variable().name());
    }
    if (value instanceof Expression.This) {
      return "it";
    }
    if (value instanceof Expression.FieldRead read) {
      return field(read);
    }
    if (value instanceof Call call) {
      return call(call);
    }
    if (value instanceof Expression.Make make) {
      return make(make);
    }
    if (value instanceof Expression.Compare compare) {
      return of(compare.left()) + " " + sign(compare) + " " + of(compare.right());
    }
    if (value instanceof Expression.Among among) {
      return of(among.value())
          + (among.negated() ? " is none of " : " is one of ")
          + list(among.options());
    }
    if (value instanceof Expression.All all) {
      return all.conditions().stream().map(this::of).collect(Collectors.joining(" and "));
    }
    if (value instanceof Expression.Any any) {
      return any.conditions().stream().map(this::of).collect(Collectors.joining(" or ", "(", ")"));
    }
    if (value instanceof Expression.Negated negated) {
      return "not " + of(negated.condition());
    }
    if (value instanceof Expression.Arithmetic sum) {
      return "(" + of(sum.left()) + " " + sum.operation().sign() + " " + of(sum.right()) + ")";
    }
    throw new IllegalStateException("a checked rule has no such value: " + value);
  }

  private String field(Expression.FieldRead read) {
    String field =
        switch (read.field().name()) {
          case "of" -> "subject";
          case "asOf" -> "day";
          default -> words(read.field().name());
        };
    return read.target() == null ? field : field + " of " + of(read.target());
  }

  private static String literal(Expression.Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return "nothing";
    }
    return value instanceof Boolean yes ? (yes ? "yes" : "no") : RecordJson.figure(value);
  }

  private String sign(Expression.Compare compare) {
    boolean isDay = compare.left().type() == Plain.DATE;
    return switch (compare.comparison()) {
      case EQUAL -> "is";
      case NOT_EQUAL -> "is not";
      case LESS -> isDay ? "is before" : "is less than";
      case LESS_OR_EQUAL -> isDay ? "is not after" : "is at most";
      case GREATER -> isDay ? "is after" : "is more than";
      case GREATER_OR_EQUAL -> isDay ? "is not before" : "is at least";
    };
  }

  private String make(Expression.Make make) {
    StringBuilder text = new StringBuilder(words(make.made().name()));
    int i = 0;
    for (FactType.Field field : make.made().fields().values()) {
      text.append(i == 0 ? ": " : ", ").append(words(field.name())).append(" = ");
      text.append(of(make.arguments().get(i++)));
    }
    return text.toString();
  }

  private String call(Call call) {
    String name = call.helper().name();
    List<Expression> arguments = call.arguments();
    if ((name.equals("date") || name.equals("number")) && arguments.size() == 1) {
      return of(arguments.get(0));
    }
    if (call.target() != null && name.matches("(plus|minus)(Days|Weeks|Months|Years)")) {
      return of(call.target())
          + (name.startsWith("plus") ? " plus " : " minus ")
          + of(arguments.get(0))
          + " "
          + name.replaceFirst("plus|minus", "").toLowerCase(Locale.ROOT);
    }
    String formula = call.target() == null ? formula(name, arguments) : null;
    if (formula != null) {
      return formula;
    }
    String given = arguments.isEmpty() ? "" : " (" + list(arguments) + ")";
    String target = call.target() == null ? "" : of(call.target()) + " ";
    return target + words(name) + given;
  }

  /** What a helper works out, as one would say it; {@code null} if it works nothing out. */
  private @Nullable String formula(String helper, List<Expression> of) {
    return switch (helper) {
      case "plus" -> operand(of.get(0)) + " plus " + operand(of.get(1));
      case "minus" -> operand(of.get(0)) + " less " + operand(of.get(1));
      case "times" -> operand(of.get(0)) + " times " + operand(of.get(1));
      case "larger" -> "the larger of " + operand(of.get(0)) + " and " + operand(of.get(1));
      case "smaller" -> "the smaller of " + operand(of.get(0)) + " and " + operand(of.get(1));
      case "half" -> "half of " + operand(of.get(0));
      case "percent" -> of(of.get(0)) + " percent of " + operand(of.get(1));
      case "rounded" -> operand(of.get(0)) + " rounded to a whole number";
      case "size" -> size(of(of.get(0)));
      default -> null;
    };
  }

  private static String size(String collected) {
    return collected.startsWith(DIFFERENT)
        ? "how many different values there are of " + collected.substring(DIFFERENT.length())
        : "how many there are of " + collected.replaceFirst("^all of ", "");
  }

  /** A value beside others: in brackets if it is worked out itself. */
  private String operand(Expression value) {
    String words = of(value);
    return value instanceof Call call
            && call.target() == null
            && !call.helper().name().equals("size")
            && formula(call.helper().name(), call.arguments()) != null
        ? "(" + words + ")"
        : words;
  }

  public String list(List<Expression> values) {
    return values.stream().map(this::of).collect(Collectors.joining(", "));
  }

  /** A name of rules as words: {@code examHolders} is "exam holders". */
  public static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
