package tierwise.testing.internal.expect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.Tree;

/**
 * A decision in the words in which a case expects it: the tree that is described for JSON, with
 * codes for reasons, with the lines of a measurement beside the finding that rests on it, and each
 * way of an either-or as a finding of its own. What a case cannot name is left as it is. For use by
 * one thread.
 */
public final class CaseWords {
  /** The findings of an offer as they are asked, of which {@code findings} has the ways as well. */
  static final String ASKED = "asked";

  /** The measurement of a finding, whose lines most cases do not ask for. */
  private static final String BASIS = "basis";

  /** What a finding takes from the measurement that it rests on. */
  static final List<String> LINES = List.of("evidence", "excluded", "parts");

  private final Decision decision;
  private final Map<String, Map<String, @Nullable Object>> measurements = new LinkedHashMap<>();
  private final IdentityHashMap<OfferDecision, Map<String, @Nullable Object>> offers =
      new IdentityHashMap<>();

  /** Words are found when they are asked for: most cases ask for those of an offer or two. */
  public CaseWords(Decision decision) {
    this.decision = decision;
  }

  /** The highest tier; {@code null} if there is none. */
  public @Nullable Map<?, ?> highest() {
    return (Map<?, ?>) Tree.of(DecisionTree.head(decision)).get("highest");
  }

  /** What the partner holds. */
  List<Map<String, @Nullable Object>> held() {
    return decision.held().stream().map(each -> Tree.of(DecisionTree.of(each))).toList();
  }

  /** The offers. */
  public List<Map<String, @Nullable Object>> offers() {
    return decision.offers().stream().map(this::offer).toList();
  }

  /** The offers of that name. */
  public List<Map<String, @Nullable Object>> offers(@Nullable String name) {
    return decision.offers().stream()
        .filter(each -> each.offer().equals(name))
        .map(this::offer)
        .toList();
  }

  /** What was measured for no finding. */
  public List<Map<String, @Nullable Object>> measures() {
    return decision.measures().stream().map(this::measurement).toList();
  }

  /** All that was measured. */
  List<Map<String, @Nullable Object>> measurements() {
    return decision.measurements().stream().map(this::measurement).toList();
  }

  /** The notices. */
  public List<Map<String, @Nullable Object>> notices() {
    return decision.notices().stream().map(CaseWords::notice).toList();
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
  public static Map<String, Object> only(Map<String, @Nullable Object> entry, String... keys) {
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
  public static List<Map<String, @Nullable Object>> entries(
      Map<String, @Nullable Object> words, String key) {
    Object entries = words.get(key);
    return entries == null ? List.of() : (List<Map<String, @Nullable Object>>) entries;
  }

  private Map<String, @Nullable Object> offer(OfferDecision offer) {
    return offers.computeIfAbsent(offer, this::wordsOf);
  }

  private Map<String, @Nullable Object> wordsOf(OfferDecision offer) {
    Map<String, Measured> measured = new HashMap<>();
    offer.findings().forEach(each -> addMeasured(each, measured));
    Map<String, @Nullable Object> tree = Tree.of(DecisionTree.of(offer));
    List<Map<String, @Nullable Object>> findings = new ArrayList<>();
    entries(tree, "findings").forEach(each -> addFinding(each, measured, findings));
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    words.put(ASKED, tree.get("findings"));
    words.put("findings", findings);
    words.put("closures", entries(tree, "closedBy"));
    words.put("closedBy", codes(entries(tree, "closedBy")));
    return words;
  }

  private static void addMeasured(Finding finding, Map<String, Measured> all) {
    finding.within().forEach(each -> addMeasured(each, all));
    if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      all.put(measure.measured().id(), measure.measured());
    }
  }

  private void addFinding(
      Map<String, @Nullable Object> tree,
      Map<String, Measured> measured,
      List<Map<String, @Nullable Object>> findings) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    findings.add(words);
    switch (String.valueOf(tree.get("kind"))) {
      case "needs" -> words.put("needs", tree.get("offers"));
      case "expects" -> words.put("expects", tree.get("question"));
      case "either" -> entries(tree, "ways").forEach(way -> addFinding(way, measured, findings));
      case "together" ->
          entries(tree, "findings").forEach(each -> addFinding(each, measured, findings));
      default -> {
        words.put(
            "waivedBy",
            tree.get("waivedBy") instanceof Map<?, ?> reason
                ? reason.get("reason")
                : Expectation.NONE);
        words.put(BASIS, measured.get(String.valueOf(tree.get("measurement"))));
      }
    }
  }

  /** The finding with the lines of the measurement that it rests on, if there is one. */
  public Map<String, @Nullable Object> withLines(Map<String, @Nullable Object> finding) {
    if (!(finding.get(BASIS) instanceof Measured basis)) {
      return finding;
    }
    Map<String, @Nullable Object> words = new LinkedHashMap<>(finding);
    Map<String, @Nullable Object> measurement = measurement(basis);
    LINES.forEach(key -> words.put(key, measurement.get(key)));
    return words;
  }

  private Map<String, @Nullable Object> measurement(Measured measured) {
    Map<String, @Nullable Object> known = measurements.get(measured.id());
    if (known != null) {
      return known;
    }
    Map<String, @Nullable Object> tree = Tree.of(DecisionTree.of(measured));
    Map<String, @Nullable Object> words = new LinkedHashMap<>(tree);
    words.put("of", about(tree.get("of")));
    List<Map<String, @Nullable Object>> excluded = new ArrayList<>();
    for (Map<String, @Nullable Object> leftOut : entries(tree, "excluded")) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>(leftOut);
      entry.put("reasons", codes(entries(leftOut, "reasons")));
      excluded.add(entry);
    }
    words.put("excluded", excluded);
    words.put("parts", measured.parts().stream().map(CaseWords::part).toList());
    measurements.put(measured.id(), words);
    return words;
  }

  /** Without its own parts, of which a chain may be long; {@link #parts} gives them. */
  private static Map<String, @Nullable Object> part(Measured part) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>();
    words.put("measure", part.measure());
    words.put("of", part.of() == null ? null : part.of().toString());
    words.put("at", part.at());
    words.put("value", part.value());
    words.put(BASIS, part);
    return words;
  }

  /** The parts of a measurement, or of a part. */
  static List<Map<String, @Nullable Object>> parts(Map<String, @Nullable Object> words) {
    return words.get(BASIS) instanceof Measured part && !words.containsKey("parts")
        ? part.parts().stream().map(CaseWords::part).toList()
        : entries(words, "parts");
  }

  private static Map<String, @Nullable Object> notice(Decision.Notice notice) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>(Tree.of(DecisionTree.of(notice)));
    words.put("about", about(words.get("about")));
    return words;
  }

  /** The text, or of an offer its {@link #name}. */
  private static @Nullable Object about(@Nullable Object about) {
    return about instanceof Map<?, ?> offer ? name(offer) : about;
  }

  /** An offer or a membership in short, such as {@code valley Nordic (renewal)}. */
  public static String name(Map<?, ?> offer) {
    return offer.get("offer")
        + (offer.get("of") == null ? "" : " " + offer.get("of"))
        + (Boolean.TRUE.equals(offer.get("renewal")) ? " (renewal)" : "");
  }

  private static List<String> codes(List<Map<String, @Nullable Object>> reasons) {
    return reasons.stream().map(reason -> String.valueOf(reason.get("reason"))).sorted().toList();
  }
}
