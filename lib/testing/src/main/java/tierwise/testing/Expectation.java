package tierwise.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.folder.Messages;
import tierwise.internal.source.Code;
import tierwise.internal.source.KeyTable;
import tierwise.internal.source.Keys;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;

/**
 * What a case expects. What it does not name is not compared, except under {@code exactly}.
 * Immutable once read, and safe for use by several threads.
 */
final class Expectation {
  private static final String EXACTLY = "exactly";
  private static final Collection<String> OF_DECISION = ExpectKeys.DECISION.names();
  private static final Collection<String> OF_RULES = ExpectKeys.RULES.names();
  private static final String NONE = "none";

  /** One thing that is compared. */
  private interface Check {
    void compare(Decision decision, Differences differences);
  }

  private final List<Check> checks = new ArrayList<>();
  private final TestedRules rules;
  private final Problems problems;
  private @Nullable StatementExpectation statements;
  private @Nullable ProblemExpectation refused;
  private boolean exact;

  private Expectation(TestedRules rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  /** What the case expects, or {@code null} with the reasons among the problems. */
  static @Nullable Expectation read(CaseFile.Entry entry, TestedRules rules, Problems problems) {
    int before = problems.size();
    YamlNode.Mapping expect = entry.expect();
    if (expect == null || expect.entries().isEmpty()) {
      problems
          .error(Code.NOTHING_EXPECTED, entry.span(), "the case expects nothing")
          .wayOut("Add \"expect:\", such as {highest: none}.");
      return null;
    }
    Expectation expectation = new Expectation(rules, problems);
    expectation.read(expect);
    return problems.errorsSince(before) ? null : expectation;
  }

  /** Whether the case is to be refused. */
  boolean expectsProblems() {
    return refused != null;
  }

  void compare(TestedRules.Decided decided, Differences differences) {
    if (refused != null) {
      refused.compare(List.of(), differences);
      return;
    }
    checks.forEach(check -> check.compare(decided.decision(), differences));
    if (statements != null) {
      statements.compare(decided.stated(), differences);
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

  private void read(YamlNode.Mapping expect) {
    List<String> allowed = new ArrayList<>(OF_DECISION);
    allowed.addAll(OF_RULES);
    allowed.addAll(ExpectKeys.ALONE.names());
    Keys keys = Keys.of(expect, "\"expect\"", allowed, problems);
    if (keys.has(CaseFileReader.EXPECTED_PROBLEMS)) {
      refused = ProblemExpectation.read(keys, problems);
      alone(expect, CaseFileReader.EXPECTED_PROBLEMS, List.of());
      return;
    }
    ofDecision(keys);
    if (keys.has(EXACTLY)) {
      Keys all = Keys.of(keys.node(EXACTLY), "\"exactly\"", ExpectKeys.DECISION, problems);
      if (all == null) {
        problems.error(Code.EMPTY_VALUE, keys.keySpan(EXACTLY), "\"exactly\" names nothing");
      } else {
        alone(expect, EXACTLY, OF_RULES);
        exact = true;
        ofDecision(all);
        if (!all.has("highest")) {
          checks.add(
              (decision, differences) -> compareHighest(decision, null, null, null, differences));
        }
        OF_DECISION.stream()
            .filter(key -> !key.equals("highest") && !all.has(key))
            .forEach(key -> checks.add(nothing(key)));
      }
    }
    if (OF_RULES.stream().anyMatch(keys::has)) {
      statements = StatementExpectation.read(keys, rules, problems);
    }
  }

  /** Says so if something stands beside the key that it leaves nothing to say to. */
  private void alone(YamlNode.Mapping expect, String key, Collection<String> beside) {
    expect
        .entries()
        .forEach(
            (other, entry) -> {
              if (!other.equals(key) && !beside.contains(other)) {
                problems.error(
                    Code.UNKNOWN_KEY,
                    entry.key(),
                    "beside \"" + key + "\" nothing can be said of \"" + other + "\"");
              }
            });
  }

  private void ofDecision(Keys keys) {
    highest(keys);
    each(keys, "held", ExpectKeys.HELD, this::held);
    each(keys, "offers", ExpectKeys.OFFER, this::offer);
    each(keys, "measures", ExpectKeys.MEASURE, this::measure);
    each(keys, "notices", ExpectKeys.NOTICE, this::notice);
  }

  private void each(
      Keys keys, String key, KeyTable allowed, Function<Keys, @Nullable Check> reader) {
    YamlNode node = keys.node(key);
    if (node == null) {
      return;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      problems.error(
          Code.WRONG_KIND_OF_VALUE,
          node.span(),
          "\"" + key + "\" must be a list, not " + node.kind());
      return;
    }
    if (sequence.items().isEmpty()) {
      checks.add(nothing(key));
    } else if (exact) {
      checks.add(complete(key, sequence.items().size()));
    }
    for (YamlNode item : sequence.items()) {
      Keys entry = Keys.of(item, "an entry of \"" + key + "\"", allowed, problems);
      Check check = entry == null ? null : reader.apply(entry);
      if (check != null) {
        checks.add(check);
      }
    }
  }

  /** An empty list expects that there are none. */
  private static Check nothing(String key) {
    return (decision, differences) -> {
      List<String> got = names(key, decision);
      if (!got.isEmpty()) {
        differences.add(key + ": expected none, got " + got);
      }
    };
  }

  /** Under {@code exactly}, as many as are named. */
  private static Check complete(String key, int named) {
    return (decision, differences) -> {
      List<String> got = names(key, decision);
      if (got.size() != named) {
        differences.add(key + ": expected exactly " + named + ", got " + got.size() + ": " + got);
      }
    };
  }

  private static List<String> names(String key, Decision decision) {
    return switch (key) {
      case "held" -> decision.held().stream().map(held -> held.offer() + of(held.of())).toList();
      case "offers" -> names(decision);
      case "measures" -> decision.measures().stream().map(measured -> measured.measure()).toList();
      default -> decision.notices().stream().map(Decision.Notice::code).toList();
    };
  }

  private static String of(@Nullable String of) {
    return of == null ? "" : " " + of;
  }

  // ---- highest and held --------------------------------------------------------------------

  private void highest(Keys keys) {
    YamlNode node = keys.node("highest");
    if (node instanceof YamlNode.Scalar scalar && scalar.text().equals(NONE)) {
      checks.add(
          (decision, differences) ->
              compareHighest(decision, null, null, scalar.span(), differences));
    } else if (node != null) {
      Keys highest = Keys.of(node, "\"highest\"", ExpectKeys.HIGHEST, problems);
      Located<String> offer = highest == null ? null : highest.requiredText("offer");
      if (highest != null && offer != null) {
        knownOffer(offer);
        List<String> of =
            highest.has("of") ? highest.texts("of").stream().map(Located::value).toList() : null;
        checks.add(
            (decision, differences) ->
                compareHighest(decision, offer.value(), of, node.span(), differences));
      }
    }
  }

  private void compareHighest(
      Decision decision,
      @Nullable String offer,
      @Nullable List<String> of,
      @Nullable Span place,
      Differences differences) {
    Decision.Highest got = decision.highest();
    boolean same =
        got == null
            ? offer == null
            : got.offer().equals(offer) && (of == null || got.of().equals(of));
    if (!same) {
      String expected = offer == null ? NONE : offer + (of == null ? "" : " " + of);
      differences.add(
          "highest: expected "
              + expected
              + ", got "
              + (got == null ? NONE : got.offer() + " " + got.of())
              + because(decision, offer, differences),
          place,
          got == null
              ? NONE
              : "{offer: "
                  + YamlText.of(got.offer())
                  + (got.of().isEmpty() ? "" : ", of: " + YamlText.of(got.of()))
                  + "}");
    }
  }

  /** The findings that keep the expected tier away. */
  private String because(Decision decision, @Nullable String offer, Differences differences) {
    StringBuilder because = new StringBuilder();
    for (OfferDecision each : decision.offers()) {
      if (each.offer().equals(offer) && each.status() != OfferDecision.Status.GRANTED) {
        because.append(because(each, differences));
      }
    }
    return because.toString();
  }

  private String because(OfferDecision offer, Differences differences) {
    StringBuilder because = new StringBuilder();
    offer
        .closedBy()
        .forEach(
            reason ->
                because.append(
                    differences.once(line(offer.title() + ": " + reason.text(), reason.by()))));
    offer
        .missing()
        .forEach(
            finding ->
                because.append(differences.once(line(finding.text(), finding.askedBy().get(0)))));
    return because.toString();
  }

  private String line(String text, RuleReference by) {
    return because(rules, text, by);
  }

  /** A reason with the place of its rule, and of the row behind it. */
  static String because(TestedRules rules, String text, RuleReference by) {
    RuleReference.Row row = by.row();
    String folder = rules.folder().path() + "/";
    return "\n  "
        + text
        + "\n    "
        + folder
        + by.file()
        + ":"
        + by.line()
        + ": "
        + by.rule()
        + (row == null ? "" : "\n    " + folder + row.file() + ":" + row.line() + ": its row");
  }

  private @Nullable Check held(Keys keys) {
    Located<String> offer = keys.requiredText("offer");
    Located<String> of = keys.text("of");
    if (offer == null) {
      return null;
    }
    return (decision, differences) -> {
      boolean found =
          decision.held().stream()
              .anyMatch(
                  held ->
                      held.offer().equals(offer.value())
                          && (of == null || of.value().equals(held.of())));
      if (!found) {
        differences.add(
            "held: expected " + offer.value() + of(of) + ", got " + names("held", decision));
      }
    };
  }

  private static String of(@Nullable Located<String> of) {
    return of(of == null ? null : of.value());
  }

  private void knownOffer(Located<String> offer) {
    List<String> offers = List.copyOf(rules.manifest().offers().keySet());
    if (!offers.contains(offer.value())) {
      problems
          .error(Code.UNKNOWN_VALUE, offer.span(), "there is no offer \"" + offer.value() + "\"")
          .allowed("The offers are", offers, offer.value());
    }
  }

  // ---- offers and findings -----------------------------------------------------------------

  private @Nullable Check offer(Keys keys) {
    Located<String> offer = keys.requiredText("offer");
    Located<String> of = keys.text("of");
    Located<Boolean> renewal = keys.yesNo("renewal");
    Located<OfferDecision.Status> status = status(keys, OfferDecision.Status.values());
    List<Located<String>> closedBy = keys.has("closedBy") ? keys.texts("closedBy") : null;
    List<FindingCheck> findings = findings(keys);
    if (offer == null) {
      return null;
    }
    knownOffer(offer);
    if (!exact && !keys.has("status") && closedBy == null && namesNoFinding(keys)) {
      problems.error(
          Code.NOTHING_EXPECTED,
          offer.span(),
          "nothing is expected of the offer \"" + offer.value() + "\"");
    }
    boolean wantsRenewal = renewal != null && renewal.value();
    boolean all = exact;
    String label = offer.value() + of(of) + (wantsRenewal ? " (renewal)" : "");
    return (decision, differences) -> {
      OfferDecision got =
          decision.offers().stream()
              .filter(each -> each.offer().equals(offer.value()))
              .filter(each -> Objects.equals(each.of(), of == null ? null : of.value()))
              .filter(each -> each.renewal() == wantsRenewal)
              .findFirst()
              .orElse(null);
      if (got == null) {
        differences.add(label + ": expected, but there is no such offer; got " + names(decision));
        return;
      }
      if (status != null && got.status() != status.value()) {
        differences.add(
            label
                + ": expected "
                + status.value()
                + ", got "
                + got.status()
                + because(got, differences),
            status.span(),
            got.status().name());
      }
      if (all && got.findings().size() != findings.size()) {
        differences.add(
            label
                + ": expected exactly "
                + findings.size()
                + " findings, got "
                + got.findings().stream().map(Finding::text).toList());
      }
      if (closedBy != null) {
        List<String> expected = closedBy.stream().map(Located::value).sorted().toList();
        List<String> reasons = got.closedBy().stream().map(Reason::code).sorted().toList();
        if (!expected.equals(reasons)) {
          differences.add(
              label
                  + ": expected closed by "
                  + expected
                  + ", got "
                  + reasons
                  + because(got, differences),
              Objects.requireNonNull(keys.node("closedBy")).span(),
              YamlText.of(reasons));
        }
      }
      findings.forEach(finding -> finding.compare(label, got, differences));
    };
  }

  private static boolean namesNoFinding(Keys keys) {
    YamlNode findings = keys.node("findings");
    return findings == null
        || (findings instanceof YamlNode.Sequence sequence && sequence.items().isEmpty());
  }

  private static List<String> names(Decision decision) {
    return decision.offers().stream()
        .map(
            each ->
                each.offer()
                    + (each.of() == null ? "" : " " + each.of())
                    + (each.renewal() ? " (renewal)" : ""))
        .toList();
  }

  private <E extends Enum<E>> @Nullable Located<E> status(Keys keys, E[] values) {
    Located<String> text = keys.text("status");
    if (text == null) {
      return null;
    }
    for (E value : values) {
      if (value.name().equals(text.value().toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return new Located<>(value, text.span());
      }
    }
    problems
        .error(Code.UNKNOWN_VALUE, text.span(), "there is no status \"" + text.value() + "\"")
        .allowed("There are", Arrays.stream(values).map(Enum::name).toList(), text.value());
    return null;
  }

  private List<FindingCheck> findings(Keys keys) {
    List<FindingCheck> checks = new ArrayList<>();
    YamlNode node = keys.node("findings");
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        FindingCheck check = finding(item);
        if (check != null) {
          checks.add(check);
        }
      }
    } else if (node != null) {
      problems.error(
          Code.WRONG_KIND_OF_VALUE, node.span(), "\"findings\" must be a list, not " + node.kind());
    }
    return checks;
  }

  /** One finding that is compared: which one, and what of it. */
  private record FindingCheck(
      TestedRules rules,
      String kind,
      String name,
      @Nullable String of,
      @Nullable Located<Finding.Status> status,
      @Nullable Located<BigDecimal> required,
      @Nullable Located<BigDecimal> actual,
      @Nullable Located<BigDecimal> shortBy,
      @Nullable Located<String> waivedBy,
      @Nullable Located<Boolean> synthetic,
      @Nullable LinesCheck lines) {

    void compare(String offer, OfferDecision decision, Differences differences) {
      String label = offer + ", " + kind + " " + name + (of == null ? "" : " of " + of);
      Finding found =
          decision.findings().stream()
              .flatMap(FindingCheck::withWays)
              .filter(this::fits)
              .findFirst()
              .orElse(null);
      if (found == null) {
        differences.add(label + ": expected, but the offer does not ask it");
        return;
      }
      int before = differences.size();
      differ(label + " status", status, found.status(), differences);
      if (found instanceof Finding.OfMeasure measure) {
        figure(label + " required", required, measure.required(), differences);
        figure(label + " actual", actual, measure.actual(), differences);
        figure(label + " short", shortBy, measure.shortBy(), differences);
        Reason waiver = measure.waivedBy();
        differ(label + " waivedBy", waivedBy, waiver == null ? NONE : waiver.code(), differences);
        differ(label + " synthetic", synthetic, measure.synthetic(), differences);
        if (lines != null) {
          lines.compare(label, measure.measured(), differences);
        }
      }
      if (differences.size() > before) {
        differences.because(because(rules, found.text(), found.askedBy().get(0)));
      }
    }

    private static Stream<Finding> withWays(Finding finding) {
      return finding instanceof Finding.Either either
          ? Stream.concat(Stream.of(finding), either.ways().stream())
          : Stream.of(finding);
    }

    private boolean fits(Finding finding) {
      return switch (kind) {
        case "measure" ->
            finding instanceof Finding.OfMeasure measure
                && measure.measure().equals(name)
                && (of == null || of.equals(measure.of()));
        case "needs" -> finding instanceof Finding.OfOffers needs && needs.offers().contains(name);
        default -> finding instanceof Finding.OfAnswer answer && answer.question().equals(name);
      };
    }
  }

  private static void differ(
      String label, @Nullable Located<?> expected, Object got, Differences differences) {
    if (expected != null && !expected.value().equals(got)) {
      differences.add(
          label + ": expected " + expected.value() + ", got " + got,
          expected.span(),
          got.toString());
    }
  }

  private static void figure(
      String label,
      @Nullable Located<BigDecimal> expected,
      @Nullable BigDecimal got,
      Differences differences) {
    if (expected == null) {
      return;
    }
    String text = label + ": expected " + expected.value().toPlainString() + ", got ";
    if (got == null) {
      differences.add(text + "nothing");
    } else if (expected.value().compareTo(got) != 0) {
      differences.add(text + got.toPlainString(), expected.span(), got.toPlainString());
    }
  }

  private @Nullable FindingCheck finding(YamlNode node) {
    Keys keys = Keys.of(node, "a finding", ExpectKeys.FINDING, problems);
    if (keys == null) {
      return null;
    }
    for (String kind : List.of("measure", "needs", "expects")) {
      Located<String> name = keys.text(kind);
      if (name != null) {
        Located<String> of = keys.text("of");
        Located<String> waivedBy = keys.text("waivedBy");
        return new FindingCheck(
            rules,
            kind,
            name.value(),
            of == null ? null : of.value(),
            status(keys, Finding.Status.values()),
            decimal(keys, "required"),
            decimal(keys, "actual"),
            decimal(keys, "short"),
            waivedBy,
            keys.yesNo("synthetic"),
            lines(keys));
      }
    }
    problems
        .error(Code.MISSING_KEY, keys.span().firstLine(), "the finding is not named")
        .wayOut("Name it by \"measure\", \"needs\" or \"expects\".");
    return null;
  }

  private @Nullable Located<BigDecimal> decimal(Keys keys, String key) {
    if (keys.node(key) instanceof YamlNode.Scalar scalar) {
      BigDecimal value = Keys.decimal(scalar, key, problems);
      return value == null ? null : new Located<>(value, scalar.span());
    }
    return null;
  }

  // ---- lines counted and left out ----------------------------------------------------------

  /** Which lines are counted, which are left out for which reasons, and in which parts. */
  private record LinesCheck(
      @Nullable List<String> evidence,
      @Nullable Span place,
      List<LeftOutCheck> excluded,
      List<PartCheck> parts) {
    void compare(String label, @Nullable Measured measured, Differences differences) {
      if (measured == null) {
        differences.add(label + ": expected evidence, but it was not reported");
        return;
      }
      if (evidence != null) {
        List<String> got = measured.evidence().stream().sorted().toList();
        if (!evidence.equals(got)) {
          differences.add(
              label + " evidence: expected " + evidence + ", got " + got, place, YamlText.of(got));
        }
      }
      parts.forEach(part -> part.compare(label, measured, differences));
      for (LeftOutCheck each : excluded) {
        List<String> got =
            measured.excluded().stream()
                .filter(leftOut -> leftOut.evidence().equals(each.evidence()))
                .flatMap(leftOut -> leftOut.reasons().stream())
                .map(Reason::code)
                .sorted()
                .toList();
        boolean same = each.reasons().isEmpty() ? !got.isEmpty() : got.equals(each.reasons());
        if (!same) {
          differences.add(
              label
                  + " excluded "
                  + each.evidence()
                  + ": expected "
                  + (each.reasons().isEmpty() ? "some reason" : each.reasons())
                  + ", got "
                  + (got.isEmpty() ? "none" : got),
              got.isEmpty() ? null : each.place(),
              YamlText.of(got));
        }
      }
    }
  }

  /** A line that is left out; without reasons any will do. */
  private record LeftOutCheck(String evidence, List<String> reasons, @Nullable Span place) {}

  /**
   * The part of a measurement that is taken of a subject or at a value that splits its lines;
   * without either it is the part that has no such value.
   */
  private record PartCheck(
      @Nullable String of, @Nullable String at, @Nullable Located<BigDecimal> value) {
    void compare(String label, Measured whole, Differences differences) {
      Measured got =
          whole.parts().stream()
              .filter(part -> of == null || of.equals(String.valueOf(part.of())))
              .filter(part -> of != null || Objects.equals(at, part.at()))
              .findFirst()
              .orElse(null);
      String name = label + " part " + (of != null ? of : at != null ? at : "without a value");
      if (got == null) {
        differences.add(name + ": expected, but there is no such part");
      } else {
        figure(name, value, got.value(), differences);
      }
    }
  }

  private @Nullable LinesCheck lines(Keys keys) {
    if (!keys.has("evidence") && !keys.has("excluded") && !keys.has("parts")) {
      return null;
    }
    List<PartCheck> parts = new ArrayList<>();
    if (keys.node("parts") instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        Keys part = Keys.of(item, "a part", ExpectKeys.PART, problems);
        if (part != null) {
          Located<String> of = part.text("of");
          Located<String> at = part.text("at");
          parts.add(
              new PartCheck(
                  of == null ? null : of.value(),
                  at == null ? null : at.value(),
                  decimal(part, "value")));
        }
      }
    } else if (keys.has("parts")) {
      problems.error(Code.WRONG_KIND_OF_VALUE, keys.keySpan("parts"), "\"parts\" must be a list");
    }
    List<String> evidence =
        keys.has("evidence")
            ? keys.texts("evidence").stream().map(Located::value).sorted().toList()
            : null;
    List<LeftOutCheck> excluded = new ArrayList<>();
    YamlNode node = keys.node("excluded");
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        Keys entry = Keys.of(item, "an entry of \"excluded\"", ExpectKeys.EXCLUDED, problems);
        Located<String> id = entry == null ? null : entry.requiredText("evidence");
        if (entry != null && id != null) {
          excluded.add(
              new LeftOutCheck(
                  id.value(),
                  entry.texts("reasons").stream().map(Located::value).sorted().toList(),
                  place(entry, "reasons")));
        }
      }
    } else if (node != null) {
      problems
          .error(
              Code.WRONG_KIND_OF_VALUE,
              node.span(),
              "\"excluded\" must be a list, not " + node.kind())
          .wayOut("Write [{evidence: PO-4, reasons: [not-an-invoice]}].");
    }
    return new LinesCheck(evidence, place(keys, "evidence"), excluded, parts);
  }

  private static @Nullable Span place(Keys keys, String key) {
    YamlNode node = keys.node(key);
    return node == null ? null : node.span();
  }

  private @Nullable Check measure(Keys keys) {
    Located<String> measure = keys.requiredText("measure");
    Located<String> of = keys.text("of");
    Located<BigDecimal> value = decimal(keys, "value");
    LinesCheck lines = lines(keys);
    if (measure == null) {
      return null;
    }
    String label = "measure " + measure.value() + of(of);
    return (decision, differences) -> {
      Measured got =
          decision.measures().stream()
              .filter(each -> each.measure().equals(measure.value()))
              .filter(each -> of == null || of.value().equals(String.valueOf(each.of())))
              .findFirst()
              .orElse(null);
      if (got == null) {
        differences.add(
            label
                + ": expected, got "
                + decision.measures().stream().map(Measured::measure).distinct().toList());
        return;
      }
      figure(label + " value", value, got.value(), differences);
      if (lines != null) {
        lines.compare(label, got, differences);
      }
    };
  }

  // ---- notices -----------------------------------------------------------------------------

  private @Nullable Check notice(Keys keys) {
    Located<String> code = keys.requiredText("code");
    Located<String> about = keys.text("about");
    Located<LocalDate> from = keys.day("from");
    Located<LocalDate> until = keys.day("until");
    Located<BigDecimal> amount = decimal(keys, "amount");
    Located<String> currency = keys.text("currency");
    Located<Boolean> absent = keys.yesNo("absent");
    if (code == null) {
      return null;
    }
    knownNotice(code);
    boolean unwanted = absent != null && absent.value();
    Span span = code.span();
    return (decision, differences) -> {
      List<Decision.Notice> sameCode =
          decision.notices().stream().filter(each -> each.code().equals(code.value())).toList();
      boolean found =
          sameCode.stream()
              .anyMatch(
                  each ->
                      (about == null || about.value().equals(String.valueOf(each.about())))
                          && (from == null || from.value().equals(each.from()))
                          && (until == null || until.value().equals(each.until()))
                          && (amount == null
                              || (each.amount() != null
                                  && amount.value().compareTo(each.amount()) == 0))
                          && (currency == null || currency.value().equals(each.currency())));
      if (found == unwanted) {
        differences.add(
            "notice "
                + code.value()
                + " (line "
                + span.line()
                + "): expected "
                + (unwanted ? "none" : "one")
                + " with these values, got"
                + (sameCode.isEmpty() ? " none" : described(sameCode)));
      }
    };
  }

  private void knownNotice(Located<String> code) {
    Collection<String> notices = rules.messages().codes(Messages.Section.NOTICES);
    if (!notices.contains(code.value())) {
      problems
          .error(Code.UNKNOWN_VALUE, code.span(), "there is no notice \"" + code.value() + "\"")
          .allowed("The notices are", notices, code.value());
    }
  }

  private static String described(List<Decision.Notice> notices) {
    StringBuilder text = new StringBuilder();
    for (Decision.Notice notice : notices) {
      text.append("\n  ").append(notice.code());
      if (notice.about() != null) {
        text.append(" about ").append(notice.about());
      }
      if (notice.from() != null) {
        text.append(" from ").append(notice.from()).append(" until ").append(notice.until());
      }
      if (notice.amount() != null) {
        text.append(" amount ").append(notice.amount().toPlainString());
        text.append(' ').append(notice.currency());
      }
    }
    return text.toString();
  }
}
