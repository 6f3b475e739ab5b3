package tierwise.analysis.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.OfferDecision.Status;
import tierwise.analysis.impact.Impact.InTheWay;
import tierwise.analysis.internal.page.Block;
import tierwise.analysis.internal.page.PageWriter;
import tierwise.analysis.population.Undecided;

/** An impact as a page: the counts first, then the reasons, then single partners. */
final class ImpactPage {
  private static final int MOST_REASONS = 5;
  private static final int MOST_CAUSES = 20;

  private final PageWriter page = new PageWriter();
  private final Impact impact;

  private ImpactPage(Impact impact) {
    this.impact = impact;
  }

  static List<Block> of(Impact impact) {
    ImpactPage written = new ImpactPage(impact);
    written.whole();
    return written.page.blocks();
  }

  private void whole() {
    page.heading(1, "Impact of " + impact.after().year() + " beside " + impact.before().year());
    rules("Before", impact.before());
    rules("After", impact.after());
    page.say("Population: " + impact.population());
    if (!impact.complete()) {
      page.say("This was broken off: only the partners up to there are counted.");
    }
    page.say(
        partners(impact.partners())
            + (impact.partners() == 1 ? " was" : " were")
            + " decided by both"
            + (impact.erased() == 0
                ? ""
                : "; " + PageWriter.number(impact.erased()) + " records were erased")
            + (impact.undecided() == 0
                ? "."
                : "; "
                    + PageWriter.number(impact.undecided())
                    + " could not be decided, see the end."));
    page.say(
        impact.changed() == 0
            ? "For none of them is anything granted by one and not by the other."
            : "For "
                + PageWriter.number(impact.changed())
                + " of them something changes: "
                + PageWriter.number(impact.gaining())
                + " would gain something, "
                + PageWriter.number(impact.losing())
                + " would lose something"
                + both()
                + ".");
    impact.notRead().forEach(this::notRead);
    tiers();
    offers();
    reasons();
    near();
    impact.groups().forEach(this::group);
    causes();
    moved();
    problems();
  }

  private void rules(String which, Impact.Rules rules) {
    page.say(
        which
            + ": "
            + rules.title()
            + " ("
            + rules.year()
            + ", "
            + PageWriter.shortFingerprint(rules.fingerprint())
            + "…)");
  }

  private String both() {
    long both = impact.gaining() + impact.losing() - impact.changed();
    return both == 0 ? "" : " (" + PageWriter.number(both) + " of them both)";
  }

  private void notRead(Impact.NotRead each) {
    page.say(
        each.year()
            + " does not know some "
            + (each.type().equals("Subject") ? "names that are asked for" : each.type() + " facts")
            + " of "
            + partners(each.partners())
            + ", and did not read them.");
  }

  private void tiers() {
    if (impact.tiers().isEmpty()) {
      return;
    }
    page.heading(2, "From tier to tier");
    page.table(
        List.of("highest before", "highest after", "partners", ""),
        impact.tiers().stream()
            .map(
                each ->
                    List.of(
                        tier(each.from()),
                        tier(each.to()),
                        PageWriter.number(each.partners()),
                        Objects.equals(each.from(), each.to()) ? "" : "moved"))
            .toList());
  }

  private void offers() {
    page.heading(2, "Offers");
    page.say(
        "What exists for each competency or the like is counted once for each; in brackets partners"
            + " with at least one.");
    page.table(
        List.of("offer", "granted before", "after", "gained", "lost", "not told", "closed"),
        impact.offers().stream()
            .map(
                each ->
                    List.of(
                        offer(each.offer(), each.renewal()),
                        granted(each.before()),
                        granted(each.after()),
                        PageWriter.number(each.gained()),
                        PageWriter.number(each.lost()),
                        change(each.before().undetermined(), each.after().undetermined()),
                        change(each.before().closed(), each.after().closed())))
            .toList());
  }

  private static String granted(Impact.Statuses statuses) {
    return PageWriter.number(statuses.granted())
        + (statuses.granted() == statuses.partners()
            ? ""
            : " (" + PageWriter.number(statuses.partners()) + ")");
  }

  private static String change(long before, long after) {
    return before == after
        ? PageWriter.number(before)
        : PageWriter.number(before) + " → " + PageWriter.number(after);
  }

  private void reasons() {
    List<Block> items = new ArrayList<>();
    for (Impact.Offer each : impact.offers()) {
      String name = offer(each.offer(), each.renewal());
      if (each.lost() > 0) {
        items.add(
            new Block.Item(
                name + " is lost " + times(each.lost()) + ". In the way by the new rules:",
                reasons(each.lostBy())));
      }
      if (each.gained() > 0) {
        items.add(
            new Block.Item(
                name + " is gained " + times(each.gained()) + ". In the way by the old rules:",
                reasons(each.gainedBy())));
      }
    }
    if (!items.isEmpty()) {
      page.heading(2, "Why");
      page.say("An offer can have several things in its way, so that these do not add up.");
      items.forEach(page::add);
    }
  }

  private List<String> reasons(List<InTheWay> all) {
    List<String> lines =
        all.stream()
            .limit(MOST_REASONS)
            .map(each -> title(each.what()) + ": " + times(each.times()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (all.size() > MOST_REASONS) {
      lines.add("and " + (all.size() - MOST_REASONS) + " more");
    }
    return lines;
  }

  private void near() {
    if (impact.near().isEmpty()) {
      return;
    }
    page.heading(2, "Close to the line by the new rules");
    page.say(
        "Just short: nothing else is missing. Just safe: it is granted, with little to spare.");
    page.table(
        List.of("offer", "figure", "just short", "just safe"),
        impact.near().stream()
            .map(
                each ->
                    List.of(
                        offer(each.offer(), each.renewal()),
                        title(each.measure()),
                        PageWriter.number(each.justShort()),
                        PageWriter.number(each.justSafe())))
            .toList());
    if (!impact.close().isEmpty()) {
      page.say("The first of them:");
      page.table(
          List.of("partner", "where", "offer", "figure", "has", "asked", ""),
          impact.close().stream()
              .map(
                  each ->
                      List.of(
                          each.partner(),
                          each.where(),
                          offer(each.offer(), each.renewal(), each.of()),
                          title(each.measure()),
                          each.actual().toPlainString(),
                          each.required().toPlainString(),
                          (each.safe() ? "safe by " : "short by ") + each.by().toPlainString()))
              .toList());
    }
  }

  private void group(Impact.Grouping grouping) {
    page.heading(2, "By " + grouping.field());
    page.table(
        List.of(grouping.field(), "partners", "something changes", "gain", "lose"),
        grouping.groups().stream()
            .map(
                each ->
                    List.of(
                        each.value() == null ? "(not given)" : each.value(),
                        PageWriter.number(each.partners()),
                        PageWriter.number(each.changed()),
                        PageWriter.number(each.gaining()),
                        PageWriter.number(each.losing())))
            .toList());
  }

  private void causes() {
    Impact.Causes causes = impact.causes();
    if (causes == null) {
      return;
    }
    page.heading(2, "Which change is behind it");
    page.say(
        "How many get back what they had if a change of the rules is undone alone, tried for "
            + (causes.looked() == impact.changed() ? "all " : "the first ")
            + partners(causes.looked())
            + " for whom something changes; what the manifest says was left as it is. Changes overlap: one partner can count for several,"
            + " and undoing one can be of no use while another stands.");
    causes.changes().stream()
        .limit(MOST_CAUSES)
        .forEach(each -> page.item(partners(each.partners()) + ": " + each.change(), List.of()));
    if (causes.changes().size() > MOST_CAUSES) {
      page.say("And " + (causes.changes().size() - MOST_CAUSES) + " more changes, for fewer.");
    }
    if (causes.untried() > 0) {
      page.say(
          PageWriter.number(causes.untried())
              + " of "
              + PageWriter.number(causes.undone() + causes.untried())
              + " changes could not be undone, alone or together: the other rules need them.");
    }
    if (causes.none() > 0) {
      page.say("For " + partners(causes.none()) + " no change undone alone makes a difference.");
    }
  }

  private void moved() {
    if (impact.moved().isEmpty()) {
      return;
    }
    page.heading(
        2,
        impact.moved().size() == impact.changed()
            ? "Partners"
            : "The first " + impact.moved().size() + " of " + partners(impact.changed()));
    for (Impact.Moved each : impact.moved()) {
      List<String> below = new ArrayList<>();
      for (Impact.MovedOffer offer : each.offers()) {
        below.add(
            (offer.gained() ? "gains " : "loses ")
                + offer.title()
                + (offer.renewal() ? ", renewal" : "")
                + (offer.gained()
                    ? status(", before ", offer.before())
                    : status(": ", offer.after()))
                + (offer.why().isEmpty()
                    ? ""
                    : (offer.gained() ? ": " : ". ") + String.join(" ", offer.why())));
      }
      String name = each.name();
      page.item(
          each.partner()
              + (name == null || name.equals(each.partner()) ? "" : " " + name)
              + " ["
              + each.where()
              + "]: "
              + (Objects.equals(each.tierBefore(), each.tierAfter())
                  ? tier(each.tierAfter())
                  : tier(each.tierBefore()) + " → " + tier(each.tierAfter())),
          below);
    }
  }

  private static String status(String before, @Nullable Status status) {
    return before + (status == null ? "not offered" : status.name().toLowerCase(Locale.ROOT));
  }

  private void problems() {
    if (impact.problems().isEmpty()) {
      return;
    }
    page.heading(
        2,
        impact.problems().size() == impact.undecided()
            ? "Could not be decided"
            : "The first "
                + impact.problems().size()
                + " of "
                + PageWriter.number(impact.undecided())
                + " that could not be decided");
    for (Undecided each : impact.problems()) {
      page.item(each.where(), each.problems());
    }
  }

  // ---- words -------------------------------------------------------------------------------

  private String tier(@Nullable String tier) {
    return tier == null ? "none" : title(tier);
  }

  private String offer(String offer, boolean renewal) {
    return (renewal ? "Renewal of " : "") + title(offer);
  }

  private String offer(String offer, boolean renewal, @Nullable String of) {
    String name = offer(offer, renewal);
    return of == null ? name : name.contains("…") ? name.replace("…", of) : name + " " + of;
  }

  private String title(String name) {
    return impact.titles().getOrDefault(name, name);
  }

  private static String partners(long number) {
    return PageWriter.number(number) + (number == 1 ? " partner" : " partners");
  }

  private static String times(long number) {
    return number == 1 ? "once" : number == 2 ? "twice" : PageWriter.number(number) + " times";
  }
}
