package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rule;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngine;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Purchase;

/**
 * The three tiers with Easy Rules. It knows no patterns over several facts, so the rules for lines
 * are fired once for each line and everything is joined by hand.
 */
final class EasyRulesPeer {
  private static final String LINE = "line";
  private static final String CASE = "case";

  /** What the rules of one decision share. */
  private static final class Work {
    final LocalDate today;
    final LocalDate from;
    final LocalDate until;
    final String partner;
    final String competency;
    final ThinAnswer answer = new ThinAnswer();
    final Set<String> trainers = new HashSet<>();
    final Set<String> examHolders = new HashSet<>();
    BigDecimal kpis = BigDecimal.ZERO;
    int commitments;

    Work(SampleCase facts) {
      today = facts.application().asOf();
      until = today.withDayOfMonth(1);
      from = until.minusMonths(12);
      partner = facts.partner().id();
      competency = facts.application().asksFor().get(0).name();
    }
  }

  private interface Condition<T> {
    boolean holds(T line, Work work);
  }

  private interface Action<T> {
    void take(T line, Work work);
  }

  private final RulesEngine engine = new DefaultRulesEngine();
  private final Rules ofPurchases = new Rules();
  private final Rules ofCredentials = new Rules();
  private final Rules ofAttestations = new Rules();
  private final Rules ofTiers = new Rules();

  EasyRulesPeer() {
    leavesOut("not-an-invoice", (line, work) -> !isInvoice(line));
    leavesOut("other-channel", (line, work) -> !"Courseware Marketplace".equals(line.channel()));
    leavesOut("not-an-official-product", (line, work) -> !Tables2021.isOfficial(line.product()));
    leavesOut(
        "other-partner",
        (line, work) -> line.partnerId() != null && !line.partnerId().equals(work.partner));
    leavesOut("no-kpi-value", (line, work) -> line.kpi() == null);
    leavesOut(
        "outside-window",
        (line, work) -> line.date().isBefore(work.from) || !line.date().isBefore(work.until));
    ofPurchases.register(
        rule(
            "KPI are those of all other purchases",
            2,
            Purchase.class,
            (line, work) -> line.kpi() != null && !work.answer.leavesOut(line.id()),
            (line, work) -> {
              if (line.kpi() != null) {
                work.kpis = work.kpis.add(line.kpi());
              }
            }));
    ofCredentials.register(
        rule(
            "Trainers are different people",
            1,
            Credential.class,
            (trainer, work) ->
                trainer.kind().equals("trainer")
                    && trainer.validOn(work.today)
                    && isOwn(trainer, work),
            (trainer, work) -> work.trainers.add(trainer.person())));
    ofCredentials.register(
        rule(
            "Exam holders are different people",
            1,
            Credential.class,
            (exam, work) ->
                exam.kind().equals("exam")
                    && exam.validOn(work.today)
                    && isOwn(exam, work)
                    && Tables2021.isListed(work.competency, exam.code())
                    && !Tables2021.isRetired(exam.code(), exam.from(), work.today)
                    && !Tables2021.isTooOld(exam.code(), exam.from(), exam.until(), work.today),
            (exam, work) -> work.examHolders.add(exam.person())));
    ofAttestations.register(
        rule(
            "Commitments are those for the competency",
            1,
            Attestation.class,
            (made, work) ->
                made.kind().equals("performance-commitment")
                    && (made.date() == null || !made.date().isAfter(work.today))
                    && (made.of() == null || made.of().equals(work.competency)),
            (made, work) -> work.commitments++));
    tier(ThinAnswer.GOLD);
    tier(ThinAnswer.SILVER);
    ofTiers.register(
        rule(
            "Silver asks for a commitment",
            2,
            SampleCase.class,
            (facts, work) -> Tables2021.figures(ThinAnswer.SILVER, work.competency) != null,
            (facts, work) ->
                work.answer.ask(ThinAnswer.SILVER, "commitment", 1, work.commitments)));
    ofTiers.register(
        rule(
            "A Learning Action Pack asks for one trainer",
            3,
            SampleCase.class,
            (facts, work) -> true,
            (facts, work) ->
                work.answer.ask(ThinAnswer.ACTION_PACK, "trainers", 1, work.trainers.size())));
  }

  ThinAnswer decide(SampleCase facts) {
    Work work = new Work(facts);
    facts.purchases().forEach(line -> fire(ofPurchases, line, work));
    facts.credentials().forEach(line -> fire(ofCredentials, line, work));
    facts.attestations().forEach(line -> fire(ofAttestations, line, work));
    fire(ofTiers, facts, work);
    return work.answer;
  }

  private void fire(Rules rules, Object line, Work work) {
    Facts facts = new Facts();
    facts.put(LINE, line);
    facts.put(CASE, work);
    engine.fire(rules, facts);
  }

  private void leavesOut(String reason, Condition<Purchase> condition) {
    ofPurchases.register(
        rule(
            reason,
            1,
            Purchase.class,
            condition,
            (line, work) -> work.answer.leaveOut(line.id(), reason)));
  }

  private void tier(String tier) {
    ofTiers.register(
        rule(
            "What " + tier + " asks",
            1,
            SampleCase.class,
            (facts, work) -> Tables2021.figures(tier, work.competency) != null,
            (facts, work) -> {
              Tables2021.Figures figures = Tables2021.figures(tier, work.competency);
              if (figures != null) {
                work.answer.ask(tier, "kpis", figures.kpis(), work.kpis);
                work.answer.ask(tier, "trainers", figures.trainers(), work.trainers.size());
                work.answer.ask(
                    tier, "exam-holders", figures.examHolders(), work.examHolders.size());
              }
            }));
  }

  private static <T> Rule rule(
      String name, int priority, Class<T> type, Condition<T> condition, Action<T> action) {
    return new RuleBuilder()
        .name(name)
        .priority(priority)
        .when(facts -> condition.holds(type.cast(facts.get(LINE)), facts.get(CASE)))
        .then(facts -> action.take(type.cast(facts.get(LINE)), facts.get(CASE)))
        .build();
  }

  private static boolean isInvoice(Purchase line) {
    return line.document().equals("invoice") || line.document().equals("credit-note");
  }

  private static boolean isOwn(Credential credential, Work work) {
    return credential.organisation() == null || credential.organisation().equals(work.partner);
  }
}
