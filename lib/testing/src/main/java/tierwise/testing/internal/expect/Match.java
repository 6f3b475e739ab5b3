package tierwise.testing.internal.expect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Located;
import tierwise.internal.source.Span;
import tierwise.testing.internal.draw.YamlText;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * Compares what a case expects with a decision in the same words, and says what differs. What is
 * expected is a part of the decision's tree: an entry is found by what names it, and what it says
 * besides is compared. For use by one thread.
 */
final class Match {
  private final TestedRules rules;
  private final CaseWords decision;
  private final Differences differences;

  Match(TestedRules rules, CaseWords decision, Differences differences) {
    this.rules = rules;
    this.decision = decision;
    this.differences = differences;
  }

  // ---- entries of the decision -------------------------------------------------------------

  void highest(@Nullable Expected expected, @Nullable Span place) {
    Map<?, ?> got = decision.highest();
    String offer = expected == null ? null : expected.text("offer");
    Located<?> of = expected == null ? null : expected.values().get("of");
    boolean same =
        got == null
            ? offer == null
            : Objects.equals(got.get("offer"), offer)
                && (of == null || of.value().equals(got.get("of")));
    if (same) {
      return;
    }
    StringBuilder text = new StringBuilder("highest: expected ");
    text.append(offer == null ? Expectation.NONE : offer);
    text.append(of == null ? "" : " " + of.value()).append(", got ");
    text.append(got == null ? Expectation.NONE : got.get("offer") + " " + got.get("of"));
    decision.offers(offer).stream()
        .filter(each -> !"GRANTED".equals(each.get("status")))
        .forEach(each -> text.append(because(each)));
    boolean isOfNothing =
        got == null || ((List<?>) Objects.requireNonNull(got.get("of"))).isEmpty();
    differences.add(
        text.toString(),
        place,
        got == null
            ? Expectation.NONE
            : "{offer: "
                + YamlText.of(got.get("offer"))
                + (isOfNothing ? "" : ", of: " + YamlText.of(got.get("of")))
                + "}");
  }

  void held(Expected expected) {
    if (find(expected, decision.held()) == null) {
      differences.add("held: expected " + name(expected) + ", got " + names("held"));
    }
  }

  void offer(Expected expected, boolean exactly) {
    Map<String, @Nullable Object> got = find(expected, decision.offers(expected.text("offer")));
    String label = name(expected);
    if (got == null) {
      differences.add(label + ": expected, but there is no such offer; got " + names("offers"));
      return;
    }
    compare(expected, "status", got, label + ": expected ", because(expected, got));
    List<?> asked = (List<?>) Objects.requireNonNull(got.get(CaseWords.ASKED));
    if (exactly && asked.size() != expected.of("findings").size()) {
      differences.add(
          label
              + ": expected exactly "
              + expected.of("findings").size()
              + " findings, got "
              + asked.stream().map(each -> ((Map<?, ?>) each).get("text")).toList());
    }
    compare(expected, "closedBy", got, label + ": expected closed by ", because(expected, got));
    expected.of("findings").forEach(finding -> finding(finding, label, got));
  }

  private void finding(Expected expected, String offer, Map<String, @Nullable Object> decided) {
    String kind =
        Stream.of("measure", "needs", "expects").filter(expected::has).findFirst().orElseThrow();
    String of = expected.text("of");
    String label =
        offer + ", " + kind + " " + expected.text(kind) + (of == null ? "" : " of " + of);
    Map<String, @Nullable Object> got = find(expected, CaseWords.entries(decided, "findings"));
    if (got == null) {
      differences.add(label + ": expected, but the offer does not ask it");
      return;
    }
    int before = differences.size();
    if (CaseWords.LINES.stream().anyMatch(expected::has)) {
      got = decision.withLines(got);
    }
    values(expected, got, label, kind.equals("measure") && !got.containsKey("evidence"));
    if (differences.size() > before) {
      differences.because(because(got, "text", got.get("askedBy")));
    }
  }

  void measure(Expected expected) {
    Map<String, @Nullable Object> got = find(expected, decision.measures());
    String of = expected.text("of");
    String label = "measure " + expected.text("measure") + (of == null ? "" : " " + of);
    if (got == null) {
      differences.add(label + ": expected, got" + measured(expected));
    } else {
      values(expected, got, label, false);
    }
  }

  /** What was measured instead: that measure of something else, or all the others. */
  private String measured(Expected expected) {
    List<Map<String, @Nullable Object>> all = decision.measurements();
    List<Map<String, @Nullable Object>> same =
        all.stream()
            .filter(each -> String.valueOf(each.get("measure")).equals(expected.text("measure")))
            .toList();
    StringBuilder text = new StringBuilder();
    for (Map<String, @Nullable Object> each : same.isEmpty() ? all : same) {
      text.append("\n  ").append(each.get("measure"));
      text.append(each.get("of") == null ? "" : " of " + each.get("of"));
      text.append(each.get("at") == null ? "" : " at " + each.get("at")).append(": ");
      text.append(each.get("value") == null ? "no value" : YamlText.of(each.get("value")));
      text.append(
          decision.measures().contains(each)
              ? ""
              : ", of which a finding or another measure speaks");
    }
    return text.isEmpty() ? " none" : text.toString();
  }

  void notice(Expected expected) {
    List<Map<String, @Nullable Object>> sameCode =
        decision.notices().stream()
            .filter(each -> String.valueOf(each.get("code")).equals(expected.text("code")))
            .toList();
    if ((find(expected, sameCode) != null) == expected.isSo("absent")) {
      StringBuilder text = new StringBuilder("notice " + expected.text("code") + " (line ");
      text.append(Objects.requireNonNull(expected.place("code")).line()).append("): expected ");
      text.append(expected.isSo("absent") ? "none" : "one").append(" with these values, got");
      text.append(sameCode.isEmpty() ? " none" : "");
      for (Map<String, @Nullable Object> each : sameCode) {
        text.append("\n  ").append(each.get("code"));
        for (String key : List.of("about", "from", "until", "amount")) {
          Object value = each.get(key);
          text.append(value == null ? "" : " " + key + " " + plain(value));
        }
        text.append(each.get("currency") == null ? "" : " " + each.get("currency"));
      }
      differences.add(text.toString());
    }
  }

  void waiver(Expected expected, List<Map<String, @Nullable Object>> waivers) {
    if ((find(expected, waivers) != null) == expected.isSo("absent")) {
      String of = expected.text("of");
      differences.add(
          "waiver of "
              + expected.text("measure")
              + " for "
              + expected.text("offer")
              + (of == null ? "" : " " + of)
              + ": expected "
              + (expected.isSo("absent") ? "none" : "one")
              + ", got "
              + waivers.stream().map(Match::waiver).toList());
    }
  }

  static String waiver(Map<String, @Nullable Object> waiver) {
    return waiver.get("measure") + " for " + CaseWords.name(waiver) + " by " + waiver.get("reason");
  }

  /** As many entries as are named, under {@code exactly}; none, if none is named. */
  void complete(String key, int named) {
    List<String> got = names(key);
    if (got.size() != named) {
      differences.add(
          named == 0
              ? key + ": expected none, got " + got
              : key + ": expected exactly " + named + ", got " + got.size() + ": " + got);
    }
  }

  // ---- any entry ---------------------------------------------------------------------------

  /** The first entry that has what names the one that is expected; {@code null} if none has. */
  private static @Nullable Map<String, @Nullable Object> find(
      Expected expected, List<Map<String, @Nullable Object>> entries) {
    return entries.stream().filter(each -> fits(expected, each)).findFirst().orElse(null);
  }

  private static boolean fits(Expected expected, Map<String, @Nullable Object> got) {
    for (Form.Key key : expected.form().keys()) {
      Object value = got.get(key.name());
      Located<?> named = expected.values().get(key.name());
      if (named == null && (key.use() == Form.Use.ALWAYS || isPartWithout(expected, key))) {
        if (value != null && !value.equals(false)) {
          return false;
        }
      } else if (named != null && key.use() != Form.Use.COMPARED && !same(named.value(), value)) {
        return false;
      }
    }
    return true;
  }

  /** A part that nothing names is the one of the lines that have no value to split them by. */
  private static boolean isPartWithout(Expected expected, Form.Key key) {
    return expected.form() == Form.PART
        && key.name().equals("at")
        && !expected.has("of")
        && !expected.has("measure");
  }

  private static boolean same(Object expected, @Nullable Object got) {
    if (expected instanceof BigDecimal figure) {
      return got instanceof BigDecimal second && figure.compareTo(second) == 0;
    }
    if (expected instanceof Boolean answer) {
      return answer.equals(got != null && got.equals(true));
    }
    if (expected instanceof List<?> texts) {
      return sorted(texts).equals(got == null ? List.of() : sorted((List<?>) got));
    }
    return got instanceof List<?> list ? list.contains(expected) : expected.equals(got);
  }

  /** Compares all that is not to name the entry. */
  private void values(
      Expected expected, Map<String, @Nullable Object> got, String label, boolean hasNoLines) {
    for (Form.Key key : expected.form().keys()) {
      if (key.use() != Form.Use.COMPARED || !expected.has(key.name())) {
        continue;
      }
      if (hasNoLines && CaseWords.LINES.contains(key.name())) {
        differences.add(label + ": expected evidence, but it was not reported");
        return;
      }
      switch (key.name()) {
        case "excluded" -> expected.of(key.name()).forEach(each -> leftOut(each, got, label));
        case "parts" -> expected.of(key.name()).forEach(each -> part(each, got, label));
        default -> compare(expected, key.name(), got, label + " " + key.name() + ": expected ", "");
      }
    }
  }

  private void compare(
      Expected expected, String key, Map<String, @Nullable Object> got, String words, String why) {
    Located<?> value = expected.values().get(key);
    Object found = got.get(key);
    if (value == null || same(value.value(), found)) {
      return;
    }
    if (found == null && value.value() instanceof Boolean) {
      found = false;
    }
    String text =
        words + plain(value.value()) + ", got " + (found == null ? "nothing" : plain(found));
    if (found == null) {
      differences.add(text + why);
    } else {
      Object instead = found instanceof List<?> list ? sorted(list) : found;
      differences.add(text + why, value.span(), YamlText.of(instead));
    }
  }

  private void leftOut(Expected expected, Map<String, @Nullable Object> got, String label) {
    Map<String, @Nullable Object> found = find(expected, CaseWords.entries(got, "excluded"));
    Located<?> reasons = expected.values().get("reasons");
    List<?> wanted = reasons == null ? List.of() : (List<?>) reasons.value();
    if (found == null || !(wanted.isEmpty() || same(wanted, found.get("reasons")))) {
      differences.add(
          label
              + " excluded "
              + expected.text("evidence")
              + ": expected "
              + (wanted.isEmpty() ? "some reason" : plain(wanted))
              + ", got "
              + (found == null ? Expectation.NONE : found.get("reasons")),
          found == null ? null : expected.place("reasons"),
          found == null ? "" : YamlText.of(found.get("reasons")));
    }
  }

  private void part(Expected expected, Map<String, @Nullable Object> got, String label) {
    String words =
        String.join(
            " ",
            Stream.of("measure", "of", "at").map(expected::text).filter(Objects::nonNull).toList());
    String name = label + " part " + (words.isEmpty() ? "without a value" : words);
    Map<String, @Nullable Object> found = find(expected, CaseWords.parts(got));
    if (found == null) {
      differences.add(name + ": expected, but there is no such part");
    } else {
      compare(expected, "value", found, name + " value: expected ", "");
      expected.of("parts").forEach(each -> part(each, found, name));
    }
  }

  // ---- words -------------------------------------------------------------------------------

  private List<String> names(String list) {
    return switch (list) {
      case "held" -> decision.held().stream().map(CaseWords::name).toList();
      case "offers" -> decision.offers().stream().map(CaseWords::name).toList();
      case "measures" -> texts(decision.measures(), "measure");
      default -> texts(decision.notices(), "code");
    };
  }

  private static List<String> texts(List<Map<String, @Nullable Object>> entries, String key) {
    return entries.stream().map(each -> String.valueOf(each.get(key))).toList();
  }

  private static String name(Expected offer) {
    String of = offer.text("of");
    return offer.text("offer")
        + (of == null ? "" : " " + of)
        + (offer.isSo("renewal") ? " (renewal)" : "");
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal figure
        ? figure.toPlainString()
        : value instanceof List<?> list ? sorted(list).toString() : value.toString();
  }

  private static List<?> sorted(List<?> texts) {
    return texts.stream().sorted().toList();
  }

  /** Why an offer is not as expected; asked for only if it is not. */
  private String because(Expected expected, Map<String, @Nullable Object> got) {
    boolean same =
        Stream.of("status", "closedBy")
            .map(key -> expected.values().containsKey(key) ? key : "")
            .allMatch(
                key ->
                    key.isEmpty()
                        || same(
                            Objects.requireNonNull(expected.values().get(key)).value(),
                            got.get(key)));
    return same ? "" : because(got);
  }

  /** What closes an offer, and the findings that keep it away. */
  private String because(Map<String, @Nullable Object> offer) {
    StringBuilder because = new StringBuilder();
    for (Map<String, @Nullable Object> each : CaseWords.entries(offer, "closures")) {
      String text = offer.get("title") + ": " + each.get("text");
      because.append(differences.once(because(text, (Map<?, ?>) each.get("by"))));
    }
    for (Map<String, @Nullable Object> each : CaseWords.entries(offer, CaseWords.ASKED)) {
      if ("MISSED".equals(each.get("status")) || "NOT_REPORTED".equals(each.get("status"))) {
        because.append(differences.once(because(each, "text", each.get("askedBy"))));
      }
    }
    return because.toString();
  }

  private String because(Map<String, @Nullable Object> entry, String text, @Nullable Object by) {
    return because(String.valueOf(entry.get(text)), (Map<?, ?>) by);
  }

  /** A reason with the place of its rule, and of the row behind it. */
  private String because(String text, @Nullable Map<?, ?> by) {
    Map<?, ?> rule = Objects.requireNonNull(by);
    String folder = "\n    " + rules.folder().path() + "/";
    return "\n  "
        + text
        + folder
        + rule.get("file")
        + ":"
        + rule.get("line")
        + ": "
        + rule.get("rule")
        + (rule.get("row") instanceof Map<?, ?> row
            ? folder + row.get("file") + ":" + row.get("line") + ": its row"
            : "");
  }
}
