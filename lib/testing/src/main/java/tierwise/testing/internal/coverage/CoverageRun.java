package tierwise.testing.internal.coverage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Template;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Located;
import tierwise.internal.source.Span;
import tierwise.testing.Coverage;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.interpret.Trace;

/** Runs cases and takes note of what they exercise. For use by one thread. */
public final class CoverageRun implements Trace {
  private static final String TRUE = "true";
  private static final String FALSE = "false";
  private static final String STATED = "stated";
  private static final String ASKED_FOR = "asked for";
  private static final String REACHED = "exactly at it";
  private static final String JUST_MISSED = "just short of it";
  private static final String AT_THE_EDGE = "at the edge";
  private static final String BEYOND = "one beyond the edge";
  private static final String USED = "used";

  private final TestedRules rules;
  private final Map<Span, Set<String>> seen = new HashMap<>();
  private final Map<Span, Set<String>> edges = new HashMap<>();
  private final Set<Span> rows = new HashSet<>();
  private final Set<Rule> stating = new HashSet<>();
  private final Map<Threshold, Set<String>> thresholds = new LinkedHashMap<>();
  private final Map<Messages.Section, Set<String>> messages = new HashMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private final List<DrawnCase> known = new ArrayList<>();

  /** The rows that some pattern of the case at hand matched. */
  private Set<Object> matched = Set.of();

  private CoverageRun(TestedRules rules) {
    this.rules = rules;
    Threshold.of(rules.model()).forEach(each -> thresholds.put(each, new TreeSet<>()));
  }

  /**
   * The coverage of cases.
   *
   * @param byEngine whether the engine decides each case too, to be compared
   * @param paste whether cases are to be made for missing boundaries
   */
  public static Coverage of(
      TestedRules rules, List<ReadCase> cases, boolean byEngine, boolean paste) {
    CoverageRun run = new CoverageRun(rules);
    int number = 0;
    for (ReadCase test : cases) {
      CaseFacts facts = test.facts();
      if (test.isRun() && facts != null) {
        number++;
        run.decide(test, facts, byEngine);
      }
    }
    return new Coverage(
        rules.name(),
        number,
        run.items(paste),
        limits(rules.manifest().coverage()),
        run.disagreements,
        sources(rules));
  }

  private static Map<String, Integer> limits(Map<String, Located<Integer>> coverage) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    coverage.forEach((key, limit) -> limits.put(key, limit.value()));
    return limits;
  }

  private static List<Coverage.Source> sources(TestedRules rules) {
    return rules.folder().drl().stream()
        .map(file -> new Coverage.Source(file.name(), file.text()))
        .toList();
  }

  private void decide(ReadCase test, CaseFacts facts, boolean byEngine) {
    matched = Collections.newSetFromMap(new IdentityHashMap<>());
    Object interpreted;
    try {
      TestedRules.Decided decided = rules.decide(facts, rules.interpreter().tracing(this));
      interpreted = decided.decision();
      known.add(DrawnCase.of(rules.model().vocabulary(), facts));
      decided.stated().forEach(this::stated);
      decision(decided.decision());
    } catch (RuleSetException e) {
      interpreted = new HashSet<>(e.problems());
    }
    if (byEngine) {
      Object byTheEngine;
      try {
        byTheEngine = rules.decide(facts).decision();
      } catch (RuleSetException e) {
        byTheEngine = new HashSet<>(e.problems());
      }
      if (!byTheEngine.equals(interpreted)) {
        disagreements.add(test.toString());
      }
    }
  }

  // ---- what is seen ------------------------------------------------------------------------

  @Override
  public void condition(Rule rule, Span condition, boolean held) {
    seen.computeIfAbsent(condition, span -> new TreeSet<>()).add(held ? TRUE : FALSE);
  }

  @Override
  public void compared(
      Rule rule, Expression.Compare comparison, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return;
    }
    BigDecimal distance =
        left instanceof LocalDate day
            ? BigDecimal.valueOf(((LocalDate) right).until(day, ChronoUnit.DAYS))
            : Figures.minus((Number) left, (Number) right);
    boolean below =
        comparison.comparison() == Expression.Comparison.LESS
            || comparison.comparison() == Expression.Comparison.GREATER_OR_EQUAL;
    Set<String> sides = edges.computeIfAbsent(comparison.span(), span -> new TreeSet<>());
    if (distance.signum() == 0) {
      sides.add(AT_THE_EDGE);
    } else if (distance.signum() == (below ? -1 : 1)
        && distance.abs().compareTo(BigDecimal.ONE) <= 0) {
      sides.add(BEYOND);
    }
  }

  @Override
  public void matched(Rule rule, Object fact) {
    if (fact instanceof Row) {
      matched.add(fact);
    }
  }

  private void stated(Statement<?> stated) {
    stating.add(stated.rule());
    if (matched.contains(stated.fact())) {
      rows.add(stated.words().span());
    }
  }

  private void decision(Decision decision) {
    for (OfferDecision offer : decision.offers()) {
      used(Messages.Section.OFFERS, offer.offer());
      offer.closedBy().forEach(this::reason);
      if (offer.openedBy() != null) {
        reason(offer.openedBy());
      }
      offer.findings().forEach(this::finding);
    }
    decision.held().forEach(held -> used(Messages.Section.OFFERS, held.offer()));
    decision.notices().forEach(notice -> used(Messages.Section.NOTICES, notice.code()));
    decision.measurements().forEach(this::measured);
  }

  private void finding(Finding finding) {
    finding.within().forEach(this::finding);
    if (finding instanceof Finding.OfAnswer answer) {
      used(Messages.Section.QUESTIONS, answer.question());
    } else if (finding instanceof Finding.OfMeasure measure) {
      used(Messages.Section.MEASURES, measure.measure());
      if (measure.waivedBy() != null) {
        reason(measure.waivedBy());
      }
      thresholds.forEach(
          (threshold, sides) -> {
            if (threshold.isAskedBy(measure)) {
              if (threshold.isReached(measure)) {
                sides.add(REACHED);
              }
              if (threshold.isJustMissed(measure)) {
                sides.add(JUST_MISSED);
              }
            }
          });
    }
  }

  private void measured(Measured measured) {
    used(Messages.Section.MEASURES, measured.measure());
    measured.excluded().forEach(leftOut -> leftOut.reasons().forEach(this::reason));
  }

  private void reason(Reason reason) {
    used(Messages.Section.REASONS, reason.code());
  }

  private void used(Messages.Section section, String code) {
    messages.computeIfAbsent(section, each -> new HashSet<>()).add(code);
  }

  // ---- what there is -----------------------------------------------------------------------

  private List<Coverage.Item> items(boolean paste) {
    List<Coverage.Item> items = new ArrayList<>();
    for (Rule rule : rules.model().rules()) {
      items.add(
          item(
              Coverage.Kind.RULES,
              rule.nameSpan(),
              rule.name(),
              stating.contains(rule) ? Set.of(STATED) : Set.of(),
              List.of(STATED)));
      for (Span condition : conditions(rule)) {
        items.add(
            item(
                Coverage.Kind.CONDITIONS,
                condition,
                oneLine(condition.text()),
                seen.getOrDefault(condition, Set.of()),
                List.of(TRUE, FALSE)));
      }
      for (Span comparison : comparisons(rule)) {
        items.add(
            item(
                Coverage.Kind.COMPARISONS,
                comparison,
                oneLine(comparison.text()),
                edges.getOrDefault(comparison, Set.of()),
                List.of(AT_THE_EDGE, BEYOND)));
      }
      for (Insert insert : rule.then()) {
        if (insert.statement() instanceof Expression.Make make && isRead(make)) {
          items.add(
              item(
                  Coverage.Kind.ROWS,
                  insert.span(),
                  oneLine(insert.statement().span().text()),
                  rows.contains(insert.span()) ? Set.of(ASKED_FOR) : Set.of(),
                  List.of(ASKED_FOR)));
        }
      }
    }
    BoundarySearch search = new BoundarySearch(rules, known);
    thresholds.forEach((threshold, sides) -> items.add(boundary(threshold, sides, paste, search)));
    for (Messages.Section section : Messages.Section.values()) {
      for (String code : rules.messages().codes(section)) {
        Template template = Objects.requireNonNull(rules.messages().find(section, code));
        items.add(
            item(
                Coverage.Kind.MESSAGES,
                template.span(),
                section.singular() + " " + code,
                messages.getOrDefault(section, Set.of()).contains(code) ? Set.of(USED) : Set.of(),
                List.of(USED)));
      }
    }
    items.sort(
        Comparator.comparing((Coverage.Item item) -> item.at().file())
            .thenComparingInt(item -> item.at().line())
            .thenComparingInt(item -> item.at().column())
            .thenComparing(Coverage.Item::kind));
    return items;
  }

  private Coverage.Item boundary(
      Threshold threshold, Set<String> sides, boolean paste, BoundarySearch search) {
    List<String> all = List.of(REACHED, JUST_MISSED);
    Span place = threshold.row() == null ? threshold.insert().span() : threshold.row().span();
    Coverage.Item item = item(Coverage.Kind.BOUNDARIES, place, threshold.label(), sides, all);
    Map<String, String> cases = new LinkedHashMap<>();
    if (paste) {
      for (String side : item.missing()) {
        search.find(threshold, side.equals(REACHED)).ifPresent(text -> cases.put(side, text));
      }
    }
    return new Coverage.Item(
        item.kind(), item.at(), item.label(), item.seen(), item.missing(), cases);
  }

  private static Coverage.Item item(
      Coverage.Kind kind, Span span, String label, Collection<String> seen, List<String> all) {
    return new Coverage.Item(
        kind,
        span.at(),
        label,
        all.stream().filter(seen::contains).toList(),
        all.stream().filter(side -> !seen.contains(side)).toList(),
        Map.of());
  }

  /** Whether some rule reads rows of the type. */
  private boolean isRead(Expression.Make make) {
    return rules.model().rules().stream()
        .flatMap(rule -> FactKinds.readings(rule).stream())
        .anyMatch(reading -> reading.kind().type().equals(make.made()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  // ---- the conditions of a rule ------------------------------------------------------------

  private static List<Span> conditions(Rule rule) {
    List<Span> spans = new ArrayList<>();
    rule.when().forEach(condition -> collect(condition, spans));
    return spans;
  }

  private static void collect(RuleModel.Condition condition, List<Span> spans) {
    if (condition instanceof RuleModel.FactPattern pattern) {
      tests(pattern, spans);
    } else if (condition instanceof RuleModel.Not not) {
      spans.add(not.span());
      tests(not.pattern(), spans);
    } else if (condition instanceof RuleModel.Exists exists) {
      spans.add(exists.span());
      tests(exists.pattern(), spans);
    } else {
      ((RuleModel.Accumulate) condition).source().forEach(part -> collect(part, spans));
    }
  }

  private static void tests(RuleModel.FactPattern pattern, List<Span> spans) {
    for (RuleModel.Constraint constraint : pattern.constraints()) {
      if (constraint instanceof RuleModel.Holds test) {
        leaves(test.condition()).forEach(leaf -> spans.add(leaf.span()));
      }
    }
  }

  /** The conditions that are no combination of others. */
  static List<Expression> leaves(Expression condition) {
    if (condition instanceof Expression.All all) {
      return all.conditions().stream().flatMap(part -> leaves(part).stream()).toList();
    }
    if (condition instanceof Expression.Any any) {
      return any.conditions().stream().flatMap(part -> leaves(part).stream()).toList();
    }
    return List.of(condition);
  }

  private static List<Span> comparisons(Rule rule) {
    List<Span> spans = new ArrayList<>();
    rule.when().forEach(condition -> collectComparisons(condition, spans));
    return spans;
  }

  private static void collectComparisons(RuleModel.Condition condition, List<Span> spans) {
    condition.patterns().stream()
        .flatMap(pattern -> pattern.constraints().stream())
        .filter(RuleModel.Holds.class::isInstance)
        .flatMap(test -> leaves(((RuleModel.Holds) test).condition()).stream())
        .filter(
            leaf -> leaf instanceof Expression.Compare compare && compare.comparison().isOrder())
        .forEach(leaf -> spans.add(leaf.span()));
  }
}
