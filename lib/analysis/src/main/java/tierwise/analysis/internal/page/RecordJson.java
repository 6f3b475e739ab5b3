package tierwise.analysis.internal.page;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.json.JsonLayout;

/** Values as JSON: records with the names of their components. */
public final class RecordJson {
  private RecordJson() {}

  public static String of(Record values) {
    return JsonLayout.write(map(values));
  }

  /** A figure as people write it. */
  public static String figure(Object value) {
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
      return list.stream().map(RecordJson::tree).toList();
    }
    return value instanceof Enum<?> word
        ? word.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value;
  }
}
