package tierwise.cli;

import static tierwise.cli.Page.by;
import static tierwise.cli.Page.figure;
import static tierwise.cli.Page.place;
import static tierwise.cli.Page.plain;
import static tierwise.cli.Page.status;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.facts.Bound;

/** Prints a decision for people. */
final class DecisionText {
  /** So many steps a part of a part of a part goes to the right. */
  private static final int DEEPEST = 6;

  private final Page page;

  /** Where the lines of a measurement were printed; several offers often rest on the same. */
  private final Map<Measured, String> printed = new HashMap<>();

  private DecisionText(Page page) {
    this.page = page;
  }

  static void print(Page page, String name, Decision decision) {
    new DecisionText(page).print(name, decision);
  }

  private void print(String name, Decision decision) {
    summary(name, decision);
    nextSteps(decision);
    decision.offers().forEach(this::offer);
    measures(decision.measures());
    notices(decision.notices());
  }

  // ---- overview ----------------------------------------------------------------------------

  private void summary(String name, Decision decision) {
    TextTable table = page.labelled(0);
    if (!name.isEmpty()) {
      page.row(table, "Case", "@|bold " + plain(name) + "|@");
    }
    page.row(
        table,
        "Rules",
        plain(decision.title())
            + " ("
            + decision.programYear()
            + ", "
            + decision.fingerprint().substring(0, "sha256:".length() + 12)
            + "…)");
    page.row(table, "As of", decision.asOf().toString());
    List<Decision.Held> held = decision.held();
    page.row(table, "Holds", held.isEmpty() ? "nothing on this day" : held(held.get(0)));
    held.stream().skip(1).forEach(each -> page.row(table, "", held(each)));
    page.row(table, "Highest tier", highest(decision));
    page.print(table);
    page.heading("Offers");
    TextTable offers =
        page.table(new Column(16, 2, Overflow.SPAN), new Column(84, 1, Overflow.WRAP));
    for (OfferDecision offer : decision.offers()) {
      page.row(offers, status(offer.status()), plain(offer.title()) + variant(offer));
    }
    page.print(offers);
  }

  private static String held(Decision.Held held) {
    return plain(held.title()) + ", " + held.since() + " to its anniversary " + held.anniversary();
  }

  static String highest(Decision decision) {
    Decision.Highest highest = decision.highest();
    if (highest == null) {
      return "none";
    }
    List<String> titles =
        decision.offers().stream()
            .filter(offer -> offer.offer().equals(highest.offer()))
            .filter(offer -> offer.status() == OfferDecision.Status.GRANTED)
            .map(OfferDecision::title)
            .distinct()
            .toList();
    return "@|bold "
        + plain(String.join(", ", titles))
        + "|@"
        + (highest.orHigher() ? ", or higher: something above was not reported" : "");
  }

  private static String variant(OfferDecision offer) {
    return offer.renewal() ? ", renewal" : "";
  }

  private void nextSteps(Decision decision) {
    List<OfferDecision> steps = decision.nextSteps();
    if (steps.isEmpty()) {
      return;
    }
    page.heading("What is missing for the next tier");
    for (OfferDecision step : steps) {
      page.line("  @|bold " + plain(step.title()) + variant(step) + "|@");
      page.print(bullets(step.missing()));
    }
  }

  private TextTable bullets(List<Finding> findings) {
    TextTable table = page.table(new Column(6, 4, Overflow.SPAN), new Column(94, 0, Overflow.WRAP));
    findings.forEach(finding -> page.row(table, "-", plain(finding.text())));
    return table;
  }

  // ---- one offer ---------------------------------------------------------------------------

  private void offer(OfferDecision offer) {
    String title = offer.title() + variant(offer);
    int gap = Main.WIDTH - title.codePointCount(0, title.length()) - offer.status().name().length();
    page.line();
    page.line(
        "@|bold,underline "
            + plain(title)
            + "|@"
            + " ".repeat(Math.max(2, gap))
            + status(offer.status()));
    offer.closedBy().forEach(reason -> page.print(reason("Closed", reason)));
    if (offer.openedBy() != null) {
      page.print(reason("Open", offer.openedBy()));
    }
    offer.findings().forEach(finding -> finding(finding, 2, title));
  }

  private TextTable reason(String label, Reason reason) {
    TextTable table = page.labelled(2);
    page.row(table, label, plain(reason.text()));
    page.row(table, "", by("Stated", reason.by()));
    return table;
  }

  private void finding(Finding finding, int indent, String title) {
    TextTable table = page.labelled(indent);
    page.row(
        table,
        status(finding.status()),
        finding instanceof Finding.Either
            ? "One of these is enough:"
            : finding instanceof Finding.Together
                ? "All of this together:"
                : plain(finding.text()));
    if (finding instanceof Finding.OfMeasure measure) {
      page.row(table, "", figures(measure));
    }
    finding.askedBy().forEach(asked -> page.row(table, "", by("Asked", asked)));
    if (finding instanceof Finding.OfMeasure measure) {
      if (measure.measured() != null) {
        measurement(table, measure.measured(), title);
      }
      if (measure.waivedBy() != null) {
        page.row(table, "", by("Waived", measure.waivedBy().by()));
      }
    }
    page.print(table);
    finding.within().forEach(each -> finding(each, indent + 4, title));
  }

  private static String figures(Finding.OfMeasure finding) {
    boolean atMost = finding.relation() == Bound.Relation.AT_MOST;
    return (atMost ? "Allowed " : "Required ")
        + figure(finding.required())
        + ", measured "
        + figure(finding.actual())
        + (atMost ? ", too many " : ", short ")
        + figure(finding.shortBy())
        + " ("
        + plain(finding.unit())
        + ")"
        + (finding.synthetic() ? ", synthetic" : "");
  }

  private void measurement(TextTable table, Measured measured, String title) {
    page.row(table, "", by("Measured", measured.measuredBy()));
    String earlier = printed.putIfAbsent(measured, title);
    if (earlier != null) {
      page.row(table, "", "Counted and left out: as under " + plain(earlier));
      return;
    }
    page.row(
        table,
        "",
        "Counted: "
            + (measured.evidence().isEmpty()
                ? "nothing"
                : plain(String.join(", ", measured.evidence()))));
    leftOut(measured)
        .forEach(
            (reason, lines) -> {
              page.row(table, "", "Left out: " + plain(String.join(", ", lines)));
              page.row(table, "", "  " + place(reason.by()) + ": " + plain(reason.text()));
            });
    parts(table, measured);
  }

  /** A part on its way to be printed, so deep below the measurement. */
  private record Part(Measured measured, int depth) {}

  /** The parts as a tree; the parts of one that stands there already are not told again. */
  private void parts(TextTable table, Measured whole) {
    Deque<Part> open = new ArrayDeque<>();
    Set<String> told = new HashSet<>();
    push(whole, 0, open);
    while (!open.isEmpty()) {
      Part part = open.pop();
      Measured measured = part.measured();
      page.row(
          table,
          "",
          "  ".repeat(Math.min(part.depth(), DEEPEST))
              + "Part "
              + plain(taken(measured))
              + ": "
              + figure(measured.value()));
      if (told.add(measured.id())) {
        push(measured, part.depth() + 1, open);
      }
    }
  }

  private static void push(Measured whole, int depth, Deque<Part> open) {
    for (int i = whole.parts().size() - 1; i >= 0; i--) {
      open.push(new Part(whole.parts().get(i), depth));
    }
  }

  /** What tells a part from the others. */
  private static String taken(Measured part) {
    return part.measure()
        + (part.of() == null ? "" : " of " + part.of())
        + (part.at() == null ? "" : " at " + part.at());
  }

  /** The lines by reason: forty lines mostly have a handful of reasons. */
  private static Map<Reason, List<String>> leftOut(Measured measured) {
    Map<Reason, List<String>> byReason = new LinkedHashMap<>();
    for (Measured.LeftOut leftOut : measured.excluded()) {
      for (Reason reason : leftOut.reasons()) {
        byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(leftOut.evidence());
      }
    }
    return byReason;
  }

  private void measures(List<Measured> measures) {
    if (measures.isEmpty()) {
      return;
    }
    page.heading("Measured besides");
    for (Measured measured : measures) {
      TextTable table = page.labelled(2);
      page.row(
          table,
          measured.measure(),
          (measured.of() == null ? "" : plain(measured.of().toString()) + ": ")
              + figure(measured.value())
              + " "
              + plain(measured.unit()));
      measurement(table, measured, measured.measure());
      page.print(table);
    }
  }

  private void notices(List<Decision.Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    page.heading("Good to know");
    TextTable table =
        page.table(
            new Column(25, 0, Overflow.SPAN),
            new Column(19, 1, Overflow.SPAN),
            new Column(56, 1, Overflow.WRAP));
    for (Decision.Notice notice : notices) {
      page.row(table, dates(notice), place(notice.by()), plain(notice.text()));
    }
    page.print(table);
  }

  private static String dates(Decision.Notice notice) {
    LocalDate from = notice.from();
    LocalDate until = notice.until();
    if (from == null || until == null) {
      return "";
    }
    LocalDate last = until.minusDays(1);
    return last.equals(from) ? from.toString() : from + " – " + last;
  }
}
