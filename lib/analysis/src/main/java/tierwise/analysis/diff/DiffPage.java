package tierwise.analysis.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.diff.OfferChange.Effect;
import tierwise.analysis.diff.Witness.Outcome;
import tierwise.analysis.internal.page.Block;

/** A comparison of two years as a page: whom it hits first, then what is written otherwise. */
final class DiffPage {
  private static final int SHORT_FINGERPRINT = "sha256:".length() + 12;

  private final List<Block> blocks = new ArrayList<>();
  private final YearDiff diff;

  private DiffPage(YearDiff diff) {
    this.diff = diff;
  }

  static List<Block> of(YearDiff diff) {
    DiffPage page = new DiffPage(diff);
    page.page();
    return page.blocks;
  }

  private void page() {
    heading(
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
    say(span(diff.before().year()) + " " + span(diff.after().year()));
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
    return side.year().name()
        + " "
        + fingerprint.substring(0, Math.min(SHORT_FINGERPRINT, fingerprint.length()));
  }

  private static String span(ProgramYear year) {
    return year.name()
        + " holds from "
        + year.from()
        + (year.until() == null ? " on." : " to " + year.until().minusDays(1) + ".");
  }

  // ---- offers ----------------------------------------------------------------------------------

  private void offersAtAGlance() {
    heading(2, "Whom it hits");
    say(
        Stream.of(Effect.values())
            .filter(effect -> count(effect) > 0)
            .map(effect -> count(effect) + " " + word(effect))
            .collect(Collectors.joining(", ", "Of " + diff.offers().size() + " offers: ", ".")));
    blocks.add(
        new Block.Table(
            List.of("offer", "change", "how it is known"),
            diff.offers().stream()
                .map(each -> List.of(called(each), word(each.effect()), known(each)))
                .toList()));
  }

  private long count(Effect effect) {
    return diff.offers().stream().filter(each -> each.effect() == effect).count();
  }

  private static String called(OfferChange offer) {
    return (offer.renewal() ? "Renewal of " : "") + offer.called();
  }

  private static String word(Effect effect) {
    return switch (effect) {
      case SAME -> "the same";
      case EASIER -> "easier";
      case HARDER -> "harder";
      case BOTH -> "easier and harder";
      case NEW -> "new";
      case GONE -> "gone";
      case NOT_COMPARED -> "not compared";
    };
  }

  private String known(OfferChange offer) {
    if (offer.because() == null) {
      return offer.witnesses().isEmpty()
          ? ""
          : offer.witnesses().stream().anyMatch(DiffPage::mayBeTheCalendar)
              ? "partners who notice, below; for one of them it may be the calendar"
              : "partners who notice, below";
    }
    return switch (offer.because()) {
      case SAME_RULES -> "no partner can notice: all that it rests on is the same";
      case NONE_FOUND -> "nobody found who notices, in " + number(offer.compared()) + " cases";
    };
  }

  private static boolean mayBeTheCalendar(Witness witness) {
    return !witness.onOneDay() && witness.notices() != Witness.Notices.OTHERWISE;
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void offer(OfferChange offer) {
    if (offer.witnesses().isEmpty()) {
      return;
    }
    heading(2, called(offer) + ": " + word(offer.effect()));
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
    blocks.add(
        new Block.Item(
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
            below));
    blocks.add(
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
    heading(2, "What is told otherwise");
    say("For each notice and each measure, what one partner is told by the two years.");
    for (Witness each : diff.told()) {
      List<String> below = new ArrayList<>();
      told(each.before(), below);
      told(each.after(), below);
      blocks.add(new Block.Item(each.title(), below));
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
    heading(2, "Figures");
    if (diff.sameRows() > 0) {
      say(number(diff.sameRows()) + " rows are the same in both years.");
    }
    changes(diff.changes(Part.FIGURES));
  }

  private void rules() {
    heading(2, "Rules");
    say(number(diff.sameRules()) + " rules say the same in both years.");
    changes(diff.changes(Part.RULES));
  }

  private void part(Part part, String title) {
    if (!diff.changes(part).isEmpty()) {
      heading(2, title);
      changes(diff.changes(part));
    }
  }

  private void changes(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    blocks.add(
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
    heading(2, "How it was compared");
    say(
        "Both years decided "
            + number(search.tried())
            + " cases: "
            + number(search.known())
            + " that were given, "
            + number(search.drawn())
            + " that were drawn, and those beside them that lie between what the two years ask."
            + " Each partner above was made as small as possible and then decided once more by both.");
    if (!search.moved().isEmpty()) {
      say(
          "Each year decides on days of its own: all days of a case are "
              + search.moved()
              + " where "
              + diff.after().year().name()
              + " decides. Days that the rules write themselves stay where they are, so that somebody"
              + " near such a day can notice the calendar rather than the rules; a partner who"
              + " notices on one and the same day is preferred.");
    }
    if (!search.notCompared().isEmpty()) {
      say("What could not be compared, and was left out where the other year decides:");
      search.notCompared().stream()
          .sorted(Comparator.naturalOrder())
          .forEach(each -> blocks.add(new Block.Item(each, List.of())));
    }
    say("Fingerprints: " + full(diff.before()) + "; " + full(diff.after()) + ".");
  }

  private static String full(YearDiff.Side side) {
    return side.year().name() + " " + side.fingerprint();
  }

  private void heading(int level, String text) {
    blocks.add(new Block.Heading(level, text));
  }

  private void say(String text) {
    blocks.add(new Block.Paragraph(text));
  }
}
