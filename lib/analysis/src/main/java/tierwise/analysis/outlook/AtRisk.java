package tierwise.analysis.outlook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.RecordJson;

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
    List<Undecided> problems) {
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

  /** A case that could not be decided on its first day. */
  public record Undecided(String where, List<String> problems) {
    /** Keeps its own copy. */
    public Undecided {
      problems = List.copyOf(problems);
    }
  }

  /** All of it as JSON, indented, without a line feed at the end. */
  public String toJson() {
    return RecordJson.of(this);
  }

  /** For people, in 100 columns. */
  public String toText() {
    return PageText.of(page());
  }

  /** For people, as Markdown with tables. */
  public String toMarkdown() {
    return PageMarkdown.of(page());
  }

  /** For people, as one HTML page that stands alone. */
  public String toHtml() {
    return PageHtml.of(page());
  }

  private List<Block> page() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(1, "Who loses something within " + days + " days"));
    blocks.add(new Block.Paragraph("Population: " + population));
    blocks.add(
        new Block.Paragraph(
            number(partners)
                + " could be decided"
                + (undecided == 0 ? "" : ", " + number(undecided) + " could not, see the end")
                + ". If nothing new happens, "
                + number(atRisk)
                + " of them lose something that is granted on their first day."
                + (complete ? "" : " This was broken off: the others were not looked at.")));
    if (!offers.isEmpty()) {
      blocks.add(new Block.Heading(2, "What is lost"));
      blocks.add(
          new Block.Table(
              List.of("offer", "times"),
              offers.stream()
                  .map(
                      each ->
                          List.of(
                              each.offer() + (each.renewal() ? ", renewal" : ""),
                              number(each.losses())))
                  .toList()));
    }
    if (!losing.isEmpty()) {
      blocks.add(
          new Block.Heading(
              2,
              losing.size() == atRisk
                  ? "Partners"
                  : "The first " + losing.size() + " of " + number(atRisk) + " partners"));
      losing.forEach(each -> blocks.add(item(each)));
    }
    if (!problems.isEmpty()) {
      blocks.add(new Block.Heading(2, "Could not be decided"));
      for (Undecided each : problems) {
        blocks.add(new Block.Item(each.where(), each.problems()));
      }
    }
    return blocks;
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

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
