package tierwise.analysis.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.analysis.diff.Aspect.What;
import tierwise.analysis.diff.Change.Place;
import tierwise.analysis.diff.Witness.Ground;
import tierwise.analysis.diff.Witness.Outcome;
import tierwise.analysis.diff.WitnessSearch.Found;
import tierwise.testing.internal.draw.CaseText;
import tierwise.testing.internal.draw.DrawnCase;
import tierwise.testing.internal.draw.YamlText;

/** Tells what a partner notices: decides the case by both years and says where they part. */
final class WitnessText {
  private static final int MOST_GROUNDS = 4;

  private final YearPair pair;

  WitnessText(YearPair pair) {
    this.pair = pair;
  }

  Witness of(Aspect aspect, Found found) {
    DrawnCase later = Objects.requireNonNull(pair.later(found.facts()));
    DrawnCase earlier = found.onOneDay() ? later : found.facts();
    DecidedTwice apart = Objects.requireNonNull(pair.decide(found.facts()));
    DecidedTwice decided =
        found.onOneDay()
            ? Objects.requireNonNull(pair.decideOnOneDay(found.facts(), apart))
            : apart;
    DecidedTwice.Pair offer = decided.pair(aspect);
    String title =
        offer == null
            ? (aspect.what() == What.NOTICE ? "notice " : "measure ") + aspect.name()
            : (aspect.renewal() ? "The renewal of " : "") + offer.after().title();
    return new Witness(
        Witness.Notices.valueOf(aspect.what().name()),
        title,
        found.onOneDay(),
        outcome(aspect, decided.before(), offer == null ? null : offer.before(), decided.after()),
        outcome(aspect, decided.after(), offer == null ? null : offer.after(), decided.before()),
        text(aspect, title, decided.before(), pair.knownBefore(earlier)),
        text(aspect, title, decided.after(), pair.knownAfter(later)));
  }

  // ---- what one year decides -------------------------------------------------------------------

  private Outcome outcome(
      Aspect aspect, Decision decision, @Nullable OfferDecision offer, Decision other) {
    String status;
    List<Ground> because;
    if (offer != null) {
      status = words(offer.status());
      DecidedTwice.Key key = DecidedTwice.Key.of(offer);
      because =
          other.offers().stream()
              .filter(each -> DecidedTwice.Key.of(each).equals(key))
              .findFirst()
              .map(each -> grounds(offer, each))
              .orElse(List.of());
    } else if (aspect.what() == What.NOTICE) {
      because =
          decision.notices().stream()
              .filter(each -> each.code().equals(aspect.name()))
              .map(each -> new Ground(each.text(), places(each.by()), false))
              .toList();
      status = because.isEmpty() ? "not told" : "told";
    } else {
      because =
          decision.measurements().stream()
              .filter(each -> each.measure().equals(aspect.name()))
              .map(each -> new Ground(measured(each), places(each.measuredBy()), each.synthetic()))
              .toList();
      status = because.isEmpty() ? "not measured" : "measured";
    }
    return new Outcome(
        decision.programYear(),
        decision.asOf(),
        status,
        because.subList(0, Math.min(MOST_GROUNDS, because.size())));
  }

  static String words(OfferDecision.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** What the offer rests on and the other does not; what is missing first. */
  private static List<Ground> grounds(OfferDecision offer, OfferDecision other) {
    Set<String> others = new HashSet<>();
    other.findings().forEach(each -> others.add(DecidedTwice.asked(each) + stand(each)));
    Set<String> closures = new HashSet<>();
    other.closedBy().forEach(each -> closures.add(each.code()));
    List<Ground> grounds = new ArrayList<>();
    for (Reason reason : offer.closedBy()) {
      if (!closures.contains(reason.code())) {
        grounds.add(new Ground(reason.text(), places(reason.by()), false));
      }
    }
    for (boolean met : new boolean[] {false, true}) {
      for (Finding finding : offer.findings()) {
        boolean isMet = finding.status() == Finding.Status.MET;
        if (met == isMet && !others.contains(DecidedTwice.asked(finding) + stand(finding))) {
          grounds.add(
              new Ground(
                  finding.text(),
                  finding.askedBy().stream().flatMap(each -> places(each).stream()).toList(),
                  finding.synthetic()));
        }
      }
    }
    if (grounds.isEmpty() && offer.openedBy() != null) {
      grounds.add(new Ground(offer.openedBy().text(), places(offer.openedBy().by()), false));
    }
    return grounds;
  }

  private static String stand(Finding finding) {
    return DecidedTwice.stand(finding);
  }

  private static List<Place> places(RuleReference rule) {
    Place place = new Place(rule.file(), rule.line());
    RuleReference.Row row = rule.row();
    return row == null
        ? List.of(place)
        : Stream.of(place, new Place(row.file(), row.line())).distinct().toList();
  }

  private static String measured(Measured each) {
    BigDecimal value = each.value();
    StringBuilder text = new StringBuilder(each.id()).append(": ");
    text.append(value == null ? "no value" : value.stripTrailingZeros().toPlainString());
    text.append(each.evidence().isEmpty() ? "" : ", of " + String.join(", ", each.evidence()));
    each.excluded()
        .forEach(
            line ->
                text.append("; without ")
                    .append(line.evidence())
                    .append(" (")
                    .append(String.join(", ", line.reasons().stream().map(Reason::code).toList()))
                    .append(")"));
    return text.toString();
  }

  // ---- the case to paste -----------------------------------------------------------------------

  private String text(Aspect aspect, String title, Decision decision, DrawnCase facts) {
    return CaseText.of(sentence(aspect, title), facts, expected(aspect, title, decision));
  }

  private String sentence(Aspect aspect, String title) {
    String years = pair.before() + " and " + pair.after();
    return switch (aspect.what()) {
      case EASIER -> title + " is easier to get by " + pair.after() + " than by " + pair.before();
      case HARDER -> title + " is harder to get by " + pair.after() + " than by " + pair.before();
      case OTHERWISE -> title + " gets one answer for different reasons by " + years;
      case NOTICE, MEASURE -> "The " + title + " is told differently by " + years;
    };
  }

  private static Map<String, String> expected(Aspect aspect, String title, Decision decision) {
    if (aspect.what() == What.NOTICE) {
      List<Map<String, Object>> notices = new ArrayList<>();
      for (Decision.Notice each : decision.notices()) {
        if (each.code().equals(aspect.name())) {
          Map<String, Object> notice = new LinkedHashMap<>();
          notice.put("code", each.code());
          if (each.from() != null && each.until() != null) {
            notice.put("from", each.from());
            notice.put("until", each.until());
          }
          notices.add(notice);
        }
      }
      if (notices.isEmpty()) {
        notices.add(new LinkedHashMap<>(Map.of("code", aspect.name(), "absent", true)));
      }
      return Map.of("notices", YamlText.of(notices));
    }
    if (aspect.what() == What.MEASURE) {
      List<Map<String, Object>> measures = new ArrayList<>();
      for (Measured each : decision.measurements()) {
        if (each.measure().equals(aspect.name()) && each.value() != null && each.of() == null) {
          Map<String, Object> measure = new LinkedHashMap<>();
          measure.put("measure", each.measure());
          measure.put("value", each.value());
          measures.add(measure);
        }
      }
      return measures.isEmpty() ? highest(decision) : Map.of("measures", YamlText.of(measures));
    }
    return decision.offers().stream()
        .filter(
            each ->
                title.endsWith(each.title())
                    && each.offer().equals(aspect.name())
                    && each.renewal() == aspect.renewal())
        .findFirst()
        .map(WitnessText::expected)
        .orElse(highest(decision));
  }

  private static Map<String, String> highest(Decision decision) {
    Decision.Highest highest = decision.highest();
    if (highest == null) {
      return Map.of("highest", "none");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("offer", highest.offer());
    values.put("of", highest.of());
    return Map.of("highest", YamlText.of(values));
  }

  private static Map<String, String> expected(OfferDecision offer) {
    Map<String, Object> values = CaseText.offerKeys(offer);
    values.put("status", offer.status().name());
    return Map.of("offers", YamlText.of(List.of(values)));
  }
}
