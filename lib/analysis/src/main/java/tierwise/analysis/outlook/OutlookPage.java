package tierwise.analysis.outlook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision.Status;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageWriter;

/** An outlook as a page: what ends when, then why, then the dates to know. */
final class OutlookPage {
  /** What is told so often moves along with the days, and is told once. */
  private static final int MOST_OF_A_KIND = 3;

  private final PageWriter page = new PageWriter();
  private final Outlook outlook;

  private OutlookPage(Outlook outlook) {
    this.outlook = outlook;
  }

  static List<Block> of(Outlook outlook) {
    OutlookPage written = new OutlookPage(outlook);
    written.whole();
    return written.page.blocks();
  }

  private void whole() {
    String name = outlook.name();
    page.heading(
        1,
        "Outlook of "
            + outlook.partner()
            + (name == null || name.equals(outlook.partner()) ? "" : ", " + name));
    page.say(
        "From "
            + outlook.from()
            + " to "
            + last(outlook.until())
            + ", if nothing new happens: each of these days was decided.");
    outlook.years().forEach(this::year);
    granted();
    others();
    figures();
    reviews();
    notices();
  }

  private void year(Outlook.YearSpan span) {
    String year = span.year();
    String fingerprint = span.fingerprint();
    page.say(
        days(span.from(), span.until())
            + (year == null || fingerprint == null
                ? ": cannot be decided. " + String.join(" ", span.problems())
                : ": by the rules of "
                    + year
                    + " ("
                    + PageWriter.shortFingerprint(fingerprint)
                    + "…)"));
  }

  private void granted() {
    List<Outlook.Offer> granted =
        outlook.offers().stream()
            .filter(each -> each.spans().get(0).status() == Status.GRANTED)
            .toList();
    page.heading(2, "Granted now");
    if (granted.isEmpty()) {
      page.say("Nothing is granted on " + outlook.from() + ".");
    }
    for (Outlook.Offer each : granted) {
      LocalDate lost = each.lostOn();
      page.item(
          title(each) + ": " + (lost == null ? "all these days" : "until " + last(lost)),
          later(each));
    }
  }

  private void others() {
    List<Outlook.Offer> changing =
        outlook.offers().stream()
            .filter(each -> each.spans().get(0).status() != Status.GRANTED)
            .filter(each -> each.spans().size() > 1)
            .toList();
    if (!changing.isEmpty()) {
      page.heading(2, "Not granted now, and to change");
      for (Outlook.Offer each : changing) {
        page.item(title(each) + ": " + status(each.spans().get(0).status()), later(each));
      }
    }
    Map<String, List<String>> lasting = new LinkedHashMap<>();
    outlook.offers().stream()
        .filter(each -> each.spans().size() == 1)
        .filter(each -> each.spans().get(0).status() != Status.GRANTED)
        .forEach(
            each ->
                lasting
                    .computeIfAbsent(
                        status(each.spans().get(0).status()), status -> new ArrayList<>())
                    .add(title(each)));
    if (!lasting.isEmpty()) {
      page.heading(2, "The same all these days");
      lasting.forEach(
          (status, titles) -> page.item(status + ": " + String.join("; ", titles), List.of()));
    }
  }

  private List<String> later(Outlook.Offer offer) {
    return offer.spans().stream()
        .skip(1)
        .map(
            span ->
                days(span.from(), span.until())
                    + " "
                    + status(span)
                    + (span.why().isEmpty() ? "" : ": " + String.join(" ", span.why())))
        .toList();
  }

  private void figures() {
    if (outlook.figures().isEmpty()) {
      return;
    }
    page.heading(2, "Figures that change by themselves");
    Map<Outlook.FigureChange, List<String>> alike = new LinkedHashMap<>();
    for (Outlook.FigureChange each : outlook.figures()) {
      List<String> of = alike.computeIfAbsent(withoutOf(each), change -> new ArrayList<>());
      if (each.of() != null) {
        of.add(each.of());
      }
    }
    alike.forEach(
        (each, of) ->
            page.item(
                each.day()
                    + " "
                    + each.measure()
                    + (of.isEmpty() ? "" : " of " + String.join(", ", of))
                    + ": "
                    + figure(each.before())
                    + " → "
                    + figure(each.after())
                    + " "
                    + each.unit(),
                lines(each)));
  }

  /** What is the same whatever it is taken of is told once. */
  private static Outlook.FigureChange withoutOf(Outlook.FigureChange each) {
    return new Outlook.FigureChange(
        each.day(),
        each.measure(),
        null,
        each.unit(),
        each.before(),
        each.after(),
        each.out(),
        each.in());
  }

  private static List<String> lines(Outlook.FigureChange each) {
    List<String> below = new ArrayList<>();
    Map<List<String>, List<String>> byReason = new LinkedHashMap<>();
    each.out()
        .forEach(
            out -> byReason.computeIfAbsent(out.reasons(), r -> new ArrayList<>()).add(out.line()));
    byReason.forEach(
        (reasons, lines) ->
            below.add(
                "out: "
                    + String.join(", ", lines)
                    + (reasons.isEmpty() ? "" : ". " + String.join(" ", reasons))));
    if (!each.in().isEmpty()) {
      below.add("in: " + String.join(", ", each.in()));
    }
    return below;
  }

  private void reviews() {
    if (outlook.reviews().isEmpty()) {
      return;
    }
    page.heading(2, "Terms that end");
    for (Outlook.Review each : outlook.reviews()) {
      Status status = each.status();
      page.item(
          each.title()
              + " ends with "
              + each.day()
              + "; on this day its renewal is "
              + (status == null ? "not offered" : status(status)),
          each.missing());
    }
  }

  private void notices() {
    Map<List<String>, List<Outlook.Told>> kinds = new LinkedHashMap<>();
    Set<String> told = new HashSet<>();
    for (Outlook.Told each : outlook.notices()) {
      if (!isToCome(each) || !told.add(each.text())) {
        continue;
      }
      kinds
          .computeIfAbsent(
              List.of(each.code(), each.about() == null ? "" : each.about()),
              kind -> new ArrayList<>())
          .add(each);
    }
    if (kinds.isEmpty()) {
      return;
    }
    page.heading(2, "Dates to know");
    for (List<Outlook.Told> kind : kinds.values()) {
      Outlook.Told first = kind.get(0);
      if (kind.size() <= MOST_OF_A_KIND) {
        kind.forEach(each -> page.item(each.text(), List.of()));
      } else {
        page.item(
            first.text(),
            List.of(
                "changes on "
                    + kind.stream()
                        .skip(1)
                        .map(each -> each.toldFrom().toString())
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  /** What has no date is no date to know, and what is over is not to come. */
  private boolean isToCome(Outlook.Told told) {
    return told.from() != null && told.until() != null && told.until().isAfter(outlook.from());
  }

  // ---- words -------------------------------------------------------------------------------

  private String days(LocalDate from, LocalDate until) {
    return until.equals(outlook.until())
        ? "from " + from + " on"
        : until.equals(from.plusDays(1)) ? "on " + from : "from " + from + " to " + last(until);
  }

  private static LocalDate last(LocalDate until) {
    return until.minusDays(1);
  }

  private static String title(Outlook.Offer offer) {
    return offer.title() + (offer.renewal() ? ", renewal" : "");
  }

  private String status(Outlook.Span span) {
    boolean isDecided =
        outlook.years().stream()
            .noneMatch(
                each ->
                    each.year() == null
                        && !span.from().isBefore(each.from())
                        && span.from().isBefore(each.until()));
    return span.status() == null && !isDecided ? "not decided" : status(span.status());
  }

  private static String status(@Nullable Status status) {
    return status == null ? "not in play" : status.name().toLowerCase(Locale.ROOT);
  }

  private static String figure(@Nullable BigDecimal figure) {
    return figure == null ? "–" : figure.toPlainString();
  }
}
