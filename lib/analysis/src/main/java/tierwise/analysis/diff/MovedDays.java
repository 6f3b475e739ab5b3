package tierwise.analysis.diff;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Written;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.FactFields;

/** The same partner some months later: all days of a case moved alike. */
record MovedDays(Period by, RuleModel model) {

  /** The case with its days moved; {@code null} if there can be no such case. */
  @Nullable DrawnCase of(DrawnCase facts) {
    if (by.isZero()) {
      return facts;
    }
    Application application = facts.application();
    DrawnCase moved =
        facts.with(
            new Application(
                application.asOf().plus(by), application.role(), application.asksFor()));
    for (Map.Entry<String, List<Object>> ledger : facts.lines().entrySet()) {
      List<@Nullable Object> lines =
          ledger.getValue().stream().map(line -> moved(ledger.getKey(), line)).toList();
      for (Object line : lines) {
        if (line == null) {
          return null;
        }
      }
      moved = moved.withLines(ledger.getKey(), List.copyOf(lines));
    }
    return moved;
  }

  private @Nullable Object moved(String type, Object line) {
    Map<String, @Nullable Object> values = FactFields.of(line);
    FactType known = model.types().get(type);
    values.replaceAll(
        (name, value) -> {
          if (value instanceof LocalDate day) {
            return day.plus(by);
          }
          FactType.Field field = known == null ? null : known.field(name);
          return field != null
                  && field.type() == Plain.DATE
                  && value instanceof String text
                  && Written.isDay(text)
              ? moved(text)
              : value;
        });
    return FactFields.with(line, values);
  }

  private Object moved(String text) {
    try {
      return LocalDate.parse(text).plus(by);
    } catch (DateTimeException e) {
      return text;
    }
  }
}
