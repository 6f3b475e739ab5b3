package tierwise.analysis.outlook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.OfferDecision.Status;
import tierwise.Problem;
import tierwise.Reason;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.analysis.internal.words.OfferAnswers;
import tierwise.analysis.outlook.Outlook.FigureChange;
import tierwise.analysis.outlook.Outlook.Offer;
import tierwise.analysis.outlook.Outlook.Out;
import tierwise.analysis.outlook.Outlook.Review;
import tierwise.analysis.outlook.Outlook.Span;
import tierwise.analysis.outlook.Outlook.Told;
import tierwise.analysis.outlook.Outlook.YearSpan;

/** Decides one day after the other and keeps what is new with each. For use by one thread. */
final class DaysAhead {
  private final DecidedDay days;
  private final EnrollmentCase enrollmentCase;

  private final List<YearSpan> years = new ArrayList<>();
  private final Map<OfferName, OfferDays> offers = new LinkedHashMap<>();
  private final List<FigureChange> figures = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final Map<TermEnd, Boolean> reviewed = new LinkedHashMap<>();
  private final Map<NoticeName, Told> notices = new LinkedHashMap<>();

  private record OfferName(String offer, @Nullable String of, boolean renewal) {}

  private record TermEnd(String offer, @Nullable String of, LocalDate day) {}

  private record NoticeName(
      String code,
      @Nullable String about,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      String text) {}

  /** The spans of an offer that have begun so far, of which the last has no end yet. */
  private record OfferDays(String title, List<Span> spans) {}

  DaysAhead(RuleSets rules, EnrollmentCase enrollmentCase) {
    this.days = new DecidedDay(rules, enrollmentCase);
    this.enrollmentCase = enrollmentCase;
  }

  Outlook look(int number) {
    LocalDate from = enrollmentCase.application().asOf();
    LocalDate until = from.plusDays(number);
    Decision last = null;
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      Decision decision = decided(day, day.equals(from));
      offers(decision, day);
      if (decision != null) {
        if (last != null) {
          figures(last, decision);
        }
        reviews(decision);
        notices(decision);
      }
      last = decision;
    }
    return new Outlook(
        enrollmentCase.partner().id(),
        enrollmentCase.name().orElse(enrollmentCase.partner().name()),
        from,
        until,
        ended(years, until),
        offers.entrySet().stream()
            .map(
                each ->
                    new Offer(
                        each.getKey().offer(),
                        each.getKey().of(),
                        each.getValue().title(),
                        each.getKey().renewal(),
                        endedSpans(each.getValue().spans(), until)))
            .toList(),
        figures,
        reviews,
        notices.values().stream()
            .sorted(
                Comparator.comparing(
                        (Told each) -> each.from() == null ? each.toldFrom() : each.from())
                    .thenComparing(Told::code)
                    .thenComparing(Told::text))
            .toList());
  }

  private @Nullable Decision decided(LocalDate day, boolean isFirst) {
    try {
      Decision decision = days.on(day, RuleSet::decide);
      year(day, decision.programYear(), decision.fingerprint(), List.of());
      return decision;
    } catch (RuleSetException e) {
      if (isFirst) {
        throw e;
      }
      year(day, null, null, e.problems().stream().map(Problem::message).distinct().toList());
      return null;
    }
  }

  private void year(
      LocalDate day, @Nullable String year, @Nullable String fingerprint, List<String> problems) {
    YearSpan last = years.isEmpty() ? null : years.get(years.size() - 1);
    boolean goesOn =
        last != null
            && Objects.equals(last.year(), year)
            && (year != null || last.problems().size() == problems.size());
    if (!goesOn) {
      years.add(new YearSpan(day, LocalDate.MAX, year, fingerprint, problems));
    }
  }

  // ---- offers ------------------------------------------------------------------------------

  private void offers(@Nullable Decision decision, LocalDate day) {
    Set<OfferName> inPlay = new LinkedHashSet<>();
    if (decision != null) {
      for (OfferDecision each : decision.offers()) {
        OfferName name = new OfferName(each.offer(), each.of(), each.renewal());
        inPlay.add(name);
        OfferDays known = offers.get(name);
        if (known == null) {
          known = new OfferDays(each.title(), new ArrayList<>());
          LocalDate from = enrollmentCase.application().asOf();
          if (day.isAfter(from)) {
            known.spans().add(new Span(from, LocalDate.MAX, null, List.of()));
          }
          offers.put(name, known);
        }
        add(known, day, each.status(), each);
      }
    }
    offers.forEach(
        (name, known) -> {
          if (!inPlay.contains(name)) {
            add(known, day, null, null);
          }
        });
  }

  private static void add(
      OfferDays offerDays, LocalDate day, @Nullable Status status, @Nullable OfferDecision offer) {
    List<Span> spans = offerDays.spans();
    if (spans.isEmpty() || spans.get(spans.size() - 1).status() != status) {
      spans.add(
          new Span(
              day,
              LocalDate.MAX,
              status,
              offer == null ? List.of() : OfferAnswers.inTheWay(offer)));
    }
  }

  /** Spans that begin, with their ends: each ends where the next one begins. */
  private static List<Span> endedSpans(List<Span> spans, LocalDate until) {
    List<Span> ended = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span each = spans.get(i);
      LocalDate end = i + 1 < spans.size() ? spans.get(i + 1).from() : until;
      ended.add(new Span(each.from(), end, each.status(), each.why()));
    }
    return ended;
  }

  private static List<YearSpan> ended(List<YearSpan> spans, LocalDate until) {
    List<YearSpan> ended = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      YearSpan each = spans.get(i);
      LocalDate end = i + 1 < spans.size() ? spans.get(i + 1).from() : until;
      ended.add(new YearSpan(each.from(), end, each.year(), each.fingerprint(), each.problems()));
    }
    return ended;
  }

  // ---- figures -----------------------------------------------------------------------------

  /** What is made of other measurements changes with them, and is not told again. */
  private void figures(Decision yesterday, Decision today) {
    if (!yesterday.fingerprint().equals(today.fingerprint())) {
      return; // Other rules measure other things; what that means shows in the offers.
    }
    Map<String, Measured> before = new LinkedHashMap<>();
    yesterday.measurements().forEach(each -> before.put(each.id(), each));
    for (Measured now : today.measurements()) {
      Measured old = before.get(now.id());
      if (old != null
          && now.parts().isEmpty()
          && (!same(old, now) || !old.evidence().equals(now.evidence()))) {
        List<String> in = new ArrayList<>(now.evidence());
        in.removeAll(old.evidence());
        List<String> out = new ArrayList<>(old.evidence());
        out.removeAll(now.evidence());
        figures.add(
            new FigureChange(
                today.asOf(),
                now.measure(),
                now.of() == null ? null : now.of().toString(),
                now.unit(),
                old.value(),
                now.value(),
                out.stream().map(line -> new Out(line, reasons(line, now))).toList(),
                in));
      }
    }
  }

  private static boolean same(Measured old, Measured now) {
    BigDecimal before = old.value();
    BigDecimal after = now.value();
    if (before == null || after == null) {
      return before == null && after == null;
    }
    return before.compareTo(after) == 0 && Objects.equals(old.valueExact(), now.valueExact());
  }

  private static List<String> reasons(String line, Measured measured) {
    return measured.excluded().stream()
        .filter(each -> each.evidence().equals(line))
        .flatMap(each -> each.reasons().stream())
        .map(Reason::text)
        .distinct()
        .toList();
  }

  // ---- terms and notices -------------------------------------------------------------------

  private void reviews(Decision decision) {
    for (Decision.Held held : decision.held()) {
      TermEnd end = new TermEnd(held.offer(), held.of(), held.anniversary());
      if (held.anniversary().equals(decision.asOf()) && reviewed.put(end, true) == null) {
        OfferDecision renewal =
            decision.offers().stream()
                .filter(
                    each ->
                        each.renewal()
                            && each.offer().equals(held.offer())
                            && Objects.equals(each.of(), held.of()))
                .findFirst()
                .orElse(null);
        reviews.add(
            new Review(
                held.title(),
                held.anniversary(),
                renewal == null ? null : renewal.status(),
                renewal == null ? List.of() : OfferAnswers.inTheWay(renewal)));
      }
    }
  }

  private void notices(Decision decision) {
    for (Decision.Notice each : decision.notices()) {
      String about = each.about() == null ? null : each.about().toString();
      NoticeName name = new NoticeName(each.code(), about, each.from(), each.until(), each.text());
      notices.computeIfAbsent(
          name,
          n ->
              new Told(
                  each.code(), about, each.from(), each.until(), decision.asOf(), each.text()));
    }
  }
}
