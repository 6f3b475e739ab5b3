package tierwise.analysis.diff;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.analysis.diff.Aspect.What;
import tierwise.analysis.diff.OfferChange.Because;
import tierwise.analysis.diff.OfferChange.Effect;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.analysis.internal.written.SameRules;
import tierwise.analysis.internal.written.WrittenFacts;
import tierwise.analysis.internal.written.WrittenRows;
import tierwise.analysis.internal.written.WrittenRules;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.opened.OpenedRules;
import tierwise.testing.internal.draw.DrawnCase;

/** Compares two years: first what they say, then what they decide. */
final class Differ {
  private final YearPair pair;
  private final OpenedRules before;
  private final OpenedRules after;

  Differ(RuleSet before, RuleSet after) {
    this.pair = new YearPair(before, after);
    this.before = pair.openedBefore();
    this.after = pair.openedAfter();
  }

  YearDiff diff(YearDiff.Effort effort) {
    WrittenRows rows = new WrittenRows(before, after);
    WrittenRules rules = new WrittenRules(before, after);
    List<Change> changes = new ArrayList<>(rows.changes());
    changes.addAll(rules.changes());
    changes.addAll(
        WrittenFacts.changes(
            pair.before().programYear(), before, pair.after().programYear(), after));
    WitnessSearch search = new WitnessSearch(pair, texts(rows.changes()), rows.changedTexts());
    List<DrawnCase> known = known(effort);
    search.known(known);
    search.drawn(effort.drawn());
    WitnessText words = new WitnessText(pair);
    Map<Aspect, Witness> witnesses = new LinkedHashMap<>();
    search.smallest().forEach((aspect, found) -> witnesses.put(aspect, words.of(aspect, found)));
    return new YearDiff(
        side(pair.before()),
        side(pair.after()),
        offers(search, witnesses, changes),
        witnesses.entrySet().stream()
            .filter(
                each -> each.getKey().what() == What.NOTICE || each.getKey().what() == What.MEASURE)
            .map(Map.Entry::getValue)
            .toList(),
        changes,
        rules.same(),
        rows.same(),
        new YearDiff.Search(
            search.tried(), known.size(), effort.drawn(), moved(), notCompared(search)));
  }

  private static YearDiff.Side side(RuleSet rules) {
    return new YearDiff.Side(rules.programYear(), rules.fingerprint());
  }

  /** What the keys of changed rows name. */
  private static List<String> texts(List<Change> changes) {
    return changes.stream()
        .flatMap(each -> Stream.of(each.what().split("[:,] ")))
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private List<DrawnCase> known(YearDiff.Effort effort) {
    List<DrawnCase> known = new ArrayList<>();
    for (EnrollmentCase each : effort.before()) {
      known.add(DrawnCase.of(before.model().vocabulary(), each));
    }
    for (EnrollmentCase each : effort.after()) {
      DrawnCase earlier = pair.earlier(DrawnCase.of(after.model().vocabulary(), each));
      if (earlier != null) {
        known.add(earlier);
      }
    }
    return known;
  }

  // ---- offers ----------------------------------------------------------------------------------

  private List<OfferChange> offers(
      WitnessSearch search, Map<Aspect, Witness> witnesses, List<Change> changes) {
    Set<String> names = new LinkedHashSet<>(before.manifest().offers().keySet());
    names.addAll(after.manifest().offers().keySet());
    List<OfferChange> offers = new ArrayList<>();
    for (String name : names) {
      Manifest.OfferSpec was = before.manifest().offers().get(name);
      Manifest.OfferSpec is = after.manifest().offers().get(name);
      offers.add(offer(name, false, was != null, is != null, search, witnesses, changes));
      boolean renewedBefore = was != null && was.renewable();
      boolean renewedAfter = is != null && is.renewable();
      if (renewedBefore || renewedAfter) {
        offers.add(offer(name, true, renewedBefore, renewedAfter, search, witnesses, changes));
      }
    }
    return offers;
  }

  private OfferChange offer(
      String name,
      boolean renewal,
      boolean was,
      boolean is,
      WitnessSearch search,
      Map<Aspect, Witness> witnesses,
      List<Change> changes) {
    List<Witness> own =
        Stream.of(What.EASIER, What.HARDER, What.OTHERWISE)
            .flatMap(what -> Stream.ofNullable(witnesses.get(new Aspect(what, name, renewal))))
            .toList();
    boolean easier = witnesses.containsKey(new Aspect(What.EASIER, name, renewal));
    boolean harder = witnesses.containsKey(new Aspect(What.HARDER, name, renewal));
    int compared = search.compared(name, renewal);
    Effect effect =
        !was
            ? Effect.NEW
            : !is
                ? Effect.GONE
                : easier
                    ? harder ? Effect.BOTH : Effect.EASIER
                    : harder ? Effect.HARDER : compared == 0 ? Effect.NOT_COMPARED : Effect.SAME;
    return new OfferChange(
        name,
        renewal,
        called(name),
        effect,
        because(effect, name, own.isEmpty(), changes),
        compared,
        own);
  }

  private @Nullable Because because(
      Effect effect, String name, boolean nobodyNotices, List<Change> changes) {
    if (effect != Effect.SAME && effect != Effect.NOT_COMPARED) {
      return null;
    }
    if (nobodyNotices && SameRules.isSame(before, after, name, changes)) {
      return Because.SAME_RULES;
    }
    return effect == Effect.SAME ? Because.NONE_FOUND : null;
  }

  private String called(String name) {
    OpenedRules rules = after.manifest().offers().containsKey(name) ? after : before;
    return new StatementWords(rules.manifest(), rules.messages())
        .message(Messages.Section.OFFERS, name);
  }

  // ---- what was not compared -------------------------------------------------------------------

  private String moved() {
    Period by = pair.moved();
    List<String> parts = new ArrayList<>();
    part(parts, Math.abs(by.getYears()), "year");
    part(parts, Math.abs(by.getMonths()), "month");
    part(parts, Math.abs(by.getDays()), "day");
    return String.join(" and ", parts)
        + (parts.isEmpty() ? "" : by.isNegative() ? " earlier" : " later");
  }

  private static void part(List<String> parts, int number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }

  private List<String> notCompared(WitnessSearch search) {
    List<String> notCompared = new ArrayList<>();
    notCompared.addAll(KnownFacts.onlyOf(pair.before().toString(), before, after));
    notCompared.addAll(KnownFacts.onlyOf(pair.after().toString(), after, before));
    search
        .refused()
        .forEach(
            (problem, number) ->
                notCompared.add(
                    number
                        + (number == 1 ? " case was" : " cases were")
                        + " not decided by "
                        + problem));
    return notCompared;
  }
}
