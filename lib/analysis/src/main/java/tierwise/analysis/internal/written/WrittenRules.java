package tierwise.analysis.internal.written;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.diff.Change;
import tierwise.analysis.diff.Change.Kind;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.diff.Change.Place;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.analysis.internal.written.RuleShape.Figure;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.opened.OpenedRules;

/** Compares the rules of two years by their names, and what has no partner by what it says. */
public final class WrittenRules {
  private final List<Change> changes = new ArrayList<>();
  private int same;

  public WrittenRules(OpenedRules before, OpenedRules after) {
    Map<String, Written> gone = rules(before);
    List<Written> fresh = new ArrayList<>();
    for (Written rule : rules(after).values()) {
      Written old = gone.remove(rule.name());
      if (old == null) {
        fresh.add(rule);
      } else {
        compare(rule.name(), old, rule);
      }
    }
    for (Written rule : List.copyOf(fresh)) {
      Written old = renamed(rule, gone.values().stream());
      if (old != null) {
        gone.remove(old.name());
        fresh.remove(rule);
        changes.add(
            new Change(
                Part.RULES,
                Kind.RENAMED,
                rule.name(),
                "",
                old.name(),
                rule.name(),
                old.place(),
                rule.place()));
        if (!old.shape().saysTheSame(rule.shape())) {
          compare(rule.name(), old, rule);
        }
      }
    }
    gone.values()
        .forEach(rule -> changes.add(whole(rule, Kind.GONE, rule.says(), null, rule.place())));
    fresh.forEach(rule -> changes.add(whole(rule, Kind.NEW, null, rule.says(), rule.place())));
  }

  private static Change whole(
      Written rule, Kind kind, @Nullable String before, @Nullable String after, Place place) {
    boolean gone = kind == Kind.GONE;
    return new Change(
        Part.RULES, kind, rule.name(), "", before, after, gone ? place : null, gone ? null : place);
  }

  public List<Change> changes() {
    return changes;
  }

  /** How many rules both years have, alike in all that they say. */
  public int same() {
    return same;
  }

  private record Written(String name, RuleShape shape, Place place) {
    String says() {
      return shape.statements().stream()
          .map(RuleShape.Part::words)
          .distinct()
          .collect(Collectors.joining(" "));
    }
  }

  private static Map<String, Written> rules(OpenedRules rules) {
    StatementWords words = new StatementWords(rules.manifest(), rules.messages());
    Map<String, Written> written = new LinkedHashMap<>();
    for (Rule rule : rules.model().rules()) {
      if (!WrittenRows.isOfRows(rule)) {
        written.put(
            rule.name(),
            new Written(rule.name(), RuleShape.of(rule, words), RuleShape.place(rule.nameSpan())));
      }
    }
    return written;
  }

  /** One that says exactly the same, else the only one of the same shape. */
  private static @Nullable Written renamed(Written rule, Stream<Written> others) {
    List<Written> alike =
        others.filter(each -> each.shape().shapes().equals(rule.shape().shapes())).toList();
    return alike.stream()
        .filter(each -> each.shape().saysTheSame(rule.shape()))
        .findFirst()
        .orElse(alike.size() == 1 ? alike.get(0) : null);
  }

  private void compare(String name, Written old, Written rule) {
    if (old.shape().saysTheSame(rule.shape())) {
      same++;
    } else if (old.shape().shapes().equals(rule.shape().shapes())) {
      figures(name, old.shape().figures(), rule.shape().figures());
    } else {
      parts(name, "condition", old.shape().conditions(), rule.shape().conditions());
      parts(name, "statement", old.shape().statements(), rule.shape().statements());
    }
  }

  private void figures(String name, List<Figure> before, List<Figure> after) {
    for (int i = 0; i < before.size(); i++) {
      Figure was = before.get(i);
      Figure is = after.get(i);
      if (!was.value().equals(is.value())) {
        changes.add(
            new Change(
                is.day() ? Part.DAYS : Part.FIGURES,
                Kind.CHANGED,
                name,
                "",
                was.value(),
                is.value(),
                was.place(),
                is.place()));
      }
    }
  }

  /** Those that only one of the rules has, in pairs as far as there are two. */
  private void parts(
      String name, String what, List<RuleShape.Part> before, List<RuleShape.Part> after) {
    List<RuleShape.Part> gone = new ArrayList<>(before);
    List<RuleShape.Part> fresh = new ArrayList<>();
    for (RuleShape.Part part : after) {
      RuleShape.Part twin =
          gone.stream().filter(each -> each.shape().equals(part.shape())).findFirst().orElse(null);
      if (twin == null) {
        fresh.add(part);
      } else {
        gone.remove(twin);
        figures(name, twin.figures(), part.figures());
      }
    }
    for (int i = 0; i < Math.max(gone.size(), fresh.size()); i++) {
      RuleShape.@Nullable Part was = i < gone.size() ? gone.get(i) : null;
      RuleShape.@Nullable Part is = i < fresh.size() ? fresh.get(i) : null;
      changes.add(
          new Change(
              Part.RULES,
              RuleShape.kind(was, is),
              name,
              what,
              was == null ? null : was.words(),
              is == null ? null : is.words(),
              was == null ? null : was.place(),
              is == null ? null : is.place()));
    }
  }
}
