package tierwise.internal.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;

/** Describes comparisons; findings and reasons look as in a decision. */
public final class ComparisonTree {
  private final TreeWriter to;
  private final DecisionTree parts;

  private ComparisonTree(TreeWriter to) {
    this.to = to;
    this.parts = DecisionTree.on(to);
  }

  /**
   * A comparison.
   *
   * @param name the name of the case; {@code null} if there is none to be told
   */
  public static Consumer<TreeWriter> of(Comparison comparison, @Nullable String name) {
    return to -> new ComparisonTree(to).comparison(comparison, name);
  }

  private void comparison(Comparison comparison, @Nullable String name) {
    List<Comparison.ComparedOffer> offers = comparison.offers();
    Map<String, Map<String, Measured>> shown = shown(offers);
    to.startObject();
    parts.format();
    to.text("case", name);
    to.list(
        "years",
        comparison.decisions(),
        decision -> year(decision, shown.getOrDefault(decision.programYear(), Map.of())));
    to.list("notRead", comparison.notRead(), this::notRead);
    to.list("offers", offers, this::offer);
    to.endObject();
  }

  /** By year the measurements that the findings shown rest on, with their parts, by id. */
  private static Map<String, Map<String, Measured>> shown(List<Comparison.ComparedOffer> offers) {
    Map<String, Map<String, Measured>> shown = new HashMap<>();
    for (Comparison.ComparedOffer offer : offers) {
      for (Comparison.Change change : offer.changes()) {
        change
            .byYear()
            .forEach(
                (year, finding) ->
                    show(finding, shown.computeIfAbsent(year, each -> new HashMap<>())));
      }
    }
    return shown;
  }

  private static void show(Finding finding, Map<String, Measured> shown) {
    finding.within().forEach(each -> show(each, shown));
    if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      Deque<Measured> open = new ArrayDeque<>(List.of(measure.measured()));
      while (!open.isEmpty()) {
        Measured measured = open.pop();
        if (shown.putIfAbsent(measured.id(), measured) == null) {
          measured.parts().forEach(open::push);
        }
      }
    }
  }

  private void year(Decision decision, Map<String, Measured> shown) {
    to.startObject();
    parts.rulesAndDay(decision);
    to.list(
        "measurements",
        decision.measurements().stream().filter(each -> shown.containsKey(each.id())).toList(),
        parts::measurement);
    to.endObject();
  }

  private void notRead(Comparison.NotRead notRead) {
    to.startObject();
    to.text("type", notRead.type());
    to.texts("facts", notRead.facts());
    to.texts("years", notRead.years());
    to.endObject();
  }

  private void offer(Comparison.ComparedOffer offer) {
    to.startObject();
    parts.offer(offer.offer(), offer.of(), offer.renewal());
    to.text("title", offer.title());
    byYear(
        offer.byYear(),
        (year, decision) -> {
          to.name(year);
          to.startObject();
          to.text("status", decision.status());
          if (!decision.closedBy().isEmpty()) {
            to.list("closedBy", decision.closedBy(), parts::reason);
          }
          to.endObject();
        });
    to.list("changes", offer.changes(), this::change);
    to.endObject();
  }

  private void change(Comparison.Change change) {
    to.startObject();
    to.text("requirement", change.requirement());
    byYear(
        change.byYear(),
        (year, finding) -> {
          to.name(year);
          parts.finding(finding);
        });
    to.endObject();
  }

  private <T> void byYear(Map<String, T> byYear, BiConsumer<String, T> description) {
    to.name("byYear");
    to.startObject();
    byYear.forEach(description);
    to.endObject();
  }
}
