package tierwise.analysis.internal.written;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.diff.Change;
import tierwise.analysis.diff.Change.Place;
import tierwise.analysis.internal.page.RecordJson;
import tierwise.analysis.internal.words.RuleWords;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Exists;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Not;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Span;

/**
 * What a rule says, whatever it is called, wherever it stands and however it names its variables,
 * with its figures and days taken out: two rules of one shape differ in those alone.
 */
record RuleShape(List<Part> conditions, List<Part> statements) {
  /** A condition or a statement. */
  record Part(String shape, List<Figure> figures, String words, Place place) {}

  /** A number or a day that is written out. */
  record Figure(String value, boolean day, Place place) {}

  static RuleShape of(Rule rule, StatementWords statements) {
    RuleWords words = new RuleWords(rule);
    return new RuleShape(
        rule.when().stream()
            .map(
                each -> {
                  Reader reader = new Reader(words);
                  String shape = reader.of(each);
                  return new Part(shape, reader.figures, words.of(each), place(each.span()));
                })
            .toList(),
        rule.then().stream()
            .map(
                each -> {
                  Reader reader = new Reader(words);
                  String shape = reader.of(each.statement());
                  return new Part(
                      shape,
                      reader.figures,
                      statements.of(each.statement(), words),
                      place(each.span()));
                })
            .toList());
  }

  /**
   * All that the rule says with the statements, but its name, with numbered variables: equal only
   * of rules that state the same of the same facts.
   */
  static String exact(Rule rule, List<Insert> statements) {
    Reader reader = new Reader(new RuleWords(rule));
    reader.numbers = new HashMap<>();
    return rule.when().stream().map(reader::of).collect(Collectors.joining("; "))
        + " => "
        + statements.stream()
            .map(each -> reader.of(each.statement()))
            .collect(Collectors.joining("; "))
        + reader.figures.stream().map(Figure::value).toList();
  }

  static Change.Kind kind(@Nullable Object before, @Nullable Object after) {
    return before == null
        ? Change.Kind.NEW
        : after == null ? Change.Kind.GONE : Change.Kind.CHANGED;
  }

  static Place place(Span span) {
    String path = span.source().name();
    return new Place(path.substring(path.lastIndexOf('/') + 1), span.line());
  }

  /** All of it but its figures. */
  List<String> shapes() {
    return parts().stream().map(Part::shape).toList();
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>(conditions);
    parts.addAll(statements);
    return parts;
  }

  List<Figure> figures() {
    return parts().stream().flatMap(part -> part.figures().stream()).toList();
  }

  /** Whether the rules say the same, figures and all. */
  boolean saysTheSame(RuleShape other) {
    return shapes().equals(other.shapes())
        && figures().stream()
            .map(Figure::value)
            .toList()
            .equals(other.figures().stream().map(Figure::value).toList());
  }

  /** Writes down one part. A variable is called by what it stands for. */
  private static final class Reader {
    private final RuleWords words;
    private final List<Figure> figures = new ArrayList<>();

    /** The number of each variable; {@code null} if it is called by what it stands for. */
    private @Nullable Map<String, Integer> numbers;

    Reader(RuleWords words) {
      this.words = words;
    }

    private String of(Condition condition) {
      if (condition instanceof Not not) {
        return "not " + of(not.pattern());
      }
      if (condition instanceof Exists exists) {
        return "exists " + of(exists.pattern());
      }
      if (condition instanceof Accumulate accumulate) {
        return "accumulate "
            + accumulate.source().stream().map(this::of).collect(Collectors.joining(", "))
            + accumulate.functions().stream()
                .map(
                    each ->
                        each.kind().word()
                            + " "
                            + given(each.variable())
                            + (each.argument() == null
                                ? ""
                                : of(new Expression.Read(each.argument(), each.span()))))
                .collect(Collectors.joining("; ", "; ", ""));
      }
      FactPattern pattern = (FactPattern) condition;
      return given(pattern.variable())
          + pattern.constraints().stream()
              // What a value is called is told where it is used.
              .filter(each -> numbers != null || each instanceof Holds)
              .map(
                  each ->
                      each instanceof Holds holds
                          ? of(holds.condition())
                          : given(((Binding) each).variable()) + of(((Binding) each).value()))
              .collect(Collectors.joining(", ", pattern.type().name() + "( ", " )"));
    }

    /** The variable by its number; nothing where it is called by what it stands for. */
    private String given(Expression.@Nullable Variable variable) {
      return variable == null || numbers == null
          ? ""
          : "$" + number(numbers, variable.name()) + ":";
    }

    private static int number(Map<String, Integer> numbers, String name) {
      Integer known = numbers.putIfAbsent(name, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }

    private String of(Expression value) {
      if (value instanceof Expression.Literal literal) {
        return literal(literal);
      }
      if (value instanceof Expression.Read read && numbers != null) {
        return given(read.variable());
      }
      if (value instanceof Expression.Read) {
        return "<" + words.of(value) + ">";
      }
      if (value instanceof Call call) {
        return call(call);
      }
      if (value instanceof Expression.FieldRead read) {
        String target = read.target() == null ? "" : of(read.target());
        return target + (read.nullSafe() ? "!." : ".") + read.field().name();
      }
      return sign(value)
          + value.parts().stream().map(this::of).collect(Collectors.joining(", ", "( ", " )"));
    }

    private static String sign(Expression value) {
      if (value instanceof Expression.Compare compare) {
        return compare.comparison().sign();
      }
      if (value instanceof Expression.Arithmetic sum) {
        return sum.operation().sign();
      }
      if (value instanceof Expression.Among among) {
        return among.negated() ? "not in" : "in";
      }
      if (value instanceof Expression.Make make) {
        return "new " + make.made().name();
      }
      return value.getClass().getSimpleName();
    }

    private String call(Call call) {
      if (call.helper().name().equals("date")
          && call.arguments().get(0) instanceof Expression.Literal day
          && day.value() instanceof String text) {
        figures.add(new Figure(text, true, place(call.span())));
        return "a day";
      }
      if (call.helper().name().equals("number")
          && call.arguments().get(0) instanceof Expression.Literal number
          && number.value() instanceof String text) {
        figures.add(new Figure(text, false, place(call.span())));
        return "a number";
      }
      return (call.target() == null ? "" : of(call.target()) + (call.nullSafe() ? "!." : "."))
          + call.helper().name()
          + call.arguments().stream().map(this::of).collect(Collectors.joining(", ", "( ", " )"));
    }

    private String literal(Expression.Literal literal) {
      Object value = literal.value();
      if (value instanceof Number) {
        figures.add(new Figure(RecordJson.figure(value), false, place(literal.span())));
        return "a number";
      }
      return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }
  }
}
