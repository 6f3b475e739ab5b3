package tierwise.analysis.impact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision.Status;
import tierwise.analysis.population.Undecided;

/**
 * Whom an impact hits, as lines of CSV (RFC 4180, line feeds): one for each offer that a partner
 * gains or loses, and one for each case that could not be decided. They can be written one by one.
 */
public final class ImpactCsv {
  private static final List<String> COLUMNS =
      List.of(
          "where",
          "partner",
          "name",
          "tier before",
          "tier after",
          "change",
          "offer",
          "of",
          "renewal",
          "before",
          "after",
          "asked",
          "required",
          "actual",
          "short",
          "why");

  private ImpactCsv() {}

  /** The names of the columns, with a line feed behind them. */
  public static String head() {
    return line(COLUMNS);
  }

  /** The lines of a partner; of several figures that are in the way the first has its columns. */
  public static String rows(Impact.Moved moved) {
    StringBuilder rows = new StringBuilder();
    for (Impact.MovedOffer offer : moved.offers()) {
      List<@Nullable String> cells = new ArrayList<>();
      cells.addAll(
          Arrays.asList(
              moved.where(),
              moved.partner(),
              moved.name(),
              moved.tierBefore(),
              moved.tierAfter(),
              offer.gained() ? "gains" : "loses",
              offer.offer(),
              offer.of(),
              offer.renewal() ? "yes" : "no",
              status(offer.before()),
              status(offer.after())));
      Impact.Gap gap = offer.gaps().isEmpty() ? null : offer.gaps().get(0);
      cells.addAll(
          gap == null
              ? Arrays.asList("", "", "", "")
              : Arrays.asList(
                  gap.what(), figure(gap.required()), figure(gap.actual()), figure(gap.shortBy())));
      cells.add(String.join(" ", offer.why()));
      rows.append(line(cells));
    }
    return rows.toString();
  }

  /** The line of a case that could not be decided. */
  public static String row(Undecided undecided) {
    List<@Nullable String> cells = new ArrayList<>(Arrays.asList(undecided.where()));
    while (cells.size() < COLUMNS.size() - 1) {
      cells.add(cells.size() == COLUMNS.indexOf("change") ? "not decided" : "");
    }
    cells.add(String.join("\n", undecided.problems()));
    return line(cells);
  }

  private static String status(@Nullable Status status) {
    return status == null ? "not offered" : status.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String figure(@Nullable BigDecimal figure) {
    return figure == null ? null : figure.toPlainString();
  }

  private static String line(List<? extends @Nullable String> cells) {
    return cells.stream().map(ImpactCsv::cell).collect(Collectors.joining(",", "", "\n"));
  }

  /** A text that a spreadsheet would take for a formula is kept from being one. */
  private static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    boolean isFormula =
        "=+@\t\r".indexOf(text.charAt(0)) >= 0
            || (text.charAt(0) == '-' && !text.matches("-[0-9.]+"));
    String safe = isFormula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
