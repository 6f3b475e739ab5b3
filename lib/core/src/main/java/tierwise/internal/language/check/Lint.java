package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.TextDomain.Named;
import tierwise.internal.source.Problems;

/** Warns of what works, but is most likely not meant. */
final class Lint {
  private final RuleModel model;
  private final Set<FactType> tables;
  private final Problems problems;

  private Lint(RuleModel model, Problems problems) {
    this.model = model;
    this.tables = tables(model);
    this.problems = problems;
  }

  /**
   * Warns of what is not meant in a rule set without errors: in one with errors it may be a guess.
   */
  static void tell(RuleModel model, Manifest manifest, Messages messages, Problems problems) {
    Lint doubts = new Lint(model, problems);
    model.rules().forEach(doubts::joins);
    doubts.unusedMessages(manifest, messages);
  }

  // ---- joins without a shared variable -----------------------------------------------------

  private void joins(Rule rule) {
    joins(rule.when());
    for (Condition condition : rule.when()) {
      if (condition instanceof Accumulate accumulate) {
        joins(accumulate.source());
      }
    }
  }

  /**
   * Each fact of one pattern with each of the other is seldom meant, unless one of the two is a
   * table that the rules themselves make.
   */
  private void joins(List<Condition> conditions) {
    List<FactPattern> patterns = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof FactPattern pattern
          && pattern.type().kind() != FactType.Kind.SINGLE) {
        for (FactPattern earlier : patterns) {
          if (tables.contains(pattern.type()) || tables.contains(earlier.type())) {
            continue;
          }
          boolean apart = !component(pattern, patterns).contains(earlier);
          if (apart && !isPinned(pattern) && !isPinned(earlier)) {
            problems
                .warning(
                    EACH_WITH_EACH, pattern.span(), pattern.type().name(), earlier.type().name())
                .place(earlier.span());
            break;
          }
        }
        patterns.add(pattern);
      }
    }
  }

  /** The types of which a case has no more facts for having more lines. */
  private static Set<FactType> tables(RuleModel model) {
    Set<FactType> tables = new HashSet<>(model.types().values());
    tables.removeIf(type -> type.kind() != FactType.Kind.DECLARED_ROW);
    // Takes out what depends on the case until nothing changes: a row that is made of rows is one
    // of
    // a table only if those are.
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Rule rule : model.rules()) {
        boolean fixed =
            rule.when().stream()
                .allMatch(
                    condition ->
                        !(condition instanceof FactPattern pattern)
                            || pattern.type().kind() == FactType.Kind.SINGLE
                            || isPinned(pattern)
                            || tables.contains(pattern.type()));
        for (Insert insert : rule.then()) {
          if (!fixed && insert.statement() instanceof Make make) {
            changed |= tables.remove(make.made());
          }
        }
      }
    }
    return tables;
  }

  /** The earlier patterns with which the pattern shares a variable, directly or through others. */
  private static List<FactPattern> component(FactPattern pattern, List<FactPattern> earlier) {
    List<FactPattern> joined = new ArrayList<>(List.of(pattern));
    for (int i = 0; i < joined.size(); i++) {
      for (FactPattern other : earlier) {
        if (!joined.contains(other) && share(joined.get(i), other)) {
          joined.add(other);
        }
      }
    }
    return joined;
  }

  private static boolean share(FactPattern one, FactPattern other) {
    return read(one).stream().anyMatch(bound(other)::contains)
        || read(other).stream().anyMatch(bound(one)::contains);
  }

  private static Set<String> bound(FactPattern pattern) {
    Set<String> bound = new HashSet<>();
    if (pattern.variable() != null) {
      bound.add(pattern.variable().name());
    }
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        bound.add(binding.variable().name());
      }
    }
    return bound;
  }

  private static Set<String> read(FactPattern pattern) {
    Set<String> read = new HashSet<>();
    pattern.constraints().forEach(constraint -> collectRead(valueOf(constraint), read));
    return read;
  }

  private static void collectRead(Expression expression, Set<String> read) {
    if (expression instanceof Read variable) {
      read.add(variable.variable().name());
    }
    expression.parts().forEach(part -> collectRead(part, read));
  }

  /** Whether it names the one fact that it is about. */
  private static boolean isPinned(FactPattern pattern) {
    return pattern.type().fields().keySet().stream()
        .anyMatch(
            field ->
                pattern.constraints().stream()
                    .anyMatch(
                        constraint ->
                            constraint instanceof Holds test
                                && FactKinds.equalTo(field, test.condition()) != null));
  }

  private static Expression valueOf(Constraint constraint) {
    return constraint instanceof Binding binding
        ? binding.value()
        : ((Holds) constraint).condition();
  }

  // ---- messages that nothing says ----------------------------------------------------------

  private void unusedMessages(Manifest manifest, Messages messages) {
    Map<Section, Collection<String>> used = new EnumMap<>(Section.class);
    used.put(Section.OFFERS, manifest.holdable());
    used.put(Section.MEASURES, manifest.measures().keySet());
    for (Section section : List.of(Section.REASONS, Section.NOTICES, Section.QUESTIONS)) {
      used.put(section, new HashSet<>());
    }
    Set<Section> open = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        collectUsed(insert.statement(), used, open, texts);
      }
      rule.when().forEach(condition -> collectTexts(condition, texts));
    }
    used.forEach(
        (section, codes) -> {
          if (!open.contains(section)) {
            for (String code : messages.codes(section)) {
              if (!codes.contains(code)) {
                problems.warning(
                    CODE_NOT_USED, messages.keys(section).get(code), section.singular(), code);
              }
            }
          }
        });
    Set<String> units =
        manifest.measures().values().stream()
            .map(Manifest.MeasureSpec::unit)
            .collect(Collectors.toSet());
    messages
        .unitPlaces()
        .forEach(
            (unit, place) -> {
              if (!units.contains(unit) && !texts.contains(unit)) {
                problems.warning(UNIT_NOT_USED, place, unit);
              }
            });
  }

  /** Collects the codes that are written out; a section is open if a code comes from a fact. */
  private static void collectUsed(
      Expression expression,
      Map<Section, Collection<String>> used,
      Set<Section> open,
      Set<String> texts) {
    if (expression instanceof Literal literal && literal.value() instanceof String text) {
      texts.add(text);
    }
    if (expression instanceof Call call) {
      for (int i = 0; i < call.arguments().size(); i++) {
        Section section = section(call.helper().parameters().get(i).domain());
        if (section != null) {
          String code = FactKinds.text(call.arguments().get(i));
          if (code == null) {
            open.add(section);
          } else {
            used.getOrDefault(section, new HashSet<>()).add(code);
          }
        }
      }
    }
    expression.parts().forEach(part -> collectUsed(part, used, open, texts));
  }

  private static @Nullable Section section(TextDomain domain) {
    if (domain == Named.REASON) {
      return Section.REASONS;
    }
    if (domain == Named.NOTICE) {
      return Section.NOTICES;
    }
    return domain == Named.QUESTION ? Section.QUESTIONS : null;
  }

  private static void collectTexts(Condition condition, Set<String> texts) {
    for (FactPattern pattern : condition.patterns()) {
      pattern.constraints().forEach(constraint -> collectTexts(valueOf(constraint), texts));
    }
  }

  private static void collectTexts(Expression expression, Set<String> texts) {
    if (expression instanceof Literal literal && literal.value() instanceof String text) {
      texts.add(text);
    }
    expression.parts().forEach(part -> collectTexts(part, texts));
  }
}
