package tierwise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tierwise.ProgramYear;
import tierwise.analysis.YearDescription.Kind;
import tierwise.analysis.YearDescription.Told;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageWriter;

/** A description as a page: what stands where. */
final class DescriptionPage {
  private static final String MARK = " (synthetic figure)";

  private final PageWriter page = new PageWriter();

  private DescriptionPage() {}

  static List<Block> of(YearDescription year) {
    DescriptionPage written = new DescriptionPage();
    written.year(year);
    return written.page.blocks();
  }

  private void year(YearDescription all) {
    ProgramYear year = all.year();
    page.heading(1, year.title() + " (" + year.name() + ", " + all.fingerprint() + ")");
    page.say(
        "The rules hold from "
            + year.from()
            + (year.until() == null ? " on." : " to " + year.until().minusDays(1) + "."));
    page.say("They follow: " + all.guide() + ", " + all.address());
    page.say(
        "Figures that no public source gives are marked"
            + MARK
            + ". \"…\" and brackets stand for what differs from case to case.");
    for (YearDescription.NamedList list : all.lists()) {
      page.heading(2, "List: " + list.name() + " (" + list.entries().size() + ")");
      page.say(list.entries().isEmpty() ? list.from() : String.join(", ", list.entries()));
    }
    all.offers().forEach(this::offer);
    section(2, "What holds for whatever offer the conditions name", all.everyOffer());
    all.measures().forEach(this::measure);
    section(2, "Windows of days", all.windows());
    section(2, "What is worked out for other rules", all.workedOut());
    section(2, "Notices", all.notices());
    for (YearDescription.Table table : all.tables()) {
      page.heading(2, "Table: " + table.name());
      table(table);
    }
  }

  private void offer(YearDescription.Offer offer) {
    page.heading(2, "Offer: " + offer.called() + " (" + offer.name() + ")");
    page.say(
        (offer.per() == null ? "It exists once" : "It exists once for each " + offer.per())
            + (offer.renewable() ? ", and can be renewed" : ", and is not renewed")
            + (offer.tier() == 0
                ? "."
                : "; it is tier " + offer.tier() + ", counted from the highest."));
    section(3, "What it asks", of(Kind.ASKS, offer.told()));
    offer.figures().forEach(this::table);
    section(3, "Why it asks nothing", of(Kind.OPEN, offer.told()));
    section(3, "What does not count against it", of(Kind.WAIVED, offer.told()));
    section(3, "When it is closed", of(Kind.CLOSED, offer.told()));
  }

  private void measure(YearDescription.Measure measure) {
    page.heading(2, "Measure: " + measure.called() + " (" + measure.name() + ")");
    page.say(
        "It is taken "
            + (measure.per() == null ? "once" : "once for each " + measure.per())
            + (measure.counts() == null ? "" : ", of each " + measure.counts())
            + ", in the unit "
            + measure.unit()
            + "."
            + (measure.mayFall() ? " More lines can make it worse." : ""));
    section(3, "What counts", of(Kind.COUNTED, measure.told()));
    section(3, "What is left out, and why", of(Kind.LEFT_OUT, measure.told()));
  }

  private static List<Told> of(Kind kind, List<Told> told) {
    return told.stream().filter(each -> each.kind() == kind).toList();
  }

  private void section(int level, String title, List<Told> told) {
    if (told.isEmpty()) {
      return;
    }
    page.heading(level, title);
    for (Told each : told) {
      List<String> below = new ArrayList<>();
      below.add("Rule: " + each.rule() + " [" + each.file() + ":" + each.line() + "]");
      each.when().forEach(condition -> below.add("When: " + condition));
      page.item(each.says() + (each.synthetic() ? MARK : ""), below);
    }
  }

  /** What all rows have in common is said once, above the table. */
  private void table(YearDescription.Table table) {
    List<YearDescription.Row> rows = table.rows();
    rows.stream()
        .map(YearDescription.Row::rule)
        .distinct()
        .forEach(rule -> page.say("Rule: " + rule));
    table.says().forEach(page::say);
    boolean oneSource = rows.stream().map(row -> "" + row.source()).distinct().count() == 1;
    if (oneSource && rows.get(0).source() != null) {
      page.say("Source: " + rows.get(0).source());
    }
    List<String> columns = new ArrayList<>(table.columns());
    columns.addAll(oneSource ? List.of("mark", "line") : List.of("mark", "line", "source"));
    page.table(
        columns,
        rows.stream()
            .map(
                row -> {
                  List<String> cells = new ArrayList<>(row.cells());
                  cells.addAll(
                      Arrays.asList(
                          row.synthetic() ? "synthetic" : "", row.file() + ":" + row.line()));
                  if (!oneSource) {
                    cells.add(row.source() == null ? "" : row.source());
                  }
                  return List.copyOf(cells);
                })
            .toList());
  }
}
