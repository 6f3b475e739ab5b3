package tierwise.live;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.RuleFiles;
import tierwise.RuleSet;
import tierwise.RuleSets;

/**
 * Rules, what they were read from, and when they took their place. Immutable.
 *
 * @param sinceOf when the fingerprint of each year took its place
 */
record Version(RuleSets rules, RuleFiles files, Instant since, Map<String, Instant> sinceOf) {
  static Version of(RuleSets rules, RuleFiles files, Instant now, @Nullable Version before) {
    Map<String, Instant> sinceOf = new LinkedHashMap<>();
    for (ProgramYear year : rules.years()) {
      String name = year.name();
      Instant earlier =
          before != null && fingerprint(rules, name).equals(before.fingerprints().get(name))
              ? before.sinceOf.get(name)
              : null;
      sinceOf.put(name, earlier == null ? now : earlier);
    }
    return new Version(rules, files, now, Map.copyOf(sinceOf));
  }

  /** The same rules, taking the place of others now. */
  Version since(Instant now, Version others) {
    return of(rules, files, now, others);
  }

  /** The names of the years that only one of the two has, or whose rules differ. */
  List<String> differingFrom(@Nullable Version other) {
    Map<String, RuleSet> own = sets();
    Map<String, RuleSet> others = other == null ? Map.of() : other.sets();
    TreeSet<String> names = new TreeSet<>(own.keySet());
    names.addAll(others.keySet());
    names.removeIf(name -> own.get(name) == others.get(name));
    return List.copyOf(names);
  }

  private Map<String, RuleSet> sets() {
    Map<String, RuleSet> sets = new TreeMap<>();
    rules.years().forEach(year -> sets.put(year.name(), rules.year(year.name())));
    return sets;
  }

  private Map<String, String> fingerprints() {
    Map<String, String> fingerprints = new TreeMap<>();
    sets().forEach((name, set) -> fingerprints.put(name, set.fingerprint()));
    return fingerprints;
  }

  private static String fingerprint(RuleSets rules, String name) {
    return rules.year(name).fingerprint();
  }

  List<LiveRules.Year> years(LocalDate day) {
    return rules.years().stream()
        .map(
            year -> {
              RuleSet set = rules.year(year.name());
              return new LiveRules.Year(
                  year,
                  set.fingerprint(),
                  YearState.of(rules, year, day),
                  Objects.requireNonNull(sinceOf.get(year.name())),
                  rules.published(year.name()).orElse(null),
                  set.status());
            })
        .toList();
  }
}
