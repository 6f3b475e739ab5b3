package tierwise.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.Tree;
import tierwise.record.Replayed.Difference;

/** Finds in what two decisions differ. */
final class Differences {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  /** What people know the entries of a list by, the best first. */
  private static final List<String> NAMES =
      List.of("title", "id", "evidence", "measure", "question", "code", "reason", "rule");

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  static List<Difference> between(Decision recorded, Decision now) {
    Differences differences = new Differences();
    differences.compare(
        "", Tree.of(DecisionTree.of(recorded, null)), Tree.of(DecisionTree.of(now, null)));
    return differences.found;
  }

  private void compare(String where, @Nullable Object recorded, @Nullable Object now) {
    if (found.size() == MOST || Tree.same(recorded, now)) {
      return;
    }
    if (recorded instanceof Map<?, ?> one && now instanceof Map<?, ?> other) {
      Set<Object> names = new LinkedHashSet<>(one.keySet());
      names.addAll(other.keySet());
      names.forEach(name -> compare(below(where, name), one.get(name), other.get(name)));
    } else if (recorded instanceof List<?> one && now instanceof List<?> other) {
      compare(where, byName(one), byName(other));
      if (byName(one).equals(byName(other))) {
        add(where, "another order", "another order");
      }
    } else {
      add(where, shown(recorded), shown(now));
    }
  }

  private void add(String where, @Nullable String recorded, @Nullable String now) {
    if (found.size() < MOST) {
      found.add(new Difference(where, recorded, now));
    }
  }

  private static String below(String where, Object name) {
    return where.isEmpty() ? String.valueOf(name) : where + " / " + name;
  }

  /** The entries of a list by what people know them by, and by a number where that is shared. */
  private static Map<String, @Nullable Object> byName(List<?> list) {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (Object each : list) {
      String name = name(each);
      String free = name;
      for (int i = 2; byName.containsKey(free); i++) {
        free = name + " (" + i + ")";
      }
      byName.put(free, each);
    }
    return byName;
  }

  private static String name(@Nullable Object entry) {
    if (entry instanceof Map<?, ?> map) {
      for (String key : NAMES) {
        if (map.get(key) instanceof String name) {
          return name + (Boolean.TRUE.equals(map.get("renewal")) ? " (renewal)" : "");
        }
      }
      return "entry";
    }
    return String.valueOf(entry);
  }

  private static @Nullable String shown(@Nullable Object value) {
    String text = value == null ? null : value.toString();
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
