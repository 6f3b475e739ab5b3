package tierwise.internal.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Decision;
import tierwise.RuleReference;
import tierwise.facts.Measurement;
import tierwise.facts.Membership;
import tierwise.facts.Notice;
import tierwise.facts.Offer;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.OrderedKey;
import tierwise.internal.engine.Statement;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.Template;

/**
 * What there is to tell of a case beside its offers: what is held, and the notices that hold. Made
 * when somebody asks, as the rest of the words.
 */
final class Notices {
  /** By days, as a calendar; down to the amount, so that the order of rules never shows. */
  private static final Comparator<Decision.Notice> NOTICES =
      Comparator.comparing(Decision.Notice::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Decision.Notice::until, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Decision.Notice::code)
          .thenComparing(notice -> String.valueOf(notice.about()), LedgerLine.NATURAL)
          .thenComparing(Decision.Notice::amount, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Decision.Notice::text)
          .thenComparing(Decision.Notice::by, Explainer.LINES);

  private final Messages messages;
  private final StatementIndex statements;
  private final Explainer explainer;

  Notices(Messages messages, StatementIndex statements, Explainer explainer) {
    this.messages = messages;
    this.statements = statements;
    this.explainer = explainer;
  }

  List<Decision.Held> held() {
    CaseFacts facts = statements.bound().facts();
    return BoundCase.ownMemberships(facts).stream()
        .filter(membership -> membership.activeOn(facts.application().asOf()))
        .sorted(Comparator.comparing(Membership::id, LedgerLine.NATURAL))
        .map(
            membership ->
                new Decision.Held(
                    membership.offer(),
                    membership.of(),
                    explainer.title(membership.offer(), membership.of()),
                    membership.since(),
                    membership.anniversary()))
        .toList();
  }

  /** Nothing is told on the strength of a ledger that the case did not give. */
  List<Decision.Notice> notices() {
    List<Decision.Notice> told = new ArrayList<>();
    Map<OrderedKey, RuleReference> by = new HashMap<>();
    for (Statement<Notice> each : statements.notices()) {
      Offer ifGranted = each.fact().ifGranted();
      // Only then it counts as told: what may be told can be stated again by what may not.
      if ((ifGranted == null || statements.offer(ifGranted).isGranted())
          && restsOnWhatIsReported(each)) {
        by.merge(new OrderedKey(each.fact()), explainer.reference(each).get(0), Notices::firstRead);
      }
    }
    by.forEach((notice, reference) -> told.add(notice((Notice) notice.value(), reference)));
    told.sort(NOTICES);
    return told;
  }

  private boolean restsOnWhatIsReported(Statement<Notice> stated) {
    for (Object premise : stated.premises()) {
      if (premise instanceof Measurement measurement) {
        Taken taken = statements.measurements().get(Taken.Key.of(measurement));
        if (taken != null && !taken.isReported()) {
          return false;
        }
      }
    }
    return true;
  }

  private static RuleReference firstRead(RuleReference one, RuleReference other) {
    return Explainer.LINES.compare(one, other) <= 0 ? one : other;
  }

  private Decision.Notice notice(Notice notice, RuleReference by) {
    About about = Explainer.about(notice.about());
    Template template = messages.find(Section.NOTICES, notice.code());
    String text =
        template == null
            ? notice.code()
            : template.fill(
                name ->
                    switch (name) {
                      case "about" ->
                          notice.about() instanceof Offer offer
                              ? explainer.title(offer)
                              : String.valueOf(notice.about());
                      case "from" -> day(notice.from());
                      case "last" ->
                          day(notice.until() == null ? null : notice.until().minusDays(1));
                      case "amount" ->
                          notice.amount() == null
                              ? "…"
                              : notice.amount().toPlainString() + " " + notice.currency();
                      case "offer" ->
                          notice.ifGranted() == null ? "…" : explainer.title(notice.ifGranted());
                      default -> "{" + name + "}";
                    });
    return new Decision.Notice(
        notice.code(),
        about,
        notice.from(),
        notice.until(),
        notice.amount(),
        notice.currency(),
        explainer.marked(text, Explainer.synthetic(List.of(by))),
        by);
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "…" : day.toString();
  }
}
