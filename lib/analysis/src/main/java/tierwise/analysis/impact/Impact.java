package tierwise.analysis.impact;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision.Status;
import tierwise.analysis.Report;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.RecordJson;
import tierwise.analysis.population.Undecided;

/**
 * What another rule set decides of a population, beside the one that decides now. Immutable. Its
 * size does not grow with the population: of partners it names the first ones only, and says how
 * many there are; {@link ImpactListener} hears of all.
 *
 * @param before the rules that are compared with
 * @param after the rules whose impact this is
 * @param population what people call the population
 * @param complete whether all of it was looked at; {@code false} if somebody broke off
 * @param partners how many cases both rule sets decided, beside those that could not be
 * @param erased how many records had no facts any more
 * @param undecided how many cases could not be decided
 * @param changed for how many something is granted by one rule set and not by the other
 * @param gaining how many of them gain something
 * @param losing how many of them lose something; some gain and lose
 * @param offers each offer in order of the ladder, renewals apart
 * @param tiers from which highest tier to which, the highest first
 * @param near how many are close to what the new rules ask
 * @param close the first partners who are
 * @param groups the same by groups of partners
 * @param causes which changes of rules are behind it
 * @param notRead what one of the rule sets does not know and did not read
 * @param moved the first partners for whom something changes
 * @param problems the first cases that could not be decided
 * @param titles what people call offers and measures, by their names; as the new rules have it, if
 *     both do
 */
public record Impact(
    Rules before,
    Rules after,
    String population,
    boolean complete,
    long partners,
    long erased,
    long undecided,
    long changed,
    long gaining,
    long losing,
    List<Offer> offers,
    List<TierFlow> tiers,
    List<Near> near,
    List<Close> close,
    List<Grouping> groups,
    @Nullable Causes causes,
    List<NotRead> notRead,
    List<Moved> moved,
    List<Undecided> problems,
    Map<String, String> titles)
    implements Report {
  /** Keeps its own copies. */
  public Impact {
    offers = List.copyOf(offers);
    tiers = List.copyOf(tiers);
    near = List.copyOf(near);
    close = List.copyOf(close);
    groups = List.copyOf(groups);
    notRead = List.copyOf(notRead);
    moved = List.copyOf(moved);
    problems = List.copyOf(problems);
    titles = Collections.unmodifiableMap(new TreeMap<>(titles));
  }

  /**
   * Rules that decided.
   *
   * @param year their programme year
   * @param title what people call it
   */
  public record Rules(String year, String title, String fingerprint) {}

  /**
   * How often an offer is granted. What exists for each competency or the like is counted once for
   * each partner and each of those.
   *
   * @param renewal whether this is the renewal of what is held, rather than enrolling anew
   * @param tier its place on the ladder, 1 for the highest; 0 if it is no tier
   * @param before how the present rules decide it
   * @param after how the others do
   * @param gained how often it is granted by the others and not by the present rules
   * @param lost how often it is the other way round
   * @param gainedBy what was in the way of those who gain it
   * @param lostBy what is in the way of those who lose it
   */
  public record Offer(
      String offer,
      boolean renewal,
      int tier,
      Statuses before,
      Statuses after,
      long gained,
      long lost,
      List<InTheWay> gainedBy,
      List<InTheWay> lostBy) {
    /** Keeps its own copies. */
    public Offer {
      gainedBy = List.copyOf(gainedBy);
      lostBy = List.copyOf(lostBy);
    }
  }

  /**
   * How often an offer has which status.
   *
   * @param partners for how many partners it is granted at least once
   */
  public record Statuses(
      long granted, long refused, long undetermined, long closed, long partners) {}

  /**
   * What stands between partners and an offer.
   *
   * @param what the measure or the question; offers that are needed, joined by "or"; {@code
   *     closed}; or {@code not offered} where the rules do not know the offer
   * @param times how often; an offer can have several things in its way
   */
  public record InTheWay(String what, long times) {}

  /**
   * How many partners go from one highest tier to another.
   *
   * @param from by the present rules; {@code null} without a tier
   * @param to by the others
   */
  public record TierFlow(@Nullable String from, @Nullable String to, long partners) {}

  /**
   * How many are close to a figure that the new rules ask.
   *
   * @param justShort how often nothing else is in the way of the offer, and little of this
   * @param justSafe how often the offer is granted, with little to spare of this
   */
  public record Near(
      String offer, boolean renewal, String measure, long justShort, long justSafe) {}

  /**
   * A partner who is close to a figure that the new rules ask.
   *
   * @param where the place of the case in the population
   * @param of what the offer is about; {@code null} if it is about nothing
   * @param safe whether the offer is granted, with little to spare; else only this is missing
   * @param by how far the partner is from what is required
   */
  public record Close(
      String where,
      String partner,
      String offer,
      @Nullable String of,
      boolean renewal,
      String measure,
      BigDecimal required,
      BigDecimal actual,
      boolean safe,
      BigDecimal by) {}

  /** Partners by the value of a field. */
  public record Grouping(String field, List<Group> groups) {
    /** Keeps its own copy. */
    public Grouping {
      groups = List.copyOf(groups);
    }
  }

  /**
   * The partners with one value.
   *
   * @param value {@code null} for those without one
   */
  public record Group(
      @Nullable String value, long partners, long changed, long gaining, long losing) {}

  /**
   * Facts that one of the rule sets does not know, such as those of a type that only the other
   * declares, and did not read.
   *
   * @param year whose rules did not read them
   * @param partners how many partners have some
   */
  public record NotRead(String type, String year, long partners) {}

  /**
   * Which changes of rules are behind what changes: each undone alone, for partners for whom
   * something changes.
   *
   * @param looked how many of these partners were looked at
   * @param changes the changes that matter for somebody, the one that matters most first
   * @param undone how many changes were undone in all
   * @param untried how many could not be, since without them the rules do not check
   * @param none for how many of the partners no change undone alone makes a difference
   */
  public record Causes(long looked, List<Cause> changes, int undone, int untried, long none) {
    /** Keeps its own copy. */
    public Causes {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A change of rules.
   *
   * @param change what is changed, in words
   * @param partners for how many partners something is decided as before if it alone is undone
   */
  public record Cause(String change, long partners) {}

  /**
   * A partner for whom something changes.
   *
   * @param where the place of the case in the population
   * @param partner the identifier of the partner
   * @param name what the case or else the partner is called; {@code null} without a name
   * @param tierBefore the highest tier by the present rules; {@code null} without one
   * @param tierAfter the highest tier by the others
   */
  public record Moved(
      String where,
      String partner,
      @Nullable String name,
      @Nullable String tierBefore,
      @Nullable String tierAfter,
      List<MovedOffer> offers) {
    /** Keeps its own copy. */
    public Moved {
      offers = List.copyOf(offers);
    }
  }

  /**
   * An offer that a partner gains or loses.
   *
   * @param of what it is about; {@code null} if it is about nothing
   * @param before its status by the present rules; {@code null} if they do not offer it
   * @param after its status by the others
   * @param why what is in the way where it is not granted, in sentences
   * @param gaps the figures of that
   */
  public record MovedOffer(
      String offer,
      @Nullable String of,
      String title,
      boolean renewal,
      @Nullable Status before,
      @Nullable Status after,
      List<String> why,
      List<Gap> gaps) {
    /** Keeps its own copies. */
    public MovedOffer {
      why = List.copyOf(why);
      gaps = List.copyOf(gaps);
    }

    /** Whether it is gained, rather than lost. */
    public boolean gained() {
      return after == Status.GRANTED;
    }
  }

  /**
   * A figure that is not what it must be.
   *
   * @param actual {@code null} if it was not reported
   * @param shortBy how much is missing or too much; {@code null} without a figure
   */
  public record Gap(
      String what,
      @Nullable BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable BigDecimal shortBy) {}

  @Override
  public String toJson() {
    return RecordJson.of(this);
  }

  @Override
  public String toText() {
    return PageText.of(ImpactPage.of(this));
  }

  @Override
  public String toMarkdown() {
    return PageMarkdown.of(ImpactPage.of(this));
  }

  @Override
  public String toHtml() {
    return PageHtml.of(ImpactPage.of(this));
  }
}
