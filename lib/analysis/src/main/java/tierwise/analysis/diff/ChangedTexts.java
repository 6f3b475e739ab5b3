package tierwise.analysis.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.FactFields;

/**
 * Puts a text that only one year's rows have in the place of another text of its column: an exam
 * that no longer counts for one that does.
 */
final class ChangedTexts {
  private final Map<List<String>, List<String>> changed;
  private final Set<String> roles = new HashSet<>();

  ChangedTexts(Map<List<String>, List<String>> changed, List<DrawnCase> cases) {
    this.changed = changed;
    for (DrawnCase each : cases) {
      String role = each.application().role();
      if (role != null) {
        roles.add(role);
      }
    }
  }

  /** The case with each such text in each place where it could stand. */
  List<DrawnCase> in(DrawnCase facts) {
    List<DrawnCase> all = new ArrayList<>();
    changed.forEach(
        (texts, others) -> {
          for (String other : others) {
            lines(facts, texts, other, all);
            if (texts.stream().anyMatch(roles::contains)) {
              Application application = facts.application();
              all.add(
                  facts.with(new Application(application.asOf(), other, application.asksFor())));
            }
          }
        });
    return all;
  }

  private static void lines(
      DrawnCase facts, List<String> texts, String other, List<DrawnCase> all) {
    facts
        .lines()
        .forEach(
            (type, lines) -> {
              for (int i = 0; i < lines.size(); i++) {
                Map<String, @Nullable Object> values = FactFields.of(lines.get(i));
                for (Map.Entry<String, @Nullable Object> each : values.entrySet()) {
                  if (each.getValue() instanceof String text
                      && !text.equals(other)
                      && texts.contains(text)) {
                    Object line = FactFields.with(lines.get(i), each.getKey(), other);
                    if (line != null) {
                      List<Object> replaced = new ArrayList<>(lines);
                      replaced.set(i, line);
                      all.add(facts.withLines(type, replaced));
                    }
                  }
                }
              }
            });
  }
}
