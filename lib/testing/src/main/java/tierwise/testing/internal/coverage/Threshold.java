package tierwise.testing.internal.coverage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.RuleReference;
import tierwise.facts.Bound;
import tierwise.internal.figures.Figures;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.testing.internal.interpret.Comparing;

/**
 * A figure that the rules ask of a measure: one that a rule writes out, or that of one row. It is
 * tested if some case reaches it exactly, and some other misses it by one unit.
 *
 * @param measure the measure; {@code null} if the rule does not write it out
 * @param figure the figure
 * @param row the row that holds the figure; {@code null} if the rule does
 */
record Threshold(
    Rule rule,
    Insert insert,
    @Nullable String measure,
    Bound.Relation relation,
    BigDecimal figure,
    @Nullable Insert row) {

  /** All that the rules can ask. */
  static List<Threshold> of(RuleModel model) {
    List<Threshold> all = new ArrayList<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        new Finder(model, rule, insert, all).find(insert.statement());
      }
    }
    all.removeIf(threshold -> !threshold.canBeMissed());
    return all;
  }

  /** Whether the finding is about this figure. */
  boolean isAskedBy(Finding.OfMeasure finding) {
    return (measure == null || measure.equals(finding.measure()))
        && relation == finding.relation()
        && figure.compareTo(finding.required()) == 0
        && finding.askedBy().stream().anyMatch(this::isAt);
  }

  private boolean isAt(RuleReference reference) {
    RuleReference.Row other = reference.row();
    return reference.rule().equals(rule.name())
        && reference.line() == insert.span().line()
        && (row == null || (other != null && other.line() == row.span().line()));
  }

  /** One unit of the last digit of the figure. */
  BigDecimal unit() {
    return BigDecimal.ONE.movePointLeft(Math.max(0, figure.scale()));
  }

  /** Whether the value is just as much as is asked. */
  boolean isReached(Finding.OfMeasure finding) {
    return finding.actual() != null
        && finding.actualExact() == null
        && finding.actual().compareTo(figure) == 0;
  }

  /** Whether the value is a unit short of it, or less. */
  boolean isJustMissed(Finding.OfMeasure finding) {
    return finding.shortBy() != null
        && finding.shortBy().signum() > 0
        && finding.shortBy().compareTo(unit()) <= 0;
  }

  /** Whether any value can be short of it: nothing has less than nothing, which asks nothing. */
  private boolean canBeMissed() {
    return relation == Bound.Relation.AT_MOST || figure.signum() > 0;
  }

  /** The texts of the row, such as the tier and the competency. */
  List<String> rowTexts() {
    return row != null && row.statement() instanceof Make make
        ? make.arguments().stream()
            .map(argument -> argument instanceof Literal literal ? literal.value() : null)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }

  /** As reports call it: {@code kpis at least 100 (silver, Cloud Platform)}. */
  String label() {
    List<String> texts = rowTexts();
    return (measure == null ? "a measure" : measure)
        + (relation == Bound.Relation.AT_LEAST ? " at least " : " at most ")
        + figure.toPlainString()
        + (texts.isEmpty() ? "" : " (" + String.join(", ", texts) + ")");
  }

  /** Finds the figures in one statement. */
  private record Finder(RuleModel model, Rule rule, Insert insert, List<Threshold> all) {

    void find(Expression statement) {
      if (!(statement instanceof Call call)) {
        return;
      }
      call.parts().forEach(this::find);
      Expression figure = call.argument("atLeast");
      Bound.Relation relation = Bound.Relation.AT_LEAST;
      if (call.argument("bound") instanceof Call bound) {
        figure = bound.argument("value");
        relation =
            bound.helper().name().equals("atMost")
                ? Bound.Relation.AT_MOST
                : Bound.Relation.AT_LEAST;
      }
      if (figure == null) {
        return;
      }
      String measure =
          call.argument("measure") instanceof Literal literal
              ? Objects.requireNonNull(literal.value()).toString()
              : null;
      BigDecimal written = figure(figure);
      if (written != null) {
        all.add(new Threshold(rule, insert, measure, relation, written, null));
      } else if (figure instanceof Expression.Read read) {
        rows(measure, relation, read.variable());
      }
    }

    private void rows(
        @Nullable String measure, Bound.Relation relation, Expression.Variable variable) {
      for (RuleModel.Condition condition : rule.when()) {
        if (condition instanceof RuleModel.FactPattern pattern
            && pattern.type().kind() == FactType.Kind.DECLARED_ROW
            && fieldOf(pattern, variable) != null) {
          String column = Objects.requireNonNull(fieldOf(pattern, variable));
          for (Rule other : model.rules()) {
            for (Insert row : other.then()) {
              if (row.statement() instanceof Make make
                  && make.made().equals(pattern.type())
                  && canMatch(pattern, make)) {
                Expression cell = cell(make, column);
                BigDecimal figure = cell == null ? null : figure(cell);
                if (figure != null) {
                  all.add(new Threshold(rule, insert, measure, relation, figure, row));
                }
              }
            }
          }
        }
      }
    }

    /** Whether the texts that the pattern wants can be those of the row. */
    private boolean canMatch(RuleModel.FactPattern pattern, Make make) {
      for (Map.Entry<String, FactType.Field> field : make.made().fields().entrySet()) {
        Set<Object> wanted = wanted(pattern, field.getKey());
        if (wanted != null
            && cell(make, field.getKey()) instanceof Literal literal
            && wanted.stream().noneMatch(each -> Comparing.equal(each, literal.value()))) {
          return false;
        }
      }
      return true;
    }

    /** The values that the pattern lets the field have; {@code null} for any. */
    private @Nullable Set<Object> wanted(RuleModel.FactPattern pattern, String field) {
      Set<Object> wanted = null;
      for (RuleModel.Constraint constraint : pattern.constraints()) {
        if (constraint instanceof RuleModel.Holds test) {
          Set<Object> here = wanted(test.condition(), field);
          if (here != null && wanted != null) {
            here.retainAll(wanted);
          }
          wanted = here == null ? wanted : here;
        }
      }
      return wanted;
    }

    private @Nullable Set<Object> wanted(Expression condition, String field) {
      if (condition instanceof Expression.Compare compare
          && compare.comparison() == Expression.Comparison.EQUAL
          && isField(compare.left(), field)) {
        if (compare.right() instanceof Literal literal && literal.value() != null) {
          return new LinkedHashSet<>(Set.of(literal.value()));
        }
        return compare.right() instanceof Expression.Read read ? wanted(read.variable()) : null;
      }
      if (condition instanceof Expression.Among among
          && !among.negated()
          && isField(among.value(), field)) {
        Set<Object> values = new LinkedHashSet<>();
        among.options().stream()
            .filter(Literal.class::isInstance)
            .map(option -> ((Literal) option).value())
            .filter(Objects::nonNull)
            .forEach(values::add);
        return values;
      }
      return null;
    }

    /** The values that a variable can have, as the pattern that gives it its name says. */
    private @Nullable Set<Object> wanted(Expression.Variable variable) {
      for (RuleModel.Condition condition : rule.when()) {
        if (condition instanceof RuleModel.FactPattern pattern) {
          String field = fieldOf(pattern, variable);
          if (field != null) {
            return wanted(pattern, field);
          }
        }
      }
      return null;
    }

    private static boolean isField(Expression expression, String field) {
      return expression instanceof FieldRead read
          && read.target() == null
          && read.field().name().equals(field);
    }

    private static @Nullable String fieldOf(
        RuleModel.FactPattern pattern, Expression.Variable variable) {
      for (RuleModel.Constraint constraint : pattern.constraints()) {
        if (constraint instanceof RuleModel.Binding binding
            && binding.variable().name().equals(variable.name())
            && binding.value() instanceof FieldRead read
            && read.target() == null) {
          return read.field().name();
        }
      }
      return null;
    }

    private static @Nullable Expression cell(Make make, String column) {
      int index = List.copyOf(make.made().fields().keySet()).indexOf(column);
      return index < 0 ? null : make.arguments().get(index);
    }

    private static @Nullable BigDecimal figure(Expression expression) {
      if (expression instanceof Literal literal) {
        return literal.value() instanceof Number number ? Figures.decimal(number) : null;
      }
      if (expression instanceof Call call && call.helper().name().equals("number")) {
        return call.arguments().get(0) instanceof Literal literal && literal.value() != null
            ? new BigDecimal(literal.value().toString())
            : null;
      }
      return null;
    }
  }
}
