package tierwise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Decision.Highest;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.JsonLayout;

/**
 * The part of a decision that is statuses and figures: what is granted, and what is missing for the
 * rest, without words, evidence and notices. A plain value: immutable, equal if all of it is equal.
 *
 * @param programYear the name of the year whose rules decided
 * @param fingerprint identifies those rules down to the last figure
 * @param asOf the day of the decision
 * @param highest the highest tier granted; {@code null} if none is
 * @param offers everything that the programme can grant in this case: tiers first, the highest tier
 *     first
 */
public record Verdicts(
    String programYear,
    String fingerprint,
    LocalDate asOf,
    @Nullable Highest highest,
    List<Verdict> offers) {
  /** Keeps its own copy of the offers. */
  public Verdicts {
    offers = List.copyOf(offers);
  }

  /**
   * The outcome of one offer. Immutable.
   *
   * @param offer its name, as the manifest has it
   * @param of what it is about, such as a competency; {@code null} if it is about nothing
   * @param renewal whether it is the renewal of what is held, rather than enrolling anew
   * @param rung its place on the ladder, 0 for the highest tier; -1 if it is no tier
   * @param status the outcome
   * @param figures every requirement of the offer, whatever the outcome
   */
  public record Verdict(
      String offer,
      @Nullable String of,
      boolean renewal,
      int rung,
      OfferDecision.Status status,
      List<Figure> figures) {
    /** Keeps its own copy of the figures. */
    public Verdict {
      figures = List.copyOf(figures);
    }

    /** What stands between the partner and this offer: missed, or not reported. */
    public List<Figure> missing() {
      return figures.stream()
          .filter(
              figure ->
                  figure.status() == Finding.Status.MISSED
                      || figure.status() == Finding.Status.NOT_REPORTED)
          .toList();
    }
  }

  /**
   * How the case stands to one requirement. Immutable.
   *
   * @param kind what is required
   * @param asked the measure, the question, or the offers of which one must be granted; of several
   *     ways what the ways ask
   * @param of what the measure must be taken of, if that is not the offer's own subject; else
   *     {@code null}
   * @param status how the case stands to it
   * @param required the figure of the bound; of offers how many must be granted; {@code null} of a
   *     question and of several ways
   * @param actual the figure measured; of offers how many are granted; {@code null} if it was not
   *     reported or there is none
   * @param shortBy how much is missing, or is too much, until it is met; {@code null} without a
   *     figure
   * @param ways the ways of which one is enough, or the figures that are asked together; else empty
   */
  public record Figure(
      Kind kind,
      List<String> asked,
      @Nullable String of,
      Finding.Status status,
      @Nullable BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable BigDecimal shortBy,
      List<Figure> ways) {
    /** What a requirement is about. */
    public enum Kind {
      /** A measure must be this much or more. */
      AT_LEAST,
      /** A measure must be this much or less. */
      AT_MOST,
      /** Another offer must be granted. */
      NEEDS,
      /** A question must be answered with yes. */
      EXPECTS,
      /** One of several ways is enough. */
      EITHER,
      /** Several measures must keep their bounds together. */
      TOGETHER
    }

    /** Keeps its own copies of the lists. */
    public Figure {
      asked = List.copyOf(asked);
      ways = List.copyOf(ways);
    }
  }

  /**
   * The verdicts as JSON, indented for people: of the JSON of their decision the names that a
   * verdict has, in the format that {@link #jsonSchema()} describes.
   */
  public String toJson() {
    return JsonLayout.write(DecisionTree.of(this));
  }

  /** The same JSON in one line and without spaces. */
  public String toJsonLine() {
    return JsonLayout.writeLine(DecisionTree.of(this));
  }

  /**
   * The JSON Schema (draft 2020-12) of {@link #toJson()}. It refers to that of a decision, {@link
   * Decision#jsonSchema()}, by its {@code $id}.
   */
  public static String jsonSchema() {
    return Decision.schema("verdicts.schema.json");
  }

  /** The verdicts of a decision that has these offers. */
  public static Verdicts of(
      String programYear,
      String fingerprint,
      LocalDate asOf,
      @Nullable Highest highest,
      List<OfferDecision> offers) {
    Verdict[] verdicts = new Verdict[offers.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = verdict(offers.get(i));
    }
    return new Verdicts(programYear, fingerprint, asOf, highest, List.of(verdicts));
  }

  private static Verdict verdict(OfferDecision offer) {
    return new Verdict(
        offer.offer(),
        offer.of(),
        offer.renewal(),
        offer.rung(),
        offer.status(),
        figures(offer.findings()));
  }

  private static List<Figure> figures(List<Finding> findings) {
    Figure[] figures = new Figure[findings.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = figure(findings.get(i));
    }
    return List.of(figures);
  }

  private static Figure figure(Finding finding) {
    if (finding instanceof Finding.OfMeasure measure) {
      return new Figure(
          switch (measure.relation()) {
            case AT_LEAST -> Figure.Kind.AT_LEAST;
            case AT_MOST -> Figure.Kind.AT_MOST;
          },
          List.of(measure.measure()),
          measure.of(),
          measure.status(),
          measure.required(),
          measure.actual(),
          measure.shortBy(),
          List.of());
    }
    if (finding instanceof Finding.OfOffers needs) {
      return new Figure(
          Figure.Kind.NEEDS,
          needs.offers(),
          null,
          needs.status(),
          BigDecimal.valueOf(needs.required()),
          BigDecimal.valueOf(needs.granted()),
          BigDecimal.valueOf(Math.max(0, needs.required() - needs.granted())),
          List.of());
    }
    if (finding instanceof Finding.OfAnswer answer) {
      return new Figure(
          Figure.Kind.EXPECTS,
          List.of(answer.question()),
          null,
          answer.status(),
          null,
          null,
          null,
          List.of());
    }
    List<Figure> ways = figures(finding.within());
    return new Figure(
        finding instanceof Finding.Either ? Figure.Kind.EITHER : Figure.Kind.TOGETHER,
        ways.stream().flatMap(way -> way.asked().stream()).toList(),
        null,
        finding.status(),
        null,
        null,
        null,
        ways);
  }
}
