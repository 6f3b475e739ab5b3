package tierwise.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.RuleReference;

/** Text for people in 100 columns, readable with and without colour. */
final class Page {
  private static final int LABEL = 13;

  private final PrintWriter out;
  private final Ansi ansi;

  Page(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  // ---- what is printed ---------------------------------------------------------------------

  void line() {
    out.println();
  }

  void line(String marked) {
    out.println(text(marked));
  }

  void heading(String words) {
    line();
    line("@|bold,underline " + words + "|@");
  }

  void print(TextTable table) {
    out.print(table);
  }

  /** A table of two columns: labels, and what wraps beside them. */
  TextTable labelled(int indent) {
    return table(
        new Column(LABEL + indent, indent, Overflow.SPAN),
        new Column(Main.WIDTH - LABEL - indent, 1, Overflow.WRAP));
  }

  TextTable table(Column... columns) {
    return TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
  }

  void row(TextTable table, String... cells) {
    Ansi.Text[] texts = new Ansi.Text[cells.length];
    for (int i = 0; i < cells.length; i++) {
      texts[i] = text(cells[i]);
    }
    table.addRowValues(texts);
  }

  private Ansi.Text text(String marked) {
    return ansi.new Text(marked, Help.defaultColorScheme(ansi));
  }

  // ---- words -------------------------------------------------------------------------------

  /** Keeps what comes from files from being read as colours. */
  static String plain(String text) {
    return text.replace("@|", "@\u200a|").replace("|@", "|\u200a@");
  }

  static String figure(@Nullable BigDecimal figure) {
    return figure == null ? "–" : figure.toPlainString();
  }

  /** The place first: a line break inside of it would keep it from being found. */
  static String by(String done, RuleReference by) {
    return done + " " + place(by) + ": \"" + plain(by.rule()) + "\"";
  }

  static String place(RuleReference by) {
    RuleReference.Row row = by.row();
    return "@|faint "
        + plain(by.file())
        + ":"
        + by.line()
        + (row == null ? "" : ", row " + plain(row.file()) + ":" + row.line())
        + "|@";
  }

  static String status(OfferDecision.Status status) {
    String colour =
        switch (status) {
          case GRANTED -> "green";
          case REFUSED -> "red";
          case UNDETERMINED -> "yellow";
          case CLOSED -> "faint";
        };
    return "@|" + colour + " " + status + "|@";
  }

  static String status(Finding.Status status) {
    String colour =
        switch (status) {
          case MET -> "green";
          case WAIVED -> "cyan";
          case NOT_REPORTED -> "yellow";
          case MISSED -> "red";
        };
    return "@|" + colour + " " + status + "|@";
  }
}
