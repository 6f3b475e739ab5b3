package tierwise.testing.internal.mutate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Span;
import tierwise.testing.internal.interpret.TestedRules;

/** Thinks of the mistakes that a person might make in the rules, by walking the rule model. */
public final class Mutants {
  private final TestedRules rules;
  private final Set<Mutant> mutants = new LinkedHashSet<>();
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private String rule = "";

  private Mutants(TestedRules rules) {
    this.rules = rules;
  }

  /** The mistakes, file by file from the top. */
  public static List<Mutant> of(TestedRules rules) {
    Mutants all = new Mutants(rules);
    rules.model().rules().forEach(all::columns);
    rules.model().rules().forEach(all::rule);
    return List.copyOf(all.mutants);
  }

  /** The texts that stand in each column of the rows. */
  private void columns(Rule each) {
    for (Insert insert : each.then()) {
      if (insert.statement() instanceof Make make) {
        List<String> fields = List.copyOf(make.made().fields().keySet());
        for (int i = 0; i < fields.size(); i++) {
          if (make.arguments().get(i) instanceof Literal literal
              && literal.value() instanceof String text) {
            List<String> column =
                columns.computeIfAbsent(
                    make.made().name() + "." + fields.get(i), key -> new ArrayList<>());
            if (!column.contains(text)) {
              column.add(text);
            }
          }
        }
      }
    }
  }

  private void add(Mutant.Kind kind, Span span, String text) {
    mutants.add(new Mutant(kind, rule, span, text));
  }

  private void rule(Rule each) {
    rule = each.name();
    each.when().forEach(condition -> condition(condition));
    for (Insert insert : each.then()) {
      statement(insert.statement());
      add(kindOf(insert), each.then().size() > 1 ? insert.span() : each.span(), "");
    }
  }

  private static Mutant.Kind kindOf(Insert insert) {
    if (insert.statement() instanceof Make) {
      return Mutant.Kind.ROW;
    }
    String helper = insert.statement() instanceof Call call ? call.helper().name() : "";
    return switch (helper) {
      case "waives" -> Mutant.Kind.WAIVER;
      case "leftOut" -> Mutant.Kind.REASON;
      default -> Mutant.Kind.STATEMENT;
    };
  }

  // ---- conditions --------------------------------------------------------------------------

  private void condition(RuleModel.Condition condition) {
    if (condition instanceof RuleModel.Accumulate accumulate) {
      accumulate(accumulate);
    } else {
      add(Mutant.Kind.CONDITION, condition.span(), "");
      condition.patterns().forEach(this::pattern);
    }
  }

  private void accumulate(RuleModel.Accumulate accumulate) {
    List<RuleModel.Condition> source = accumulate.source();
    for (int i = 0; i < source.size(); i++) {
      RuleModel.Condition part = source.get(i);
      if (i > 0) {
        Span before = source.get(i - 1).span();
        add(Mutant.Kind.CONDITION, before.source().span(before.end(), part.span().end()), "");
      }
      part.patterns().forEach(this::pattern);
    }
  }

  private void pattern(RuleModel.FactPattern pattern) {
    List<Span> spans = pattern.constraints().stream().map(RuleModel.Constraint::span).toList();
    for (int i = 0; i < spans.size(); i++) {
      if (pattern.constraints().get(i) instanceof RuleModel.Holds test) {
        lost(spans, i);
        test(test.condition());
      } else if (pattern.constraints().get(i) instanceof RuleModel.Binding binding) {
        value(binding.value());
      }
    }
  }

  /** One of several parts away, with the sign that joins it to its neighbour. */
  private void lost(List<Span> parts, int i) {
    Span part = parts.get(i);
    Span gone =
        i + 1 < parts.size()
            ? part.source().span(part.start(), parts.get(i + 1).start())
            : i > 0 ? part.source().span(parts.get(i - 1).end(), part.end()) : part;
    add(Mutant.Kind.CONDITION, gone, "");
  }

  private void test(Expression condition) {
    if (condition instanceof Expression.All all) {
      several(all.conditions());
    } else if (condition instanceof Expression.Any any) {
      several(any.conditions());
    } else if (condition instanceof Compare compare) {
      compare(compare);
    } else if (condition instanceof Expression.Among among) {
      value(among.value());
      List<Span> options = among.options().stream().map(Expression::span).toList();
      if (options.size() > 1) {
        for (int i = 0; i < options.size(); i++) {
          Span option = options.get(i);
          Span gone =
              i + 1 < options.size()
                  ? option.source().span(option.start(), options.get(i + 1).start())
                  : option.source().span(options.get(i - 1).end(), option.end());
          add(Mutant.Kind.OPTION, gone, "");
        }
      }
    } else if (condition instanceof Expression.Negated negated) {
      add(Mutant.Kind.NEGATION, negated.span(), negated.condition().span().text());
      value(negated.condition());
    } else {
      value(condition);
    }
  }

  private void several(List<Expression> conditions) {
    List<Span> spans = conditions.stream().map(Expression::span).toList();
    for (int i = 0; i < spans.size(); i++) {
      lost(spans, i);
      test(conditions.get(i));
    }
  }

  private void compare(Compare compare) {
    Span left = compare.left().span();
    int end = left.end();
    int next = compare.right().span().start();
    Span between = left.source().span(end, next);
    String sign = compare.comparison().sign();
    String other =
        switch (compare.comparison()) {
          case LESS -> "<=";
          case LESS_OR_EQUAL -> "<";
          case GREATER -> ">=";
          case GREATER_OR_EQUAL -> ">";
          default -> null;
        };
    int at = between.text().indexOf(sign);
    if (other != null && at >= 0) {
      Span place = left.source().span(between.start() + at, between.start() + at + sign.length());
      add(Mutant.Kind.COMPARISON, place, other);
    }
    text(compare.left(), compare.right());
    text(compare.right(), compare.left());
    value(compare.left());
    value(compare.right());
  }

  /** A text that a field is compared with, swapped for another that the field can have. */
  private void text(Expression text, Expression field) {
    if (text instanceof Literal literal
        && literal.value() instanceof String written
        && field instanceof Expression.FieldRead) {
      swapped(literal.span(), written, known(field.domain(), written));
    }
  }

  private Collection<String> known(TextDomain domain, String written) {
    Manifest manifest = rules.manifest();
    if (domain instanceof TextDomain.Closed closed) {
      return closed.texts();
    }
    if (domain == TextDomain.Named.OFFER) {
      return manifest.offers().keySet();
    }
    if (domain == TextDomain.Named.HOLDABLE) {
      return manifest.holdable();
    }
    if (domain == TextDomain.Named.SUBJECT) {
      return manifest.lists().values().stream()
          .map(list -> list.names())
          .filter(names -> names.contains(written))
          .findFirst()
          .orElse(List.of());
    }
    return List.of();
  }

  private void swapped(Span span, String written, Collection<String> known) {
    List<String> all = List.copyOf(known);
    int at = all.indexOf(written);
    if (all.size() > 1 && at >= 0) {
      add(Mutant.Kind.TEXT, span, '"' + all.get((at + 1) % all.size()) + '"');
    }
  }

  // ---- values and statements ---------------------------------------------------------------

  private void value(Expression value) {
    if (value instanceof Literal literal) {
      number(literal);
    } else if (value instanceof Call call && call.helper().name().equals("date")) {
      day(call);
    } else if (value instanceof Call call && call.helper().name().equals("number")) {
      if (call.arguments().get(0) instanceof Literal literal
          && literal.value() instanceof String text) {
        offByOne(
            new BigDecimal(text),
            figure -> add(Mutant.Kind.NUMBER, literal.span(), '"' + figure.toPlainString() + '"'));
      } else {
        value.parts().forEach(this::value);
      }
    } else {
      value.parts().forEach(this::value);
    }
  }

  private void number(Literal literal) {
    if (literal.value() instanceof Integer whole) {
      offByOne(
          BigDecimal.valueOf(whole),
          figure -> add(Mutant.Kind.NUMBER, literal.span(), figure.toPlainString()));
    } else if (literal.value() instanceof BigDecimal decimal) {
      offByOne(decimal, figure -> add(Mutant.Kind.NUMBER, literal.span(), figure.toPlainString()));
    }
  }

  private interface Figure {
    void use(BigDecimal figure);
  }

  private static void offByOne(BigDecimal figure, Figure each) {
    BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, figure.scale()));
    each.use(figure.add(unit));
    each.use(figure.subtract(unit));
  }

  private void day(Call date) {
    if (date.arguments().get(0) instanceof Literal literal
        && literal.value() instanceof String text) {
      LocalDate day = LocalDate.parse(text);
      add(Mutant.Kind.DAY, literal.span(), '"' + day.plusDays(1).toString() + '"');
      add(Mutant.Kind.DAY, literal.span(), '"' + day.minusDays(1).toString() + '"');
    }
  }

  private void statement(Expression statement) {
    if (statement instanceof Make make) {
      row(make);
      return;
    }
    if (statement instanceof Call call) {
      boolean window =
          call.type() instanceof ValueType.Fact fact && fact.type().name().equals("Window");
      if (call.target() != null) {
        statement(call.target());
      }
      for (int i = 0; i < call.arguments().size(); i++) {
        Expression argument = call.arguments().get(i);
        if (window && argument.type() == Plain.DATE) {
          add(Mutant.Kind.WINDOW, argument.span(), argument.span().text() + ".plusMonths(1)");
          add(Mutant.Kind.WINDOW, argument.span(), argument.span().text() + ".minusMonths(1)");
        }
        if (argument instanceof Literal literal
            && literal.value() instanceof String text
            && call.helper().parameters().get(i).domain() == TextDomain.Named.OFFER) {
          swapped(literal.span(), text, rules.manifest().offers().keySet());
        }
        value(argument);
      }
    } else {
      value(statement);
    }
  }

  private void row(Make make) {
    List<FactType.Field> fields = List.copyOf(make.made().fields().values());
    for (int i = 0; i < fields.size(); i++) {
      Expression argument = make.arguments().get(i);
      if (argument instanceof Literal literal && literal.value() instanceof String text) {
        Collection<String> known =
            columns.getOrDefault(make.made().name() + "." + fields.get(i).name(), List.of());
        swapped(literal.span(), text, known);
      } else {
        value(argument);
      }
    }
  }
}
