package tierwise.analysis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.json.JsonLayout;

/** A description as JSON: its records with the names of their components. */
final class DescriptionJson {
  private DescriptionJson() {}

  static String of(YearDescription description) {
    return JsonLayout.write(map(description));
  }

  /** A figure as people write it. */
  static String figure(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static Map<String, @Nullable Object> map(Record values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(values);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record can be read: " + values.getClass(), e);
      }
      if (value != null) {
        map.put(component.getName(), tree(value));
      }
    }
    return map;
  }

  private static Object tree(Object value) {
    if (value instanceof Record values) {
      return map(values);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(DescriptionJson::tree).toList();
    }
    return value instanceof Enum<?> word
        ? word.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value;
  }
}
