package tierwise.analysis.outlook;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.Report;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.PageWriter;
import tierwise.analysis.internal.page.RecordJson;
import tierwise.analysis.population.Undecided;

/**
 * Who of a population loses something in the coming days if nothing new happens. Immutable.
 *
 * @param population what people call the population
 * @param days how many days were decided for each, its first day included
 * @param complete whether all of it was looked at; {@code false} if somebody broke off
 * @param partners how many could be decided on their first day
 * @param undecided how many could not
 * @param atRisk how many lose something that is granted on the first day
 * @param offers how often each offer is lost, the most frequent first
 * @param losing the first partners who lose something
 * @param problems the first cases that could not be decided
 */
public record AtRisk(
    String population,
    int days,
    boolean complete,
    long partners,
    long undecided,
    long atRisk,
    List<Offer> offers,
    List<Losing> losing,
    List<Undecided> problems)
    implements Report {
  /** Keeps its own copies. */
  public AtRisk {
    offers = List.copyOf(offers);
    losing = List.copyOf(losing);
    problems = List.copyOf(problems);
  }

  /** How often an offer is lost. */
  public record Offer(String offer, boolean renewal, long losses) {}

  /**
   * A partner who loses something.
   *
   * @param where the place of the case in the population
   * @param name what the case or else the partner is called; {@code null} without a name
   */
  public record Losing(String where, String partner, @Nullable String name, List<Loss> losses) {
    /** Keeps its own copy. */
    public Losing {
      losses = List.copyOf(losses);
    }
  }

  /**
   * What is lost.
   *
   * @param on the first day on which it is not granted
   * @param then what it is then, in words
   * @param why what is in the way then, in sentences
   */
  public record Loss(
      String offer,
      @Nullable String of,
      boolean renewal,
      LocalDate on,
      String then,
      List<String> why) {
    /** Keeps its own copy. */
    public Loss {
      why = List.copyOf(why);
    }
  }

  @Override
  public String toJson() {
    return RecordJson.of(this);
  }

  @Override
  public String toText() {
    return PageText.of(page());
  }

  @Override
  public String toMarkdown() {
    return PageMarkdown.of(page());
  }

  @Override
  public String toHtml() {
    return PageHtml.of(page());
  }

  private List<Block> page() {
    PageWriter page = new PageWriter();
    page.heading(1, "Who loses something within " + days + " days");
    page.say("Population: " + population);
    page.say(
        PageWriter.number(partners)
            + " could be decided"
            + (undecided == 0
                ? ""
                : ", " + PageWriter.number(undecided) + " could not, see the end")
            + ". If nothing new happens, "
            + PageWriter.number(atRisk)
            + " of them lose something that is granted on their first day."
            + (complete ? "" : " This was broken off: the others were not looked at."));
    if (!offers.isEmpty()) {
      page.heading(2, "What is lost");
      page.table(
          List.of("offer", "times"),
          offers.stream()
              .map(
                  each ->
                      List.of(
                          each.offer() + (each.renewal() ? ", renewal" : ""),
                          PageWriter.number(each.losses())))
              .toList());
    }
    if (!losing.isEmpty()) {
      page.heading(
          2,
          losing.size() == atRisk
              ? "Partners"
              : "The first " + losing.size() + " of " + PageWriter.number(atRisk) + " partners");
      losing.forEach(each -> page.add(item(each)));
    }
    if (!problems.isEmpty()) {
      page.heading(2, "Could not be decided");
      for (Undecided each : problems) {
        page.item(each.where(), each.problems());
      }
    }
    return page.blocks();
  }

  private static Block item(Losing losing) {
    return new Block.Item(
        losing.partner()
            + (losing.name() == null || losing.name().equals(losing.partner())
                ? ""
                : " " + losing.name())
            + " ["
            + losing.where()
            + "]",
        losing.losses().stream()
            .map(
                loss ->
                    loss.on()
                        + " "
                        + loss.offer()
                        + (loss.of() == null ? "" : " " + loss.of())
                        + (loss.renewal() ? ", renewal" : "")
                        + ": "
                        + loss.then()
                        + (loss.why().isEmpty() ? "" : ". " + String.join(" ", loss.why())))
            .toList());
  }
}
