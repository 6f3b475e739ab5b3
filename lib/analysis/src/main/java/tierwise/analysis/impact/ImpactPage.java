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

/** An impact as a page: the counts first, then the reasons, then single partners. */
final class ImpactPage {
  private static final int MOST_REASONS = 5;
  private static final int MOST_CAUSES = 20;

  private final List<Block> blocks = new ArrayList<>();
  private final Impact impact;

  private ImpactPage(Impact impact) {
    this.impact = impact;
  }

  static List<Block> of(Impact impact) {
    ImpactPage page = new ImpactPage(impact);
    page.whole();
    return page.blocks;
  }

  private void whole() {
    blocks.add(
        new Block.Heading(
            1, "Impact of " + impact.after().year() + " beside " + impact.before().year()));
    rules("Before", impact.before());
    rules("After", impact.after());
    say("Population: " + impact.population());
    if (!impact.complete()) {
      say("This was broken off: only the partners up to there are counted.");
    }
    say(
        partners(impact.partners())
            + (impact.partners() == 1 ? " was" : " were")
            + " decided by both"
            + (impact.erased() == 0 ? "" : "; " + number(impact.erased()) + " records were erased")
            + (impact.undecided() == 0
                ? "."
                : "; " + number(impact.undecided()) + " could not be decided, see the end."));
    say(
        impact.changed() == 0
            ? "For none of them is anything granted by one and not by the other."
            : "For "
                + number(impact.changed())
                + " of them something changes: "
                + number(impact.gaining())
                + " would gain something, "
                + number(impact.losing())
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
    say(
        which
            + ": "
            + rules.title()
            + " ("
            + rules.year()
            + ", "
            + rules.fingerprint().substring(0, "sha256:".length() + 12)
            + "…)");
  }

  private String both() {
    long both = impact.gaining() + impact.losing() - impact.changed();
    return both == 0 ? "" : " (" + number(both) + " of them both)";
  }

  private void notRead(Impact.NotRead each) {
    say(
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
    heading("From tier to tier");
    table(
        List.of("highest before", "highest after", "partners", ""),
        impact.tiers().stream()
            .map(
                each ->
                    List.of(
                        tier(each.from()),
                        tier(each.to()),
                        number(each.partners()),
                        Objects.equals(each.from(), each.to()) ? "" : "moved"))
            .toList());
  }

  private void offers() {
    heading("Offers");
    say(
        "What exists for each competency or the like is counted once for each; in brackets partners"
            + " with at least one.");
    table(
        List.of("offer", "granted before", "after", "gained", "lost", "not told", "closed"),
        impact.offers().stream()
            .map(
                each ->
                    List.of(
                        offer(each.offer(), each.renewal()),
                        granted(each.before()),
                        granted(each.after()),
                        number(each.gained()),
                        number(each.lost()),
                        change(each.before().undetermined(), each.after().undetermined()),
                        change(each.before().closed(), each.after().closed())))
            .toList());
  }

  private static String granted(Impact.Statuses statuses) {
    return number(statuses.granted())
        + (statuses.granted() == statuses.partners()
            ? ""
            : " (" + number(statuses.partners()) + ")");
  }

  private static String change(long before, long after) {
    return before == after ? number(before) : number(before) + " → " + number(after);
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
      heading("Why");
      say("An offer can have several things in its way, so that these do not add up.");
      blocks.addAll(items);
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
    heading("Close to the line by the new rules");
    say("Just short: nothing else is missing. Just safe: it is granted, with little to spare.");
    table(
        List.of("offer", "figure", "just short", "just safe"),
        impact.near().stream()
            .map(
                each ->
                    List.of(
                        offer(each.offer(), each.renewal()),
                        title(each.measure()),
                        number(each.justShort()),
                        number(each.justSafe())))
            .toList());
    if (!impact.close().isEmpty()) {
      say("The first of them:");
      table(
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
    heading("By " + grouping.field());
    table(
        List.of(grouping.field(), "partners", "something changes", "gain", "lose"),
        grouping.groups().stream()
            .map(
                each ->
                    List.of(
                        each.value() == null ? "(not given)" : each.value(),
                        number(each.partners()),
                        number(each.changed()),
                        number(each.gaining()),
                        number(each.losing())))
            .toList());
  }

  private void causes() {
    Impact.Causes causes = impact.causes();
    if (causes == null) {
      return;
    }
    heading("Which change is behind it");
    say(
        "How many get back what they had if a change of the rules is undone alone, tried for "
            + (causes.looked() == impact.changed() ? "all " : "the first ")
            + partners(causes.looked())
            + " for whom something changes; what the manifest says was left as it is. Changes overlap: one partner can count for several,"
            + " and undoing one can be of no use while another stands.");
    causes.changes().stream()
        .limit(MOST_CAUSES)
        .forEach(
            each ->
                blocks.add(
                    new Block.Item(partners(each.partners()) + ": " + each.change(), List.of())));
    if (causes.changes().size() > MOST_CAUSES) {
      say("And " + (causes.changes().size() - MOST_CAUSES) + " more changes, for fewer.");
    }
    if (causes.untried() > 0) {
      say(
          number(causes.untried())
              + " of "
              + number(causes.undone() + causes.untried())
              + " changes could not be undone, alone or together: the other rules need them.");
    }
    if (causes.none() > 0) {
      say("For " + partners(causes.none()) + " no change undone alone makes a difference.");
    }
  }

  private void moved() {
    if (impact.moved().isEmpty()) {
      return;
    }
    heading(
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
      blocks.add(
          new Block.Item(
              each.partner()
                  + (name == null || name.equals(each.partner()) ? "" : " " + name)
                  + " ["
                  + each.where()
                  + "]: "
                  + (Objects.equals(each.tierBefore(), each.tierAfter())
                      ? tier(each.tierAfter())
                      : tier(each.tierBefore()) + " → " + tier(each.tierAfter())),
              below));
    }
  }

  private static String status(String before, @Nullable Status status) {
    return before + (status == null ? "not offered" : status.name().toLowerCase(Locale.ROOT));
  }

  private void problems() {
    if (impact.problems().isEmpty()) {
      return;
    }
    heading(
        impact.problems().size() == impact.undecided()
            ? "Could not be decided"
            : "The first "
                + impact.problems().size()
                + " of "
                + number(impact.undecided())
                + " that could not be decided");
    for (Impact.Undecided each : impact.problems()) {
      blocks.add(new Block.Item(each.where(), each.problems()));
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
    return number(number) + (number == 1 ? " partner" : " partners");
  }

  private static String times(long number) {
    return number == 1 ? "once" : number == 2 ? "twice" : number(number) + " times";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void heading(String text) {
    blocks.add(new Block.Heading(2, text));
  }

  private void say(String text) {
    blocks.add(new Block.Paragraph(text));
  }

  private void table(List<String> columns, List<List<String>> rows) {
    blocks.add(new Block.Table(columns, rows));
  }
}
