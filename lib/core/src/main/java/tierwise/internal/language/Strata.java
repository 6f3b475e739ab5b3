package tierwise.internal.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tierwise.internal.language.Kinds.Kind;
import tierwise.internal.language.Kinds.Reading;
import tierwise.internal.language.Kinds.Use;
import tierwise.internal.language.RuleModel.Insert;
import tierwise.internal.language.RuleModel.Rule;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Puts the rules into strata: a rule that counts or denies facts of a kind comes after every rule
 * that states some. Within a stratum the order cannot matter, so one set of facts has one result.
 * Where rules need each other in a circle there is no such order, and no end either.
 */
final class Strata {
  /** Rule {@code reader} reads what {@code stater} states. */
  private record Dependency(Rule reader, Rule stater, Reading reading, Span stated) {}

  private final RuleModel model;
  private final Problems problems;
  private final Map<String, List<Dependency>> dependencies = new LinkedHashMap<>();

  /** What is stated, by the name of the type; worked out once, since every reading asks for it. */
  private final Map<String, List<Stated>> stated = new HashMap<>();

  /** A rule states facts of a kind. */
  private record Stated(Rule rule, Kind kind, Span span) {}

  private Strata(RuleModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        Kind kind = Kinds.stated(insert);
        if (kind != null) {
          stated
              .computeIfAbsent(kind.type().name(), type -> new ArrayList<>())
              .add(new Stated(rule, kind, insert.span()));
        }
      }
    }
  }

  /** The model with the strata of its rules; the same model with problems if there is a circle. */
  static RuleModel stratify(RuleModel model, Problems problems) {
    return new Strata(model, problems).run();
  }

  private RuleModel run() {
    readWhatIsNeverStated();
    for (Rule reader : model.rules()) {
      List<Dependency> own = new ArrayList<>();
      for (Reading reading : Kinds.readings(reader)) {
        Rule last = null;
        for (Stated each : stated(reading.kind())) {
          // One dependency for each rule is enough, however many rows it states.
          if (last == null || !last.id().equals(each.rule().id())) {
            own.add(new Dependency(reader, each.rule(), reading, each.span()));
          }
          last = each.rule();
        }
      }
      dependencies.put(reader.id(), own);
    }
    Map<String, Integer> strata = new HashMap<>();
    Set<String> reported = new LinkedHashSet<>();
    for (Rule rule : model.rules()) {
      stratum(rule, strata, new ArrayList<>(), reported);
    }
    if (!reported.isEmpty()) {
      return model;
    }
    return model.withRules(
        model.rules().stream()
            .map(rule -> rule.withStratum(strata.getOrDefault(rule.id(), 0)))
            .toList());
  }

  /** What rules state of the kind, rule by rule. */
  private List<Stated> stated(Kind kind) {
    return stated.getOrDefault(kind.type().name(), List.of()).stream()
        .filter(each -> each.kind().meets(kind))
        .toList();
  }

  private int stratum(
      Rule rule, Map<String, Integer> strata, List<Dependency> path, Set<String> reported) {
    Integer known = strata.get(rule.id());
    if (known != null) {
      return known;
    }
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).reader().id().equals(rule.id())) {
        circle(path.subList(i, path.size()), reported);
        return 0;
      }
    }
    int stratum = 0;
    for (Dependency dependency : dependencies.getOrDefault(rule.id(), List.of())) {
      path.add(dependency);
      int below = stratum(dependency.stater(), strata, path, reported);
      path.remove(path.size() - 1);
      stratum = Math.max(stratum, below + (dependency.reading().use() == Use.COUNTS ? 1 : 0));
    }
    strata.put(rule.id(), stratum);
    return stratum;
  }

  private void circle(List<Dependency> circle, Set<String> reported) {
    Dependency first = circle.get(0);
    if (!reported.add(first.reader().id())) {
      return;
    }
    circle.forEach(dependency -> reported.add(dependency.reader().id()));
    Problems.Draft problem;
    if (circle.size() == 1) {
      problem =
          problems.error(
              Code.CIRCLE_OF_RULES,
              first.reading().pattern().span(),
              "the rule reads what it states itself: " + first.reading().kind());
      problem.related("it is stated here", first.stated());
    } else {
      problem =
          problems.error(
              Code.CIRCLE_OF_RULES,
              first.reading().pattern().span(),
              "these rules read what the next one states, in a circle of " + circle.size());
      for (Dependency dependency : circle) {
        problem.related(
            "\"" + dependency.reader().name() + "\" reads " + dependency.reading().kind(),
            dependency.reading().pattern().span());
        problem.related("which \"" + dependency.stater().name() + "\" states", dependency.stated());
      }
    }
    problem.wayOut(
        "What counts or denies facts must not help to state them. Name the kinds apart, such as"
            + " measure == \"kpis-before-cap\", or leave one condition out.");
  }

  private void readWhatIsNeverStated() {
    for (Rule reader : model.rules()) {
      for (Reading reading : Kinds.readings(reader)) {
        Kind kind = reading.kind();
        boolean byRules =
            kind.type().kind() == FactType.Kind.STATEMENT
                || kind.type().kind() == FactType.Kind.DECLARED_ROW;
        if (byRules && stated(kind).isEmpty()) {
          problems
              .error(Code.NEVER_STATED, reading.pattern().span(), "no rule ever states a " + kind)
              .allowed("Rules state", statedOf(kind.type()), kind.toString())
              .wayOut("Use one of these, or add a rule that states it.");
        }
      }
    }
  }

  private List<String> statedOf(FactType type) {
    return stated.getOrDefault(type.name(), List.of()).stream()
        .map(each -> each.kind().toString())
        .distinct()
        .sorted()
        .toList();
  }
}
