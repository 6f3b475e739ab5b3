package tierwise.analysis.diff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.analysis.diff.Aspect.What;

/**
 * One partner as each of two years decides.
 *
 * @param moved by how much the days of the second are later
 */
record DecidedTwice(Decision before, Decision after, Period moved) {
  /** An offer of a decision, whatever its year calls it. */
  record Key(String offer, @Nullable String of, boolean renewal) {
    static Key of(OfferDecision offer) {
      return new Key(offer.offer(), offer.of(), offer.renewal());
    }
  }

  /** An offer that both years decide. */
  record Pair(OfferDecision before, OfferDecision after) {
    int rise() {
      return Aspect.rank(after.status()) - Aspect.rank(before.status());
    }
  }

  /** The offers that both years have. */
  List<Pair> pairs() {
    Map<Key, OfferDecision> others = new LinkedHashMap<>();
    after.offers().forEach(offer -> others.put(Key.of(offer), offer));
    List<Pair> pairs = new ArrayList<>();
    for (OfferDecision offer : before.offers()) {
      OfferDecision other = others.get(Key.of(offer));
      if (other != null) {
        pairs.add(new Pair(offer, other));
      }
    }
    return pairs;
  }

  /** All in which the two differ. */
  Set<Aspect> aspects() {
    Set<Aspect> aspects = aspectsOfOffers();
    notices(aspects);
    measures(aspects);
    return aspects;
  }

  /** The offers in which the two differ; the sentences need not be made for that. */
  Set<Aspect> aspectsOfOffers() {
    Set<Aspect> aspects = new LinkedHashSet<>();
    for (Pair pair : pairs()) {
      What what = what(pair);
      if (what != null) {
        aspects.add(new Aspect(what, pair.before().offer(), pair.before().renewal()));
      }
    }
    return aspects;
  }

  /** Whether the two differ in it. */
  boolean differIn(Aspect aspect) {
    Set<Aspect> told = new LinkedHashSet<>();
    switch (aspect.what()) {
      case NOTICE -> notices(told);
      case MEASURE -> measures(told);
      case EASIER, HARDER, OTHERWISE -> {
        return pair(aspect) != null;
      }
    }
    return told.contains(aspect);
  }

  /** The first pair that shows the aspect, those first that go all the way from yes to no. */
  @Nullable Pair pair(Aspect aspect) {
    Pair found = null;
    for (Pair pair : pairs()) {
      if (pair.before().offer().equals(aspect.name())
          && pair.before().renewal() == aspect.renewal()
          && what(pair) == aspect.what()
          && (found == null || Math.abs(pair.rise()) > Math.abs(found.rise()))) {
        found = pair;
      }
    }
    return found;
  }

  private static @Nullable What what(Pair pair) {
    int rise = pair.rise();
    if (rise != 0) {
      return rise > 0 ? What.EASIER : What.HARDER;
    }
    return pair.before().status() == pair.after().status()
            && closures(pair.before()).equals(closures(pair.after()))
            && told(pair.before()).equals(told(pair.after()))
        ? null
        : What.OTHERWISE;
  }

  private static List<String> closures(OfferDecision offer) {
    return offer.status() != OfferDecision.Status.CLOSED
        ? List.of()
        : offer.closedBy().stream().map(Reason::code).sorted().toList();
  }

  // ---- findings --------------------------------------------------------------------------------

  /** What is asked, whatever the figure. */
  static String asked(Finding finding) {
    if (finding instanceof Finding.OfMeasure measure) {
      return measure.measure() + "/" + measure.of() + "/" + measure.relation();
    }
    if (finding instanceof Finding.OfOffers offers) {
      return "needs " + offers.offers();
    }
    if (finding instanceof Finding.OfAnswer answer) {
      return "expects " + answer.question();
    }
    return finding.within().stream().map(DecidedTwice::asked).toList().toString();
  }

  /** How the case stands to it, with the figures. */
  static String stand(Finding finding) {
    if (finding instanceof Finding.OfMeasure measure) {
      return finding.status()
          + " "
          + plain(measure.required())
          + " "
          + plain(measure.actual())
          + " "
          + measure.unit()
          // Asking why has the sentences made, which takes longer than deciding.
          + (measure.status() != Finding.Status.WAIVED || measure.waivedBy() == null
              ? ""
              : " " + measure.waivedBy().code());
    }
    if (finding instanceof Finding.OfOffers offers) {
      return finding.status() + " " + offers.required() + " " + offers.granted();
    }
    if (finding instanceof Finding.OfAnswer answer) {
      return finding.status() + " " + answer.actual();
    }
    return finding.status()
        + finding.within().stream().map(DecidedTwice::stand).toList().toString();
  }

  private static @Nullable String plain(@Nullable BigDecimal figure) {
    return figure == null ? null : figure.stripTrailingZeros().toPlainString();
  }

  private static Map<String, String> told(OfferDecision offer) {
    Map<String, String> told = new TreeMap<>();
    offer.findings().forEach(each -> told.merge(asked(each), stand(each), String::concat));
    return told;
  }

  // ---- notices and measurements ----------------------------------------------------------------

  private void notices(Set<Aspect> aspects) {
    Function<LocalDate, LocalDate> none = day -> day;
    Set<List<@Nullable String>> was = notices(before, day -> day.plus(moved));
    Set<List<@Nullable String>> is = notices(after, none);
    differing(was, is)
        .forEach(
            each ->
                aspects.add(new Aspect(What.NOTICE, Objects.requireNonNull(each.get(0)), false)));
  }

  private static Set<List<@Nullable String>> notices(
      Decision decision, Function<LocalDate, LocalDate> moving) {
    Set<List<@Nullable String>> notices = new LinkedHashSet<>();
    for (Decision.Notice each : decision.notices()) {
      List<@Nullable String> notice = new ArrayList<>();
      notice.add(each.code());
      notice.add(String.valueOf(each.about()));
      notice.add(each.from() == null ? null : moving.apply(each.from()).toString());
      notice.add(each.until() == null ? null : moving.apply(each.until()).toString());
      notice.add(plain(each.amount()));
      notice.add(each.currency());
      notices.add(notice);
    }
    return notices;
  }

  private void measures(Set<Aspect> aspects) {
    differing(measures(before), measures(after))
        .forEach(
            each ->
                aspects.add(new Aspect(What.MEASURE, Objects.requireNonNull(each.get(0)), false)));
  }

  private static Set<List<@Nullable String>> measures(Decision decision) {
    Set<List<@Nullable String>> measures = new LinkedHashSet<>();
    for (Measured each : decision.measurements()) {
      List<@Nullable String> measure = new ArrayList<>();
      measure.add(each.measure());
      measure.add(each.id());
      measure.add(plain(each.value()));
      measure.add(each.valueExact());
      measure.addAll(each.evidence());
      each.excluded()
          .forEach(
              line ->
                  measure.add(
                      line.evidence()
                          + line.reasons().stream().map(Reason::code).sorted().toList()));
      measures.add(measure);
    }
    return measures;
  }

  private static <T> Set<T> differing(Set<T> one, Set<T> other) {
    Set<T> all = new LinkedHashSet<>(one);
    all.addAll(other);
    all.removeIf(each -> one.contains(each) && other.contains(each));
    return all;
  }
}
