package tierwise.cli;

import static tierwise.cli.Page.figure;
import static tierwise.cli.Page.place;
import static tierwise.cli.Page.plain;
import static tierwise.cli.Page.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import tierwise.Comparison;
import tierwise.Comparison.Change;
import tierwise.Comparison.ComparedOffer;
import tierwise.Comparison.NotRead;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;

/** Prints for people how several years decide one case. */
final class ComparisonText {
  /** As wide as the longest status and a space. */
  private static final int YEAR = 13;

  /** So many years leave a third of the line for the offer. */
  private static final int YEARS_BESIDE = 5;

  private static final String NONE = "–";

  private final Page page;
  private final Comparison comparison;

  private ComparisonText(Page page, Comparison comparison) {
    this.page = page;
    this.comparison = comparison;
  }

  static void print(Page page, String name, Comparison comparison) {
    new ComparisonText(page, comparison).print(name);
  }

  private void print(String name) {
    summary(name);
    List<ComparedOffer> offers = comparison.offers();
    List<String> years = comparison.years();
    for (int from = 0; from < years.size(); from += YEARS_BESIDE) {
      statuses(offers, years.subList(from, Math.min(years.size(), from + YEARS_BESIDE)));
    }
    if (offers.stream().anyMatch(offer -> offer.byYear().size() < years.size())) {
      page.line(" " + NONE + " The year has no such offer.");
    }
    changes(offers);
  }

  private void summary(String name) {
    TextTable table = page.labelled(0);
    if (!name.isEmpty()) {
      page.row(table, "Case", "@|bold " + plain(name) + "|@");
    }
    page.row(table, "As of", comparison.decisions().get(0).asOf().toString());
    for (Decision decision : comparison.decisions()) {
      page.row(
          table,
          label(decision.programYear()),
          plain(decision.title()) + " (" + decision.programYear() + ")");
      page.row(table, "", "Highest tier: " + DecisionText.highest(decision));
    }
    boolean first = true;
    for (NotRead notRead : comparison.notRead()) {
      page.row(table, first ? "Not read" : "", notRead(notRead));
      first = false;
    }
    page.print(table);
  }

  private String notRead(NotRead notRead) {
    return "by "
        + String.join(", ", notRead.years().stream().map(this::label).toList())
        + ": "
        + plain(notRead.type())
        + " "
        + plain(String.join(", ", notRead.facts()));
  }

  /** The year alone, if all are of one programme. */
  private String label(String year) {
    boolean one =
        comparison.years().stream().map(ComparisonText::programme).distinct().count() == 1;
    return one ? year.substring(programme(year).length() + 1) : year;
  }

  private static String programme(String year) {
    return year.substring(0, year.indexOf('/'));
  }

  // ---- statuses ----------------------------------------------------------------------------

  private void statuses(List<ComparedOffer> offers, List<String> years) {
    page.line();
    List<Column> columns = new ArrayList<>();
    years.forEach(year -> columns.add(new Column(YEAR, 1, Overflow.SPAN)));
    columns.add(new Column(Main.WIDTH - YEAR * years.size(), 1, Overflow.WRAP));
    TextTable table = page.table(columns.toArray(Column[]::new));
    List<String> head = new ArrayList<>();
    years.forEach(year -> head.add("@|bold " + plain(label(year)) + "|@"));
    head.add("@|bold,underline Offers|@");
    page.row(table, head.toArray(String[]::new));
    for (ComparedOffer offer : offers) {
      if (years.stream().noneMatch(offer.byYear()::containsKey)) {
        continue;
      }
      List<String> cells = new ArrayList<>();
      for (String year : years) {
        OfferDecision decision = offer.byYear().get(year);
        cells.add(decision == null ? NONE : status(decision.status()));
      }
      cells.add(title(offer));
      page.row(table, cells.toArray(String[]::new));
    }
    page.print(table);
  }

  private static String title(ComparedOffer offer) {
    return plain(offer.title()) + (offer.renewal() ? ", renewal" : "");
  }

  // ---- what changes ------------------------------------------------------------------------

  private void changes(List<ComparedOffer> offers) {
    List<ComparedOffer> changed =
        offers.stream()
            .filter(offer -> !offer.sameOutcome() || !offer.changes().isEmpty())
            .toList();
    page.heading("What changes");
    page.line(
        changed.isEmpty()
            ? " Nothing: wherever a year has an offer it asks, measures and decides the same."
            : " Rules are those of the first year in each line.");
    for (ComparedOffer offer : changed) {
      page.line();
      page.line("@|bold " + title(offer) + "|@");
      if (!offer.changes().isEmpty()) {
        TextTable head = figures();
        page.row(head, "", right("required"), right("measured"), "status", "asked by");
        page.print(head);
      }
      offer.changes().forEach(change -> change(offer, change));
      if (!offer.sameOutcome()) {
        closures(offer);
      }
    }
  }

  /** Years beside each other that come to the same. */
  private record Run(List<String> years) {
    String first() {
      return years.get(0);
    }
  }

  private static List<Run> runs(Collection<String> years, Function<String, Object> outcome) {
    List<Run> runs = new ArrayList<>();
    Object last = null;
    for (String year : years) {
      Object each = outcome.apply(year);
      if (runs.isEmpty() || !each.equals(last)) {
        runs.add(new Run(new ArrayList<>()));
      }
      runs.get(runs.size() - 1).years().add(year);
      last = each;
    }
    return runs;
  }

  private String label(Run run) {
    List<String> years = run.years().stream().map(this::label).toList();
    return "  "
        + plain(
            years.size() <= 2
                ? String.join(", ", years)
                : years.get(0) + " – " + years.get(years.size() - 1));
  }

  private TextTable figures() {
    return page.table(
        new Column(21, 2, Overflow.SPAN),
        new Column(10, 0, Overflow.SPAN),
        new Column(10, 0, Overflow.SPAN),
        new Column(14, 1, Overflow.SPAN),
        new Column(45, 1, Overflow.WRAP));
  }

  private void change(ComparedOffer offer, Change change) {
    page.line("  " + plain(change.requirement()) + unit(change));
    TextTable table = figures();
    boolean measuredAlike =
        change.byYear().values().stream().map(ComparisonText::measured).distinct().count() <= 1;
    for (Run run : runs(offer.byYear().keySet(), year -> outcome(change.byYear().get(year)))) {
      Finding finding = change.byYear().get(run.first());
      if (finding == null) {
        page.row(table, label(run), right(NONE), right(NONE), "not asked", "");
        continue;
      }
      page.row(
          table,
          label(run),
          right(required(finding)),
          right(measured(finding)),
          status(finding.status()),
          place(finding.askedBy().get(0)) + (finding.synthetic() ? ", synthetic" : ""));
      finding.askedBy().stream().skip(1).forEach(by -> rule(table, "", by));
      if (finding instanceof Finding.OfMeasure measure) {
        if (!measuredAlike && measure.measured() != null) {
          rule(table, "measured by ", measure.measured().measuredBy());
        }
        if (measure.waivedBy() != null) {
          rule(table, "waived by ", measure.waivedBy().by());
        }
      }
    }
    page.print(table);
  }

  private static List<String> outcome(@Nullable Finding finding) {
    return finding == null
        ? List.of()
        : List.of(required(finding), measured(finding), unit(finding), finding.status().name());
  }

  private void rule(TextTable table, String done, RuleReference by) {
    page.row(table, "", "", "", "", done + place(by));
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, 9 - text.codePointCount(0, text.length()))) + text;
  }

  /** The unit, or those that the years have in turn. */
  private static String unit(Change change) {
    List<String> units =
        change.byYear().values().stream()
            .map(ComparisonText::unit)
            .filter(unit -> !unit.isEmpty())
            .distinct()
            .toList();
    return units.isEmpty() ? "" : " (" + plain(String.join(", then ", units)) + ")";
  }

  private static String unit(Finding finding) {
    return finding instanceof Finding.OfMeasure measure ? measure.unit() : "";
  }

  private static String required(Finding finding) {
    if (finding instanceof Finding.OfMeasure measure) {
      return figure(measure.required());
    }
    if (finding instanceof Finding.OfOffers needs) {
      return String.valueOf(needs.required());
    }
    if (finding instanceof Finding.Together) {
      return "all";
    }
    return finding instanceof Finding.OfAnswer ? "yes" : "one";
  }

  private static String measured(Finding finding) {
    if (finding instanceof Finding.OfMeasure measure) {
      return figure(measure.actual());
    }
    if (finding instanceof Finding.OfOffers needs) {
      return String.valueOf(needs.granted());
    }
    if (finding instanceof Finding.OfAnswer answer) {
      return answer(answer.actual());
    }
    return String.valueOf(
        finding.within().stream().filter(each -> each.status() == Finding.Status.MET).count());
  }

  private static String answer(@Nullable Boolean answer) {
    return answer == null ? NONE : answer ? "yes" : "no";
  }

  private void closures(ComparedOffer offer) {
    Map<String, OfferDecision> byYear = offer.byYear();
    if (byYear.values().stream().allMatch(decision -> decision.closedBy().isEmpty())) {
      return;
    }
    page.line("  closed");
    TextTable table =
        page.table(new Column(21, 2, Overflow.SPAN), new Column(79, 1, Overflow.WRAP));
    for (Run run :
        runs(
            byYear.keySet(),
            year ->
                Objects.requireNonNull(byYear.get(year)).closedBy().stream()
                    .map(Reason::code)
                    .toList())) {
      List<Reason> reasons = Objects.requireNonNull(byYear.get(run.first())).closedBy();
      page.row(table, label(run), reasons.isEmpty() ? "no" : reason(reasons.get(0)));
      reasons.stream().skip(1).forEach(reason -> page.row(table, "", reason(reason)));
    }
    page.print(table);
  }

  private static String reason(Reason reason) {
    return place(reason.by()) + ": " + plain(reason.text());
  }
}
