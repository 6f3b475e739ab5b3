package tierwise.analysis.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.Subject;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.FactType;
import tierwise.internal.opened.OpenedRules;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.FactFields;

/**
 * What a year knows of a case: without it a year would refuse the case, and nothing could be
 * compared.
 */
final class KnownFacts {
  private final OpenedRules rules;
  private final Map<String, List<FactType.Field>> listed = new HashMap<>();

  KnownFacts(OpenedRules rules) {
    this.rules = rules;
  }

  /** The case with no more than the year knows. */
  DrawnCase of(DrawnCase facts) {
    DrawnCase known = facts;
    Application application = facts.application();
    List<Subject> subjects = application.asksFor().stream().filter(this::knows).toList();
    if (subjects.size() < application.asksFor().size()) {
      known = known.with(new Application(application.asOf(), application.role(), subjects));
    }
    for (Map.Entry<String, List<Object>> ledger : facts.lines().entrySet()) {
      FactType type = rules.model().types().get(ledger.getKey());
      if (type == null) {
        known = known.without(ledger.getKey());
      } else {
        List<Object> lines =
            ledger.getValue().stream()
                .flatMap(line -> Stream.ofNullable(known(type, line)))
                .toList();
        if (!lines.equals(ledger.getValue())) {
          known = known.withLines(ledger.getKey(), lines);
        }
      }
    }
    return known;
  }

  private boolean knows(Subject subject) {
    Manifest.SubjectList list = rules.manifest().lists().get(subject.kind());
    return list != null && list.has(subject.name());
  }

  /** The line, or what is known of it; {@code null} if a name in it is none of the year's. */
  private @Nullable Object known(FactType type, Object line) {
    List<FactType.Field> ofLists = ofLists(type);
    if (ofLists.isEmpty() && !(line instanceof Map)) {
      return line;
    }
    Map<String, @Nullable Object> values = FactFields.of(line);
    for (FactType.Field field : ofLists) {
      Object value = values.get(field.name());
      if (value instanceof String name) {
        Manifest.ClosedTexts closed = rules.manifest().closed(type.name(), field.name());
        if (closed == null ? !rules.manifest().holdable().contains(name) : !closed.has(name)) {
          return null;
        }
      }
    }
    if (!(line instanceof Map) || type.fields().keySet().containsAll(values.keySet())) {
      return line;
    }
    values.keySet().retainAll(type.fields().keySet());
    return values;
  }

  /** The fields of a type that can have certain texts only. */
  private List<FactType.Field> ofLists(FactType type) {
    return listed.computeIfAbsent(
        type.name(),
        name ->
            type.fields().values().stream()
                .filter(
                    field ->
                        field.role() == Role.HOLDABLE
                            || rules.manifest().closed(name, field.name()) != null)
                .toList());
  }

  /** What only one of two years knows, in words; each is left out where the other decides. */
  static List<String> onlyOf(String year, OpenedRules rules, OpenedRules other) {
    List<String> only = new ArrayList<>();
    Map<String, List<String>> subjects = new LinkedHashMap<>();
    rules
        .manifest()
        .lists()
        .values()
        .forEach(
            list -> {
              Manifest.SubjectList others = other.manifest().lists().get(list.name());
              List<String> names =
                  list.names().stream()
                      .filter(name -> others == null || !others.has(name))
                      .toList();
              if (!names.isEmpty()) {
                subjects.put(list.name(), names);
              }
            });
    subjects.forEach(
        (list, names) -> only.add("only " + year + " knows, as " + list + ": " + listed(names)));
    List<String> types =
        rules.model().types().values().stream()
            .filter(type -> type.kind() == FactType.Kind.DECLARED_INPUT)
            .map(FactType::name)
            .filter(name -> !other.model().types().containsKey(name))
            .toList();
    if (!types.isEmpty()) {
      only.add("only " + year + " knows facts of the types: " + listed(types));
    }
    List<String> held =
        rules.manifest().holdable().stream()
            .filter(name -> !other.manifest().holdable().contains(name))
            .toList();
    if (!held.isEmpty()) {
      only.add("only " + year + " knows, as something to hold: " + listed(held));
    }
    return only;
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }
}
