package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Finding.Status;
import tierwise.OfferDecision;

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
}
