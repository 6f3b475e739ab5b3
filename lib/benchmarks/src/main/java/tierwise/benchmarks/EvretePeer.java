package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.evrete.KnowledgeService;
import org.evrete.api.Knowledge;
import org.evrete.api.ValuesPredicate;
import org.evrete.api.builders.RuleSetBuilder;
import tierwise.benchmarks.Tables2021.Target;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Purchase;

/**
 * The three tiers with Evrete and its Java API. It has neither {@code not} nor {@code accumulate},
 * so what is left out is remembered, and what counts is summed, by hand. Each fact carries what the
 * case has come to: joined with it by the engine, this took four times the memory.
 */
final class EvretePeer implements AutoCloseable {
  private static final String FACT = "$fact";
  private static final String TALLY = "$tally";

  /** What one decision has come to so far; a fact that every rule reads. */
  public static final class Tally {
    private final LocalDate today;
    private final LocalDate from;
    private final LocalDate until;
    private final String partner;
    private final String competency;
    private final ThinAnswer answer = new ThinAnswer();
    private final Set<String> trainers = new HashSet<>();
    private final Set<String> examHolders = new HashSet<>();
    private BigDecimal kpis = BigDecimal.ZERO;
    private int commitments;

    Tally(SampleCase facts) {
      today = facts.application().asOf();
      until = today.withDayOfMonth(1);
      from = until.minusMonths(12);
      partner = facts.partner().id();
      competency = facts.application().asksFor().get(0).name();
    }

    boolean isOwn(Credential credential) {
      return credential.organisation() == null || credential.organisation().equals(partner);
    }
  }

  /** A fact, and the case that it belongs to; one class for each kind, since rules ask for it. */
  interface OfCase<T> {
    T fact();

    Tally tally();
  }

  /** A ledger line. */
  public record OfPurchase(Purchase fact, Tally tally) implements OfCase<Purchase> {}

  /** What somebody holds. */
  public record OfCredential(Credential fact, Tally tally) implements OfCase<Credential> {}

  /** What was declared. */
  public record OfAttestation(Attestation fact, Tally tally) implements OfCase<Attestation> {}

  /** A row of what tiers ask. */
  public record OfTarget(Target fact, Tally tally) implements OfCase<Target> {}

  private final KnowledgeService service = new KnowledgeService();
  private final Knowledge knowledge;

  EvretePeer() {
    RuleSetBuilder<Knowledge> rules = service.newKnowledge().builder();
    leavesOut(
        rules,
        "not-an-invoice",
        (line, tally) ->
            !line.document().equals("invoice") && !line.document().equals("credit-note"));
    leavesOut(
        rules, "other-channel", (line, tally) -> !"Courseware Marketplace".equals(line.channel()));
    leavesOut(
        rules, "not-an-official-product", (line, tally) -> !Tables2021.isOfficial(line.product()));
    leavesOut(
        rules,
        "other-partner",
        (line, tally) -> line.partnerId() != null && !line.partnerId().equals(tally.partner));
    leavesOut(rules, "no-kpi-value", (line, tally) -> line.kpi() == null);
    leavesOut(
        rules,
        "outside-window",
        (line, tally) -> line.date().isBefore(tally.from) || !line.date().isBefore(tally.until));
    // What was left out is known only when the rule acts: it is not a fact.
    rule(
        rules,
        "KPI are those of all other purchases",
        2,
        OfPurchase.class,
        (line, tally) -> line.kpi() != null,
        (line, tally) -> {
          if (line.kpi() != null && !tally.answer.leavesOut(line.id())) {
            tally.kpis = tally.kpis.add(line.kpi());
          }
        });
    rule(
        rules,
        "Trainers are different people",
        2,
        OfCredential.class,
        (trainer, tally) ->
            trainer.kind().equals("trainer")
                && trainer.validOn(tally.today)
                && tally.isOwn(trainer),
        (trainer, tally) -> tally.trainers.add(trainer.person()));
    rule(
        rules,
        "Exam holders are different people",
        2,
        OfCredential.class,
        (exam, tally) ->
            exam.kind().equals("exam")
                && exam.validOn(tally.today)
                && tally.isOwn(exam)
                && Tables2021.isListed(tally.competency, exam.code())
                && !Tables2021.isRetired(exam.code(), exam.from(), tally.today)
                && !Tables2021.isTooOld(exam.code(), exam.from(), exam.until(), tally.today),
        (exam, tally) -> tally.examHolders.add(exam.person()));
    rule(
        rules,
        "Commitments are those for the competency",
        2,
        OfAttestation.class,
        (made, tally) ->
            made.kind().equals("performance-commitment")
                && (made.date() == null || !made.date().isAfter(tally.today))
                && (made.of() == null || made.of().equals(tally.competency)),
        (made, tally) -> tally.commitments++);
    rule(
        rules,
        "A tier of a competency asks KPI, trainers and exam holders",
        1,
        OfTarget.class,
        (target, tally) -> target.competency().equals(tally.competency),
        (target, tally) -> {
          ThinAnswer answer = tally.answer;
          answer.ask(target.tier(), "kpis", target.kpis(), tally.kpis);
          answer.ask(target.tier(), "trainers", target.trainers(), tally.trainers.size());
          answer.ask(target.tier(), "exam-holders", target.examHolders(), tally.examHolders.size());
        });
    rule(
        rules,
        "Silver asks for a commitment",
        1,
        OfTarget.class,
        (target, tally) ->
            target.tier().equals(ThinAnswer.SILVER) && target.competency().equals(tally.competency),
        (target, tally) -> tally.answer.ask(target.tier(), "commitment", 1, tally.commitments));
    knowledge =
        rules
            .newRule("A Learning Action Pack asks for one trainer")
            .salience(1)
            .forEach(TALLY, Tally.class)
            .execute(
                context -> {
                  Tally tally = context.get(TALLY);
                  tally.answer.ask(ThinAnswer.ACTION_PACK, "trainers", 1, tally.trainers.size());
                })
            .build();
  }

  ThinAnswer decide(SampleCase facts) {
    Tally tally = new Tally(facts);
    List<Object> inserted = new ArrayList<>(facts.purchases().size() + 20);
    inserted.add(tally);
    for (Target target : Tables2021.targets(tally.competency)) {
      inserted.add(new OfTarget(target, tally));
    }
    for (Purchase line : facts.purchases()) {
      inserted.add(new OfPurchase(line, tally));
    }
    for (Credential credential : facts.credentials()) {
      inserted.add(new OfCredential(credential, tally));
    }
    for (Attestation attestation : facts.attestations()) {
      inserted.add(new OfAttestation(attestation, tally));
    }
    knowledge.newStatelessSession().insert(inserted).fire();
    return tally.answer;
  }

  /** Ends its threads. */
  @Override
  public void close() {
    service.shutdown();
  }

  private static void leavesOut(
      RuleSetBuilder<Knowledge> rules, String reason, BiPredicate<Purchase, Tally> condition) {
    rule(
        rules,
        reason,
        3,
        OfPurchase.class,
        condition,
        (line, tally) -> tally.answer.leaveOut(line.id(), reason));
  }

  private static <T, F extends OfCase<T>> void rule(
      RuleSetBuilder<Knowledge> rules,
      String name,
      int salience,
      Class<F> type,
      BiPredicate<T, Tally> condition,
      BiConsumer<T, Tally> action) {
    ValuesPredicate predicate =
        values -> {
          F fact = type.cast(values.apply(0));
          return condition.test(fact.fact(), fact.tally());
        };
    rules
        .newRule(name)
        .salience(salience)
        .forEach(FACT, type)
        .where(predicate, FACT)
        .execute(
            context -> {
              F fact = context.get(type, FACT);
              action.accept(fact.fact(), fact.tally());
            });
  }
}
