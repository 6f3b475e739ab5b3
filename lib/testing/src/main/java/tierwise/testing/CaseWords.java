package tierwise.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.Tree;

/**
 * A decision in the words in which a case expects it: the tree that is described for JSON, with
 * codes for reasons, with the lines of a measurement beside the finding that rests on it, and each
 * way of an either-or as a finding of its own. What a case cannot name is left as it is.
 */
final class CaseWords {
  /** The findings of an offer as they are asked, of which {@code findings} has the ways as well. */
  static final String ASKED = "asked";

  private final Map<String, Map<String, @Nullable Object>> measurements = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  private CaseWords() {}

  static Map<String, @Nullable Object> of(Decision decision) {
    return new CaseWords().decision(Tree.of(DecisionTree.of(decision, null)));
  }

  /** The waivers that rules stated, which no decision shows if nothing was missed. */
  static List<Map<String, @Nullable Object>> waivers(List<Statement<?>> stated) {
    List<Map<String, @Nullable Object>> waivers = new ArrayList<>();
    for (Statement<?> each : stated) {
      if (each.fact() instanceof Waiver waiver) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("offer", waiver.offer().name());
        words.put("of", waiver.offer().of());
        words.put("renewal", waiver.offer().renewal());
        words.put("measure", waiver.measure());
        words.put("reason", waiver.reason());
        waivers.add(words);
      }
    }
    return waivers;
  }

  /** The entry with those of the keys alone that it has, in this order. */
  static Map<String, Object> only(Map<String, @Nullable Object> entry, String... keys) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = entry.get(key);
      if (value != null && !(key.equals("excluded") && ((List<?>) value).isEmpty())) {
        kept.put(key, value);
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // The description has entries there.
  static List<Map<String, @Nullable Object>> entries(
      Map<String, @Nullable Object> words, String key) {
    Object entries = words.get(key);
    return entries == null ? List.of() : (List<Map<String, @Nullable Object>>) entries;
  }

  private Map<String, @Nullable Object> decision(Map<String, @Nullable Object> tree) {
    for (Map<String, @Nullable Object> each : entries(tree, "measurements")) {
      measurements.put(String.valueOf(each.get("id")), measurement(each));
    }
    for (Map<String, @Nullable Object> each : measurements.values()) {
      List<Object> parts = new ArrayList<>();
      for (Object part : (List<?>) nonNull(each.get("parts"))) {
        used.add(String.valueOf(part));
        parts.add(nonNull(measurements.get(String.valueOf(part))));
      }
      each.put("parts", parts);
    }
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    if (words.get("highest") == null) {
      words.put("highest", Expectation.NONE);
    }
    words.put("offers", entries(tree, "offers").stream().map(this::offer).toList());
    words.put(
        "measures",
        measurements.values().stream()
            .filter(each -> !used.contains(String.valueOf(each.get("id"))))
            .toList());
    words.put("measurements", List.copyOf(measurements.values()));
    words.put("notices", entries(tree, "notices").stream().map(CaseWords::notice).toList());
    return words;
  }

  private Map<String, @Nullable Object> offer(Map<String, @Nullable Object> tree) {
    List<Map<String, @Nullable Object>> findings = new ArrayList<>();
    entries(tree, "findings").forEach(each -> addFinding(each, findings));
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    words.put(ASKED, tree.get("findings"));
    words.put("findings", findings);
    words.put("closures", entries(tree, "closedBy"));
    words.put("closedBy", codes(entries(tree, "closedBy")));
    return words;
  }

  private void addFinding(
      Map<String, @Nullable Object> tree, List<Map<String, @Nullable Object>> findings) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    findings.add(words);
    switch (String.valueOf(tree.get("kind"))) {
      case "needs" -> words.put("needs", tree.get("offers"));
      case "expects" -> words.put("expects", tree.get("question"));
      case "either" -> entries(tree, "ways").forEach(way -> addFinding(way, findings));
      default -> {
        words.put(
            "waivedBy",
            tree.get("waivedBy") instanceof Map<?, ?> reason
                ? reason.get("reason")
                : Expectation.NONE);
        Map<String, @Nullable Object> measured =
            measurements.get(String.valueOf(tree.get("measurement")));
        if (measured != null) {
          used.add(String.valueOf(tree.get("measurement")));
          words.put("evidence", measured.get("evidence"));
          words.put("excluded", measured.get("excluded"));
          words.put("parts", measured.get("parts"));
        }
      }
    }
  }

  private static Map<String, @Nullable Object> measurement(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    words.put("of", about(tree.get("of")));
    List<Map<String, @Nullable Object>> excluded = new ArrayList<>();
    for (Map<String, @Nullable Object> leftOut : entries(tree, "excluded")) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>(leftOut);
      entry.put("reasons", codes(entries(leftOut, "reasons")));
      excluded.add(entry);
    }
    words.put("excluded", excluded);
    return words;
  }

  private static Map<String, @Nullable Object> notice(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    words.put("about", about(tree.get("about")));
    return words;
  }

  /** The text, or of an offer its {@link #name}. */
  private static @Nullable Object about(@Nullable Object about) {
    return about instanceof Map<?, ?> offer ? name(offer) : about;
  }

  /** An offer or a membership in short, such as {@code valley Nordic (renewal)}. */
  static String name(Map<?, ?> offer) {
    return offer.get("offer")
        + (offer.get("of") == null ? "" : " " + offer.get("of"))
        + (Boolean.TRUE.equals(offer.get("renewal")) ? " (renewal)" : "");
  }

  private static List<String> codes(List<Map<String, @Nullable Object>> reasons) {
    return reasons.stream().map(reason -> String.valueOf(reason.get("reason"))).sorted().toList();
  }

  private static <T> T nonNull(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the description of a decision lacks a part");
    }
    return value;
  }
}
