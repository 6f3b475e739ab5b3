package tierwise.testing.internal.mutate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.json.Tree;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.draw.CaseText;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.YamlText;
import tierwise.testing.internal.expect.CaseWords;
import tierwise.testing.internal.expect.Expectation;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * Writes a case that passes with the rules and fails with a mutant of them, from facts that the two
 * decide differently.
 */
final class KillingCase {
  private static final int MOST_OF_A_KIND = 2;
  private static final List<Map<String, @Nullable Object>> NO_WORDS = List.of();

  private final TestedRules rules;
  private final TestedRules changed;
  private final Mutant mutant;

  KillingCase(TestedRules rules, TestedRules changed, Mutant mutant) {
    this.rules = rules;
    this.changed = changed;
    this.mutant = mutant;
  }

  /**
   * The case, ready to be pasted; it was read and run, so that it is sure to kill. Empty if no
   * expectation can tell the two apart.
   */
  Optional<String> text(DrawnCase facts) {
    Decision right = rules.decide(facts.facts()).decision();
    Decision wrong = changed.decisionOn(facts.facts());
    for (Map<String, String> expect : expectations(right, wrong)) {
      String text = CaseText.of(sentence(), facts, expect);
      if (kills(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private String sentence() {
    return mutant.rule() + ": " + mutant.kind().words() + " at " + mutant.shortPlace();
  }

  private boolean kills(String text) {
    Problems problems = new Problems();
    List<SourceText> files = List.of(new SourceText("killer.yaml", "cases:\n" + text));
    for (CaseFile file : CaseFileReader.read(files, rules.model().vocabulary(), problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        Expectation expectation = Expectation.read(entry, rules, problems);
        if (expectation != null && !problems.hasErrors()) {
          ReadCase test = new ReadCase(rules, Path.of("killer.yaml"), entry, expectation);
          return test.compared().size() == 0 && test.compared(changed::decide).size() > 0;
        }
      }
    }
    return false;
  }

  // ---- what to expect ----------------------------------------------------------------------

  /** What could be expected, the plainest first: the parts of one tree that the other has not. */
  private static List<Map<String, String>> expectations(Decision right, @Nullable Decision wrong) {
    CaseWords rightly = new CaseWords(right);
    @Nullable CaseWords wrongly = wrong == null ? null : new CaseWords(wrong);
    List<Map<String, String>> all = new ArrayList<>();
    List<Object> statuses = new ArrayList<>();
    List<Object> findings = new ArrayList<>();
    for (Map<String, @Nullable Object> offer : rightly.offers()) {
      Map<String, @Nullable Object> other =
          same(offer, wrongly == null ? List.of() : wrongly.offers());
      if (!Objects.equals(other.get("status"), offer.get("status"))) {
        statuses.add(offer(offer, "status"));
      }
      if (!Objects.equals(other.get("closedBy"), offer.get("closedBy"))) {
        findings.add(offer(offer, "status", "closedBy"));
      }
      List<Object> differing =
          without(findings(rightly, offer), wrongly == null ? List.of() : findings(wrongly, other));
      if (!differing.isEmpty()) {
        Map<String, Object> values = offer(offer, "status");
        values.put("findings", differing);
        findings.add(values);
      }
    }
    add(all, "offers", statuses);
    add(all, "offers", findings);
    Map<?, ?> tier = rightly.highest();
    if (wrongly == null || !Objects.equals(tier, wrongly.highest())) {
      all.add(Map.of("highest", tier == null ? Expectation.NONE : YamlText.of(named(tier))));
    }
    add(all, "measures", without(measures(rightly), measures(wrongly)));
    add(all, "notices", without(notices(rightly), notices(wrongly)));
    List<Object> unwanted = without(notices(wrongly), notices(rightly));
    unwanted.replaceAll(KillingCase::absent);
    add(all, "notices", unwanted);
    return all;
  }

  /** The entry of the same offer; empty if there is none. */
  private static Map<String, @Nullable Object> same(
      Map<String, @Nullable Object> offer, List<Map<String, @Nullable Object>> others) {
    return others.stream()
        .filter(each -> CaseWords.name(each).equals(CaseWords.name(offer)))
        .findFirst()
        .orElse(Map.of());
  }

  private static Map<String, Object> offer(Map<String, @Nullable Object> offer, String... keys) {
    Map<String, Object> values = CaseWords.only(offer, "offer", "of", "renewal");
    values.remove("renewal", false);
    values.putAll(CaseWords.only(offer, keys));
    return values;
  }

  private static Map<String, Object> named(Map<?, ?> tier) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("offer", Objects.requireNonNull(tier.get("offer")));
    values.put("of", Objects.requireNonNull(tier.get("of")));
    return values;
  }

  /** The findings, and of an either-or its ways; only the first of the offers that it needs. */
  private static List<Object> findings(CaseWords words, Map<String, @Nullable Object> offer) {
    List<Object> findings = new ArrayList<>();
    for (Map<String, @Nullable Object> each : CaseWords.entries(offer, "findings")) {
      switch (String.valueOf(each.get("kind"))) {
        case "measure" ->
            findings.add(
                CaseWords.only(
                    words.withLines(each),
                    "measure",
                    "of",
                    "status",
                    "required",
                    "actual",
                    "evidence",
                    "excluded"));
        case "needs" -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("needs", ((List<?>) Objects.requireNonNull(each.get("needs"))).get(0));
          values.putAll(CaseWords.only(each, "status"));
          findings.add(values);
        }
        case "expects" -> findings.add(CaseWords.only(each, "expects", "status"));
        default -> {} // Its ways stand behind it.
      }
    }
    return findings;
  }

  private static List<Object> measures(@Nullable CaseWords words) {
    List<Object> measures = new ArrayList<>();
    for (Map<String, @Nullable Object> each : words == null ? NO_WORDS : words.measures()) {
      measures.add(CaseWords.only(each, "measure", "of", "value", "evidence", "excluded"));
    }
    return measures;
  }

  private static List<Object> notices(@Nullable CaseWords words) {
    List<Object> notices = new ArrayList<>();
    for (Map<String, @Nullable Object> each : words == null ? NO_WORDS : words.notices()) {
      notices.add(CaseWords.only(each, "code", "about", "from", "until", "amount", "currency"));
    }
    return notices;
  }

  private static Object absent(Object notice) {
    Map<Object, Object> values = new LinkedHashMap<>((Map<?, ?>) notice);
    values.put("absent", true);
    return values;
  }

  private static List<Object> without(List<Object> all, List<Object> others) {
    return all.stream()
        .filter(each -> others.stream().noneMatch(other -> Tree.same(each, other)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static void add(List<Map<String, String>> all, String key, List<Object> entries) {
    if (!entries.isEmpty()) {
      all.add(
          Map.of(key, YamlText.of(entries.subList(0, Math.min(MOST_OF_A_KIND, entries.size())))));
      if (entries.size() > MOST_OF_A_KIND) {
        all.add(Map.of(key, YamlText.of(entries)));
      }
    }
  }
}
