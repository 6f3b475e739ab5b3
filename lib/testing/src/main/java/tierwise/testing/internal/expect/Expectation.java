package tierwise.testing.internal.expect;

import static tierwise.testing.internal.expect.ExpectProblem.CASE_EXPECTS_NOTHING;
import static tierwise.testing.internal.expect.ExpectProblem.EXACTLY_NOTHING;
import static tierwise.testing.internal.expect.ExpectProblem.NOTHING_BESIDE;
import static tierwise.testing.internal.expect.ExpectProblem.NO_HIGHEST;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_RULE;
import static tierwise.testing.internal.expect.ExpectProblem.OFFER_WITHOUT_ANYTHING;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.engine.Statement;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;
import tierwise.testing.internal.draw.YamlText;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * What a case expects. What it does not name is not compared, except under {@code exactly}.
 * Immutable once read, and safe for use by several threads.
 */
public final class Expectation {
  /** The word for no tier, and for no waiver. */
  public static final String NONE = "none";

  private static final String EXACTLY = "exactly";
  private static final Map<String, Form> LISTS = lists();
  private static final Collection<String> OF_DECISION = ExpectKeys.DECISION.names();
  private static final Collection<String> OF_RULES = ExpectKeys.RULES.names();

  /** The highest tier; {@code null} in it if there is to be none. */
  private record Highest(@Nullable Expected tier, @Nullable Span place) {}

  /** The entries of one list; under {@code exactly} all that there are. */
  private record Listed(String key, List<Expected> entries, boolean exactly) {}

  /** Whether a rule is to have stated something. */
  private record Stated(Rule rule, boolean wanted) {}

  private final List<Highest> highest = new ArrayList<>();
  private final List<Listed> lists = new ArrayList<>();
  private final List<Stated> stated = new ArrayList<>();
  private final TestedRules rules;
  private final Problems problems;
  private final ExpectedReader reader;
  private @Nullable ProblemExpectation refused;

  private Expectation(CaseFile.Entry entry, TestedRules rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
    this.reader =
        new ExpectedReader(
            new PossibleNames(rules, entry.faults().isEmpty() ? entry.facts() : null), problems);
  }

  private static Map<String, Form> lists() {
    Map<String, Form> lists = new LinkedHashMap<>();
    lists.put("held", Form.HELD);
    lists.put("offers", Form.OFFER);
    lists.put("measures", Form.MEASURE);
    lists.put("notices", Form.NOTICE);
    return lists;
  }

  /** What the case expects, or {@code null} with the reasons among the problems. */
  public static @Nullable Expectation read(
      CaseFile.Entry entry, TestedRules rules, Problems problems) {
    YamlNode.Mapping expect = entry.expect();
    if (expect == null || expect.entries().isEmpty()) {
      problems.error(CASE_EXPECTS_NOTHING, entry.span());
      return null;
    }
    return problems.sound(
        () -> {
          Expectation expectation = new Expectation(entry, rules, problems);
          expectation.read(expect);
          return expectation;
        });
  }

  // ---- compared ----------------------------------------------------------------------------

  /** Whether the case is to be refused. */
  public boolean expectsProblems() {
    return refused != null;
  }

  void compare(TestedRules.Decided decided, Differences differences) {
    if (refused != null) {
      refused.compare(List.of(), differences);
      return;
    }
    Match match = new Match(rules, new CaseWords(decided.decision()), differences);
    highest.forEach(each -> match.highest(each.tier(), each.place()));
    List<Map<String, @Nullable Object>> waivers = CaseWords.waivers(decided.stated());
    lists.forEach(each -> compare(each, match, waivers, differences));
    stated.forEach(each -> compare(each, decided.stated(), differences));
  }

  private static void compare(
      Listed list,
      Match match,
      List<Map<String, @Nullable Object>> waivers,
      Differences differences) {
    boolean ofWaivers = list.key().equals("waivers");
    if (list.entries().isEmpty() && ofWaivers && !waivers.isEmpty()) {
      differences.add(
          "waivers: expected none, got " + waivers.stream().map(Match::waiver).toList());
    }
    if (!ofWaivers && (list.exactly() || list.entries().isEmpty())) {
      match.complete(list.key(), list.entries().size());
    }
    for (Expected each : list.entries()) {
      switch (each.form()) {
        case HELD -> match.held(each);
        case OFFER -> match.offer(each, list.exactly());
        case MEASURE -> match.measure(each);
        case NOTICE -> match.notice(each);
        case WAIVER -> match.waiver(each, waivers);
        default -> throw new IllegalStateException("no list of " + each.form());
      }
    }
  }

  private void compare(Stated expected, List<Statement<?>> all, Differences differences) {
    Rule rule = expected.rule();
    long times = all.stream().filter(each -> each.rule().name().equals(rule.name())).count();
    if ((times > 0) != expected.wanted()) {
      differences.add(
          "rule \""
              + rule.name()
              + "\": expected "
              + (expected.wanted() ? "a statement, got none" : "no statement, got " + times)
              + "\n    "
              + rules.folder().path()
              + "/"
              + rule.file()
              + ":"
              + rule.span().line());
    }
  }

  /** Compares when the case was refused. */
  void compare(List<Problem> got, Differences differences) {
    if (refused != null) {
      refused.compare(got, differences);
      return;
    }
    differences.add(
        "the case cannot be decided:\n"
            + got.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }

  // ---- read --------------------------------------------------------------------------------

  private void read(YamlNode.Mapping expect) {
    List<String> allowed = new ArrayList<>(OF_DECISION);
    allowed.addAll(OF_RULES);
    allowed.addAll(ExpectKeys.ALONE.names());
    MappingReader keys = MappingReader.of(expect, "\"expect\"", allowed, problems);
    if (keys.has(CaseFileReader.EXPECTED_PROBLEMS)) {
      refused = ProblemExpectation.read(keys, problems);
      alone(expect, CaseFileReader.EXPECTED_PROBLEMS, List.of());
      return;
    }
    ofDecision(keys, false);
    if (keys.has(EXACTLY)) {
      MappingReader all =
          MappingReader.of(keys.node(EXACTLY), "\"exactly\"", ExpectKeys.DECISION, problems);
      if (all == null) {
        problems.error(EXACTLY_NOTHING, keys.keySpan(EXACTLY));
      } else {
        alone(expect, EXACTLY, OF_RULES);
        ofDecision(all, true);
      }
    }
    list(keys, "waivers", Form.WAIVER, false);
    rules(keys, "stated", true);
    rules(keys, "notStated", false);
  }

  /** Says so if something stands beside the key that it leaves nothing to say to. */
  private void alone(YamlNode.Mapping expect, String key, Collection<String> beside) {
    expect
        .entries()
        .forEach(
            (other, entry) -> {
              if (!other.equals(key) && !beside.contains(other)) {
                problems.error(NOTHING_BESIDE, entry.key(), key, other);
              }
            });
  }

  private void ofDecision(MappingReader keys, boolean exactly) {
    highest(keys, exactly);
    LISTS.forEach((key, form) -> list(keys, key, form, exactly));
    // What is not named is not there.
    LISTS.keySet().stream()
        .filter(key -> exactly && !keys.has(key))
        .forEach(key -> lists.add(new Listed(key, List.of(), true)));
  }

  private void list(MappingReader keys, String key, Form form, boolean exactly) {
    List<Expected> entries = reader.list(keys, key, form);
    if (entries != null) {
      lists.add(new Listed(key, entries, exactly));
      entries.stream()
          .filter(each -> form == Form.OFFER && !exactly)
          .filter(each -> !each.has("status") && !each.has("closedBy"))
          .filter(each -> each.of("findings").isEmpty())
          .forEach(
              each ->
                  problems.error(
                      OFFER_WITHOUT_ANYTHING,
                      Objects.requireNonNull(each.place("offer")),
                      each.text("offer")));
    }
  }

  private void highest(MappingReader keys, boolean exactly) {
    YamlNode node = keys.node("highest");
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.text().equals(NONE)) {
        highest.add(new Highest(null, scalar.span()));
      } else {
        problems.error(NO_HIGHEST, scalar.span(), YamlText.of(scalar.text()));
      }
    } else if (node != null) {
      Expected tier = reader.entry(node, Form.HIGHEST);
      if (tier != null) {
        highest.add(new Highest(tier, node.span()));
      }
    } else if (exactly && !keys.has("highest")) {
      highest.add(new Highest(null, null));
    }
  }

  private void rules(MappingReader expect, String key, boolean wanted) {
    for (Located<String> name : expect.texts(key)) {
      Rule rule =
          rules.model().rules().stream()
              .filter(each -> each.name().equals(name.value()))
              .findFirst()
              .orElse(null);
      if (rule == null) {
        problems
            .error(NO_SUCH_RULE, name.span(), name.value())
            .allowed(rules.model().rules().stream().map(Rule::name).toList(), name.value());
      } else {
        stated.add(new Stated(rule, wanted));
      }
    }
  }
}
