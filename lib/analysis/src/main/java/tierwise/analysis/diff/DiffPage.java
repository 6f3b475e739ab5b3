package tierwise.analysis.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.diff.OfferChange.Effect;
import tierwise.analysis.diff.Witness.Outcome;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageWriter;

/** A comparison of two years as a page: whom it hits first, then what is written otherwise. */
final class DiffPage {
  private static final String BY_DAYS = " by days alone";

  private final PageWriter page = new PageWriter();
  private final YearDiff diff;

  private DiffPage(YearDiff diff) {
    this.diff = diff;
  }

  static List<Block> of(YearDiff diff) {
    DiffPage written = new DiffPage(diff);
    written.page();
    return written.page.blocks();
  }

  private void page() {
    page.heading(
        1,
        "From "
            + diff.before().year().title()
            + " to "
            + diff.after().year().title()
            + ": what changes ("
            + side(diff.before())
            + " to "
            + side(diff.after())
            + ")");
    page.say(span(diff.before().year()) + " " + span(diff.after().year()));
    offersAtAGlance();
    diff.offers().forEach(this::offer);
    figures();
    part(Part.ENTRIES, "Entries of tables");
    rules();
    part(Part.DAYS, "Days");
    part(Part.PROGRAMME, "Offers, lists and measures");
    told();
    part(Part.WORDS, "Words: titles, sources and messages");
    howItWasCompared();
  }

  private static String side(YearDiff.Side side) {
    String fingerprint = side.fingerprint();
    return side.year().name() + " " + PageWriter.shortFingerprint(fingerprint);
  }

  private static String span(ProgramYear year) {
    return year.name()
        + " holds from "
        + year.from()
        + (year.until() == null ? " on." : " to " + year.until().minusDays(1) + ".");
  }

  // ---- offers ----------------------------------------------------------------------------------

  private void offersAtAGlance() {
    page.heading(2, "Whom it hits");
    Map<String, Integer> counts = new LinkedHashMap<>();
    diff.offers().forEach(each -> counts.merge(word(each), 1, Integer::sum));
    page.say(
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", ", "Of " + diff.offers().size() + " offers: ", ".")));
    if (counts.keySet().stream().anyMatch(each -> each.endsWith(BY_DAYS))) {
      page.say(
          "\"By days alone\" is what somebody notices only because each year decides on days of its"
              + " own, such as the end of an extension: on one and the same day both decide alike.");
    }
    page.table(
        List.of("offer", "change", "how it is known"),
        diff.offers().stream()
            .map(each -> List.of(called(each), word(each), known(each)))
            .toList());
  }

  private static String called(OfferChange offer) {
    return (offer.renewal() ? "Renewal of " : "") + offer.called();
  }

  private static String word(OfferChange offer) {
    return switch (offer.effect()) {
      case SAME -> "the same";
      case NEW -> "new";
      case GONE -> "gone";
      case NOT_COMPARED -> "not compared";
      case EASIER, HARDER, BOTH -> direction(offer);
    };
  }

  private static String direction(OfferChange offer) {
    String onOneDay = directions(offer, true);
    String byDays = directions(offer, false);
    if (byDays.isEmpty()) {
      return onOneDay;
    }
    return (onOneDay.isEmpty() ? "" : onOneDay + "; ") + byDays + BY_DAYS;
  }

  private static String directions(OfferChange offer, boolean onOneDay) {
    return offer.witnesses().stream()
        .filter(each -> each.onOneDay() == onOneDay)
        .map(Witness::notices)
        .filter(each -> each != Witness.Notices.OTHERWISE)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  private String known(OfferChange offer) {
    if (offer.because() == null) {
      return offer.witnesses().isEmpty() ? "" : "partners who notice, below";
    }
    return switch (offer.because()) {
      case SAME_RULES -> "no partner can notice: all that it rests on is the same";
      case NONE_FOUND ->
          "nobody found who notices, in " + PageWriter.number(offer.compared()) + " cases";
    };
  }

  private void offer(OfferChange offer) {
    if (offer.witnesses().isEmpty()) {
      return;
    }
    page.heading(2, called(offer) + ": " + word(offer));
    boolean sameAnswer = offer.effect() == Effect.SAME;
    offer.witnesses().stream()
        .filter(each -> sameAnswer || each.notices() != Witness.Notices.OTHERWISE)
        .forEach(this::witness);
  }

  private void witness(Witness witness) {
    Outcome before = witness.before();
    Outcome after = witness.after();
    String head =
        switch (witness.notices()) {
          case EASIER -> "Somebody gets more";
          case HARDER -> "Somebody gets less";
          case OTHERWISE -> "Somebody gets the same answer for other reasons";
          case NOTICE, MEASURE -> "Somebody is told otherwise";
        };
    List<String> below = new ArrayList<>();
    outcome(before, below);
    outcome(after, below);
    page.item(
        head
            + ": "
            + witness.title()
            + " is "
            + (before.status().equals(after.status())
                ? before.status() + " in both years"
                : before.status()
                    + " by "
                    + before.year()
                    + ", "
                    + after.status()
                    + " by "
                    + after.year())
            + (witness.onOneDay()
                ? ", on the same day, " + after.asOf()
                : ", on "
                    + before.asOf()
                    + " and "
                    + diff.search().moved()
                    + ", on "
                    + after.asOf())
            + ".",
        below);
    page.add(
        new Block.Code(
            "The case, to be pasted into the tests of " + after.year(), witness.caseAfter()));
  }

  private static void outcome(Outcome outcome, List<String> below) {
    if (outcome.because().isEmpty()) {
      below.add(outcome.year() + ": " + outcome.status() + "; says nothing of the kind");
    }
    outcome
        .because()
        .forEach(
            ground ->
                below.add(
                    outcome.year()
                        + ": "
                        + ground.text()
                        + ground.at().stream()
                            .map(Change.Place::toString)
                            .collect(Collectors.joining(", ", " [", "]"))));
  }

  private void told() {
    if (diff.told().isEmpty()) {
      return;
    }
    page.heading(2, "What is told otherwise");
    page.say("For each notice and each measure, what one partner is told by the two years.");
    for (Witness each : diff.told()) {
      List<String> below = new ArrayList<>();
      told(each.before(), below);
      told(each.after(), below);
      page.item(each.title(), below);
    }
  }

  private static void told(Outcome outcome, List<String> below) {
    if (outcome.because().isEmpty()) {
      below.add(outcome.year() + ": " + outcome.status());
    } else {
      outcome(outcome, below);
    }
  }

  // ---- what is written -------------------------------------------------------------------------

  private void figures() {
    page.heading(2, "Figures");
    if (diff.sameRows() > 0) {
      page.say(PageWriter.number(diff.sameRows()) + " rows are the same in both years.");
    }
    changes(diff.changes(Part.FIGURES));
  }

  private void rules() {
    page.heading(2, "Rules");
    page.say(PageWriter.number(diff.sameRules()) + " rules say the same in both years.");
    changes(diff.changes(Part.RULES));
  }

  private void part(Part part, String title) {
    if (!diff.changes(part).isEmpty()) {
      page.heading(2, title);
      changes(diff.changes(part));
    }
  }

  private void changes(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    page.add(
        new Block.Changes(
            changes.stream()
                // What belongs together stands together.
                .collect(Collectors.groupingBy(Change::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .map(DiffPage::change)
                .toList()));
  }

  private static Block.Change change(Change each) {
    String kind =
        switch (each.kind()) {
          case CHANGED -> "changed";
          case NEW -> "new";
          case GONE -> "gone";
          case RENAMED -> "renamed";
        };
    return new Block.Change(
        each.of(),
        each.what(),
        kind,
        Objects.requireNonNullElse(each.before(), ""),
        Objects.requireNonNullElse(each.after(), ""),
        at(each.beforeAt(), each.afterAt()));
  }

  private static String at(Change.@Nullable Place before, Change.@Nullable Place after) {
    return Stream.of(before, after)
        .flatMap(Stream::ofNullable)
        .map(Change.Place::toString)
        .collect(Collectors.joining(" -> "));
  }

  // ---- how -------------------------------------------------------------------------------------

  private void howItWasCompared() {
    YearDiff.Search search = diff.search();
    page.heading(2, "How it was compared");
    page.say(
        "Both years decided "
            + PageWriter.number(search.tried())
            + " cases: "
            + PageWriter.number(search.known())
            + " that were given, "
            + PageWriter.number(search.drawn())
            + " that were drawn, and those beside them that lie between what the two years ask."
            + " Each partner above was made as small as possible and then decided once more by both.");
    if (!search.moved().isEmpty()) {
      page.say(
          "Each year decides on days of its own: all days of a case are "
              + search.moved()
              + " where "
              + diff.after().year().name()
              + " decides. Days that the rules write themselves stay where they are, so that somebody"
              + " near such a day can notice the calendar rather than the rules; a partner who"
              + " notices on one and the same day is preferred.");
    }
    if (!search.notCompared().isEmpty()) {
      page.say("What could not be compared, and was left out where the other year decides:");
      search.notCompared().stream()
          .sorted(Comparator.naturalOrder())
          .forEach(each -> page.item(each, List.of()));
    }
    page.say("Fingerprints: " + full(diff.before()) + "; " + full(diff.after()) + ".");
  }

  private static String full(YearDiff.Side side) {
    return side.year().name() + " " + side.fingerprint();
  }
}
