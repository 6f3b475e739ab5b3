package tierwise.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.facts.Bound;

/** Prints a decision for people, in 100 columns, readable with and without colour. */
final class DecisionText {
  private static final int LABEL = 13;

  private final PrintWriter out;
  private final Ansi ansi;

  /** Where the lines of a measurement were printed; several offers often rest on the same. */
  private final Map<Measured, String> printed = new HashMap<>();

  private DecisionText(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  static void print(PrintWriter out, String name, Decision decision, Ansi ansi) {
    new DecisionText(out, ansi).print(name, decision);
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
    TextTable table = labelled(0);
    if (!name.isEmpty()) {
      row(table, "Case", "@|bold " + plain(name) + "|@");
    }
    row(
        table,
        "Rules",
        plain(decision.programYear().title())
            + " ("
            + decision.programYear().name()
            + ", "
            + decision.fingerprint().substring(0, "sha256:".length() + 12)
            + "…)");
    row(table, "As of", decision.asOf().toString());
    List<Decision.Held> held = decision.held();
    row(table, "Holds", held.isEmpty() ? "nothing on this day" : held(held.get(0)));
    held.stream().skip(1).forEach(each -> row(table, "", held(each)));
    row(table, "Highest tier", highest(decision));
    out.print(table);
    heading("Offers");
    TextTable offers = table(new Column(16, 2, Overflow.SPAN), new Column(84, 1, Overflow.WRAP));
    for (OfferDecision offer : decision.offers()) {
      row(offers, status(offer.status()), plain(offer.title()) + variant(offer));
    }
    out.print(offers);
  }

  private static String held(Decision.Held held) {
    return plain(held.title()) + ", " + held.since() + " to its anniversary " + held.anniversary();
  }

  private String highest(Decision decision) {
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
    heading("What is missing for the next tier");
    for (OfferDecision step : steps) {
      out.println(text("  @|bold " + plain(step.title()) + variant(step) + "|@"));
      out.print(bullets(step.missing()));
    }
  }

  private TextTable bullets(List<Finding> findings) {
    TextTable table = table(new Column(6, 4, Overflow.SPAN), new Column(94, 0, Overflow.WRAP));
    findings.forEach(finding -> row(table, "-", plain(finding.text())));
    return table;
  }

  // ---- one offer ---------------------------------------------------------------------------

  private void offer(OfferDecision offer) {
    String title = offer.title() + variant(offer);
    int gap = Main.WIDTH - title.codePointCount(0, title.length()) - offer.status().name().length();
    out.println();
    out.println(
        text(
            "@|bold,underline "
                + plain(title)
                + "|@"
                + " ".repeat(Math.max(2, gap))
                + status(offer.status())));
    offer.closedBy().forEach(reason -> out.print(reason("Closed", reason)));
    if (offer.openedBy() != null) {
      out.print(reason("Open", offer.openedBy()));
    }
    offer.findings().forEach(finding -> finding(finding, 2, title));
  }

  private TextTable reason(String label, Reason reason) {
    TextTable table = labelled(2);
    row(table, label, plain(reason.text()));
    row(table, "", by("Stated", reason.by()));
    return table;
  }

  private void finding(Finding finding, int indent, String title) {
    TextTable table = labelled(indent);
    boolean either = finding instanceof Finding.Either;
    row(
        table,
        status(finding.status()),
        either ? "One of these is enough:" : plain(finding.text()));
    if (finding instanceof Finding.OfMeasure measure) {
      row(table, "", figures(measure));
    }
    finding.askedBy().forEach(asked -> row(table, "", by("Asked", asked)));
    if (finding instanceof Finding.OfMeasure measure) {
      if (measure.measured() != null) {
        measurement(table, measure.measured(), title);
      }
      if (measure.waivedBy() != null) {
        row(table, "", by("Waived", measure.waivedBy().by()));
      }
    }
    out.print(table);
    if (finding instanceof Finding.Either ways) {
      ways.ways().forEach(way -> finding(way, indent + 4, title));
    }
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

  private static String figure(@Nullable BigDecimal figure) {
    return figure == null ? "–" : figure.toPlainString();
  }

  private void measurement(TextTable table, Measured measured, String title) {
    row(table, "", by("Measured", measured.measuredBy()));
    String earlier = printed.putIfAbsent(measured, title);
    if (earlier != null) {
      row(table, "", "Counted and left out: as under " + plain(earlier));
      return;
    }
    row(
        table,
        "",
        "Counted: "
            + (measured.evidence().isEmpty()
                ? "nothing"
                : plain(String.join(", ", measured.evidence()))));
    leftOut(measured)
        .forEach(
            (reason, lines) -> {
              row(table, "", "Left out: " + plain(String.join(", ", lines)));
              row(table, "", "  " + place(reason.by()) + ": " + plain(reason.text()));
            });
    for (Measured part : measured.parts()) {
      row(table, "", "Part " + plain(taken(part)) + ": " + figure(part.value()));
    }
  }

  /** What tells a part from the others. */
  private static String taken(Measured part) {
    if (part.at() != null) {
      return part.at();
    }
    return part.of() == null ? part.measure() : part.of().toString();
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
    heading("Measured besides");
    for (Measured measured : measures) {
      TextTable table = labelled(2);
      row(
          table,
          measured.measure(),
          (measured.of() == null ? "" : plain(measured.of().toString()) + ": ")
              + figure(measured.value())
              + " "
              + plain(measured.unit()));
      measurement(table, measured, measured.measure());
      out.print(table);
    }
  }

  private void notices(List<Decision.Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    heading("Good to know");
    TextTable table =
        table(
            new Column(25, 0, Overflow.SPAN),
            new Column(19, 1, Overflow.SPAN),
            new Column(56, 1, Overflow.WRAP));
    for (Decision.Notice notice : notices) {
      row(table, dates(notice), place(notice.by()), plain(notice.text()));
    }
    out.print(table);
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

  // ---- layout ------------------------------------------------------------------------------

  /** The place first: a line break inside of it would keep it from being found. */
  private static String by(String done, RuleReference by) {
    return done + " " + place(by) + ": \"" + plain(by.rule()) + "\"";
  }

  private static String place(RuleReference by) {
    RuleReference.Row row = by.row();
    return "@|faint "
        + plain(by.file())
        + ":"
        + by.line()
        + (row == null ? "" : ", row " + plain(row.file()) + ":" + row.line())
        + "|@";
  }

  private static String status(OfferDecision.Status status) {
    String colour =
        switch (status) {
          case GRANTED -> "green";
          case REFUSED -> "red";
          case UNDETERMINED -> "yellow";
          case CLOSED -> "faint";
        };
    return "@|" + colour + " " + status + "|@";
  }

  private static String status(Finding.Status status) {
    String colour =
        switch (status) {
          case MET -> "green";
          case WAIVED -> "cyan";
          case NOT_REPORTED -> "yellow";
          case MISSED -> "red";
        };
    return "@|" + colour + " " + status + "|@";
  }

  private void heading(String words) {
    out.println();
    out.println(text("@|bold,underline " + words + "|@"));
  }

  private TextTable labelled(int indent) {
    return table(
        new Column(LABEL + indent, indent, Overflow.SPAN),
        new Column(Main.WIDTH - LABEL - indent, 1, Overflow.WRAP));
  }

  private TextTable table(Column... columns) {
    return TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
  }

  private void row(TextTable table, String... cells) {
    Ansi.Text[] texts = new Ansi.Text[cells.length];
    for (int i = 0; i < cells.length; i++) {
      texts[i] = text(cells[i]);
    }
    table.addRowValues(texts);
  }

  private Ansi.Text text(String marked) {
    return ansi.new Text(marked, Help.defaultColorScheme(ansi));
  }

  /** Keeps what comes from files from being read as colours. */
  private static String plain(String text) {
    return text.replace("@|", "@\u200a|").replace("|@", "|\u200a@");
  }
}
