package tierwise.testing.internal.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Subject;

/** Takes away from a case what does not matter, so that a reader sees what does. */
public final class CaseShrinker {
  private final Predicate<DrawnCase> interesting;

  private CaseShrinker(Predicate<DrawnCase> interesting) {
    this.interesting = interesting;
  }

  /** A small case for which the predicate still holds. */
  public static DrawnCase shrink(DrawnCase facts, Predicate<DrawnCase> interesting) {
    CaseShrinker shrinker = new CaseShrinker(interesting);
    DrawnCase small = shrinker.lines(facts);
    small = shrinker.application(small);
    small = shrinker.tried(small, small.with(Partner.of(small.partner().id())));
    return shrinker.fields(small);
  }

  private DrawnCase tried(DrawnCase now, DrawnCase smaller) {
    return interesting.test(smaller) ? smaller : now;
  }

  /** First halves of ledgers, then single lines. */
  private DrawnCase lines(DrawnCase facts) {
    DrawnCase small = facts;
    for (String type : List.copyOf(facts.lines().keySet())) {
      int size = small.lines().getOrDefault(type, List.of()).size();
      for (int chunk = size; chunk >= 1; chunk /= 2) {
        for (int from = 0; from < small.lines().getOrDefault(type, List.of()).size(); ) {
          List<Object> lines = new ArrayList<>(small.lines().getOrDefault(type, List.of()));
          lines.subList(from, Math.min(from + chunk, lines.size())).clear();
          DrawnCase smaller = small.withLines(type, lines);
          if (interesting.test(smaller)) {
            small = smaller;
          } else {
            from += chunk;
          }
        }
      }
      if (small.declared().containsKey(type)) {
        small = tried(small, small.without(type));
      }
    }
    return small;
  }

  private DrawnCase application(DrawnCase facts) {
    DrawnCase small = facts;
    Application application = facts.application();
    for (Subject subject : application.asksFor()) {
      List<Subject> fewer = new ArrayList<>(small.application().asksFor());
      fewer.remove(subject);
      Application now = small.application();
      small = tried(small, small.with(new Application(now.asOf(), now.role(), fewer)));
    }
    Application now = small.application();
    return tried(small, small.with(new Application(now.asOf(), null, now.asksFor())));
  }

  private DrawnCase fields(DrawnCase facts) {
    DrawnCase small = facts;
    for (Map.Entry<String, List<Object>> ledger : facts.lines().entrySet()) {
      for (int i = 0; i < small.lines().getOrDefault(ledger.getKey(), List.of()).size(); i++) {
        for (String field :
            FactFields.of(ledger.getValue().isEmpty() ? Map.of() : line(small, ledger.getKey(), i))
                .keySet()) {
          small = withoutField(small, ledger.getKey(), i, field);
        }
      }
    }
    return small;
  }

  private static Object line(DrawnCase facts, String type, int index) {
    return facts.lines().getOrDefault(type, List.of()).get(index);
  }

  private DrawnCase withoutField(DrawnCase facts, String type, int index, String field) {
    List<Object> lines = new ArrayList<>(facts.lines().getOrDefault(type, List.of()));
    Object line = lines.get(index);
    @Nullable Object simpler =
        FactFields.of(line).get(field) == null ? null : FactFields.with(line, field, null);
    if (simpler == null) {
      return facts;
    }
    lines.set(index, simpler);
    return tried(facts, facts.withLines(type, lines));
  }
}
