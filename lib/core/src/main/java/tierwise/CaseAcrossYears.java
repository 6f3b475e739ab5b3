package tierwise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CasePart;
import tierwise.internal.source.Problems;

/** Decides one case by several years, each of which reads what it knows of it. */
final class CaseAcrossYears {
  private final CaseFacts facts;
  private final List<RuleSet> years;

  /** What does not fit, and the years that it does not fit, with what they say of it. */
  private final Map<CasePart, Map<RuleSet, List<Problem>>> misfits = new LinkedHashMap<>();

  private CaseAcrossYears(CaseFacts facts, List<RuleSet> years) {
    this.facts = facts;
    this.years = years;
  }

  static Comparison compare(CaseFacts facts, List<RuleSet> years) {
    return new CaseAcrossYears(facts, years).compare();
  }

  private Comparison compare() {
    findMisfits();
    refuseWhatFitsNoYear();
    List<Decision> decisions = new ArrayList<>();
    for (RuleSet year : years) {
      List<CasePart> read =
          facts.parts().stream().filter(part -> !misfitsOf(part).containsKey(year)).toList();
      decisions.add(year.decide(misfits.isEmpty() ? facts : facts.keeping(read)));
    }
    return new Comparison(decisions, notRead());
  }

  private Map<RuleSet, List<Problem>> misfitsOf(CasePart part) {
    return misfits.getOrDefault(part, Map.of());
  }

  /** Looks at each part alone only if a year finds fault with the whole. */
  private void findMisfits() {
    for (RuleSet year : years) {
      if (year.misfits(facts).isEmpty()) {
        continue;
      }
      for (CasePart part : facts.parts()) {
        List<Problem> problems = year.misfits(facts.keeping(List.of(part)));
        if (!problems.isEmpty()) {
          misfits.computeIfAbsent(part, each -> new LinkedHashMap<>()).put(year, problems);
        }
      }
    }
  }

  private void refuseWhatFitsNoYear() {
    List<Problem> problems =
        misfits.values().stream()
            .filter(byYear -> byYear.size() == years.size())
            .flatMap(byYear -> mostTelling(byYear).stream())
            .distinct()
            .sorted(
                Comparator.comparing(
                    Problem::place,
                    Comparator.nullsFirst(
                        Comparator.comparingInt((Problem.Place place) -> place.at().line())
                            .thenComparingInt(place -> place.at().column()))))
            .toList();
    if (!problems.isEmpty()) {
      throw new RuleSetException(Problems.bounded(problems));
    }
  }

  /** One year's view is enough: that of a year which knows what was probably meant. */
  private List<Problem> mostTelling(Map<RuleSet, List<Problem>> byYear) {
    RuleSet year =
        years.stream()
            .filter(
                each ->
                    byYear.getOrDefault(each, List.of()).stream()
                        .anyMatch(problem -> problem.nearest() != null))
            .findFirst()
            .orElse(years.get(years.size() - 1));
    List<Problem> problems = byYear.getOrDefault(year, List.of());
    return years.size() == 1
        ? problems
        : problems.stream()
            .map(problem -> ofNoYear(problem, "it fits none of the years; in " + year + " "))
            .toList();
  }

  private static Problem ofNoYear(Problem problem, String before) {
    return new Problem(
        problem.code(),
        problem.severity(),
        before + problem.message(),
        problem.place(),
        problem.related(),
        problem.allowed(),
        problem.nearest(),
        problem.wayOut());
  }

  private record Unknown(String type, List<String> years) {}

  private List<Comparison.NotRead> notRead() {
    Map<Unknown, List<String>> ids = new LinkedHashMap<>();
    misfits.forEach(
        (part, byYear) ->
            ids.computeIfAbsent(
                    new Unknown(
                        part.type(), byYear.keySet().stream().map(RuleSet::toString).toList()),
                    each -> new ArrayList<>())
                .add(part.id()));
    return ids.entrySet().stream()
        .map(
            entry ->
                new Comparison.NotRead(
                    entry.getKey().type(),
                    entry.getValue().stream().filter(id -> !id.isEmpty()).toList(),
                    entry.getKey().years()))
        .toList();
  }
}
