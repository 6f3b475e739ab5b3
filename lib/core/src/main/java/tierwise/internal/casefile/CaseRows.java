package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.INEXACT_VALUE;
import static tierwise.internal.casefile.CaseProblem.VALUE_OF_ANOTHER_TYPE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.language.model.Described;
import tierwise.internal.source.Problems;

/** A case that is rows in Java, as the text of a bare case, which there is one reader for. */
public final class CaseRows {
  /** The keys that have one row, which is no list in a case. */
  private static final Set<String> SINGLE =
      Set.of(Described.factType(Application.class).key(), Described.factType(Partner.class).key());

  private CaseRows() {}

  /** The text; what cannot be written stands among the problems. */
  public static String toJson(
      Map<String, ? extends List<? extends Map<String, ?>>> rows, Problems problems) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("format", 1);
    rows.forEach(
        (key, lines) -> {
          List<Map<String, @Nullable Object>> written =
              lines.stream().map(row -> row(key, row, problems)).toList();
          all.put(key, SINGLE.contains(key) && written.size() == 1 ? written.get(0) : written);
        });
    return JsonLayout.write(all);
  }

  private static Map<String, @Nullable Object> row(
      String key, Map<String, ?> row, Problems problems) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.forEach(
        (field, value) -> {
          if (value != null) {
            values.put(field, value(key, field, value, problems));
          }
        });
    return values;
  }

  private static Object value(String key, String field, Object value, Problems problems) {
    if (value instanceof Map || value instanceof List || value instanceof Set) {
      return value; // What is asked for: names by list.
    }
    if (value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof String || value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger) {
      return new BigDecimal(value.toString());
    }
    String type = value.getClass().getSimpleName();
    if (value instanceof Double || value instanceof Float) {
      problems.error(INEXACT_VALUE, null, field, key, type, value);
    } else {
      problems.error(VALUE_OF_ANOTHER_TYPE, null, field, key, value.getClass().getTypeName());
    }
    return value.toString();
  }
}
