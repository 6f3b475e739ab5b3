package tierwise.internal.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tierwise.facts.Application;
import tierwise.internal.folder.TrustedClass;
import tierwise.internal.language.Expression.All;
import tierwise.internal.language.Expression.Among;
import tierwise.internal.language.Expression.Arithmetic;
import tierwise.internal.language.Expression.Call;
import tierwise.internal.language.Expression.Compare;
import tierwise.internal.language.Expression.FieldRead;
import tierwise.internal.language.Expression.Literal;
import tierwise.internal.language.Expression.Make;
import tierwise.internal.language.Expression.Negated;
import tierwise.internal.language.Expression.Read;
import tierwise.internal.language.Expression.This;
import tierwise.internal.language.Expression.Variable;
import tierwise.internal.language.FactType.Field;
import tierwise.internal.language.RuleModel.Accumulate;
import tierwise.internal.language.RuleModel.Binding;
import tierwise.internal.language.RuleModel.Condition;
import tierwise.internal.language.RuleModel.Constraint;
import tierwise.internal.language.RuleModel.Exists;
import tierwise.internal.language.RuleModel.Function;
import tierwise.internal.language.RuleModel.Insert;
import tierwise.internal.language.RuleModel.Not;
import tierwise.internal.language.RuleModel.Pattern;
import tierwise.internal.language.RuleModel.Rule;
import tierwise.internal.language.RuleModel.Test;
import tierwise.internal.language.ValueType.Plain;

/**
 * Prints the rule model as the DRL that the engine is given. The author's text never gets there:
 * the engine runs code while it builds, and pastes names unescaped into Java. So rules are called
 * by their ids, comments are gone, and every letter above ASCII is escaped.
 */
public final class Printer {
  private final Rule rule;

  /** Results that must be cast: the engine knows the earliest of dates only as a Comparable. */
  private final Set<String> earliestAndLatest;

  /** Results with as many digits as come together; helpers bound those that they are given. */
  private final Set<String> sums;

  /** The variables that are called differently in what is being printed. */
  private Map<String, String> renamed = Map.of();

  /** The type of the pattern that is being printed. */
  private FactType pattern = Vocabulary.shared().factType(Application.class);

  private Printer(Rule rule) {
    this.rule = rule;
    this.earliestAndLatest =
        results(
            rule,
            function ->
                (function.kind() == Function.Kind.MIN || function.kind() == Function.Kind.MAX)
                    && function.variable().type() == Plain.DATE);
    this.sums = results(rule, function -> function.kind() == Function.Kind.SUM);
  }

  /** All declarations and rules of the model as one file. */
  public static String print(RuleModel model) {
    StringBuilder text = new StringBuilder();
    text.append("package ").append(model.packageName()).append('\n');
    text.append("import java.math.BigDecimal\n");
    text.append("import java.time.LocalDate\n");
    text.append("import tierwise.facts.*\n");
    text.append("import static tierwise.facts.Statements.*\n");
    for (TrustedClass trusted : model.trusted()) {
      text.append("import ").append(trusted.imports()).append('\n');
    }
    for (FactType type : model.types().values()) {
      if (type.isDeclared()) {
        declaration(text, type);
      }
    }
    model.rules().forEach(rule -> new Printer(rule).print(text));
    return text.toString();
  }

  private static void declaration(StringBuilder text, FactType type) {
    text.append("declare ").append(type.name()).append('\n');
    for (Field field : type.fields().values()) {
      text.append("  ").append(Words.forTheEngine(type, field.name()));
      text.append(" : ").append(javaType(field.type()));
      text.append('\n');
    }
    text.append("end\n");
  }

  private static String javaType(ValueType type) {
    return switch ((Plain) type) {
      case TEXT -> "String";
      case WHOLE -> "int";
      case DECIMAL -> "BigDecimal";
      case DATE -> "LocalDate";
      case YES_NO -> "Boolean";
      default -> throw new IllegalStateException("no field is declared as " + type);
    };
  }

  /** The variables of the rule that are worked out by such functions. */
  private static Set<String> results(Rule rule, Predicate<Function> which) {
    return rule.when().stream()
        .filter(Accumulate.class::isInstance)
        .flatMap(condition -> ((Accumulate) condition).functions().stream())
        .filter(which)
        .map(function -> function.variable().name())
        .collect(Collectors.toSet());
  }

  private void print(StringBuilder text) {
    text.append("rule \"").append(rule.id()).append("\" salience ").append(-rule.stratum());
    text.append("\nwhen\n");
    for (Condition condition : rule.when()) {
      text.append("  ").append(condition(condition, List.of())).append('\n');
    }
    text.append("then\n");
    for (Insert insert : rule.then()) {
      text.append("  insert( ").append(expression(insert.statement())).append(" );\n");
    }
    text.append("end\n");
  }

  private String condition(Condition condition, List<Variable> summed) {
    if (condition instanceof Pattern pattern) {
      return pattern(pattern, summed);
    }
    if (condition instanceof Not not) {
      return "not " + pattern(not.pattern(), summed);
    }
    if (condition instanceof Exists exists) {
      return "exists " + pattern(exists.pattern(), summed);
    }
    return accumulate((Accumulate) condition);
  }

  private String pattern(Pattern pattern, List<Variable> summed) {
    this.pattern = pattern.type();
    String name = pattern.variable() == null ? "" : name(pattern.variable()) + " : ";
    return pattern.constraints().stream()
        .map(constraint -> constraint(constraint, summed))
        .collect(Collectors.joining(", ", name + pattern.type().name() + "( ", " )"));
  }

  private String constraint(Constraint constraint, List<Variable> summed) {
    if (constraint instanceof Binding binding) {
      String value = expression(binding.value());
      String bound = guarded(binding.value(), ", ") + name(binding.variable()) + " : " + value;
      return summed.contains(binding.variable())
          ? bound + ", " + exact(binding.variable()) + " : number(" + value + ")"
          : bound;
    }
    Expression condition = ((Test) constraint).condition();
    return condition instanceof All all
        ? all.conditions().stream().map(this::alone).collect(Collectors.joining(", "))
        : alone(condition);
  }

  /** A condition that is a constraint of its own. */
  private String alone(Expression condition) {
    return condition instanceof Expression.Any || condition instanceof All
        ? nested(condition)
        : guarded(condition, ", ") + expression(condition);
  }

  /** A condition that is part of another. */
  private String nested(Expression condition) {
    if (condition instanceof All all) {
      return joined(all.conditions(), " && ");
    }
    if (condition instanceof Expression.Any any) {
      return joined(any.conditions(), " || ");
    }
    String guard = guarded(condition, " && ");
    return guard.isEmpty() ? expression(condition) : "(" + guard + expression(condition) + ")";
  }

  private String joined(List<Expression> conditions, String sign) {
    return conditions.stream().map(this::nested).collect(Collectors.joining(sign, "(", ")"));
  }

  /** What must be there for the value to be read: the targets of {@code !.}, spelt out. */
  private String guarded(Expression value, String separator) {
    StringBuilder guards = new StringBuilder();
    for (Expression part : Typer.parts(value)) {
      guards.append(guarded(part, separator));
    }
    Expression target =
        value instanceof FieldRead read && read.nullSafe()
            ? read.target()
            : value instanceof Call call && call.nullSafe() ? call.target() : null;
    if (target != null) {
      guards.append(expression(target)).append(" != null").append(separator);
    }
    return guards.toString();
  }

  /**
   * Where a pattern is joined with others, each function has the source for itself, with variables
   * of its own: from several functions the engine takes all facts in one for the fact that is
   * collected.
   */
  private String accumulate(Accumulate accumulate) {
    List<Function> functions = accumulate.functions();
    if (accumulate.source().stream().filter(Pattern.class::isInstance).count() == 1) {
      return accumulate(accumulate.source(), functions);
    }
    List<String> each = new ArrayList<>();
    for (Function function : functions) {
      String number = "$" + (each.size() + 1);
      renamed =
          accumulate.source().stream()
              .flatMap(Printer::bound)
              .collect(Collectors.toMap(Variable::name, variable -> variable.name() + number));
      each.add(accumulate(accumulate.source(), List.of(function)));
    }
    renamed = Map.of();
    return String.join("\n  ", each);
  }

  private String accumulate(List<Condition> source, List<Function> functions) {
    List<Variable> summed =
        functions.stream().filter(Printer::sumsWholeNumbers).map(Function::argument).toList();
    return "accumulate( "
        + source.stream().map(part -> condition(part, summed)).collect(Collectors.joining(" and "))
        + "; "
        + functions.stream().map(this::function).collect(Collectors.joining(", "))
        + " )";
  }

  private static Stream<Variable> bound(Condition part) {
    return part instanceof Pattern pattern
        ? Stream.concat(
            Stream.ofNullable(pattern.variable()),
            pattern.constraints().stream()
                .filter(Binding.class::isInstance)
                .map(constraint -> ((Binding) constraint).variable()))
        : Stream.of();
  }

  private String function(Function function) {
    Variable argument = function.argument();
    String name =
        argument == null ? "" : sumsWholeNumbers(function) ? exact(argument) : name(argument);
    return function.variable().name() + " : " + function.kind().word() + "(" + name + ")";
  }

  /**
   * The engine adds ints as ints, which overflow without a word; so they are summed as decimals.
   */
  private static boolean sumsWholeNumbers(Function function) {
    return function.kind() == Function.Kind.SUM
        && function.argument() != null
        && function.argument().type() == Plain.WHOLE;
  }

  /** No author can write this name: theirs have one $, at the beginning. */
  private String exact(Variable variable) {
    return name(variable) + "$exact";
  }

  private String name(Variable variable) {
    return renamed.getOrDefault(variable.name(), variable.name());
  }

  private String expression(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal(literal);
    }
    if (expression instanceof Read read) {
      String name = name(read.variable());
      return earliestAndLatest.contains(name) ? "((LocalDate) " + name + ")" : name;
    }
    if (expression instanceof This) {
      return "this";
    }
    if (expression instanceof FieldRead read) {
      String target = read.target() == null ? "" : expression(read.target()) + ".";
      return target + Words.forTheEngine(ownerOf(read), read.field().name());
    }
    if (expression instanceof Call call) {
      String target = call.target() == null ? "" : expression(call.target()) + ".";
      return target + call.helper().name() + arguments(call.arguments());
    }
    if (expression instanceof Make make) {
      return make.arguments().stream()
          .map(this::ofFact)
          .collect(Collectors.joining(", ", "new " + make.made().name() + "(", ")"));
    }
    if (expression instanceof Compare compare) {
      return expression(compare.left())
          + " "
          + compare.comparison().sign()
          + " "
          + expression(compare.right());
    }
    if (expression instanceof Among among) {
      return expression(among.value())
          + (among.negated() ? " not in " : " in ")
          + arguments(among.options());
    }
    if (expression instanceof Negated negated) {
      return "!" + expression(negated.condition());
    }
    if (expression instanceof Arithmetic arithmetic) {
      return arithmetic.operation().name().toLowerCase(Locale.ROOT)
          + arguments(List.of(arithmetic.left(), arithmetic.right()));
    }
    throw new IllegalStateException("a checked rule holds nothing unknown");
  }

  /** A value of a new fact: what it keeps must not grow from one rule to the next. */
  private String ofFact(Expression value) {
    String text = expression(value);
    boolean bounded =
        !(value instanceof Read read && sums.contains(read.variable().name()))
            && !(value instanceof Call call
                && call.helper().isForeign()
                && call.type() == Plain.DECIMAL);
    return !bounded ? "plus(" + text + ", 0)" : text;
  }

  private FactType ownerOf(FieldRead read) {
    if (read.target() == null) {
      return pattern;
    }
    return ((ValueType.Fact) read.target().type()).type();
  }

  private String arguments(List<Expression> arguments) {
    return arguments.stream().map(this::expression).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(Literal literal) {
    if (literal.value() instanceof String text) {
      return quoted(text);
    }
    // Without the B the engine would take it through a double.
    return literal.value() instanceof BigDecimal decimal
        ? decimal.toPlainString() + "B"
        : String.valueOf(literal.value());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        throw new IllegalStateException("no text of a rule holds this character");
      }
      if (c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
