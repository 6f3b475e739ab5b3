package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactKinds.Kind;
import tierwise.internal.language.model.FactKinds.Reading;
import tierwise.internal.language.model.FactKinds.Use;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Puts the rules into strata: a rule that counts or denies facts of a kind comes after every rule
 * that states some. Within a stratum the order cannot matter, so one set of facts has one result.
 * Where rules need each other in a circle there is no such order, and no end either.
 */
final class Stratifier {
  /** Rule {@code reader} reads what {@code stater} states. */
  private record Dependency(Rule reader, Rule stater, Reading reading, Span stated) {}

  private final RuleModel model;
  private final Problems problems;
  private final Map<String, List<Dependency>> dependencies = new LinkedHashMap<>();

  /** What is stated, by the words for its kind and by those for its whole type. */
  private final Map<String, List<Stated>> stated = new HashMap<>();

  /** What is stated of a type without a name that is written out, by the type. */
  private final Map<String, List<Stated>> unnamed = new HashMap<>();

  /** The first that each rule states of a kind that is read, by the words for the kind. */
  private final Map<String, List<Stated>> ofKind = new HashMap<>();

  /** The words for all that is stated of a type, by its name. */
  private final Map<String, List<String>> statedOf = new HashMap<>();

  /** A rule states facts of a kind. */
  private record Stated(Rule rule, Kind kind, Span span, int place) {}

  private Stratifier(RuleModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
    int place = 0;
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        Kind kind = FactKinds.stated(insert);
        if (kind != null) {
          Stated each = new Stated(rule, kind, insert.span(), place++);
          String type = kind.type().name();
          stated.computeIfAbsent(type, name -> new ArrayList<>()).add(each);
          if (kind.name() == null) {
            unnamed.computeIfAbsent(type, name -> new ArrayList<>()).add(each);
          } else {
            stated.computeIfAbsent(kind.toString(), name -> new ArrayList<>()).add(each);
          }
        }
      }
    }
  }

  /** The model with the strata of its rules; the same model with problems if there is a circle. */
  static RuleModel stratify(RuleModel model, Problems problems) {
    return new Stratifier(model, problems).run();
  }

  private RuleModel run() {
    readWhatIsNeverStated();
    for (Rule reader : model.rules()) {
      List<Dependency> own = new ArrayList<>();
      Set<String> known = new HashSet<>();
      for (Reading reading : FactKinds.readings(reader)) {
        for (Stated each : stated(reading.kind())) {
          // More conditions that read what the same rule states say nothing new.
          if (known.add(reading.use() + each.rule().id())) {
            own.add(new Dependency(reader, each.rule(), reading, each.span()));
          }
        }
      }
      dependencies.put(reader.id(), own);
    }
    Map<String, Integer> strata = new HashMap<>();
    Set<String> reported = new LinkedHashSet<>();
    for (Rule rule : model.rules()) {
      stratum(rule, strata, reported);
    }
    if (!reported.isEmpty()) {
      return model;
    }
    return model.withRules(
        model.rules().stream()
            .map(rule -> rule.withStratum(strata.getOrDefault(rule.id(), 0)))
            .toList());
  }

  /** What rules state of the kind, rule by rule; once for each, however many rows it states. */
  private List<Stated> stated(Kind kind) {
    return ofKind.computeIfAbsent(
        kind.toString(),
        name -> {
          List<Stated> meeting = new ArrayList<>(stated.getOrDefault(name, List.of()));
          if (kind.name() != null) {
            meeting.addAll(unnamed.getOrDefault(kind.type().name(), List.of()));
            meeting.sort(Comparator.comparingInt(Stated::place));
          }
          List<Stated> found = new ArrayList<>();
          for (Stated each : meeting) {
            Rule last = found.isEmpty() ? null : found.get(found.size() - 1).rule();
            if (last == null || !last.id().equals(each.rule().id())) {
              found.add(each);
            }
          }
          return found;
        });
  }

  /** A rule on the way from one that needs it, directly or not. */
  private static final class Step {
    private final Rule rule;
    private final Iterator<Dependency> next;
    private int stratum;

    /** What leads on from here to the next step. */
    private @Nullable Dependency taken;

    private Step(Rule rule, Iterator<Dependency> next) {
      this.rule = rule;
      this.next = next;
    }

    private void above(int below) {
      boolean counts = taken != null && taken.reading().use() == Use.COUNTS;
      stratum = Math.max(stratum, below + (counts ? 1 : 0));
    }
  }

  /** Finds the stratum of the rule and of all that it needs; the way there is kept in a list. */
  private void stratum(Rule first, Map<String, Integer> strata, Set<String> reported) {
    if (strata.containsKey(first.id())) {
      return;
    }
    List<Step> way = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    go(first, way, places);
    while (!way.isEmpty()) {
      Step step = way.get(way.size() - 1);
      if (!step.next.hasNext()) {
        way.remove(way.size() - 1);
        places.remove(step.rule.id());
        strata.put(step.rule.id(), step.stratum);
        if (!way.isEmpty()) {
          way.get(way.size() - 1).above(step.stratum);
        }
        continue;
      }
      Dependency dependency = step.next.next();
      step.taken = dependency;
      String stater = dependency.stater().id();
      Integer known = strata.get(stater);
      Integer earlier = places.get(stater);
      if (known != null) {
        step.above(known);
      } else if (earlier == null) {
        go(dependency.stater(), way, places);
      } else if (!reported.contains(stater)) {
        circle(
            way.subList(earlier, way.size()).stream()
                .flatMap(each -> Stream.ofNullable(each.taken))
                .toList(),
            reported);
      }
    }
  }

  private void go(Rule rule, List<Step> way, Map<String, Integer> places) {
    places.put(rule.id(), way.size());
    way.add(new Step(rule, dependencies.getOrDefault(rule.id(), List.of()).iterator()));
  }

  private void circle(List<Dependency> circle, Set<String> reported) {
    Dependency first = circle.get(0);
    circle.forEach(dependency -> reported.add(dependency.reader().id()));
    if (circle.size() == 1) {
      problems
          .error(RULE_READS_ITSELF, first.reading().pattern().span(), first.reading().kind())
          .place(first.stated());
      return;
    }
    Problems.Draft problem =
        problems.error(
            RULES_IN_A_CIRCLE, first.reading().pattern().span(), circle.size(), null, null);
    for (Dependency each : circle) {
      Object kind = each.reading().kind();
      problem.place(
          "reads", each.reading().pattern().span(), circle.size(), each.reader().name(), kind);
      problem.place("states", each.stated(), circle.size(), each.stater().name(), kind);
    }
  }

  private void readWhatIsNeverStated() {
    for (Rule reader : model.rules()) {
      for (Reading reading : FactKinds.readings(reader)) {
        Kind kind = reading.kind();
        boolean byRules =
            kind.type().kind() == FactType.Kind.STATEMENT
                || kind.type().kind() == FactType.Kind.DECLARED_ROW;
        if (byRules && stated(kind).isEmpty()) {
          problems
              .error(NO_RULE_STATES, reading.pattern().span(), kind)
              .allowed(statedOf(kind.type()), kind.toString());
        }
      }
    }
  }

  private List<String> statedOf(FactType type) {
    return statedOf.computeIfAbsent(
        type.name(),
        name ->
            stated.getOrDefault(name, List.of()).stream()
                .map(each -> each.kind().toString())
                .distinct()
                .sorted()
                .toList());
  }
}
