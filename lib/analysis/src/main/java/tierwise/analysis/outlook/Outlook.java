package tierwise.analysis.outlook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision.Status;
import tierwise.RuleSets;
import tierwise.analysis.Report;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.RecordJson;

/**
 * The coming days of a partner if nothing new happens: the case is decided as of each, by the rules
 * of that day, and what stays the same is told as one span. Immutable.
 *
 * <p>Spans are half open: {@code until} is the first day that is no longer meant.
 *
 * @param partner the identifier of the partner
 * @param name what the case or else the partner is called; {@code null} without a name
 * @param from the first day
 * @param until the first day that was not looked at
 * @param years whose rules decide when, and days on which nothing can be decided
 * @param offers every offer that is in play on one of the days
 * @param figures when measurements change, in the order of the days
 * @param reviews what is missing at the end of each term that ends within these days
 * @param notices what is to be known, in the order of its dates
 */
public record Outlook(
    String partner,
    @Nullable String name,
    LocalDate from,
    LocalDate until,
    List<YearSpan> years,
    List<Offer> offers,
    List<FigureChange> figures,
    List<Review> reviews,
    List<Told> notices)
    implements Report {
  /** Keeps its own copies. */
  public Outlook {
    years = List.copyOf(years);
    offers = List.copyOf(offers);
    figures = List.copyOf(figures);
    reviews = List.copyOf(reviews);
    notices = List.copyOf(notices);
  }

  /**
   * Days that are decided by the same rules.
   *
   * @param year the year; {@code null} if these days cannot be decided
   * @param fingerprint of its rules; {@code null} likewise
   * @param problems why not; empty if they can
   */
  public record YearSpan(
      LocalDate from,
      LocalDate until,
      @Nullable String year,
      @Nullable String fingerprint,
      List<String> problems) {
    /** Keeps its own copy. */
    public YearSpan {
      problems = List.copyOf(problems);
    }
  }

  /**
   * An offer over the days.
   *
   * @param of what it is about; {@code null} if it is about nothing
   * @param spans without gaps, from the first day to the last
   */
  public record Offer(
      String offer, @Nullable String of, String title, boolean renewal, List<Span> spans) {
    /** Keeps its own copy. */
    public Offer {
      spans = List.copyOf(spans);
    }

    /**
     * The first day on which it is not granted any more, if it is granted on the first day of all
     * and not on all of them; else {@code null}.
     */
    public @Nullable LocalDate lostOn() {
      return spans.get(0).status() == Status.GRANTED && spans.size() > 1
          ? spans.get(0).until()
          : null;
    }
  }

  /**
   * Days on which an offer has one status.
   *
   * @param status {@code null} if the offer is not in play then, or nothing can be decided
   * @param why what is in the way on the first of them, in sentences; empty if it is granted
   */
  public record Span(LocalDate from, LocalDate until, @Nullable Status status, List<String> why) {
    /** Keeps its own copy. */
    public Span {
      why = List.copyOf(why);
    }
  }

  /**
   * A measurement that is another one than on the day before.
   *
   * @param of what it is taken of; {@code null} for everything alike
   * @param before its figure on the day before; {@code null} without one
   * @param after its figure on this day
   * @param out the lines that do not count any more, each with the reasons
   * @param in the ids of the lines that count from now on
   */
  public record FigureChange(
      LocalDate day,
      String measure,
      @Nullable String of,
      String unit,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      List<Out> out,
      List<String> in) {
    /** Keeps its own copies. */
    public FigureChange {
      out = List.copyOf(out);
      in = List.copyOf(in);
    }
  }

  /**
   * A line that does not count any more.
   *
   * @param reasons why, in sentences; empty if nobody says
   */
  public record Out(String line, List<String> reasons) {
    /** Keeps its own copy. */
    public Out {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The end of a term that the partner has.
   *
   * @param title what is held, in words
   * @param day the last day of the term
   * @param status of its renewal on that day; {@code null} if it is not offered
   * @param missing what is in the way of the renewal, in sentences
   */
  public record Review(String title, LocalDate day, @Nullable Status status, List<String> missing) {
    /** Keeps its own copy. */
    public Review {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Something to know.
   *
   * @param code the code that the rules use
   * @param about what it is about; {@code null} if it is about nothing in particular
   * @param from the first day it speaks of; {@code null} without a date
   * @param until the first day it no longer speaks of; {@code null} without a date
   * @param toldFrom the first day on which a decision tells it
   * @param text the sentence
   */
  public record Told(
      String code,
      @Nullable String about,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      LocalDate toldFrom,
      String text) {}

  /**
   * Decides a case as of its own day and of the days that follow it.
   *
   * @param days how many, at least 1
   * @throws tierwise.RuleSetException if it cannot be decided on the first day
   * @throws IllegalArgumentException if it is less than one day
   */
  public static Outlook of(RuleSets rules, EnrollmentCase enrollmentCase, int days) {
    if (days < 1) {
      throw new IllegalArgumentException("at least one day, not " + days);
    }
    return new DaysAhead(rules, enrollmentCase).look(days);
  }

  @Override
  public String toJson() {
    return RecordJson.of(this);
  }

  @Override
  public String toText() {
    return PageText.of(OutlookPage.of(this));
  }

  @Override
  public String toMarkdown() {
    return PageMarkdown.of(OutlookPage.of(this));
  }

  @Override
  public String toHtml() {
    return PageHtml.of(OutlookPage.of(this));
  }
}
