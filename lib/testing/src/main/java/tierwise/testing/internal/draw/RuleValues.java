package tierwise.testing.internal.draw;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;

/**
 * The values by which rules and manifest tell facts apart, so that drawn facts are close to where
 * decisions turn.
 */
final class RuleValues {
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final List<Integer> figures = new ArrayList<>();
  private final List<LocalDate> days = new ArrayList<>();

  RuleValues(Manifest manifest, RuleModel model) {
    for (RuleModel.Rule rule : model.rules()) {
      rule.then().forEach(insert -> harvest(insert.statement()));
      rule.when().forEach(this::harvest);
    }
    for (MeasureSpec measure : manifest.measures().values()) {
      LedgerSpec counts = measure.counts();
      if (counts != null) {
        counts
            .where()
            .forEach(
                (field, condition) ->
                    known(counts.type().value() + "." + field, condition.text().value()));
      }
    }
  }

  /** The texts of fields, by {@code Type.field}, or by {@code .field} for those of any type. */
  Map<String, List<String>> texts() {
    return texts;
  }

  /** The whole numbers of the rows. */
  List<Integer> figures() {
    return figures;
  }

  /** The days that rules write. */
  List<LocalDate> days() {
    return days;
  }

  /** Takes the texts and figures of rows: a text belongs to every field of the same name. */
  private void harvest(Expression statement) {
    if (statement instanceof Expression.Make make) {
      List<Field> fields = List.copyOf(make.made().fields().values());
      for (int i = 0; i < fields.size(); i++) {
        if (make.arguments().get(i) instanceof Expression.Literal literal) {
          if (literal.value() instanceof String text) {
            known("." + fields.get(i).name(), text);
          } else if (literal.value() instanceof Integer figure) {
            figures.add(figure);
          }
        }
      }
    }
  }

  /** Takes the texts that a field is compared with, and the days that anything is. */
  private void harvest(RuleModel.Condition condition) {
    condition.patterns().forEach(this::harvest);
  }

  private void harvest(RuleModel.FactPattern pattern) {
    for (RuleModel.Constraint constraint : pattern.constraints()) {
      if (constraint instanceof RuleModel.Holds test) {
        compared(pattern.type(), test.condition());
      }
    }
  }

  private void compared(FactType type, Expression condition) {
    List<Expression> values = condition.parts();
    for (Expression value : values) {
      if (value instanceof Expression.FieldRead read && read.target() == null) {
        String field = type.name() + "." + read.field().name();
        values.stream()
            .filter(Expression.Literal.class::isInstance)
            .map(other -> ((Expression.Literal) other).value())
            .filter(String.class::isInstance)
            .forEach(text -> known(field, (String) text));
      }
      if (value instanceof Expression.Call call
          && call.helper().name().equals("date")
          && call.arguments().get(0) instanceof Expression.Literal day
          && day.value() instanceof String text) {
        days.add(LocalDate.parse(text));
      }
      compared(type, value);
    }
  }

  private void known(String field, String text) {
    List<String> list = texts.computeIfAbsent(field, key -> new ArrayList<>());
    if (!list.contains(text)) {
      list.add(text);
    }
  }
}
