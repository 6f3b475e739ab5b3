package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Decision;
import tierwise.Finding.Status;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.facts.Bound;

/**
 * What {@link HandWrittenFull} gives: all of a {@link tierwise.Decision} except its sentences and
 * titles, the lines of rules, the marks of invented figures, and the names of the year.
 */
record FullDecision(
    LocalDate asOf,
    @Nullable Highest highest,
    List<Held> held,
    List<OfferResult> offers,
    List<Figure> otherFigures,
    List<Note> notices) {

  /** The highest tier granted. */
  record Highest(String offer, List<String> of, boolean orHigher) {}

  /** A term of something that is held today. */
  record Held(String offer, @Nullable String of, LocalDate since, LocalDate anniversary) {}

  /** What was decided of one offer. */
  record OfferResult(
      String offer,
      @Nullable String of,
      boolean renewal,
      OfferDecision.Status status,
      List<Finding> findings,
      List<String> closedBy,
      @Nullable String openedBy) {}

  /** How the case stands to one requirement. */
  sealed interface Finding {
    Status status();
  }

  /** A measure and its bound. */
  record OfMeasure(
      String measure,
      Status status,
      boolean atMost,
      BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable BigDecimal shortBy,
      String unit,
      @Nullable Figure figure,
      @Nullable String waivedBy)
      implements Finding {}

  /** Another offer that must be granted. */
  record OfOffers(List<String> offers, Status status, int required, int granted, int undetermined)
      implements Finding {}

  /** A question that must be answered with yes. */
  record OfAnswer(String question, Status status, @Nullable Boolean answer) implements Finding {}

  /** Several ways of which one is enough. */
  record Either(Status status, List<Finding> ways) implements Finding {}

  /** What a measure came to. */
  record Figure(
      String measure,
      @Nullable About of,
      BigDecimal value,
      String unit,
      List<String> evidence,
      List<LeftOut> leftOut) {}

  /** A line that does not count, and the reasons in the order of their codes. */
  record LeftOut(String evidence, List<String> reasons) {}

  /** Something to know; {@code until} is the first day that it no longer speaks of. */
  record Note(
      String code,
      @Nullable About about,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable BigDecimal amount,
      @Nullable String currency) {}

  /** A decision of the library without what this does not have. */
  static FullDecision of(Decision decision) {
    Decision.Highest highest = decision.highest();
    return new FullDecision(
        decision.asOf(),
        highest == null ? null : new Highest(highest.offer(), highest.of(), highest.orHigher()),
        decision.held().stream()
            .map(held -> new Held(held.offer(), held.of(), held.since(), held.anniversary()))
            .toList(),
        decision.offers().stream().map(FullDecision::told).toList(),
        decision.measures().stream().map(FullDecision::told).toList(),
        decision.notices().stream()
            .map(
                note ->
                    new Note(
                        note.code(),
                        note.about(),
                        note.from(),
                        note.until(),
                        note.amount(),
                        note.currency()))
            .toList());
  }

  private static OfferResult told(OfferDecision offer) {
    return new OfferResult(
        offer.offer(),
        offer.of(),
        offer.renewal(),
        offer.status(),
        offer.findings().stream().map(FullDecision::told).toList(),
        codes(offer.closedBy()),
        offer.openedBy() == null ? null : offer.openedBy().code());
  }

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).toList();
  }

  private static Finding told(tierwise.Finding finding) {
    if (finding instanceof tierwise.Finding.Either either) {
      return new Either(either.status(), either.ways().stream().map(FullDecision::told).toList());
    }
    if (finding instanceof tierwise.Finding.OfOffers of) {
      return new OfOffers(of.offers(), of.status(), of.required(), of.granted(), of.undetermined());
    }
    if (finding instanceof tierwise.Finding.OfAnswer of) {
      return new OfAnswer(of.question(), of.status(), of.actual());
    }
    tierwise.Finding.OfMeasure of = (tierwise.Finding.OfMeasure) finding;
    return new OfMeasure(
        of.measure(),
        of.status(),
        of.relation() == Bound.Relation.AT_MOST,
        of.required(),
        of.actual(),
        of.shortBy(),
        of.unit(),
        of.measured() == null ? null : told(of.measured()),
        of.waivedBy() == null ? null : of.waivedBy().code());
  }

  private static Figure told(Measured measured) {
    return new Figure(
        measured.measure(),
        measured.of(),
        Objects.requireNonNull(measured.value()),
        measured.unit(),
        measured.evidence(),
        measured.excluded().stream()
            .map(line -> new LeftOut(line.evidence(), codes(line.reasons())))
            .toList());
  }
}
